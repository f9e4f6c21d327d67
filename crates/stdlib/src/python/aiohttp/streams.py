"""The body of a response, piece by piece."""

from asyncio import IncompleteReadError

__all__ = ("EMPTY_PAYLOAD", "StreamReader")


class StreamReader:
    def __init__(self, data=b""):
        self._data = data
        self._at = 0

    @property
    def total_bytes(self):
        return len(self._data)

    def at_eof(self):
        return self._at >= len(self._data)

    is_eof = at_eof

    def _take(self, count):
        data = self._data[self._at : self._at + count]
        self._at += len(data)
        return data

    async def read(self, n=-1):
        return self._take(len(self._data) if n < 0 else n)

    async def readany(self):
        return self._take(len(self._data))

    async def readexactly(self, n):
        data = self._take(n)
        if len(data) < n:
            raise IncompleteReadError(data, n)
        return data

    async def readline(self):
        end = self._data.find(b"\n", self._at)
        return self._take(len(self._data) if end < 0 else end + 1 - self._at)

    async def readuntil(self, separator=b"\n"):
        if not separator:
            raise ValueError("Separator should be at least one-byte string")
        end = self._data.find(separator, self._at)
        return self._take(len(self._data) if end < 0 else end + len(separator) - self._at)

    async def readchunk(self):
        return self._take(len(self._data)), True

    def __aiter__(self):
        return _Pieces(self.readline)

    def iter_chunked(self, n):
        return _Pieces(lambda: self.read(n))

    def iter_any(self):
        return _Pieces(self.readany)

    def iter_chunks(self):
        return _Pieces(self.readchunk)


class _Pieces:
    def __init__(self, read):
        self._read = read

    def __aiter__(self):
        return self

    async def __anext__(self):
        piece = await self._read()
        if piece in (b"", (b"", True)):
            raise StopAsyncIteration
        return piece


EMPTY_PAYLOAD = StreamReader()
