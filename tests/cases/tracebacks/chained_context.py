def close(resource):
    raise OSError("cannot close " + resource)


def use():
    try:
        int("twelve")
    except ValueError:
        close("file")


try:
    use()
finally:
    print("stdout still comes")
