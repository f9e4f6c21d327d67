try:
    exit(3)
except SystemExit as e:
    print(e.code)
quit("bye")
