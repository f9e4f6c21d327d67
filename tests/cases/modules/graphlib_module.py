"""Orders of nodes, and tasks that run in one."""

from graphlib import TopologicalSorter, CycleError
import asyncio

ts = TopologicalSorter({'D': {'B'}, 'B': ['A'], 'C': ['A'], 'E': ()})
print(list(TopologicalSorter({'D': ['B', 'C'], 'C': ['A'], 'B': ['A']}).static_order()))
ts.prepare()
while ts.is_active():
    r = ts.get_ready()
    print(r, bool(ts))
    ts.done(*r)


def show(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e, e.args)


t = TopologicalSorter()
t.add(1, 2)
t.add(1, 3)
t.add(3)
show(lambda: t.get_ready())
show(lambda: t.is_active())
show(lambda: t.done(1))
t.prepare()
show(lambda: t.prepare())
show(lambda: t.add(5))
print(t.get_ready(), t.get_ready())
show(lambda: t.done(9))
show(lambda: t.done(1))
t.done(2)
show(lambda: t.done(2))
t.done(3)
print(t.get_ready())
show(lambda: list(TopologicalSorter({1: [2], 2: [3], 3: [1], 4: [1]}).static_order()))
show(lambda: list(TopologicalSorter({1: [1]}).static_order()))
show(lambda: list(TopologicalSorter({0: [5], 5: [6, 7], 7: [8], 8: [5]}).static_order()))
show(lambda: list(TopologicalSorter({}).static_order()))
c = TopologicalSorter({1: [2], 2: [1], 3: []})
try:
    c.prepare()
except CycleError:
    print(c.get_ready())
print(CycleError.__mro__)


async def main():
    s = TopologicalSorter({'app': ['db', 'web'], 'web': ['net'], 'db': ['net']})
    s.prepare()
    q = asyncio.Queue()

    async def work(n):
        await asyncio.sleep(len(n) / 100)
        print('done', n)
        q.put_nowait(n)
    tasks = []
    while s.is_active():
        tasks += [asyncio.create_task(work(n)) for n in s.get_ready()]
        s.done(await q.get())


asyncio.run(main())
