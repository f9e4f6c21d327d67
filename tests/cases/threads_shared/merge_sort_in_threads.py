import random
import threading


def merge_sort(values, low, high, depth):
    if high - low < 2:
        return
    middle = (low + high) // 2
    halves = [(low, middle), (middle, high)]
    if depth > 0:
        threads = [threading.Thread(target=merge_sort, args=(values, a, b, depth - 1)) for a, b in halves]
        for t in threads:
            t.start()
        for t in threads:
            t.join()
    else:
        for a, b in halves:
            merge_sort(values, a, b, 0)
    left, right = values[low:middle], values[middle:high]
    i = j = 0
    for k in range(low, high):
        if j == len(right) or (i < len(left) and left[i] <= right[j]):
            values[k] = left[i]
            i += 1
        else:
            values[k] = right[j]
            j += 1


values = list(range(500))
random.Random(7).shuffle(values)
merge_sort(values, 0, len(values), 3)
print(values == list(range(500)), values[:5])
