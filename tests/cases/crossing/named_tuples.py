import collections
import queue
import threading
import typing

Point = collections.namedtuple("Point", "x y")


class Job(typing.NamedTuple):
    name: str
    cost: int = 1


results = queue.Queue()


def use(point, job):
    print(point, point.x, point._replace(y=3), Point(5, y=6).y, point == (1, 2))
    print(job.name, job.cost, Job("inner"), job._asdict())
    results.put(Job(job.name.upper(), job.cost * 2))


thread = threading.Thread(target=use, args=(Point(1, 2), Job("outer")))
thread.start()
thread.join()
result = results.get()
print(result, result.cost, isinstance(result, Job))
