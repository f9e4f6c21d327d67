"""Plain code: two million additions in a loop."""


def run():
    total = 0
    for i in range(2_000_000):
        total += i
    assert total == 1999999000000


run()
