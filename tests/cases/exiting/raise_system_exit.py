def quit_when(n):
    for i in range(10):
        print(i)
        if i == n:
            raise SystemExit(n * 10)


quit_when(2)
