"""Cookies: what servers say in `Set-Cookie`, and what is sent back to them."""

import re

__all__ = ["CookieError", "BaseCookie", "SimpleCookie"]

_ATTRIBUTES = {
    "expires": "expires",
    "path": "Path",
    "comment": "Comment",
    "domain": "Domain",
    "max-age": "Max-Age",
    "secure": "Secure",
    "httponly": "HttpOnly",
    "version": "Version",
    "samesite": "SameSite",
}
_FLAGS = {"secure", "httponly"}
_NAME = re.compile(r"[\w\d!#%&'~_`><@,:/\$\*\+\-\.\^\|\)\(\?\}\{\=]+?(?=\s*(?:=|;|$))", re.ASCII)
_LEGAL_KEY = re.compile(r"[\w!#$%&'*+\-.^`|~:]+", re.ASCII)
_PLAIN_VALUE = re.compile(r"[\w!#$%&'*+\-.^`|~:]*", re.ASCII)
_VALUE = re.compile(
    r'\s*("(?:[^\\"]|\\.)*"|\w{3},\s[\w\d\s-]{9,11}\s[\d:]{8}\sGMT|'
    r"[\w\d!#%&'~_`><@,:/\$\*\+\-\.\^\|\)\(\?\}\{\=\[\]]*)\s*",
    re.ASCII,
)
_ESCAPE = re.compile(r"\\(?:([0-3][0-7][0-7])|(.))")


class CookieError(Exception):
    pass


def _quote(text):
    if text is None or _PLAIN_VALUE.fullmatch(text):
        return text
    quoted = ""
    for letter in text:
        if letter in '"\\':
            quoted += "\\" + letter
        elif " " <= letter <= "~" and letter not in ",;":
            quoted += letter
        elif ord(letter) < 256:
            quoted += f"\\{ord(letter):03o}"
        else:
            quoted += letter
    return f'"{quoted}"'


def _unquote(text):
    if text is None or len(text) < 2 or text[0] != '"' or text[-1] != '"':
        return text
    return _ESCAPE.sub(lambda match: chr(int(match[1], 8)) if match[1] else match[2], text[1:-1])


class Morsel(dict):
    """A cookie: its key, its value, and its attributes as a dict."""

    _reserved = _ATTRIBUTES
    _flags = _FLAGS

    def __init__(self):
        self._key = self._value = self._coded_value = None
        for name in _ATTRIBUTES:
            dict.__setitem__(self, name, "")

    @property
    def key(self):
        return self._key

    @property
    def value(self):
        return self._value

    @property
    def coded_value(self):
        return self._coded_value

    def __setitem__(self, name, value):
        name = name.lower()
        if name not in _ATTRIBUTES:
            raise CookieError(f"Invalid attribute {name!r}")
        dict.__setitem__(self, name, value)

    def setdefault(self, name, value=None):
        name = name.lower()
        if name not in _ATTRIBUTES:
            raise CookieError(f"Invalid attribute {name!r}")
        return dict.setdefault(self, name, value)

    def update(self, values):
        for name, value in dict(values).items():
            self[name] = value

    def copy(self):
        other = Morsel()
        dict.update(other, self)
        other._key, other._value, other._coded_value = self._key, self._value, self._coded_value
        return other

    def isReservedKey(self, name):
        return name.lower() in _ATTRIBUTES

    def set(self, key, val, coded_val):
        if key.lower() in _ATTRIBUTES:
            raise CookieError(f"Attempt to set a reserved key {key!r}")
        if not _LEGAL_KEY.fullmatch(key):
            raise CookieError(f"Illegal key {key!r}")
        self._key, self._value, self._coded_value = key, val, coded_val

    def __eq__(self, other):
        if not isinstance(other, Morsel):
            return NotImplemented
        mine = self._key, self._value, self._coded_value
        return mine == (other._key, other._value, other._coded_value) and dict.__eq__(self, other)

    __ne__ = object.__ne__

    def OutputString(self, attrs=None):
        parts = [f"{self._key}={self._coded_value}"]
        for name, value in sorted(self.items()):
            if value == "" or (attrs is not None and name not in attrs):
                continue
            if name in _FLAGS:
                if value:
                    parts.append(_ATTRIBUTES[name])
            elif name == "expires" and isinstance(value, int):
                parts.append(f"{_ATTRIBUTES[name]}={_date(value)}")
            elif name == "max-age" and isinstance(value, int):
                parts.append(f"{_ATTRIBUTES[name]}={value:d}")
            elif name == "comment" and isinstance(value, str):
                parts.append(f"{_ATTRIBUTES[name]}={_quote(value)}")
            else:
                parts.append(f"{_ATTRIBUTES[name]}={value}")
        return "; ".join(parts)

    def output(self, attrs=None, header="Set-Cookie:"):
        return f"{header} {self.OutputString(attrs)}"

    __str__ = output

    def __repr__(self):
        return f"<{type(self).__name__}: {self.OutputString()}>"


