import threading

SIZE = 6
grid = [[0] * SIZE for _ in range(SIZE)]
for r, c in ((0, 1), (1, 2), (2, 0), (2, 1), (2, 2)):
    grid[r][c] = 1
following = [row[:] for row in grid]


def swap():
    global grid, following
    grid, following = following, grid


barrier = threading.Barrier(3, action=swap)


def neighbours(r, c):
    return sum(
        grid[(r + dr) % SIZE][(c + dc) % SIZE]
        for dr in (-1, 0, 1)
        for dc in (-1, 0, 1)
        if dr or dc
    )


def worker(rows):
    for _ in range(4):
        for r in rows:
            for c in range(SIZE):
                n = neighbours(r, c)
                following[r][c] = int(n == 3 or (n == 2 and grid[r][c]))
        barrier.wait()


threads = [threading.Thread(target=worker, args=(range(k, SIZE, 3),)) for k in range(3)]
for t in threads:
    t.start()
for t in threads:
    t.join()
for row in grid:
    print("".join(".#"[cell] for cell in row))
