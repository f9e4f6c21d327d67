"""The answer to a request."""

from collections import namedtuple

from multidict import CIMultiDict, CIMultiDictProxy, MultiDictProxy, MultiDict

from .client_exceptions import ClientConnectionError, ClientResponseError, ContentTypeError
from .helpers import _is_expected, _media_type
from .streams import StreamReader

__all__ = ("ClientResponse", "RequestInfo")

RequestInfo = namedtuple("RequestInfo", "url method headers real_url")
ConnectionKey = namedtuple(
    "ConnectionKey", "host port is_ssl ssl proxy proxy_auth proxy_headers_hash server_hostname"
)


class ClientResponse:
    """Its body is there already: hosts hand answers over as a whole."""

    def __init__(self, request_info, url, status, reason, headers, body):
        self.request_info = request_info
        self.method = request_info.method
        self.status = status
        self.reason = reason
        self.content = StreamReader(body)
        self.history = ()
        self._cookies = None
        self._real_url = url
        self._url = url.with_fragment(None)
        self._headers = CIMultiDictProxy(CIMultiDict(headers))
        self._body = None
        self._closed = False
        self._released = False

    @property
    def url(self):
        return self._url

    @property
    def real_url(self):
        return self._real_url

    @property
    def host(self):
        return self._url.host

    @property
    def headers(self):
        return self._headers

    @property
    def cookies(self):
        if self._cookies is None:
            from .cookiejar import _of_response

            self._cookies = _of_response(self._headers.getall("Set-Cookie", ()))
        return self._cookies

    @property
    def raw_headers(self):
        return tuple((name.encode(), value.encode()) for name, value in self._headers.items())

    @property
    def links(self):
        return MultiDictProxy(MultiDict())

    @property
    def content_type(self):
        header = self._headers.get("Content-Type")
        return "application/octet-stream" if header is None else _media_type(header)[0]

    @property
    def charset(self):
        return _media_type(self._headers.get("Content-Type", ""))[1].get("charset")

    @property
    def content_length(self):
        length = self._headers.get("Content-Length")
        return None if length is None else int(length)

    @property
    def ok(self):
        return self.status < 400

    @property
    def closed(self):
        return self._closed

    def __repr__(self):
        return f"<{type(self).__name__}({self.url}) [{self.status} {self.reason}]>\n{self._headers!r}\n"

    async def __aenter__(self):
        return self

    async def __aexit__(self, exc_type, exc_val, exc_tb):
        self.release()

    def release(self):
        self._closed = self._released = True
        return _Nothing()

    def close(self):
        self.release()

    def raise_for_status(self):
        if not self.ok:
            self.release()
            raise ClientResponseError(
                self.request_info,
                self.history,
                status=self.status,
                message=self.reason,
                headers=self.headers,
            )

    async def read(self):
        if self._released:
            raise ClientConnectionError("Connection closed")
        if self._body is None:
            self._body = await self.content.read()
            self._closed = True
        return self._body

    def get_encoding(self):
        charset = self.charset
        if charset is not None:
            try:
                b"".decode(charset)
                return charset
            except LookupError:
                pass
        return "utf-8"

    async def text(self, encoding=None, errors="strict"):
        if self._body is None:
            await self.read()
        return self._body.decode(encoding or self.get_encoding(), errors)

    async def json(self, *, encoding=None, loads=None, content_type="application/json"):
        if self._body is None:
            await self.read()
        if content_type and not _is_expected(self.content_type, content_type):
            given = self._headers.get("Content-Type", "").lower()
            raise ContentTypeError(
                self.request_info,
                self.history,
                status=self.status,
                message=f"Attempt to decode JSON with unexpected mimetype: {given}",
                headers=self.headers,
            )
        body = self._body.strip()
        if not body:
            return None
        if loads is None:
            from json import loads
        return loads(body.decode(encoding or self.get_encoding()))


class _Nothing:
    """What `release()` gives: programs may await it, as they had to once."""

    def __await__(self):
        return iter(())
