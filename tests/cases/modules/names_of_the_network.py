"""Names of the network, checksums."""

import selectors
import socket
import zlib

print(socket.AF_INET, repr(socket.AF_INET), socket.SOCK_STREAM, socket.SOL_SOCKET, socket.SO_REUSEADDR, socket.timeout is TimeoutError, socket.error is OSError, socket.gaierror.__mro__[1])
print(socket.htons(80), socket.ntohs(80), socket.htonl(1), socket.inet_aton('127.0.0.1'), socket.inet_ntoa(b'\x01\x02\x03\x04'), socket.getdefaulttimeout())
for f in (lambda: socket.inet_aton('x'), lambda: socket.inet_ntoa(b'1')):
    try:
        f()
    except OSError as e:
        print(e)
try:
    raise socket.gaierror(socket.EAI_NONAME, 'Name or service not known')
except OSError as e:
    print(repr(e), e.errno)
print(zlib.crc32(b'hello'), zlib.adler32(b'hello'), zlib.adler32(b'lo', zlib.adler32(b'hel')), zlib.adler32(b''))
print(selectors.EVENT_READ, selectors.EVENT_WRITE, selectors.SelectorKey._fields, issubclass(selectors.DefaultSelector, selectors.BaseSelector))
