"""Bytes as text of 16, 32, 64 or 85 letters."""

# Lacks: main main_func decode encode test

_B64 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_B32 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_B32_HEX = b"0123456789ABCDEFGHIJKLMNOPQRSTUV"
_B85 = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~"
_A85 = bytes(range(33, 118))

MAXLINESIZE = 76
MAXBINSIZE = 57


class _Error(ValueError):
    pass


_Error.__name__ = _Error.__qualname__ = "Error"
_Error.__module__ = "binascii"


def _is_buffer(s):
    return isinstance(s, (bytes, bytearray)) or type(s).__name__ == "memoryview"


def _bytes(s, message="a bytes-like object is required, not {!r}"):
    if not _is_buffer(s):
        raise TypeError(message.format(type(s).__name__))
    return bytes(s)


def _of_view(s):
    return _bytes(s, "memoryview: a bytes-like object is required, not {!r}")


def _to_decode(s):
    if isinstance(s, str):
        if not s.isascii():
            raise ValueError("string argument should contain only ASCII characters")
        return s.encode("ascii")
    return _bytes(s, "argument should be a bytes-like object or ASCII string, not {!r}")


def _letters(altchars):
    if altchars is None:
        return _B64
    assert len(altchars) == 2, repr(altchars)
    return _B64[:62] + bytes(altchars)


def b64encode(s, altchars=None):
    s = _bytes(s)
    letters = _letters(altchars)
    result = []
    for at in range(0, len(s), 3):
        piece = s[at:at + 3]
        number = int.from_bytes(piece + b"\0" * (3 - len(piece)), "big")
        quad = [letters[number >> shift & 63] for shift in (18, 12, 6, 0)]
        result += quad[:len(piece) + 1] + [61] * (3 - len(piece))
    return bytes(result)


def b64decode(s, altchars=None, validate=False):
    s = _to_decode(s)
    if altchars is not None:
        altchars = _to_decode(altchars)
    return _b64decoded(s, _letters(altchars), validate)


def _b64decoded(s, letters, is_strict):
    if is_strict and s.startswith(b"="):
        raise _Error("Leading padding not allowed")
    values = {letter: value for value, letter in enumerate(letters)}
    result = []
    number = count = padding = 0
    is_padded = False
    for at, letter in enumerate(s):
        if letter == 61:
            is_padded = True
            if count % 4 >= 2:
                padding += 1
                if count % 4 + padding >= 4:
                    if is_strict and at + 1 < len(s):
                        raise _Error("Excess data after padding")
                    return bytes(result)
            continue
        value = values.get(letter)
        if value is None:
            if is_strict:
                raise _Error("Only base64 data is allowed")
            continue
        if is_strict and is_padded:
            raise _Error("Discontinuous padding not allowed")
        padding = 0
        number = (number << 6 | value) & 0xFFFFFF
        if count % 4:
            result.append(number >> 6 - count % 4 * 2 & 0xFF)
        count += 1
    if count % 4 == 1:
        raise _Error(
            f"Invalid base64-encoded string: number of data characters ({count}) cannot be 1 more than a multiple of 4"
        )
    if count % 4:
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


def encodebytes(s):
    s = _bytes(s, "expected bytes-like object, not {}".replace("{}", type(s).__name__))
    return b"".join([b64encode(s[at:at + MAXBINSIZE]) + b"\n" for at in range(0, len(s), MAXBINSIZE)])


def decodebytes(s):
    s = _bytes(s, "expected bytes-like object, not {}".replace("{}", type(s).__name__))
    return _b64decoded(s, _B64, False)


def _b32encoded(letters, s):
    s = _of_view(s)
    result = []
    for at in range(0, len(s), 5):
        piece = s[at:at + 5]
        number = int.from_bytes(piece.ljust(5, b"\0"), "big")
        count = (len(piece) * 8 + 4) // 5
        result += [letters[number >> shift & 31] for shift in range(35, -1, -5)][:count] + [61] * (8 - count)
    return bytes(result)


