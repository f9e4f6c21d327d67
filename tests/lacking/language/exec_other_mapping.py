from collections import ChainMap

try:
    print(eval("name", {}, ChainMap({"name": 1})))
except TypeError as error:
    raise SystemExit(str(error))
