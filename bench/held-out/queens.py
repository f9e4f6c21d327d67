"""N queens: all ways to set nine of them on a board, with sets and a generator that calls itself."""


def ways(size, row, columns, falling, rising):
    if row == size:
        yield ()
        return
    for column in range(size):
        if column in columns or row - column in falling or row + column in rising:
            continue
        taken = (columns | {column}, falling | {row - column}, rising | {row + column})
        for rest in ways(size, row + 1, *taken):
            yield (column, *rest)


def run():
    found = list(ways(9, 0, frozenset(), frozenset(), frozenset()))
    assert len(found) == 352
    assert len(set(found)) == 352
    assert found[0] == (0, 2, 5, 7, 1, 3, 8, 6, 4)


run()
