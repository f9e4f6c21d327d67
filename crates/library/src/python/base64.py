"""Bytes as text of 64 or 16 letters."""

# Lacks: a85decode a85encode b32decode b32encode b32hexdecode b32hexencode b85decode b85encode decode decodebytes
#     encode encodebytes

_letters = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"


class _Error(ValueError):
    pass


_Error.__name__ = _Error.__qualname__ = "Error"
_Error.__module__ = "binascii"


def _checked(s):
    if isinstance(s, str):
        raise TypeError("a bytes-like object is required, not 'str'")
    return s


def b64encode(s, altchars=None):
    s = _checked(s)
    letters = _letters if altchars is None else _letters[:62] + altchars
    result = []
    for at in range(0, len(s), 3):
        piece = s[at:at + 3]
        number = int.from_bytes(piece + b"\0" * (3 - len(piece)), "big")
        quad = [letters[number >> shift & 63] for shift in (18, 12, 6, 0)]
        result += quad[:len(piece) + 1] + [61] * (3 - len(piece))
    return bytes(result)


def b64decode(s, altchars=None, validate=False):
    if isinstance(s, str):
        s = s.encode("ascii")
    letters = _letters if altchars is None else _letters[:62] + altchars
    values = {letter: value for value, letter in enumerate(letters)}
    result = []
    number = bits = count = padding = 0
    for letter in s:
        if letter == 61:
            padding += 1
            continue
        if letter not in values:
            if validate:
                raise _Error("Only base64 data is allowed")
            continue
        count += 1
        number = (number << 6 | values[letter]) & 0xFFFFFF
        bits += 6
        if bits >= 8:
            bits -= 8
            result.append(number >> bits & 0xFF)
    if count % 4 == 1:
        raise _Error(
            f"Invalid base64-encoded string: number of data characters ({count}) cannot be 1 more than a multiple of 4"
        )
    if count % 4 and count % 4 + padding < 4:
        raise _Error("Incorrect padding")
    return bytes(result)


def standard_b64encode(s):
    return b64encode(s)


def standard_b64decode(s):
    return b64decode(s)


def urlsafe_b64encode(s):
    return b64encode(s, b"-_")


def urlsafe_b64decode(s):
    return b64decode(s, b"-_")


def b16encode(s):
    return _checked(s).hex().upper().encode("ascii")


def b16decode(s, casefold=False):
    text = s if isinstance(s, str) else s.decode("ascii")
    if text != text.upper() and not casefold:
        raise _Error("Non-base16 digit found")
    return bytes.fromhex(text)
