"""Waiting for files and sockets, of which there are none: what programs name of it."""

# Lacks: DevpollSelector KqueueSelector

from collections import namedtuple as _namedtuple

EVENT_READ, EVENT_WRITE = 1, 2
SelectorKey = _namedtuple("SelectorKey", "fileobj fd events data")


class BaseSelector:
    def register(self, fileobj, events, data=None):
        raise NotImplementedError("Loopscope's selectors have nothing to wait for: there are no files and no sockets")

    unregister = modify = get_key = select = register

    def get_map(self):
        return {}

    def close(self):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.close()


class SelectSelector(BaseSelector):
    pass


class PollSelector(BaseSelector):
    pass


class EpollSelector(BaseSelector):
    pass


DefaultSelector = EpollSelector