def _b32decoded(letters, s, casefold=False, map01=None):
    s = _to_decode(s)
    if len(s) % 8:
        raise _Error("Incorrect padding")
    if map01 is not None:
        map01 = _to_decode(map01)
        assert len(map01) == 1, repr(map01)
        s = s.translate(bytes.maketrans(b"01", b"O" + map01))
    if casefold:
        s = s.upper()
    digits = s.rstrip(b"=")
    padding = len(s) - len(digits)
    values = {letter: value for value, letter in enumerate(letters)}
    result = b""
    for at in range(0, len(digits), 8):
        number = 0
        piece = digits[at:at + 8]
        for letter in piece:
            if letter not in values:
                raise _Error("Non-base32 digit found")
            number = number << 5 | values[letter]
        result += (number << 5 * (8 - len(piece))).to_bytes(5, "big")
    if padding not in (0, 1, 3, 4, 6):
        raise _Error("Incorrect padding")
    return result[:len(result) - 5 + (43 - 5 * padding) // 8] if padding and result else result


def b32encode(s):
    return _b32encoded(_B32, s)


def b32decode(s, casefold=False, map01=None):
    return _b32decoded(_B32, s, casefold, map01)


def b32hexencode(s):
    return _b32encoded(_B32_HEX, s)


def b32hexdecode(s, casefold=False):
    return _b32decoded(_B32_HEX, s, casefold)


def b16encode(s):
    return _bytes(s).hex().upper().encode("ascii")


def b16decode(s, casefold=False):
    s = _to_decode(s)
    if casefold:
        s = s.upper()
    for letter in s:
        if letter not in b"0123456789ABCDEF":
            raise _Error("Non-base16 digit found")
    if len(s) % 2:
        raise _Error("Odd-length string")
    return bytes.fromhex(s.decode("ascii"))


def _85encoded(b, letters, pad=False, foldnuls=False, foldspaces=False):
    b = _of_view(b)
    padding = -len(b) % 4
    b += b"\0" * padding
    pieces = []
    for at in range(0, len(b), 4):
        word = int.from_bytes(b[at:at + 4], "big")
        if foldnuls and not word:
            pieces.append(b"z")
        elif foldspaces and word == 0x20202020:
            pieces.append(b"y")
        else:
            pieces.append(bytes([letters[word // 85 ** power % 85] for power in (4, 3, 2, 1, 0)]))
    if padding and not pad:
        if pieces[-1] == b"z":
            pieces[-1] = letters[:1] * 5
        pieces[-1] = pieces[-1][:-padding]
    return b"".join(pieces)


def a85encode(b, *, foldspaces=False, wrapcol=0, pad=False, adobe=False):
    result = _85encoded(b, _A85, pad, True, foldspaces)
    if adobe:
        result = b"<~" + result
    if wrapcol:
        wrapcol = max(2 if adobe else 1, wrapcol)
        lines = [result[at:at + wrapcol] for at in range(0, len(result), wrapcol)]
        if adobe and len(lines[-1]) + 2 > wrapcol:
            lines.append(b"")
        result = b"\n".join(lines)
    return result + b"~>" if adobe else result


def a85decode(b, *, foldspaces=False, adobe=False, ignorechars=b" \t\n\r\v"):
    b = _to_decode(b)
    if adobe:
        if not b.endswith(b"~>"):
            raise ValueError("Ascii85 encoded byte sequences must end with b'~>'")
        b = b[2:-2] if b.startswith(b"<~") else b[:-2]
    result = b""
    digits = []
    for letter in b + b"uuuu":
        if 33 <= letter <= 117:
            digits.append(letter - 33)
            if len(digits) == 5:
                word = 0
                for digit in digits:
                    word = 85 * word + digit
                if word >> 32:
                    raise ValueError("Ascii85 overflow")
                result += word.to_bytes(4, "big")
                digits.clear()
        elif letter == 122 or (foldspaces and letter == 121):
            if digits:
                raise ValueError(f"{letter:c} inside Ascii85 5-tuple")
            result += b"\0\0\0\0" if letter == 122 else b"    "
        elif letter not in ignorechars:
            raise ValueError(f"Non-Ascii85 digit found: {letter:c}")
    padding = 4 - len(digits)
    return result[:-padding] if padding else result


def b85encode(b, pad=False):
    return _85encoded(b, _B85, pad)


def b85decode(b):
    b = _to_decode(b)
    values = {letter: value for value, letter in enumerate(_B85)}
    padding = -len(b) % 5
    b += b"~" * padding
    result = b""
    for at in range(0, len(b), 5):
        word = 0
        for place, letter in enumerate(b[at:at + 5], at):
            if letter not in values:
                raise ValueError(f"bad base85 character at position {place}")
            word = word * 85 + values[letter]
        if word >> 32:
            raise ValueError(f"base85 overflow in hunk starting at byte {at}")
        result += word.to_bytes(4, "big")
    return result[:-padding] if padding else result
