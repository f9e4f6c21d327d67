import bisect
import copy
import heapq
import operator

heap = []
for n in (5, 1, 4, 1, 3):
    heapq.heappush(heap, n)
print(
    heap, heapq.heappop(heap), heapq.heappushpop(heap, 2), heapq.nsmallest(2, heap), heapq.nlargest(2, heap)
)
numbers = [9, 4, 7]
heapq.heapify(numbers)
print(numbers, list(heapq.merge([1, 4], [2, 3])))
marks = [10, 20, 20, 30]
print(bisect.bisect(marks, 20), bisect.bisect_left(marks, 20))
bisect.insort(marks, 25)
print(marks)
nested = {"a": [1, {"b": 2}]}
shallow, deep = copy.copy(nested), copy.deepcopy(nested)
nested["a"].append(3)
print(shallow, deep)
print(
    operator.add(1, 2),
    sorted([("b", 1), ("a", 2)], key=operator.itemgetter(1)),
    operator.attrgetter("real")(5),
    operator.methodcaller("upper")("x"),
)
