"""Orders of nodes in which each comes after those that it needs."""

from _library import generic as _generic

# Lacks: GenericAlias

_WAITING, _HANDED_OUT, _DONE = range(3)


class CycleError(ValueError):
    pass


class _Node:
    def __init__(self, node):
        self.node = node
        self.needs = 0
        self.needed_by = []
        self.state = _WAITING


class TopologicalSorter:
    __class_getitem__ = classmethod(_generic)

    def __init__(self, graph=None):
        self._nodes = {}
        self._ready = None
        self._handed_out = self._finished = 0
        if graph is not None:
            for node, predecessors in graph.items():
                self.add(node, *predecessors)

    def _of(self, node):
        if node not in self._nodes:
            self._nodes[node] = _Node(node)
        return self._nodes[node]

    def add(self, node, *predecessors):
        if self._ready is not None:
            raise ValueError("Nodes cannot be added after a call to prepare()")
        entry = self._of(node)
        entry.needs += len(predecessors)
        for predecessor in predecessors:
            self._of(predecessor).needed_by.append(node)

    def prepare(self):
        if self._ready is not None:
            raise ValueError("cannot prepare() more than once")
        self._ready = [entry.node for entry in self._nodes.values() if entry.needs == 0]
        cycle = self._cycle()
        if cycle:
            raise CycleError("nodes are in a cycle", cycle)

    def get_ready(self):
        if self._ready is None:
            raise ValueError("prepare() must be called first")
        ready = tuple(self._ready)
        for node in ready:
            self._nodes[node].state = _HANDED_OUT
        self._ready.clear()
        self._handed_out += len(ready)
        return ready

    def is_active(self):
        if self._ready is None:
            raise ValueError("prepare() must be called first")
        return self._finished < self._handed_out or bool(self._ready)

    def __bool__(self):
        return self.is_active()

    def done(self, *nodes):
        if self._ready is None:
            raise ValueError("prepare() must be called first")
        for node in nodes:
            entry = self._nodes.get(node)
            if entry is None:
                raise ValueError(f"node {node!r} was not added using add()")
            if entry.state == _WAITING:
                raise ValueError(f"node {node!r} was not passed out (still not ready)")
            if entry.state == _DONE:
                raise ValueError(f"node {node!r} was already marked done")
            entry.state = _DONE
            for other in entry.needed_by:
                waiting = self._nodes[other]
                waiting.needs -= 1
                if waiting.needs == 0:
                    self._ready.append(other)
            self._finished += 1

    def static_order(self):
        self.prepare()
        while self.is_active():
            nodes = self.get_ready()
            yield from nodes
            self.done(*nodes)

    def _cycle(self):
        """The nodes of a cycle, the first one once more at the end; `None` if there is none."""
        seen = set()
        for start in self._nodes:
            if start in seen:
                continue
            path, places, waiting = [], {}, []
            node = start
            while True:
                if node in seen:
                    if node in places:
                        return [*path[places[node]:], node]
                else:
                    seen.add(node)
                    waiting.append(iter(self._nodes[node].needed_by))
                    places[node] = len(path)
                    path.append(node)
                # On to the next one from the end of the path, which gets shorter where there is none.
                while path:
                    following = next(waiting[-1], self)
                    if following is not self:
                        node = following
                        break
                    del places[path.pop()]
                    waiting.pop()
                else:
                    break
        return None
