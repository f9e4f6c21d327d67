def check(value):
    if -7 is value or (not 5) is value:
        return 1
    try:
        return (-7)[:3]
    except TypeError as error:
        return error


print(check(1))
