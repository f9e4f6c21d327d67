import sys
import threading

names = []
barrier = threading.Barrier(3)


def importer():
    barrier.wait()
    import no_such_module


def good(n):
    barrier.wait()
    import bisect

    names.append((n, bisect.bisect([1, 2, 3], 2), id(bisect)))


threading.excepthook = lambda args: names.append(("failed", args.exc_type.__name__, str(args.exc_value)))
threads = [threading.Thread(target=good, args=(n,)) for n in range(2)] + [threading.Thread(target=importer)]
for t in threads:
    t.start()
for t in threads:
    t.join()
goods = sorted(n for n in names if n[0] != "failed")
print([g[:2] for g in goods], goods[0][2] == goods[1][2])
print([n for n in names if n[0] == "failed"], "bisect" in sys.modules)
