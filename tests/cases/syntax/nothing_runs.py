print("a syntax error further down keeps even this line from running")


def broken(:
    pass
