settings = {"host": "demo.test", ("a", 1): "tuple key"}
print(settings[("a", 1)])
print(settings["port"])
