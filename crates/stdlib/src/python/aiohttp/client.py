"""Sessions and their requests. What connects, sends and receives is the host of the program."""

import sys
from collections import namedtuple

from _asyncio import FetchError, fetch, on_drop
from asyncio import get_running_loop
from asyncio.timeouts import Timeout
from multidict import CIMultiDict, CIMultiDictProxy
from yarl import URL

from . import client_exceptions as exceptions
from .client_reqrep import ClientResponse, ConnectionKey, RequestInfo
from .connector import TCPConnector
from .helpers import _PHRASES, _encode_body

__all__ = ("ClientSession", "ClientTimeout", "request")

ClientTimeout = namedtuple(
    "ClientTimeout", "total connect sock_read sock_connect ceil_threshold", defaults=(None,) * 4 + (5,)
)
DEFAULT_TIMEOUT = ClientTimeout(total=5 * 60, sock_connect=30)
_AGENT = f"Python/{sys.version_info[0]}.{sys.version_info[1]} aiohttp/3.14.5"
_AUTOMATIC = {("Accept", "*/*"), ("Accept-Encoding", "gzip, deflate"), ("User-Agent", _AGENT)}


def _check_timeout(timeout):
    if timeout is _missing or timeout is None:
        return DEFAULT_TIMEOUT
    if isinstance(timeout, ClientTimeout):
        return timeout
    raise ValueError(
        f"timeout parameter cannot be of {type(timeout)} type, please use 'timeout=ClientTimeout(...)'"
    )


def _lack(**given):
    for name, value in given.items():
        if value:
            raise NotImplementedError(f"Loopscope's aiohttp lacks {name}")


class _Missing:
    def __repr__(self):
        return "<_SENTINEL.sentinel: 1>"


_missing = _Missing()


class _Shown:
    def __init__(self, text):
        self._text = text

    def __repr__(self):
        return self._text


def _complain(loop, shown):
    """A session was dropped that is not closed; what shows it is left of it."""
    loop.call_exception_handler({"client_session": _Shown(shown), "message": "Unclosed client session"})


