"""Bodies of forms with files (RFC 7578), and bodies that are read from files or generators."""

import io
from uuid import uuid4

from yarl import _UNRESERVED, _quote

from .helpers import _is_bytes

__all__ = ()

_TYPES = {
    "txt": "text/plain", "csv": "text/csv", "html": "text/html", "css": "text/css", "js": "text/javascript", "py": "text/x-python",
    "json": "application/json", "pdf": "application/pdf", "xml": "text/xml", "zip": "application/zip",
    "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif", "svg": "image/svg+xml",
}  # fmt: skip
_OCTETS = "application/octet-stream"


def _file_name(value, default):
    name = getattr(value, "name", None)
    if name and isinstance(name, str) and name[0] != "<" and name[-1] != ">":
        return name.rpartition("/")[2]
    return default


def _content(value, encoding):
    """The bytes of a value and their media type, as aiohttp takes them."""
    if isinstance(value, str):
        return value.encode(encoding or "utf-8"), f"text/plain; charset={encoding or 'utf-8'}"
    if _is_bytes(value):
        return bytes(value), _OCTETS
    if isinstance(value, io.IOBase):
        content = value.read()
        if isinstance(content, str):
            return content.encode(encoding or "utf-8"), f"text/plain; charset={encoding or 'utf-8'}"
        name = _file_name(value, None)
        return content, _guessed(name) if name else _OCTETS
    raise LookupError(value)


def _guessed(name):
    return _TYPES.get(name.rpartition(".")[2].lower(), _OCTETS)


def _part(name, value, content_type, file_name, quotes, encoding):
    try:
        content, kind = _content(value, encoding)
    except LookupError:
        headers = {"Content-Type": content_type} if content_type else {}
        raise TypeError(
            f"Can not serialize value type: {type(value)!r}\n headers: {headers!r}\n value: {value!r}"
        ) from None
    shown = _named(name, quotes, encoding or "utf-8")
    if file_name is not None:
        shown += f'; filename="{_percent(file_name) if quotes else _escaped(file_name)}"'
    head = f"Content-Type: {content_type or kind}\r\nContent-Disposition: form-data{shown}\r\n\r\n"
    return head.encode() + content


def _named(name, quotes, charset):
    """The name of a field, which is quoted as in mail."""
    if not quotes:
        return f'; name="{_escaped(name)}"'
    if all(char == "\t" or " " <= char <= "~" for char in name):
        return '; name="' + "".join(char if "!" <= char <= "~" and char not in '"\\' else "\\" + char for char in name) + '"'
    return f"; name*={charset}''{_percent(name)}"


def _percent(text):
    return _quote(text, _UNRESERVED, requote=False)


def _escaped(text):
    return text.replace("\\", "\\\\").replace('"', '\\"')


def _encode_form(fields, quotes, encoding):
    """The body of a form and its media type."""
    boundary = uuid4().hex
    body = b""
    for name, value, content_type, file_name in fields:
        body += b"--" + boundary.encode() + b"\r\n"
        body += _part(name, value, content_type, file_name, quotes, encoding) + b"\r\n"
    return body + b"--" + boundary.encode() + b"--\r\n", f"multipart/form-data; boundary={boundary}"


def _encode_file(data):
    return _content(data, None)


async def _encode_pieces(data):
    """What an asynchronous generator gives."""
    return b"".join([piece async for piece in data]), _OCTETS
