"""Jars of cookies: what servers set, and what of it goes with a request (RFC 6265)."""

import re
import time
from datetime import datetime, timezone
from http.cookies import BaseCookie, Morsel, SimpleCookie

from yarl import URL

__all__ = ("CookieJar", "DummyCookieJar")


_MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec"
_DATE = re.compile(
    r"(\d{1,2})[ -](jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[ -](\d{4}|\d{2})\s+(\d{1,2}):(\d\d):(\d\d)", re.I
)


def _is_address(host):
    return host is not None and (":" in host or host.replace(".", "").isdigit())


def _is_within(domain, host):
    return domain == host or (host.endswith("." + domain) and not _is_address(host))


class CookieJar:
    def __init__(self, *, unsafe=False, quote_cookie=True, treat_as_secure_origin=None, loop=None):
        self._unsafe = unsafe
        self._quote_cookie = quote_cookie
        origins = treat_as_secure_origin
        if origins is None:
            origins = ()
        elif isinstance(origins, (str, URL)):
            origins = (origins,)
        self._secure_origins = frozenset(URL(origin).origin() for origin in origins)
        # By domain, path and name. The domain "" is for all hosts.
        self._cookies = {}
        self._host_only = set()
        self._deadlines = {}

    @property
    def unsafe(self):
        return self._unsafe

    @property
    def quote_cookie(self):
        return self._quote_cookie

    @property
    def treat_as_secure_origin(self):
        return self._secure_origins

    def __len__(self):
        return len(self._cookies)

    def __iter__(self):
        self._expire()
        return iter([self._cookies[key] for key in self._grouped()])

    def _grouped(self):
        """The keys, those of one domain and path together."""
        places = {}
        for key in self._cookies:
            places.setdefault(key[:2], []).append(key)
        return [key for keys in places.values() for key in keys]

    def clear(self, predicate=None):
        now = time.time()
        for key, morsel in list(self._cookies.items()):
            if predicate is None or self._deadlines.get(key, now + 1) <= now or predicate(morsel):
                self._forget(key)

    def clear_domain(self, domain):
        self.clear(lambda morsel: _is_within(domain, morsel["domain"]))

    def save(self, file_path):
        raise NotImplementedError("Loopscope's aiohttp lacks saving cookie jars")

    def load(self, file_path):
        raise NotImplementedError("Loopscope's aiohttp lacks loading cookie jars")

    def _forget(self, key):
        del self._cookies[key]
        self._host_only.discard(key)
        self._deadlines.pop(key, None)

    def _expire(self):
        now = time.time()
        for key, deadline in list(self._deadlines.items()):
            if deadline <= now:
                self._forget(key)

    def update_cookies(self, cookies, response_url=URL()):
        host = response_url.raw_host
        if not self._unsafe and _is_address(host):
            return
        for name, cookie in cookies.items() if hasattr(cookies, "items") else cookies:
            if isinstance(cookie, Morsel):
                cookie = cookie.copy()
            else:
                made = SimpleCookie()
                made[name] = cookie
                cookie = made[name]
            self._take(name, cookie, host, response_url)
        self._expire()

    def update_cookies_from_headers(self, headers, response_url):
        self.update_cookies(_parsed(headers), response_url)

    def _take(self, name, cookie, host, url):
        domain = cookie["domain"]
        if domain.endswith("."):
            domain = ""
        domain = domain.removeprefix(".")
        if domain and host and not _is_within(domain, host):
            return
        is_host_only = not domain and host is not None
        domain = host if is_host_only else domain
        path = cookie["path"]
        if not path.startswith("/"):
            path = "/" + url.path[1 : url.path.rfind("/")] if url.path.startswith("/") else "/"
        cookie["domain"], cookie["path"] = domain, path
        key = domain, path.rstrip("/"), name
        deadline = self._deadline(cookie)
        self._cookies[key] = cookie
        (self._host_only.add if is_host_only else self._host_only.discard)(key)
        if deadline is None:
            self._deadlines.pop(key, None)
        else:
            self._deadlines[key] = deadline

    def _deadline(self, cookie):
        if cookie["max-age"]:
            try:
                seconds = int(cookie["max-age"])
            except ValueError:
                cookie["max-age"] = ""
            else:
                return 0.0 if seconds <= 0 else time.time() + seconds
        elif cookie["expires"]:
            # To aiohttp the beginning of 1970 is no date.
            deadline = _moment(cookie["expires"]) or None
            if deadline is None:
                cookie["expires"] = ""
            return deadline
        return None

    def filter_cookies(self, request_url=URL()):
        """The cookies for a request; of one name, the one that is meant most exactly."""
        self._expire()
        url = URL(request_url)
        host, path = url.raw_host or "", url.path
        is_secure = url.scheme in ("https", "wss") or (url.absolute and url.origin() in self._secure_origins)
        found = []
        for key, cookie in self._cookies.items():
            domain, prefix, name = key
            if domain and (not _is_within(domain, host) or (_is_address(host) and not self._unsafe)):
                continue
            if domain != host and key in self._host_only:
                continue
            if not (path == prefix or path.startswith(prefix + "/")) or len(cookie["path"]) > len(path):
                continue
            if cookie["secure"] and not is_secure:
                continue
            found.append((len(domain), len(prefix), name, cookie))
        filtered = BaseCookie()
        for _, _, name, cookie in sorted(found, key=lambda it: it[:2]):
            filtered.pop(name, None)
            dict.__setitem__(filtered, name, self._sent(cookie))
        return filtered

    def _sent(self, cookie):
        """A cookie without what is not said of it in a request."""
        coded = cookie.coded_value
        if self._quote_cookie and not (coded and coded[0] == '"'):
            _, coded = SimpleCookie().value_encode(cookie.value)
        elif not self._quote_cookie:
            coded = cookie.value
        sent = Morsel()
        sent.set(cookie.key, cookie.value, coded)
        return sent


