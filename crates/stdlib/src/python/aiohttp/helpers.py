"""Passwords, forms, media types and the words of HTTP."""

from yarl import _query_text

__all__ = ("BasicAuth", "FormData", "encode_basic_auth")

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


def _is_bytes(value):
    # To name memoryview would load it.
    return isinstance(value, (bytes, bytearray)) or type(value).__name__ == "memoryview"


def encode_basic_auth(login, password="", encoding="utf-8"):
    return BasicAuth(login, password, encoding).encode()


class FormData:
    def __init__(self, fields=(), quote_fields=True, charset=None, *, default_to_multipart=False):
        self._fields = []
        self._is_multipart = default_to_multipart
        self._quote_fields = quote_fields
        self._charset = charset
        if hasattr(fields, "items"):
            fields = list(fields.items())
        elif not isinstance(fields, (list, tuple)):
            fields = (fields,)
        self.add_fields(*fields)

    @property
    def is_multipart(self):
        return self._is_multipart

    def add_field(
        self, name, value, *, content_type=None, filename=None, content_transfer_encoding=None
    ):
        if filename is None and hasattr(value, "read"):
            from ._multipart import _file_name

            filename = _file_name(value, name)
        elif filename is None and _is_bytes(value):
            filename = name
        for what, given in (("filename", filename), ("content_type", content_type)):
            if given is not None and not isinstance(given, str):
                raise TypeError(f"{what} must be an instance of str. Got: {given}")
        if filename is not None or content_type is not None or content_transfer_encoding is not None:
            self._is_multipart = True
        self._fields.append((name, value, content_type, filename))

    def add_fields(self, *fields):
        for field in fields:
            if hasattr(field, "read"):
                from ._multipart import _file_name

                self.add_field(_file_name(field, "unknown"), field)
            elif hasattr(field, "items") and not isinstance(field, dict):
                self.add_fields(*field.items())
            elif isinstance(field, (list, tuple)) and len(field) == 2:
                self.add_field(*field)
            else:
                raise TypeError(
                    "Only io.IOBase, multidict and (name, file) pairs allowed, "
                    f"use .add_field() for passing more complex parameters, got {field!r}"
                )

    def _encode(self):
        if self._is_multipart:
            from ._multipart import _encode_form

            return _encode_form(self._fields, self._quote_fields, self._charset)
        pairs = []
        for name, value, _, _ in self._fields:
            values = value if isinstance(value, (list, tuple)) else (value,)
            pairs.extend((name, str(value)) for value in values)
        return _query_text(pairs).encode(), "application/x-www-form-urlencoded"


async def _encode_body(data, json, json_serialize):
    """The body of a request and its media type."""
    if json is not None:
        if data is not None:
            raise ValueError("data and json parameters can not be used at the same time")
        return json_serialize(json).encode(), "application/json"
    if data is None:
        return b"", None
    if isinstance(data, str):
        return data.encode(), "text/plain; charset=utf-8"
    if _is_bytes(data):
        return bytes(data), "application/octet-stream"
    if hasattr(data, "read"):
        from ._multipart import _encode_file

        return _encode_file(data)
    if hasattr(data, "__aiter__"):
        from ._multipart import _encode_pieces

        return await _encode_pieces(data)
    return (data if isinstance(data, FormData) else FormData(data))._encode()


def _media_type(header):
    """The media type and the parameters of a `Content-Type`."""
    kind, *parameters = header.split(";")
    pairs = [parameter.partition("=") for parameter in parameters]
    return kind.strip().lower(), {name.strip().lower(): value.strip().strip('"') for name, _, value in pairs}


def _is_expected(kind, expected):
    if expected == "application/json":
        return kind.startswith("application/") and (kind == expected or kind.endswith("+json"))
    return expected in kind
