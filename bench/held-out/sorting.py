"""200,000 numbers, sorted by a key."""

import random

NUMBERS = 200_000

source = random.Random(3)
numbers = [source.randrange(1_000_000) for _ in range(NUMBERS)]


def run():
    ordered = sorted(numbers, key=lambda number: (number % 1_000, -number))
    assert ordered[0] % 1_000 == 0
    for before, after in zip(ordered, ordered[1:]):
        assert before % 1_000 < after % 1_000 or before % 1_000 == after % 1_000 and before >= after


run()
