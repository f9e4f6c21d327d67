def step(alive):
    neighbours = {}
    for row, column in alive:
        for dr in (-1, 0, 1):
            for dc in (-1, 0, 1):
                if dr or dc:
                    cell = row + dr, column + dc
                    neighbours[cell] = neighbours.get(cell, 0) + 1
    return {cell for cell, n in neighbours.items() if n == 3 or n == 2 and cell in alive}


def show(alive, size=6):
    for row in range(size):
        print("".join("#" if (row, column) in alive else "." for column in range(size)))
    print("-" * size, len(alive))


glider = {(0, 1), (1, 2), (2, 0), (2, 1), (2, 2)}
for generation in range(5):
    if generation % 2 == 0:
        show(glider)
    glider = step(glider)
print(sorted(glider))
