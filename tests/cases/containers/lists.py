a = [3, 1, 2]
a.append(5)
a.extend([4, 4])
a.insert(1, "x")
print(a, len(a), a.pop(), a.pop(1), a.index(5), a.count(4), 3 in a)
a.remove(4)
a.sort()
b = a
c = a.copy()
b.append(0)
print(a, c, b is a, c is a, a == c, a[::-1], sorted(a, reverse=True))
a.sort(key=lambda n: -n)
a.reverse()
print(a, a[0], a[-1], a[1:3], a[:], a[::2], a[10:])
a[1:3] = ["p", "q", "r"]
del a[0], a[-1]
print(a)
a[:0] = [9]
a[::2] = [7, 8, 9]
a += (1, 2)
a *= 2
print(a, [0] * 3, [[]] * 2, [1, 2] + [3])
a.clear()
print(a, [1, 2] < [1, 3], [1, [2]] == [1, [2]], list("ab"), list(range(5, 0, -2)), list({"k": 1}))
words = ["banana", "Apple", "cherry"]
words.sort(key=str.lower)
print(words, sorted(words), max(words), min(words, key=len), [*words, *"xy"], ", ".join(words))
for bad in (
    lambda: [1][5],
    lambda: [].pop(),
    lambda: [1].remove(2),
    lambda: [1].index(9),
    lambda: words["a"],
    lambda: [1] + (2,),
    lambda: [2, "a"].sort(),
    lambda: [1].pop(7),
    lambda: [1, 2, 3].__setitem__(slice(0, 3, 2), [1]),
):
    try:
        bad()
    except (IndexError, ValueError, TypeError) as error:
        print(type(error).__name__, error)
