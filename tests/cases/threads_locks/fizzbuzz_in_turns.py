# Four threads take turns by a number that they share.
import threading


class FizzBuzz:
    def __init__(self, n):
        self.n = n
        self.current = 1
        self.turn = threading.Condition()
        self.out = []

    def loop(self, mine, text):
        while True:
            with self.turn:
                self.turn.wait_for(lambda: self.current > self.n or mine(self.current))
                if self.current > self.n:
                    return
                self.out.append(text or str(self.current))
                self.current += 1
                self.turn.notify_all()


game = FizzBuzz(15)
rules = [
    (lambda n: n % 15 == 0, "fizzbuzz"),
    (lambda n: n % 3 == 0 and n % 5, "fizz"),
    (lambda n: n % 5 == 0 and n % 3, "buzz"),
    (lambda n: n % 3 and n % 5, None),
]
threads = [threading.Thread(target=game.loop, args=rule) for rule in rules]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(" ".join(game.out))
