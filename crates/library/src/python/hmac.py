"""Messages signed with a key."""

import hashlib as _hashlib

digest_size = None
trans_5C = bytes(byte ^ 0x5C for byte in range(256))
trans_36 = bytes(byte ^ 0x36 for byte in range(256))


def compare_digest(a, b, /):
    if isinstance(a, str) and isinstance(b, str):
        if not (a.isascii() and b.isascii()):
            raise TypeError("comparing strings with non-ASCII characters is not supported")
        return a == b
    for given in (a, b):
        if not isinstance(given, (bytes, bytearray)):
            raise TypeError(f"a bytes-like object is required, not '{type(given).__name__}'")
    return bytes(a) == bytes(b)


class HMAC:
    blocksize = 64

    def __init__(self, key, msg=None, digestmod=""):
        if not isinstance(key, (bytes, bytearray)):
            raise TypeError(f"key: expected bytes or bytearray, but got {type(key).__name__!r}")
        if not digestmod:
            raise TypeError("Missing required parameter 'digestmod'.")
        make = digestmod.new if hasattr(digestmod, "new") else digestmod
        self._inner, self._outer = _hashlib.keyed(make, key)
        self.digest_size = self._inner.digest_size
        self.block_size = self._inner.block_size
        if msg is not None:
            self.update(msg)

    @property
    def name(self):
        return f"hmac-{self._inner.name}"

    def update(self, msg):
        self._inner.update(msg)

    def copy(self):
        copied = HMAC.__new__(HMAC)
        copied.digest_size, copied.block_size = self.digest_size, self.block_size
        copied._inner, copied._outer = self._inner.copy(), self._outer.copy()
        return copied

    def digest(self):
        result = self._outer.copy()
        result.update(self._inner.digest())
        return result.digest()

    def hexdigest(self):
        return self.digest().hex()


def new(key, msg=None, digestmod=""):
    return HMAC(key, msg, digestmod)


def digest(key, msg, digest):
    return HMAC(key, msg, digest).digest()
