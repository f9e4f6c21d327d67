"""A mock of `open`."""

import io

from .magic import MagicMock
from .values import DEFAULT


def mock_open(mock=None, read_data=""):
    memory = io.BytesIO if isinstance(read_data, bytes) else io.StringIO
    mock = MagicMock(name="open") if mock is None else mock
    handle = MagicMock(spec=["__enter__", "__exit__", "__iter__", "__next__", "read", "readline", "readlines", "write",
                             "writelines", "close", "flush", "seek", "tell", "fileno", "closed", "name", "mode"])
    stream = memory(read_data)

    def reading(name):
        def read(*args):
            method = getattr(handle, name)
            return getattr(stream, name)(*args) if method._mock.return_value is DEFAULT else DEFAULT

        return read

    for name in ("read", "readline", "readlines"):
        getattr(handle, name).side_effect = reading(name)
    handle.write.return_value = None
    handle.__enter__.return_value = handle
    handle.__iter__.side_effect = lambda: iter(stream)
    handle.__next__.side_effect = lambda: next(stream)

    def opened(*args, **kwargs):
        nonlocal stream
        stream = memory(read_data)
        return DEFAULT

    mock.side_effect = opened
    mock.return_value = handle
    return mock
