"""Digests. How a block changes them is native."""

# Lacks: blake2b blake2s file_digest scrypt sha3_224 sha3_256 sha3_384 sha3_512 shake_128 shake_256

import _digests

_FIRST = {
    "md5": "67452301efcdab8998badcfe10325476",
    "sha1": "67452301efcdab8998badcfe10325476c3d2e1f0",
    "sha224": "c1059ed8367cd5073070dd17f70e5939ffc00b316858151164f98fa7befa4fa4",
    "sha256": "6a09e667bb67ae853c6ef372a54ff53a510e527f9b05688c1f83d9ab5be0cd19",
    "sha384": "cbbb9d5dc1059ed8629a292a367cd5079159015a3070dd17152fecd8f70e5939"
    "67332667ffc00b318eb44a8768581511db0c2e0d64f98fa747b5481dbefa4fa4",
    "sha512": "6a09e667f3bcc908bb67ae8584caa73b3c6ef372fe94f82ba54ff53a5f1d36f1"
    "510e527fade682d19b05688c2b3e6c1f1f83d9abfb41bd6b5be0cd19137e2179",
}
_SIZES = {"md5": 16, "sha1": 20, "sha224": 28, "sha256": 32, "sha384": 48, "sha512": 64}
# So much is given to the native at once: it can't be interrupted.
_PIECE = 1 << 14

algorithms_available = algorithms_guaranteed = set(_SIZES)


def _data(data):
    if isinstance(data, str):
        raise TypeError("Strings must be encoded before hashing")
    if data is None or isinstance(data, (int, float, list, tuple, dict, set)):
        raise TypeError("object supporting the buffer API required")
    return bytes(data)


class HASH:
    __module__ = "_hashlib"

    def __init__(self, name, data=b""):
        self.name = name
        self.digest_size = _SIZES[name]
        self.block_size = 128 if self.digest_size > 32 else 64
        self._state = bytes.fromhex(_FIRST[name])
        self._pending = b""
        self._length = 0
        if data:
            self._take(data)

    def update(self, *args):
        if len(args) != 1:
            raise TypeError(f"HASH.update() takes exactly one argument ({len(args)} given)")
        self._take(_data(args[0]))

    def _take(self, data):
        self._length += len(data)
        data = self._pending + data
        whole = len(data) - len(data) % self.block_size
        for at in range(0, whole, _PIECE):
            self._state = _digests.absorb(self.name, self._state, data[at:min(at + _PIECE, whole)])
        self._pending = data[whole:]

    def digest(self):
        order = "little" if self.name == "md5" else "big"
        length = (8 * self._length).to_bytes(self.block_size // 8, order)
        zeros = b"\0" * (-(len(self._pending) + 1 + len(length)) % self.block_size)
        state = _digests.absorb(self.name, self._state, self._pending + b"\x80" + zeros + length)
        if self.name == "md5":
            state = b"".join(state[at:at + 4][::-1] for at in range(0, 16, 4))
        return state[:self.digest_size]

    def hexdigest(self):
        return self.digest().hex()

    def copy(self):
        copied = HASH(self.name)
        copied._state, copied._pending, copied._length = self._state, self._pending, self._length
        return copied

    def __repr__(self):
        return f"<{self.name} _hashlib.HASH object @ {id(self):#x}>"


class UnsupportedDigestmodError(ValueError):
    __module__ = "_hashlib"


def new(name, data=b"", **options):
    found = name.lower().replace("-", "") if isinstance(name, str) else name
    if found not in _SIZES:
        raise ValueError(f"unsupported hash type {name}")
    return HASH(found, _data(data))


def _constructor(name):
    def make(string=b"", *, usedforsecurity=True):
        return HASH(name, _data(string))

    make.__name__ = make.__qualname__ = f"openssl_{name}"
    make.__module__ = "_hashlib"
    return make


md5, sha1, sha224, sha256, sha384, sha512 = map(_constructor, _SIZES)


def pbkdf2_hmac(hash_name, password, salt, iterations, dklen=None):
    for given in (password, salt):
        if isinstance(given, str):
            raise TypeError("a bytes-like object is required, not 'str'")
    if hash_name.lower() not in _SIZES:
        raise UnsupportedDigestmodError("[digital envelope routines] unsupported")
    if iterations < 1:
        raise ValueError("iteration value must be greater than 0.")
    name = hash_name.lower()
    size = _SIZES[name]
    dklen = size if dklen is None else dklen
    if dklen < 1:
        raise ValueError("key length must be greater than 0.")
    inner, outer = keyed(name, password)

    def signed(message):
        hashed = inner.copy()
        hashed._take(message)
        result = outer.copy()
        result._take(hashed.digest())
        return result.digest()

    derived = b""
    while len(derived) < dklen:
        piece = signed(bytes(salt) + (len(derived) // size + 1).to_bytes(4, "big"))
        mixed = int.from_bytes(piece, "big")
        for _ in range(iterations - 1):
            piece = signed(piece)
            mixed ^= int.from_bytes(piece, "big")
        derived += mixed.to_bytes(size, "big")
    return derived[:dklen]


def keyed(digest, key):
    """The two digests of a message that is signed with a key, as they begin; for `hmac`."""
    make = digest if callable(digest) else lambda data=b"": new(digest, data)
    inner = make()
    key = bytes(key)
    if len(key) > inner.block_size:
        key = make(key).digest()
    key = key.ljust(inner.block_size, b"\0")
    inner.update(bytes(byte ^ 0x36 for byte in key))
    return inner, make(bytes(byte ^ 0x5C for byte in key))
