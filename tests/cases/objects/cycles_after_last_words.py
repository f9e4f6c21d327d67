# Objects that have had their last words are not counted any more: cycles are still collected in time.
ended = 0


class Last:
    def __del__(self):
        global ended
        ended += 1


for _ in range(120_000):
    Last()
print(ended)


class Cycle(Last):
    def __init__(self):
        self.me = self


made = 0
while ended == 120_000 and made < 290_000:
    Cycle()
    made += 1
print(ended > 120_000)
