import threading

row = [0, 0]
grid = [row, row, [0, 0]]
names = ["delta", "alpha", "charlie", "bravo"]
alias = names


def mutate():
    grid[0][1] = 7
    grid[2].extend([8, 9])
    names.sort()
    names.insert(0, "zero")
    del names[-1]


t = threading.Thread(target=mutate)
t.start()
t.join()
print(grid, row)
print(alias, alias is names)


def by_length():
    alias.sort(key=len, reverse=True)
    alias[1:3] = [x.upper() for x in alias[1:3]]


t = threading.Thread(target=by_length)
t.start()
t.join()
print(names)
