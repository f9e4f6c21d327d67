# case: aiohttp
import asyncio
from http.cookies import SimpleCookie

import aiohttp
from yarl import URL


async def shown(session, url="http://demo.test/cookies", **options):
    async with session.get(url, **options) as response:
        return (await response.json())["cookies"]


async def main():
    async with aiohttp.ClientSession(cookies={"always": "here"}) as session:
        print(await shown(session))
        print(await shown(session, cookies={"once": "only", "always": "other"}))
        async with session.get("http://demo.test/cookies/set?a=1&b=two") as response:
            print(await response.json(), response.history[0].cookies["b"].value, response.cookies)
            print(response.history[0].headers.getall("Set-Cookie"))
        print(await shown(session))
        print(await shown(session, headers={"Cookie": "a=mine; z=9"}))
        print(await shown(session, "http://other.demo.test/cookies"))
        for cookie in session.cookie_jar:
            print(cookie.key, cookie.value, repr(cookie["domain"]), cookie["path"])
        print(len(session.cookie_jar), session.cookie_jar.filter_cookies(URL("http://demo.test/"))["a"].value)
        session.cookie_jar.update_cookies({"new": "with space", "b": "3"}, URL("http://demo.test/"))
        print(await shown(session))
        session.cookie_jar.clear()
        print(await shown(session))

    jar = aiohttp.CookieJar()
    async with aiohttp.ClientSession(cookie_jar=jar) as session:
        await session.get("http://demo.test/cookies/set?kept=yes")
    async with aiohttp.ClientSession(cookie_jar=jar) as session:
        print(await shown(session), session.cookie_jar is jar)
    async with aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as session:
        print(await shown(session, "http://demo.test/cookies/set?not=kept"))

    jar = aiohttp.CookieJar()
    parsed = SimpleCookie()
    parsed.load('session="a\\"b"; Path=/docs; Secure; HttpOnly; Max-Age=60, other=1')
    jar.update_cookies(parsed, URL("https://demo.test/docs/x"))
    jar.update_cookies({"gone": "now"}, URL("https://demo.test/"))
    expired = SimpleCookie("gone=now; expires=Fri, 01 Jan 1971 00:00:00 GMT; Path=/")
    jar.update_cookies(expired, URL("https://demo.test/"))
    wide = SimpleCookie("wide=1; Domain=.demo.test; Path=/")
    jar.update_cookies(wide, URL("https://a.demo.test/"))
    foreign = SimpleCookie("foreign=1; Domain=example.org")
    jar.update_cookies(foreign, URL("https://a.demo.test/"))
    for url in ("https://demo.test/docs", "http://demo.test/docs", "https://b.demo.test/", "https://demo.test/docs2"):
        print(url, jar.filter_cookies(URL(url)).output(header="", sep=";"))
    jar.update_cookies({"ip": "no"}, URL("http://127.0.0.1/"))
    print(len(jar))
    jar.clear_domain("demo.test")
    print(len(jar), list(jar))


asyncio.run(main())
