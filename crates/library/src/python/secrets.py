"""Random numbers that nobody is to guess: here the host's, whose seed is part of the run."""

from base64 import urlsafe_b64encode as _urlsafe_b64encode
from hmac import compare_digest
from random import SystemRandom

DEFAULT_ENTROPY = 32
_source = SystemRandom()
randbits = _source.getrandbits
choice = _source.choice


def randbelow(exclusive_upper_bound):
    if exclusive_upper_bound <= 0:
        raise ValueError("Upper bound must be positive.")
    return _source.randrange(exclusive_upper_bound)


def token_bytes(nbytes=None):
    return _source.randbytes(DEFAULT_ENTROPY if nbytes is None else nbytes)


def token_hex(nbytes=None):
    return token_bytes(nbytes).hex()


def token_urlsafe(nbytes=None):
    return _urlsafe_b64encode(token_bytes(nbytes)).rstrip(b"=").decode("ascii")
