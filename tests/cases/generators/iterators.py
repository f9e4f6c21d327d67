class Countdown:
    def __init__(self, start):
        self.start = start

    def __iter__(self):
        return CountdownIterator(self.start)


class CountdownIterator:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n == 0:
            raise StopIteration
        self.n -= 1
        return self.n + 1


down = Countdown(3)
print(list(down), list(down), sum(down), 2 in down, [*down, *down], dict.fromkeys(down))
a, b, c = down
print(a, b, c, max(down), sorted(down), tuple(zip(down, down)))
for x in down:
    if x == 2:
        break
else:
    print("never")
print(x)
dice = iter([3, 1, 6, 2]).__next__
print(list(iter(dice, 6)))
it = iter([1, 2, 3])
print(next(it), list(it), next(it, None))
numbers = [1, 2, 3]
for n in numbers:
    if n < 3:
        numbers.append(n + 10)
print(numbers)
for bad in (lambda: iter(5), lambda: next([]), lambda: [*5]):
    try:
        bad()
    except TypeError as error:
        print("TypeError:", error)
d = {"a": 1}
try:
    for key in d:
        d[key + "!"] = 1
except RuntimeError as error:
    print("RuntimeError:", error)
