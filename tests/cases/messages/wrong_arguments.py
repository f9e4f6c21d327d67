def connect(host, port, *, timeout):
    return host, port, timeout


print(connect("demo.test", 80, timeout=1))
connect("demo.test", timout=1)
