"""References to characters in HTML: `&amp;`, `&#38;`, `&#x26;`."""

import re as _re
from html.entities import name2codepoint as _name2codepoint

_REFERENCE = _re.compile("&(#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[^\t\n\f <&#;]{1,32};?)")
# What browsers take the numbers for that Latin-1 has no characters for.
_WINDOWS = dict(
    zip(
        range(0x80, 0xA0),
        "€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ",
    )
)
_ALSO = {"AMP": "&", "COPY": "©", "GT": ">", "LT": "<", "QUOT": '"', "REG": "®"}
# What HTML 5 has other characters for than HTML 4.
_OTHERWISE = {"lang": "\u27e8", "rang": "\u27e9"}
# These may stand without a semicolon.
_OLD = {name: chr(number) for name, number in _name2codepoint.items() if number < 256} | _ALSO


def replaced(text):
    return _REFERENCE.sub(lambda found: _character(found[1]), text)


def _character(reference):
    if reference[0] == "#":
        digits = reference[1:].rstrip(";")
        return _of_number(int(digits[1:], 16) if digits[0] in "xX" else int(digits))
    name = reference.rstrip(";")
    if name != reference:
        if name in _OTHERWISE:
            return _OTHERWISE[name]
        if name in _name2codepoint:
            return chr(_name2codepoint[name])
        if name in _ALSO:
            return _ALSO[name]
        if name == "apos":
            return "'"
    for end in range(len(reference), 1, -1):
        if reference[:end] in _OLD:
            return _OLD[reference[:end]] + reference[end:]
    return "&" + reference


def _of_number(number):
    if number in _WINDOWS:
        return _WINDOWS[number]
    if number == 0 or 0xD800 <= number <= 0xDFFF or number > 0x10FFFF:
        return "\ufffd"
    if _is_none(number):
        return ""
    return chr(number)


def _is_none(number):
    """Whether it is a control character, or one that will never be one."""
    is_control = 1 <= number <= 8 or number == 0xB or 0xE <= number <= 0x1F or 0x7F <= number <= 0x9F
    return is_control or 0xFDD0 <= number <= 0xFDEF or number & 0xFFFE == 0xFFFE
