import sys


def deep(level):
    if level == 0:
        raise RuntimeError("deep")
    try:
        deep(level - 1)
    except RuntimeError as error:
        if level < 2:
            raise
        raise ValueError("level") from error


try:
    deep(3)
except ValueError as error:
    print(error)
print(len(sys.argv) > 5)


def ends():
    try:
        return "value"
    finally:
        print("before")


print(ends())


def loops():
    while True:
        try:
            return [
                1,
                2,
            ]
        finally:
            break
    return 0


print(loops())
raise SystemExit(3)