def _date(seconds):
    from datetime import datetime, timedelta, timezone

    when = datetime.now(timezone.utc) + timedelta(seconds=seconds)
    return when.strftime("%a, %d %b %Y %H:%M:%S GMT")


class BaseCookie(dict):
    """Cookies by their keys."""

    def value_decode(self, val):
        return val, val

    def value_encode(self, val):
        text = str(val)
        return text, text

    def __init__(self, input=None):
        if input:
            self.load(input)

    def _set(self, key, value, coded):
        morsel = self.get(key, Morsel())
        morsel.set(key, value, coded)
        dict.__setitem__(self, key, morsel)

    def __setitem__(self, key, value):
        if isinstance(value, Morsel):
            dict.__setitem__(self, key, value)
        else:
            self._set(key, *self.value_encode(value))

    def output(self, attrs=None, header="Set-Cookie:", sep="\r\n"):
        return sep.join(value.output(attrs, header) for _, value in sorted(self.items()))

    __str__ = output

    def __repr__(self):
        pairs = " ".join(f"{key}={value.value!r}" for key, value in sorted(self.items()))
        return f"<{type(self).__name__}: {pairs}>"

    def load(self, rawdata):
        if isinstance(rawdata, str):
            self._parse(rawdata)
        else:
            for key, value in rawdata.items():
                self[key] = value

    def _parse(self, text):
        """Takes in what stands in a header, or nothing of it if it is not well-formed."""
        found, at, seen = [], 0, False
        while at < len(text):
            at += len(text[at:]) - len(text[at:].lstrip())
            name = _NAME.match(text, at)
            if name is None:
                break
            at = name.end()
            rest = text[at:].lstrip()
            value = None
            if rest.startswith("="):
                at = len(text) - len(rest) + 1
                match = _VALUE.match(text, at)
                value, at = match[1], match.end()
            else:
                at = len(text) - len(rest)
            if at < len(text):
                if text[at] == ";":
                    at += 1
                elif not text[at - 1].isspace():
                    break
            key = name[0]
            if key.startswith("$"):
                if seen:
                    found.append((key[1:], value, True))
            elif key.lower() in _ATTRIBUTES:
                if not seen:
                    return
                if value is None and key.lower() not in _FLAGS:
                    return
                found.append((key, True if value is None else _unquote(value), True))
            elif value is not None:
                found.append((key, value, False))
                seen = True
            else:
                return
        morsel = None
        for key, value, is_attribute in found:
            if is_attribute:
                morsel[key] = value
            else:
                self._set(key, *self.value_decode(value))
                morsel = self[key]


class SimpleCookie(BaseCookie):
    """Cookies whose values are quoted where they have to be."""

    def value_decode(self, val):
        return _unquote(val), val

    def value_encode(self, val):
        text = str(val)
        return text, _quote(text)
