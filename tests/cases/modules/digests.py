"""Digests, signatures, bytes as text, secrets."""

import binascii
import hashlib
import hmac
import secrets


def show(f, *a, **k):
    try:
        print(a, k, repr(f(*a, **k)))
    except Exception as e:
        print(a, k, type(e).__module__, type(e).__name__, e)


for n in ('md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512'):
    h = hashlib.new(n)
    print(h.name, h.digest_size, h.block_size, h.hexdigest(), getattr(hashlib, n)(b'abc').hexdigest(), getattr(hashlib, n)(b'a' * 1000).hexdigest())
    for k in (55, 56, 63, 64, 65, 111, 112, 119, 127, 128, 129):
        h.update(b'x' * k)
    c = h.copy()
    c.update(b'1')
    print(h.digest(), c.hexdigest())
    print(repr(h)[:12])
show(hashlib.new, 'nope')
show(hashlib.md5, 'x')
show(hashlib.md5, 5)
show(hashlib.md5().update, 'x')
show(hashlib.md5().update)
print(hashlib.sha256(bytearray(b'ab')).hexdigest())
print({'md5', 'sha1', 'sha256'} <= hashlib.algorithms_guaranteed)
show(hashlib.sha256(b'x', usedforsecurity=False).hexdigest)
show(hashlib.pbkdf2_hmac, 'sha256', b'pw', b'salt', 10)
show(hashlib.pbkdf2_hmac, 'sha1', b'pw', b'salt', 3, 50)
show(hashlib.pbkdf2_hmac, 'sha256', b'pw', b'salt', 0)
show(hashlib.pbkdf2_hmac, 'nope', b'pw', b'salt', 1)
show(hashlib.pbkdf2_hmac, 'sha256', 'pw', b'salt', 1)
show(hashlib.pbkdf2_hmac, 'sha256', b'pw', b'salt', 1, 0)
h = hmac.new(b'key', b'msg', 'sha256')
print(h.hexdigest(), h.name, h.digest_size, h.block_size)
h.update(b'more')
print(h.digest(), h.copy().hexdigest())
print(repr(h)[:12])
show(hmac.new, b'k', b'm')
show(hmac.new, 'k', b'm', 'md5')
print(hmac.new(b'k' * 200, b'm', hashlib.sha1).hexdigest(), hmac.digest(b'k', b'm', 'md5'))
show(hmac.new, b'k', b'm', 'nope')
show(hmac.new, b'k', 'm', 'md5')
show(hmac.compare_digest, b'a', b'a')
show(hmac.compare_digest, 'a', 'b')
show(hmac.compare_digest, 'a', b'a')
show(hmac.compare_digest, 'é', 'é')
print(binascii.hexlify(b'\x01\xff'), binascii.hexlify(b'\x01\xff\x03', '-'), binascii.unhexlify('01ff'), binascii.b2a_hex(b'a'), binascii.a2b_hex(b'61'), binascii.hexlify(b'abcdef', ':', 2))
show(binascii.unhexlify, '0')
show(binascii.unhexlify, 'zz')
show(binascii.hexlify, 'x')
show(binascii.unhexlify, 'é1')
print(binascii.crc32(b'hello'), binascii.crc32(b'lo', binascii.crc32(b'hel')), binascii.b2a_base64(b'hi'), binascii.b2a_base64(b'hi', newline=False), binascii.a2b_base64('aGk='), binascii.crc_hqx(b'abc', 0))
show(binascii.a2b_base64, 'aGk')
show(binascii.a2b_base64, 'a')
show(binascii.a2b_base64, b'aG*k=', strict_mode=True)
print(len(secrets.token_bytes()), len(secrets.token_bytes(5)), len(secrets.token_hex(4)), len(secrets.token_urlsafe(6)), secrets.randbelow(10) < 10, secrets.choice([3]), 0 <= secrets.randbits(3) < 8, secrets.compare_digest('a', 'a'), type(secrets.SystemRandom()).__name__, secrets.DEFAULT_ENTROPY)
show(secrets.randbelow, 0)
show(secrets.choice, [])
