"""URLs as objects."""

# Lacks: Query QueryVariable SimpleQuery

from multidict import MultiDict, MultiDictProxy
from urllib.parse import _without_dots

__all__ = ["URL"]

_UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"
_IN_PATH = _UNRESERVED + "!$&'()*+,;=:@/"
_IN_QUERY = _UNRESERVED + "!$'()*,/:;?@=&+"
_IN_QUERY_PART = _UNRESERVED + "!$'()*,/:?@"
_IN_FRAGMENT = _UNRESERVED + "!$&'()*+,;=:@/?"
_IN_USER = _UNRESERVED + "!$&'()*+,;="
_HEX = "0123456789abcdefABCDEF"
_PORTS = {"http": 80, "https": 443, "ws": 80, "wss": 443, "ftp": 21}


def _quote(text, safe, plus=False, requote=True):
    """Percent-encodes what is not safe; what is encoded already stays so, if it has to."""
    quoted = []
    at = 0
    while at < len(text):
        char = text[at]
        if requote and char == "%" and text[at + 1 : at + 2] in _HEX and text[at + 2 : at + 3] in _HEX:
            code = text[at + 1 : at + 3]
            if len(code) == 2:
                char = chr(int(code, 16))
                quoted.append(char if char in _UNRESERVED else f"%{code.upper()}")
                at += 3
                continue
        if char in safe:
            quoted.append(char)
        elif plus and char == " ":
            quoted.append("+")
        else:
            quoted.extend(f"%{byte:02X}" for byte in char.encode("utf-8", "surrogatepass"))
        at += 1
    return "".join(quoted)


def _unquote(text, plus=False):
    if plus:
        text = text.replace("+", " ")
    if "%" not in text:
        return text
    data = []
    at = 0
    while at < len(text):
        code = text[at + 1 : at + 3]
        if text[at] == "%" and len(code) == 2 and code[0] in _HEX and code[1] in _HEX:
            data.append(int(code, 16))
            at += 3
        else:
            data.extend(text[at].encode())
            at += 1
    return bytes(data).decode("utf-8", "replace")


def _query_value(value):
    if isinstance(value, str):
        return value
    if isinstance(value, float) and (value != value or value in (float("inf"), float("-inf"))):
        raise ValueError("float('nan') or float('inf') is not supported")
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    raise TypeError(
        f"Invalid variable type: value should be str, int or float, got {value!r} of type {type(value)}"
    )


def _query_text(query):
    if query is None:
        return ""
    if isinstance(query, str):
        return _quote(query, _IN_QUERY, plus=True)
    pairs = query.items() if hasattr(query, "items") else query
    parts = []
    for key, value in pairs:
        for each in value if isinstance(value, (list, tuple)) else (value,):
            name, text = (_quote(part, _IN_QUERY_PART, True, False) for part in (key, _query_value(each)))
            parts.append(f"{name}={text}")
    return "&".join(parts)


