"""Numbers in bytes."""

import struct


def show(f, *a):
    try:
        print([x for x in a if type(x).__name__ != 'I'], repr(f(*a)))
    except Exception as e:
        print(a, type(e).__module__, type(e).__name__, e)


p, u, c = (struct.pack, struct.unpack, struct.calcsize)
for fmt in ['bhiq', '@bhiq', '<bhiq', '>bhiq', '=bhiq', '!bhiq', 'bi', 'b0i', 'ci2s', 'xbxxh', '3c', '10s', '5p', '?', 'e', 'f', 'd', 'n', 'N', 'P', '<n', 'z', '3', 'b 2h', ' b', '<lL', 'lL', '0s', 'bq', 'qb', 'b@', '2h3x', b'<i', 5, '-i', 'i<']:
    show(c, fmt)
show(p, '>bBhHiIqQ', -1, 255, -2, 65535, -3, 4294967295, -4, 18446744073709551615)
show(p, '<bBhHiIqQ', -1, 255, -2, 65535, -3, 4294967295, -4, 18446744073709551615)
show(p, 'b', 128)
show(p, 'B', -1)
show(p, 'h', 40000)
show(p, '<H', -1)
show(p, '<i', 1 << 40)
show(p, 'I', -1)
show(p, '<I', -1)
show(p, 'q', 1 << 70)
show(p, '<q', 1 << 70)
show(p, '<Q', -1)
show(p, 'Q', -1)
show(p, 'i', 'x')
show(p, 'i', 1.5)
show(p, '<i', 1.5)
show(p, 'f', 'x')
show(p, 'c', 'x')
show(p, 'c', b'xy')
show(p, 's', 5)
show(p, '2s', 'ab')
show(p, '2i', 1)
show(p, 'i', 1, 2)
show(p, 'b', -129)
show(p, '<b', 300)
show(p, 'i', 1 << 40)
show(p, 'l', 1 << 70)
show(p, 'H', 70000)
show(p, '<B', 256)
show(p, '<h', -40000)
show(p, '3s', b'abcdef')
show(p, '6s', b'ab')
show(p, '4p', b'abcdef')
show(p, '4p', b'a')
show(p, 'p', b'abc')
show(p, '?', [])
show(p, '?', 2)
show(p, 'x')
show(p, '3xb', 1)
for v in (0.0, -0.0, 1.0, -1.5, 0.1, 1e-310, 5e-324, float('inf'), float('-inf'), float('nan'), 3.4e+38, 1e-45, 65504.0, 1e-07, 2.0 ** (-24), 1.99999999):
    for f in ('<d', '>f', '<e'):
        show(p, f, v)
show(p, '<f', 1e+39)
show(p, '<e', 70000.0)
show(p, '<e', 65519.99)
show(p, 'd', 3)
show(p, 'f', True)
show(u, '<i', b'\x01\x00\x00\x00')
show(u, 'i', b'\x01')
show(u, '>hhl', b'\x00\x01\x00\x02\x00\x00\x00\x03')
show(u, 'c3s2?', b'abcd\x00\x02')
show(u, '<e', b'\x00<')
show(u, '<f', b'\xcd\xcc\xcc=')
show(u, '<d', struct.pack('<d', 0.1))
show(u, '5p', b'\x03abcd')
show(u, 'bxb', b'\x01\x02\x03')
show(u, '<e', b'\x01\x00')
show(u, '<f', b'\x01\x00\x00\x00')
show(u, '<e', b'\x00|')
show(u, '<d', b'\x00' * 6 + b'\xf0\xff')
show(u, '2i', b'12345678')
show(u, '<Q', b'\xff' * 8)
show(u, '<q', b'\xff' * 8)
show(u, 'i', 'abcd')
show(struct.unpack_from, '<h', b'\x00\x01\x02\x03', 1)
show(struct.unpack_from, '<i', b'\x00\x01\x02\x03', 1)
show(struct.unpack_from, '<i', b'\x00\x01\x02\x03', -4)
show(struct.unpack_from, '<h', b'ab', -5)
print(list(struct.iter_unpack('<h', b'\x01\x00\x02\x00')))
show(struct.iter_unpack, '<h', b'\x01\x00\x02')
show(struct.iter_unpack, '', b'')
b = bytearray(6)
struct.pack_into('<h', b, 2, 513)
print(b)
show(struct.pack_into, '<i', b, 4, 1)
show(struct.pack_into, '<h', b, -2, 7)
print(b)
show(struct.pack_into, '<h', b, -9, 7)
s = struct.Struct('<hb')
print(s.size, s.format, s.pack(1, 2), s.unpack(b'\x01\x00\x02'), s.unpack_from(b'x\x01\x00\x02', 1))
show(s.unpack, b'1')
print(repr(s)[:20], struct.error.__module__, struct.error.__mro__)
show(s.pack, 1)


class I:

    def __index__(self):
        return 7


show(p, 'b', I())
show(p, '<H', True)
