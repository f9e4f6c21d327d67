"""Addresses in pieces, and their escapes."""

# Lacks: DefragResult DefragResultBytes ParseResultBytes SplitResultBytes

from collections import namedtuple as _namedtuple

_always_safe = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-~")
_relative = frozenset(("", "ftp", "http", "https", "file", "ws", "wss", "sftp"))


def quote(string, safe="/", encoding="utf-8", errors="strict"):
    if isinstance(string, str):
        string = string.encode(encoding, errors)
    return quote_from_bytes(string, safe)


def quote_from_bytes(bs, safe="/"):
    return "".join([
        chr(byte) if chr(byte) in _always_safe or byte < 128 and chr(byte) in safe else f"%{byte:02X}" for byte in bs
    ])


def quote_plus(string, safe="", encoding="utf-8", errors="strict"):
    return quote(string, safe + " ", encoding, errors).replace(" ", "+")


def unquote_to_bytes(string):
    if isinstance(string, str):
        string = string.encode()
    first, *rest = string.split(b"%")
    pieces = [first]
    for piece in rest:
        try:
            pieces.append(bytes([int(piece[:2].decode("ascii"), 16)]) + piece[2:] if len(piece) > 1 else b"%" + piece)
        except ValueError:
            pieces.append(b"%" + piece)
    return b"".join(pieces)


def unquote(string, encoding="utf-8", errors="replace"):
    if "%" not in string:
        return string
    return unquote_to_bytes(string).decode(encoding, errors)


def unquote_plus(string, encoding="utf-8", errors="replace"):
    return unquote(string.replace("+", " "), encoding, errors)


def urlencode(query, doseq=False, safe="", encoding="utf-8", errors="strict", quote_via=quote_plus):
    def quoted(value):
        return quote_via(value if isinstance(value, (str, bytes)) else str(value), safe)

    pairs = []
    for key, value in query.items() if hasattr(query, "items") else query:
        many = doseq and not isinstance(value, (str, bytes)) and hasattr(value, "__iter__")
        pairs += [f"{quoted(key)}={quoted(each)}" for each in (value if many else (value,))]
    return "&".join(pairs)


def parse_qsl(qs, keep_blank_values=False, strict_parsing=False, **options):
    pairs = []
    for piece in qs.split("&"):
        if not piece and not strict_parsing:
            continue
        key, found, value = piece.partition("=")
        if not found and strict_parsing:
            raise ValueError(f"bad query field: {piece!r}")
        if value or keep_blank_values:
            pairs.append((unquote_plus(key), unquote_plus(value)))
    return pairs


def parse_qs(qs, keep_blank_values=False, strict_parsing=False, **options):
    found = {}
    for key, value in parse_qsl(qs, keep_blank_values, strict_parsing):
        found.setdefault(key, []).append(value)
    return found


class _Parts:
    @property
    def _authority(self):
        userinfo, found, host = self.netloc.rpartition("@")
        user, colon, password = userinfo.partition(":")
        if host.startswith("["):
            name, _, rest = host[1:].partition("]")
            port = rest.partition(":")[2]
        else:
            name, _, port = host.partition(":")
        return user if found else None, password if colon else None, name, port

    @property
    def username(self):
        return self._authority[0]

    @property
    def password(self):
        return self._authority[1]

    @property
    def hostname(self):
        return self._authority[2].lower() or None

    @property
    def port(self):
        port = self._authority[3]
        if not port:
            return None
        if not (port.isdigit() and port.isascii()):
            raise ValueError(f"Port could not be cast to integer value as {port!r}")
        if int(port) > 65535:
            raise ValueError("Port out of range 0-65535")
        return int(port)


class SplitResult(_Parts, _namedtuple("SplitResult", "scheme netloc path query fragment")):
    __slots__ = ()

    def geturl(self):
        return urlunsplit(self)


class ParseResult(_Parts, _namedtuple("ParseResult", "scheme netloc path params query fragment")):
    __slots__ = ()

    def geturl(self):
        return urlunparse(self)


def urlsplit(url, scheme="", allow_fragments=True):
    url = url.lstrip().replace("\n", "").replace("\r", "").replace("\t", "")
    netloc = query = fragment = ""
    start, colon, rest = url.partition(":")
    if colon and start[:1].isalpha() and start.isascii() and start.replace("+", "").replace("-", "").replace(".", "").isalnum():
        scheme, url = start.lower(), rest
    if url.startswith("//"):
        end = min([at for at in (url.find(mark, 2) for mark in "/?#") if at >= 0], default=len(url))
        netloc, url = url[2:end], url[end:]
    if allow_fragments:
        url, _, fragment = url.partition("#")
    url, _, query = url.partition("?")
    return SplitResult(scheme, netloc, url, query, fragment)


def urlparse(url, scheme="", allow_fragments=True):
    scheme, netloc, path, query, fragment = urlsplit(url, scheme, allow_fragments)
    head, slash, last = path.rpartition("/")
    last, _, params = last.partition(";")
    return ParseResult(scheme, netloc, head + slash + last, params, query, fragment)


def urlunsplit(components):
    scheme, netloc, url, query, fragment = components
    if netloc:
        url = f"//{netloc}{'' if not url or url.startswith('/') else '/'}{url}"
    if scheme:
        url = f"{scheme}:{url}"
    if query:
        url += "?" + query
    return f"{url}#{fragment}" if fragment else url


def urlunparse(components):
    scheme, netloc, url, params, query, fragment = components
    return urlunsplit((scheme, netloc, f"{url};{params}" if params else url, query, fragment))


def urldefrag(url):
    pieces = urlsplit(url)
    return pieces._replace(fragment="").geturl(), pieces.fragment


def _without_dots(path):
    kept = []
    parts = path.split("/")
    for part in parts:
        if part == "..":
            if kept and (len(kept) > 1 or kept[0]):
                kept.pop()
        elif part != ".":
            kept.append(part)
    if parts[-1] in (".", ".."):
        kept.append("")
    return "/".join(kept)


def urljoin(base, url, allow_fragments=True):
    if not base:
        return url
    if not url:
        return base
    start = urlsplit(base)
    new = urlsplit(url, start.scheme)
    if new.scheme != start.scheme or new.scheme not in _relative:
        return url
    if new.netloc:
        return urlunsplit(new)
    if not new.path:
        query = new.query or start.query
        return urlunsplit((start.scheme, start.netloc, start.path, query, new.fragment))
    path = new.path if new.path.startswith("/") else start.path.rpartition("/")[0] + "/" + new.path
    if not start.netloc and not start.path.startswith("/") and not new.path.startswith("/"):
        path = path.lstrip("/") if "/" not in start.path else path
    return urlunsplit((start.scheme, start.netloc, _without_dots(path) or "/", new.query, new.fragment))
