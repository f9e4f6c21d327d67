"""`base64`: all its codes, and what it refuses."""

import base64
def t(f,*a,**k):
    try: print(f.__name__,a,k,f(*a,**k))
    except Exception as e: print(f.__name__,a,k,type(e).__name__,e)
for f in (base64.b64encode,base64.b32encode,base64.b16encode,base64.b85encode,base64.a85encode,base64.encodebytes,base64.b32hexencode):
    for given in ('x', 5, bytearray(b'hello'), b'', b'a', b'ab', b'abc', b'abcd'*30): t(f,given)
    print(f(memoryview(b'hello w')))
t(base64.b32decode,b'ABC'); t(base64.b32decode,'mzxw6===',casefold=True); t(base64.b32decode,'mzxw6==='); t(base64.b32decode,b'M1023456',map01='L'); t(base64.b32decode,b'MZXW6YQ='); t(base64.b32hexencode,b'foob'); t(base64.b32hexdecode,b'CPNMUOG=')
t(base64.b85decode,b'NRgYh'); t(base64.b85decode,b'NR\x01'); t(base64.b85decode,b'~~~~~'); t(base64.a85decode,b'87cURD]'); t(base64.a85encode,b'abc\0\0\0\0    x',foldspaces=True,wrapcol=5,adobe=True); t(base64.a85decode,b'<~87cUR~>',adobe=True); t(base64.a85decode,b'87cUR',adobe=True); t(base64.a85decode,b'v'); t(base64.a85decode,b'uuuuu');t(base64.a85decode,b'aza'); t(base64.a85decode,b'\x7f'); t(base64.decodebytes,b'aGk=\n'); t(base64.decodebytes,'x'); t(base64.b64decode,'é'); t(base64.b64decode,5); t(base64.b64encode,b'x',b'abc')
t(base64.b85encode,b'abcde',pad=True)
t(base64.b32decode,b'M!======'); t(base64.b32decode,b'MZXW6==='); t(base64.b32decode,b'MZX====='); t(base64.b32decode,b''); t(base64.b16decode,b'zz'); t(base64.b16decode,'0g'); t(base64.b16decode,b'abc',True); t(base64.b64decode,b'a'); t(base64.b64decode,b'ab'); t(base64.b64decode,b'ab=c',validate=True); t(base64.b64decode,b'abc$',validate=True); t(base64.b64decode,b'ab==cd==');t(base64.b64decode,b'=',validate=True);t(base64.b64decode,b'ab==cd==',validate=True); t(base64.b64decode,b'abcd=',validate=True);t(base64.b64decode,b'abcd=')