class URL:
    def __init__(self, val="", *, encoded=False):
        if isinstance(val, URL):
            self._parts = val._parts
            return
        if not isinstance(val, str):
            raise TypeError("Constructor parameter should be str")
        rest, _, fragment = val.partition("#")
        rest, _, query = rest.partition("?")
        scheme, colon, after = rest.partition(":")
        if colon and scheme and scheme[0].isalpha() and all(c.isalnum() or c in "+-." for c in scheme):
            scheme, rest = scheme.lower(), after
        else:
            scheme = ""
        authority = ""
        if rest.startswith("//"):
            authority, slash, path = rest[2:].partition("/")
            rest = slash + path
        user, host, port = self._split_authority(authority, scheme)
        if not encoded:
            rest = _quote(rest, _IN_PATH)
            query = _quote(query, _IN_QUERY, plus=True)
            fragment = _quote(fragment, _IN_FRAGMENT)
            if host:
                rest = _without_dots(rest)
        self._parts = (scheme, user, host, port, rest, query, fragment)

    @staticmethod
    def _split_authority(authority, scheme):
        user, at, place = authority.rpartition("@")
        user = ":".join(_quote(part, _IN_USER) for part in user.split(":", 1)) if at else None
        if place.startswith("["):
            host, bracket, port = place[1:].partition("]")
            if not bracket:
                raise ValueError("Invalid IPv6 URL")
            port = port[1:]
        else:
            host, _, port = place.partition(":")
        if port and not port.isdigit():
            raise ValueError("Invalid URL: port can't be converted to integer")
        number = int(port) if port else None
        if number is not None and number > 65535:
            raise ValueError("Port out of range 0-65535")
        return user, host.lower(), None if number == _PORTS.get(scheme) else number

    @classmethod
    def _of(cls, parts):
        url = cls()
        url._parts = tuple(parts)
        return url

    def _with(self, **changes):
        names = ("scheme", "user", "host", "port", "path", "query", "fragment")
        return self._of(changes.get(name, part) for name, part in zip(names, self._parts))

    @property
    def _authority(self):
        _, user, host, port, *_ = self._parts
        text = f"[{host}]" if ":" in host else host
        if user is not None:
            text = f"{user}@{text}"
        return text if port is None else f"{text}:{port}"

    def __str__(self):
        scheme, _, host, _, path, query, fragment = self._parts
        text = f"{scheme}:" if scheme else ""
        if host or scheme in ("http", "https"):
            text += f"//{self._authority}"
        text += path or ("/" if host and (query or fragment) else "")
        if query:
            text += f"?{query}"
        return f"{text}#{fragment}" if fragment else text

    def __repr__(self):
        return f"URL('{self}')"

    def _key(self):
        parts = list(self._parts)
        if parts[2]:
            parts[4] = parts[4] or "/"
        return tuple(parts)

    def __eq__(self, other):
        return self._key() == other._key() if isinstance(other, URL) else NotImplemented

    def __hash__(self):
        return hash(self._key())

    def __bool__(self):
        return bool(self._parts[2] or self._parts[4] or self._parts[5] or self._parts[6])

    scheme = property(lambda self: self._parts[0])
    absolute = property(lambda self: bool(self._parts[2]))
    host = property(lambda self: self._parts[2] or None)
    raw_host = host
    explicit_port = property(lambda self: self._parts[3])
    raw_fragment = property(lambda self: self._parts[6])
    fragment = property(lambda self: _unquote(self._parts[6]))
    raw_query_string = property(lambda self: self._parts[5])
    query_string = property(lambda self: _unquote(self._parts[5], plus=True))

    def is_absolute(self):
        return self.absolute

    @property
    def port(self):
        return self._parts[3] if self._parts[3] is not None else _PORTS.get(self.scheme)

    @property
    def user(self):
        return None if self._parts[1] is None else _unquote(self._parts[1].partition(":")[0])

    @property
    def password(self):
        _, colon, password = (self._parts[1] or "").partition(":")
        return _unquote(password) if colon else None

    @property
    def raw_path(self):
        return self._parts[4] or ("/" if self.absolute else "")

    @property
    def path(self):
        return _unquote(self.raw_path)

    @property
    def path_qs(self):
        return f"{self.path}?{self.query_string}" if self._parts[5] else self.path

    @property
    def raw_path_qs(self):
        return f"{self.raw_path}?{self._parts[5]}" if self._parts[5] else self.raw_path

    @property
    def parts(self):
        first, *others = self._parts[4].split("/")
        if self.absolute and not others:
            return ("/",)
        return tuple(_unquote(part) for part in (first if first or not others else "/", *others))

    @property
    def name(self):
        return _unquote(self.raw_path.rpartition("/")[2])

    @property
    def parent(self):
        return self._with(path=self._parts[4].rpartition("/")[0], query="", fragment="")

    @property
    def query(self):
        pairs = [part.partition("=") for part in self._parts[5].split("&") if part]
        return MultiDictProxy(MultiDict([(_unquote(key, True), _unquote(value, True)) for key, _, value in pairs]))

    def origin(self):
        if not self.absolute:
            raise ValueError("URL should be absolute")
        return self._with(user=None, path="", query="", fragment="")

    def human_repr(self):
        scheme, _, _, _, path, query, fragment = self._parts
        return str(self._with(path=self.path, query=self.query_string, fragment=self.fragment))

    def join(self, url):
        """The address that `url` is when it stands in this one's document."""
        scheme, user, host, port, path, query, fragment = url._parts
        if scheme:
            return url
        if host:
            return url._with(scheme=self.scheme)
        if not path:
            return self._with(query=query or self._parts[5], fragment=fragment)
        if not path.startswith("/"):
            directory, slash, _ = self.raw_path.rpartition("/")
            path = directory + slash + path
        return self._with(path=_without_dots(path), query=query, fragment=fragment)

    def joinpath(self, *names):
        path = self.raw_path.rstrip("/")
        for name in names:
            path += "/" if path or self.absolute else ""
            path += _quote(name.lstrip("/"), _IN_PATH, requote=False)
        return self._with(path=_without_dots(path), query="", fragment="")

    def __truediv__(self, name):
        return self.joinpath(str(name)) if isinstance(name, (str, int)) else NotImplemented

    def with_query(self, *args, **kwargs):
        return self._with(query=_query_text(kwargs or (args[0] if args else None)))

    def extend_query(self, *args, **kwargs):
        added = _query_text(kwargs or (args[0] if args else None))
        return self._with(query="&".join(part for part in (self._parts[5], added) if part))

    def update_query(self, *args, **kwargs):
        pairs = MultiDict(self.query)
        given = kwargs or (args[0] if args else None) or {}
        pairs.update(URL(f"?{given}").query if isinstance(given, str) else given)
        return self.with_query(pairs)

    __mod__ = update_query

    def with_fragment(self, fragment):
        return self._with(fragment=_quote(fragment or "", _IN_FRAGMENT, requote=False))

    def with_path(self, path):
        path = _quote(path, _IN_PATH, requote=False)
        return self._with(path=path if path.startswith("/") else f"/{path}", query="", fragment="")

    def with_scheme(self, scheme):
        return self._with(scheme=scheme.lower())

    def with_host(self, host):
        return self._with(host=host.lower())

    def with_port(self, port):
        return self._with(port=None if port == _PORTS.get(self.scheme) else port)