class ClientSession:
    def __init__(
        self,
        base_url=None,
        *,
        connector=None,
        loop=None,
        cookies=None,
        headers=None,
        proxy=None,
        proxy_auth=None,
        skip_auto_headers=None,
        auth=None,
        json_serialize=None,
        request_class=None,
        response_class=None,
        ws_response_class=None,
        version=None,
        cookie_jar=None,
        connector_owner=True,
        raise_for_status=False,
        read_timeout=_missing,
        conn_timeout=None,
        timeout=_missing,
        auto_decompress=True,
        trust_env=False,
        requote_redirect_url=True,
        trace_configs=None,
        read_bufsize=65536,
        max_line_size=8190,
        max_field_size=8190,
        fallback_charset_resolver=None,
        middlewares=(),
        ssl_shutdown_timeout=0,
    ):
        self._connector = None
        self._loop = loop or get_running_loop()
        if base_url is not None:
            base_url = URL(base_url)
            if not base_url.absolute:
                raise ValueError("URL should be absolute")
            if not base_url.path.endswith("/"):
                raise ValueError("base_url must have a trailing '/'")
        self._base_url = base_url
        _lack(proxy=proxy, proxy_auth=proxy_auth)
        _lack(trace_configs=trace_configs, middlewares=middlewares)
        _lack(request_class=request_class, response_class=response_class)
        self._timeout = _check_timeout(timeout)
        if json_serialize is None:
            from json import dumps as json_serialize
        self._json_serialize = json_serialize
        self._default_headers = CIMultiDict(headers)
        self._auth = auth
        self._raise_for_status = raise_for_status
        self._connector_owner = connector_owner
        self._connector = TCPConnector(loop=self._loop) if connector is None else connector
        self._cookie_jar = cookie_jar
        if cookies:
            self.cookie_jar.update_cookies(cookies)
        self._unclosed = on_drop(_complain, self._loop, repr(self))

    @property
    def closed(self):
        return self._connector is None or self._connector.closed

    @property
    def connector(self):
        return self._connector

    @property
    def headers(self):
        return self._default_headers

    @property
    def timeout(self):
        return self._timeout

    @property
    def auth(self):
        return self._auth

    @property
    def loop(self):
        return self._loop

    @property
    def raise_for_status(self):
        return self._raise_for_status

    @property
    def cookie_jar(self):
        # Most programs have no cookies.
        if self._cookie_jar is None:
            from .cookiejar import CookieJar

            self._cookie_jar = CookieJar()
        return self._cookie_jar

    def ws_connect(self, url, **options):
        raise NotImplementedError("Loopscope's aiohttp lacks WebSockets")

    async def close(self):
        if not self.closed:
            if self._connector_owner:
                await self._connector.close()
            self._connector = None
            self._unclosed.cancel()

    def __enter__(self):
        raise TypeError("Use async with instead")

    def __exit__(self, exc_type, exc_val, exc_tb):
        pass

    async def __aenter__(self):
        return self

    async def __aexit__(self, exc_type, exc_val, exc_tb):
        await self.close()

    def request(self, method, url, **kwargs):
        return _RequestContextManager(self._request(method, url, **kwargs))

    def get(self, url, *, allow_redirects=True, **kwargs):
        return self.request("GET", url, allow_redirects=allow_redirects, **kwargs)

    def options(self, url, *, allow_redirects=True, **kwargs):
        return self.request("OPTIONS", url, allow_redirects=allow_redirects, **kwargs)

    def head(self, url, *, allow_redirects=False, **kwargs):
        return self.request("HEAD", url, allow_redirects=allow_redirects, **kwargs)

    def post(self, url, *, data=None, **kwargs):
        return self.request("POST", url, data=data, **kwargs)

    def put(self, url, *, data=None, **kwargs):
        return self.request("PUT", url, data=data, **kwargs)

    def patch(self, url, *, data=None, **kwargs):
        return self.request("PATCH", url, data=data, **kwargs)

    def delete(self, url, **kwargs):
        return self.request("DELETE", url, **kwargs)

    async def _request(
        self,
        method,
        str_or_url,
        *,
        params=None,
        data=None,
        json=None,
        cookies=None,
        headers=None,
        skip_auto_headers=None,
        auth=None,
        allow_redirects=True,
        max_redirects=10,
        compress=False,
        chunked=None,
        expect100=False,
        raise_for_status=None,
        read_until_eof=True,
        proxy=None,
        proxy_auth=None,
        timeout=_missing,
        verify_ssl=None,
        fingerprint=None,
        ssl_context=None,
        ssl=True,
        server_hostname=None,
        proxy_headers=None,
        trace_request_ctx=None,
        read_bufsize=None,
        auto_decompress=None,
        max_line_size=None,
        max_field_size=None,
        middlewares=None,
    ):
        if self.closed:
            raise RuntimeError("Session is closed")
        _lack(proxy=proxy, proxy_auth=proxy_auth, compress=compress, middlewares=middlewares)
        body, content_type = await _encode_body(data, json, self._json_serialize)
        url = self._build_url(str_or_url, params)
        if timeout is _missing:
            timeout = self._timeout
        elif not isinstance(timeout, ClientTimeout):
            timeout = ClientTimeout(total=timeout)
        method = method.upper()
        headers = self._build_headers(headers, auth or self._auth, content_type)
        async with Timeout(self._loop.time() + timeout.total if timeout.total else None):
            response = await self._follow(
                method, url, headers, body, cookies, timeout, allow_redirects, max_redirects
            )
        if raise_for_status is None:
            raise_for_status = self._raise_for_status
        if callable(raise_for_status):
            await raise_for_status(response)
        elif raise_for_status:
            response.raise_for_status()
        return response

    async def _follow(self, method, url, headers, body, cookies, timeout, redirects, max_redirects):
        """The answer to a request, and to what it leads to."""
        history = []
        while True:
            response = await self._fetch(self._info(method, url, headers, cookies), body, timeout, redirects)
            if "Set-Cookie" in response.headers:
                self.cookie_jar.update_cookies_from_headers(response.headers.getall("Set-Cookie"), response.url)
            target = response.headers.get("Location") or response.headers.get("URI")
            if not redirects or response.status not in (301, 302, 303, 307, 308):
                break
            history.append(response)
            if max_redirects and len(history) >= max_redirects:
                response.close()
                raise exceptions.TooManyRedirects(history[0].request_info, tuple(history))
            if response.status == 303 and method != "HEAD" or response.status in (301, 302) and method == "POST":
                method, body = "GET", b""
                headers.popall("Content-Length", None)
                headers.popall("Content-Type", None)
            if target is None:
                break
            response.release()
            target = _redirected(url, target)
            if target.origin() != url.origin():
                cookies = None
                for name in ("Authorization", "Cookie", "Proxy-Authorization"):
                    headers.popall(name, None)
            url = target
        response.history = tuple(history)
        return response

    def _info(self, method, url, headers, cookies):
        """What is asked."""
        sent = CIMultiDict([("Host", url.host if url.explicit_port is None else f"{url.host}:{url.port}")])
        sent.extend(headers)
        for name, value in (("Accept", "*/*"), ("Accept-Encoding", "gzip, deflate"), ("User-Agent", _AGENT)):
            sent.setdefault(name, value)
        if cookies or self._cookie_jar:
            from .cookiejar import _header

            said = _header(self.cookie_jar, url, cookies, sent.get("Cookie"))
            if said:
                sent["Cookie"] = said
        return RequestInfo(url.with_fragment(None), method, CIMultiDictProxy(sent), url)

    def _build_url(self, str_or_url, params):
        try:
            url = URL(str_or_url)
        except ValueError as error:
            raise exceptions.InvalidUrlClientError(str_or_url) from error
        if self._base_url is not None and not url.absolute:
            url = self._base_url.join(url)
        if url.scheme not in ("http", "https", ""):
            raise exceptions.NonHttpUrlClientError(url)
        if not url.host or not url.scheme:
            raise exceptions.InvalidUrlClientError(url)
        return url.extend_query(params) if params else url

    def _build_headers(self, headers, auth, content_type):
        merged = CIMultiDict(self._default_headers)
        merged.update(headers)
        for name, value in merged.items():
            for text in (name, value):
                if not isinstance(text, str):
                    raise TypeError(f"Cannot serialize non-str key {text!r}")
        if auth is not None:
            if "Authorization" in merged:
                raise ValueError("Cannot combine AUTHORIZATION header with AUTH argument")
            merged["Authorization"] = auth.encode()
        if content_type is not None:
            merged.setdefault("Content-Type", content_type)
        return merged

    async def _fetch(self, info, body, timeout, redirects):
        url = info.url
        key = ConnectionKey(url.host, url.port, url.scheme == "https", True, None, None, None, None)
        connector = self._connector
        # What the host says by itself is not its business.
        headers = tuple(pair for pair in info.headers.items() if pair not in _AUTOMATIC and pair[0] != "Host")
        try:
            async with Timeout(self._loop.time() + timeout.connect if timeout.connect else None) as limit:
                await connector._acquire(key)
        except TimeoutError:
            if limit.expired():
                raise exceptions.ConnectionTimeoutError(f"Connection timeout to host {url}") from None
            raise
        try:
            deadline = self._loop.time() + timeout.sock_read if timeout.sock_read else None
            async with Timeout(deadline) as limit:
                answer = await fetch(info.method, str(url), headers, body)
        except TimeoutError:
            if limit.expired():
                raise exceptions.SocketTimeoutError("Timeout on reading data from socket") from None
            raise
        except FetchError as error:
            raise _translate(error, url, key) from None
        finally:
            connector._release(key)
        status, reason, final, headers, body = answer
        # Newer HTTP has no phrases.
        reason = reason or _PHRASES.get(status, "")
        final = URL(final, encoded=True)
        if not redirects and final != url:
            raise NotImplementedError("Loopscope's aiohttp can't show redirects in a browser, which follows them")
        return ClientResponse(info, url if final == url else final, status, reason, headers, body)


