import base64
import binascii
import io
import json


def show(*texts):
    for text in texts:
        try:
            print(text, "->", repr(eval(text)))
        except Exception as error:
            print(text, "!!", type(error).__name__, error)


a = bytearray(b"a")
show("b'%b' % a", "bytes(a)", "b'a' + a", "a + b'b'", "b''.join([a, b'y'])", "b'cba'.find(a)", "b'abc'.replace(a, b'z')", "b'a' == a")
show("a in b'abc'", "b'abc'.startswith(a)", "b'abc'.endswith((b'x', bytearray(b'c')))", "b'bab'.split(a)", "int.from_bytes(a, 'big')")
show("str(a, 'utf8')", "b'abc'.strip(a)", "int(bytearray(b'12'))", "float(bytearray(b'1.5'))", "b'abc'.count(a)")
show("base64.b64encode(a)", "binascii.hexlify(a)", "json.loads(bytearray(b'[1]'))", "io.BytesIO(a).read()", "b'A' < a", "b'abca'.rindex(a)")
show("bytes(map(int, '12'))", "bytearray(map(int, '12'))", "bytes(iter([1, 2]))", "bytes(x for x in (1, 2))", "bytes(zip())", "bytes(map(int, ['300']))")
show("int(bytearray(b'x'))", "b'abc'.find('a')", "'a' in b'abc'", "b'a'.startswith('a')", "b'abc'.strip(3)")
