def down(n):
    return down(n - 1) if n else "bottom"


print(down(900))
try:
    down(100000)
except RecursionError as error:
    print(type(error).__name__, str(error).split(" in ")[0])
print("still alive")
