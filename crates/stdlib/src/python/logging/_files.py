"""`logging.FileHandler`."""

import os
from io import open, text_encoding
from logging import StreamHandler, _opened, getLevelName


class FileHandler(StreamHandler):
    def __init__(self, filename, mode="a", encoding=None, delay=False, errors=None):
        self.baseFilename = os.path.abspath(os.fspath(filename))
        self.mode, self.errors, self.delay = mode, errors, delay
        self.encoding = encoding if "b" in mode else text_encoding(encoding)
        self._closed = False
        super().__init__(None if delay else self._open())
        if delay:
            self.stream = None
        _opened.append(self)

    def _open(self):
        return open(self.baseFilename, self.mode, encoding=self.encoding, errors=self.errors)

    def flush(self):
        if self.stream is not None:
            super().flush()

    def close(self):
        self.acquire()
        try:
            stream, self.stream = self.stream, None
            if stream is not None:
                stream.close()
            if self in _opened:
                _opened.remove(self)
            self._closed = True
            super().close()
        finally:
            self.release()

    def emit(self, record):
        if self.stream is None and (self.mode != "w" or not self._closed):
            self.stream = self._open()
        if self.stream is not None:
            super().emit(record)

    def __repr__(self):
        return f"<{type(self).__name__} {self.baseFilename} ({getLevelName(self.level)})>"


FileHandler.__module__ = "logging"
