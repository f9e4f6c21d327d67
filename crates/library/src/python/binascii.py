"""Bytes as text."""

# Lacks: Incomplete a2b_qp a2b_uu b2a_qp b2a_uu

import base64 as _base64
from _zlib import crc32 as _crc32

Error = _base64._Error


def _ascii(data):
    if isinstance(data, str) and not data.isascii():
        raise ValueError("string argument should contain only ASCII characters")
    return data.encode("ascii") if isinstance(data, str) else _base64._bytes(
        data, "argument should be bytes, buffer or ASCII string, not {!r}"
    )


_bytes = _base64._bytes


def hexlify(data, sep=None, bytes_per_sep=1):
    data = _bytes(data)
    return (data.hex() if sep is None else data.hex(sep, bytes_per_sep)).encode("ascii")


def unhexlify(hexstr, /):
    digits = _ascii(hexstr)
    if len(digits) % 2:
        raise Error("Odd-length string")
    for digit in digits:
        if digit not in b"0123456789abcdefABCDEF":
            raise Error("Non-hexadecimal digit found")
    return bytes.fromhex(digits.decode("ascii"))


b2a_hex = hexlify
a2b_hex = unhexlify


def b2a_base64(data, /, *, newline=True):
    return _base64.b64encode(_bytes(data)) + (b"\n" if newline else b"")


def a2b_base64(data, /, *, strict_mode=False):
    return _base64._b64decoded(_ascii(data), _base64._B64, strict_mode)


def crc32(data, crc=0, /):
    return _crc32(data, crc & 0xFFFFFFFF)


def crc_hqx(data, crc, /):
    crc &= 0xFFFF
    for byte in _bytes(data):
        crc ^= byte << 8
        for _ in range(8):
            crc = (crc << 1 ^ 0x1021 if crc & 0x8000 else crc << 1) & 0xFFFF
    return crc