def _redirected(url, target):
    """Where a redirect leads."""
    try:
        parsed = URL(target)
    except ValueError as error:
        text = "Server attempted redirecting to a location that does not look like a URL"
        raise exceptions.InvalidUrlRedirectClientError(target, text) from error
    if parsed.scheme not in ("http", "https", ""):
        raise exceptions.NonHttpUrlRedirectClientError(target)
    if not parsed.scheme:
        parsed = url.join(parsed)
    if not parsed.absolute:
        raise exceptions.InvalidUrlRedirectClientError(parsed, "Invalid redirect URL origin")
    return parsed


def _translate(error, url, key):
    """aiohttp's exception for what the host of the program says."""
    kind, host, port, message = error.args
    if kind == "invalid_url":
        return exceptions.InvalidUrlClientError(url)
    if kind == "dns":
        return exceptions.ClientConnectorDNSError(key, OSError(-2, message))
    if kind == "refused":
        if host.replace(".", "").isdigit():
            message = f"Connect call failed ({host!r}, {port})"
        return exceptions.ClientConnectorError(key, ConnectionRefusedError(111, message))
    if kind == "tls":
        return exceptions.ClientConnectorSSLError(key, OSError(1, message))
    if kind == "disconnected":
        return exceptions.ServerDisconnectedError()
    if kind == "timeout":
        return exceptions.ConnectionTimeoutError(f"Connection timeout to host {url}")
    if kind == "network":
        return exceptions.ClientConnectorError(key, OSError(101, message))
    return exceptions.ClientPayloadError(message or "Response payload is not completed")


class _RequestContextManager:
    """A request that can be awaited, or entered with `async with`."""

    def __init__(self, coro, session=None):
        self._coro = coro
        self._session = session
        self._resp = None

    def send(self, arg):
        return self._coro.send(arg)

    def throw(self, *args):
        return self._coro.throw(*args)

    def close(self):
        return self._coro.close()

    async def _answer(self):
        try:
            self._resp = await self._coro
        except BaseException:
            await self._close_session()
            raise
        return self._resp

    async def _close_session(self):
        if self._session is not None:
            await self._session.close()

    def __await__(self):
        if self._session is None:
            return self._coro.__await__()
        return self._alone().__await__()

    __iter__ = __await__

    async def _alone(self):
        response = await self._answer()
        await self._close_session()
        return response

    async def __aenter__(self):
        return await (await self._answer()).__aenter__()

    async def __aexit__(self, exc_type, exc, tb):
        await self._resp.__aexit__(exc_type, exc, tb)
        await self._close_session()


def request(method, url, *, connector=None, version=None, loop=None, **kwargs):
    """One request with a session of its own; it can also be awaited, as until aiohttp 2."""
    session = ClientSession(connector=connector, connector_owner=connector is None, loop=loop)
    return _RequestContextManager(session._request(method, url, **kwargs), session)
