# Heaps of what natives compare, and of what has methods for that.
import heapq
import random

source = random.Random(5)


class Job:
    def __init__(self, rank):
        self.rank = rank

    def __lt__(self, other):
        return self.rank < other.rank

    def __repr__(self):
        return f"Job({self.rank})"


def drained(heap):
    return [heapq.heappop(heap) for _ in range(len(heap))]


for make in (lambda n: n, lambda n: (n % 5, str(n)), lambda n: Job(n), lambda n: [n, None], lambda n: n / 7):
    heap = []
    for _ in range(40):
        heapq.heappush(heap, make(source.randrange(50)))
    layout = list(heap)
    print(layout[:6])
    print(drained(heap)[:8])
    heapq.heapify(layout)
    print(heapq.heapreplace(layout, make(3)), heapq.heappushpop(layout, make(0)), drained(layout)[-3:])
heap = [3, 5]
try:
    heapq.heappush(heap, "text")
except TypeError as error:
    print(error)
print(heapq.nsmallest(2, [5, 1, 3]), heapq.nlargest(2, [5, 1, 3]), list(heapq.merge([1, 4], [2, 3])))
try:
    heapq.heappop([])
except IndexError as error:
    print(error)