class DummyCookieJar:
    """A jar that keeps nothing."""

    def __init__(self, *, loop=None):
        self.quote_cookie = True

    def __iter__(self):
        return iter(())

    def __len__(self):
        return 0

    def clear(self, predicate=None):
        pass

    def clear_domain(self, domain):
        pass

    def update_cookies(self, cookies, response_url=URL()):
        pass

    def update_cookies_from_headers(self, headers, response_url):
        pass

    def filter_cookies(self, request_url=URL()):
        return SimpleCookie()


def _moment(text):
    """When a date is, in seconds since 1970; `None` if it is none."""
    match = _DATE.search(text)
    if match is None:
        return None
    day, month, year, *clock = match.groups()
    month = _MONTHS.find(month.lower()) // 3 + 1
    year = int(year) + (0 if len(year) == 4 else 2000 if int(year) < 70 else 1900)
    try:
        return datetime(year, month, int(day), *map(int, clock), tzinfo=timezone.utc).timestamp()
    except ValueError:
        return None


def _parsed(headers):
    """The cookies of `Set-Cookie` headers, with their names."""
    cookies = []
    for header in headers:
        pair, *attributes = header.split(";")
        name, equals, coded = (part.strip() for part in pair.partition("="))
        if not equals or not name:
            continue
        morsel = Morsel()
        morsel.set(name, SimpleCookie().value_decode(coded)[0], coded)
        for attribute in attributes:
            key, equals, value = (part.strip() for part in attribute.partition("="))
            if morsel.isReservedKey(key):
                morsel[key] = value if equals else True
        cookies.append((name, morsel))
    return cookies


def _of_response(headers):
    cookies = SimpleCookie()
    for name, morsel in _parsed(headers):
        cookies[name] = morsel
    return cookies


def _header(jar, url, cookies, given):
    """The `Cookie` header of a request: what is in the session's jar, what the request says, and what a header says already."""
    sent = jar.filter_cookies(url)
    if cookies is not None:
        own = CookieJar(unsafe=jar.unsafe if isinstance(jar, CookieJar) else False, quote_cookie=jar.quote_cookie)
        own.update_cookies(cookies)
        for name, morsel in own.filter_cookies(url).items():
            dict.__setitem__(sent, name, morsel)
    if not sent:
        return given
    every = SimpleCookie()
    if given:
        every.load(given)
    for name, morsel in sent.items():
        dict.__setitem__(every, name, morsel)
    return "; ".join(f"{name}={morsel.coded_value}" for name, morsel in sorted(every.items()))
