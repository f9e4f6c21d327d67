try:
    compile("x = (1,\ny = 2\n", "demo.py", "exec")
except SyntaxError as error:
    print(error.msg, error.lineno, error.offset, error.filename)
    print(error)
