import threading


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


def work(name, n):
    print(name, fib(n))


for name in ("one", "two"):
    thread = threading.Thread(target=work, args=(name, 12), name=name)
    thread.start()
    thread.join()
