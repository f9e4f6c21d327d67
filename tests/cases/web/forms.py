# case: aiohttp
import asyncio
import io
import re

import aiohttp


async def echo(session, data, **options):
    async with session.post("http://demo.test/echo", data=data, **options) as response:
        body = await response.read()
        kind = response.headers["Content-Type"]
        boundary = re.search("boundary=([0-9a-f]+)", kind)
        if boundary:
            body = body.replace(boundary[1].encode(), b"BOUNDARY")
            kind = kind.replace(boundary[1], "BOUNDARY")
        print(kind)
        print(body.decode().replace("\r\n", "\n"))


async def pieces():
    for number in range(3):
        yield f"piece {number};".encode()
        await asyncio.sleep(0)


async def main():
    async with aiohttp.ClientSession() as session:
        await echo(session, {"name": "value", "two words": "a&b=c", "n": 1})
        await echo(session, [("a", "1"), ("a", "2")])
        form = aiohttp.FormData()
        form.add_field("plain", "text")
        form.add_field("number", "12", content_type="application/x-number")
        form.add_field("file", b"\x41\x42", filename='my "file".txt', content_type="text/plain")
        form.add_field("more", io.BytesIO(b"bytes"), filename="ü.bin")
        print(form.is_multipart)
        await echo(session, form)
        form = aiohttp.FormData({"a": "1"}, default_to_multipart=True)
        await echo(session, form)
        form = aiohttp.FormData([("a b", "1")], quote_fields=False)
        form.add_field("x", io.StringIO("text"), filename="s.txt")
        await echo(session, form)
        await echo(session, io.BytesIO(b"from a file"))
        await echo(session, io.StringIO("text of a file"))
        await echo(session, pieces())
        await echo(session, bytearray(b"array"), headers={"Content-Type": "x/y"})
        try:
            form = aiohttp.FormData(default_to_multipart=True)
            form.add_field("x", object)
            await echo(session, form)
        except TypeError as error:
            print("TypeError", error)
        for wrong in (5, [("a", "b", "c")], object):
            try:
                await echo(session, wrong)
            except TypeError as error:
                print("TypeError", error)
        try:
            await session.post("http://demo.test/echo", data=b"x", json={})
        except ValueError as error:
            print("ValueError", error)


asyncio.run(main())
