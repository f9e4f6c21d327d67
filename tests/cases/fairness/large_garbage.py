# Garbage of many objects goes away, with what its end makes happen.
def generator(name):
    try:
        yield name
    finally:
        ended.append(name)


ended = []
running = [generator(n) for n in range(3)]
for each in running:
    next(each)
lists = [[n] for n in range(50_000)]
lists.append(running)
del each, running
lists.clear()
for _ in range(100):
    pass
print(sorted(ended))
deep = None
for _ in range(100_000):
    deep = [deep]
del deep
nested = {n: {n} for n in range(50_000)}
nested = None
chained = {str(n): [n] for n in range(50_000)}
chained.clear()
print(len(chained), len(lists))
