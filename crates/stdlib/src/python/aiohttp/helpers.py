"""Passwords, forms, media types and the words of HTTP."""

from yarl import _query_text

__all__ = ("BasicAuth", "FormData")

_PHRASES = {
    100: "Continue",
    200: "OK",
    201: "Created",
    202: "Accepted",
    203: "Non-Authoritative Information",
    204: "No Content",
    205: "Reset Content",
    206: "Partial Content",
    300: "Multiple Choices",
    301: "Moved Permanently",
    302: "Found",
    303: "See Other",
    304: "Not Modified",
    307: "Temporary Redirect",
    308: "Permanent Redirect",
    400: "Bad Request",
    401: "Unauthorized",
    402: "Payment Required",
    403: "Forbidden",
    404: "Not Found",
    405: "Method Not Allowed",
    406: "Not Acceptable",
    408: "Request Timeout",
    409: "Conflict",
    410: "Gone",
    413: "Request Entity Too Large",
    415: "Unsupported Media Type",
    418: "I'm a Teapot",
    422: "Unprocessable Entity",
    429: "Too Many Requests",
    500: "Internal Server Error",
    501: "Not Implemented",
    502: "Bad Gateway",
    503: "Service Unavailable",
    504: "Gateway Timeout",
}


class BasicAuth:
    def __init__(self, login, password="", encoding="latin1"):
        if login is None:
            raise ValueError("None is not allowed as login value")
        if ":" in login:
            raise ValueError('A ":" is not allowed in login (RFC 1945#section-11.1)')
        self.login = login
        self.password = password
        self.encoding = encoding

    def encode(self):
        from base64 import b64encode

        return f"Basic {b64encode(f'{self.login}:{self.password}'.encode(self.encoding)).decode('ascii')}"

    def __repr__(self):
        return f"BasicAuth(login={self.login!r}, password={self.password!r}, encoding={self.encoding!r})"


class FormData:
    def __init__(self, fields=()):
        self._fields = []
        for name, value in fields.items() if hasattr(fields, "items") else fields:
            self.add_field(name, value)

    def add_field(self, name, value, *, content_type=None, filename=None):
        if content_type is not None or filename is not None or not isinstance(value, (str, int, float)):
            raise NotImplementedError("Loopscope's aiohttp lacks forms with files")
        self._fields.append((name, str(value)))


def _encode_body(data, json, json_serialize):
    """The body of a request and its media type."""
    if json is not None:
        if data is not None:
            raise ValueError("data and json parameters can not be used at the same time")
        return json_serialize(json).encode(), "application/json"
    if data is None:
        return b"", None
    if isinstance(data, str):
        return data.encode(), "text/plain; charset=utf-8"
    if isinstance(data, bytes):
        return data, "application/octet-stream"
    if isinstance(data, (dict, list, tuple)) or hasattr(data, "items"):
        data = FormData(data)
    if not isinstance(data, FormData):
        raise TypeError(
            "Only io.IOBase, multidict and (name, file) pairs allowed, "
            f"use .add_field() for passing more complex parameters, got {data!r}"
        )
    return _query_text(data._fields).encode(), "application/x-www-form-urlencoded"


def _media_type(header):
    """The media type and the parameters of a `Content-Type`."""
    kind, *parameters = header.split(";")
    pairs = [parameter.partition("=") for parameter in parameters]
    return kind.strip().lower(), {name.strip().lower(): value.strip().strip('"') for name, _, value in pairs}


def _is_expected(kind, expected):
    if expected == "application/json":
        return kind.startswith("application/") and (kind == expected or kind.endswith("+json"))
    return expected in kind
