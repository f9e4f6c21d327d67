"""demo.test for CPython: answers as docs/demo-host.md says. Prints its port, then serves until it is ended."""

import json
import re
import threading
import time
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

TEXT = "text/plain; charset=utf-8"
JSON = "application/json; charset=utf-8"
BYTES = "application/octet-stream"
JSON_DOCUMENT = '{"name": "demo.test", "numbers": [1, 2, 3], "nested": {"ok": true, "nothing": null}}'
LONGEST_DELAY_SECONDS = 60
MOST_BYTES = 1_000_000
MOST_PIECES = 100
PIECE_SECONDS = 0.1
PAGES = 5
ITEMS = 10
MOST_IN_A_SECOND = 3
BITS_64 = 2**64 - 1


class BadRequest(Exception):
    pass


def seconds(text):
    if not re.fullmatch(r"[0-9]+(\.[0-9]+)?", text) or float(text) > LONGEST_DELAY_SECONDS:
        raise BadRequest
    return float(text)


def number(text, least, most):
    if not re.fullmatch(r"[0-9]+", text) or not least <= int(text) <= most:
        raise BadRequest
    return int(text)


def mixed(value):
    """A number for a number, as in crates/isolate/src/demo_host/chance.rs."""
    z = (value + 0x9E3779B97F4A7C15) & BITS_64
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9 & BITS_64
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB & BITS_64
    return z ^ (z >> 31)


def of_name(name):
    value = 0
    for byte in name.encode():
        value = mixed(value ^ byte)
    return mixed(value)


def quoted(text):
    shown = "".join(char if " " <= char <= "~" else "?" for char in text)
    return json.dumps(shown)


class Visits:
    """What the servers remember of those who asked before."""

    def __init__(self):
        self.lock = threading.Lock()
        self.counts = {}
        self.answered = {}

    def count(self, url):
        with self.lock:
            count = self.counts.get(url, 0)
            self.counts[url] = count + 1
        return count

    def is_within_limit(self, host):
        now = time.monotonic()
        with self.lock:
            answered = [then for then in self.answered.get(host, ()) if then + 1 > now]
            within = len(answered) < MOST_IN_A_SECOND
            self.answered[host] = answered + [now] if within else answered
        return within


VISITS = Visits()


def phrase(status):
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Unknown"


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self):
        self.body = self.received()
        self.host = self.headers.get("Host", "demo.test").partition(":")[0].lower()
        self.besides = []
        self.pieces = []
        if self.host.endswith(".demo.test"):
            time.sleep((2 + of_name(self.host.removesuffix(".demo.test")) % 19) / 100)
        target = urlsplit(self.path)
        if target.path == "/drop":
            self.close_connection = True
            return
        self.query = target.query
        try:
            delay, status, content_type, body = self.reply(target.path)
            for parameter in target.query.split("&"):
                if parameter.startswith("delay="):
                    delay += seconds(parameter.removeprefix("delay="))
        except BadRequest:
            self.besides, self.pieces = [], []
            delay, status, content_type, body = 0, 400, TEXT, phrase(400)
        time.sleep(delay)
        self.send(status, content_type, body.encode() if isinstance(body, str) else body)

    def received(self):
        if self.headers.get("Transfer-Encoding") != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length", 0)))
        body = b""
        while size := int(self.rfile.readline(), 16):
            body += self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()
        return body

    def parameter(self, name, default):
        pairs = [part.partition("=") for part in self.query.split("&")]
        return next((value for key, equals, value in pairs if equals and key == name), default)

    def reply(self, path):
        """Delay in seconds, status, content type and body for a path."""
        match path.split("/")[1:]:
            case [""]:
                return 0, 200, TEXT, f"Hello from {self.host}\n"
            case ["text"]:
                return 0, 200, TEXT, "one\ntwo\nthree\n"
            case ["json"]:
                return 0, 200, JSON, JSON_DOCUMENT
            case ["delay", text]:
                return seconds(text), 200, JSON, f'{{"delay": {text}}}'
            case ["status", text]:
                status = number(text, 200, 599)
                return 0, status, TEXT, phrase(status)
            case ["bytes", text]:
                return 0, 200, BYTES, bytes(i % 256 for i in range(number(text, 0, MOST_BYTES)))
            case ["echo"]:
                return 0, 200, self.headers.get("Content-Type", TEXT), self.body
            case ["drip", text]:
                self.pieces = [f"drip {i + 1}\n" for i in range(number(text, 0, MOST_PIECES))]
                return 0, 200, TEXT, "".join(self.pieces)
            case ["sse", text]:
                ids = range(1, number(text, 0, MOST_PIECES) + 1)
                self.pieces = [f'id: {i}\nevent: tick\ndata: {{"n": {i}}}\n\n' for i in ids]
                return 0, 200, "text/event-stream", "".join(self.pieces)
            case ["flaky"]:
                return 0, *self.plain(503 if self.is_flaky() else 200)
            case ["redirect", text]:
                left = number(text, 1, 100) - 1
                self.besides.append(("Location", f"/redirect/{left}" if left else "/"))
                return 0, *self.plain(302)
            case ["cookies"]:
                pairs = [part.strip().partition("=") for part in self.headers.get("Cookie", "").split(";")]
                shown = ", ".join(f"{quoted(name)}: {quoted(value)}" for name, equals, value in pairs if equals)
                return 0, 200, JSON, f'{{"cookies": {{{shown}}}}}'
            case ["cookies", "set"]:
                for pair in self.query.split("&"):
                    if "=" in pair and not pair.startswith("delay="):
                        self.besides.append(("Set-Cookie", f"{pair}; Path=/"))
                self.besides.append(("Location", "/cookies"))
                return 0, *self.plain(302)
            case ["page", text]:
                page = number(text, 0, 2**32 - 1)
                if not 1 <= page <= PAGES:
                    return 0, *self.plain(404)
                items = ", ".join(str((page - 1) * ITEMS + i + 1) for i in range(ITEMS))
                after = f'"/page/{page + 1}"' if page < PAGES else "null"
                return 0, 200, JSON, f'{{"page": {page}, "pages": {PAGES}, "items": [{items}], "next": {after}}}'
            case ["shop", name, "price"]:
                cents, delay = 500 + of_name(name) % 1500, 1 + mixed(of_name(name)) % 10
                price = f"{cents // 100}.{cents % 100:02}"
                return delay / 10, 200, JSON, f'{{"shop": {quoted(name)}, "price": {price}, "currency": "EUR"}}'
            case ["limited"]:
                if VISITS.is_within_limit(self.host):
                    return 0, *self.plain(200)
                self.besides.append(("Retry-After", "1"))
                return 0, *self.plain(429)
        return 0, *self.plain(404)

    def plain(self, status):
        return status, TEXT, phrase(status)

    def is_flaky(self):
        p = seconds(self.parameter("p", "0.5"))
        if p > 1:
            raise BadRequest
        seed = number(self.parameter("seed", "0"), 0, 2**32 - 1)
        count = VISITS.count(f"{self.host}?{self.query}")
        return (mixed(mixed(seed) ^ count) >> 11) / 2**53 < p

    def send(self, status, content_type, body):
        self.send_response_only(status, phrase(status))
        if status not in (204, 304):
            self.send_header("Content-Type", content_type)
            self.send_header("Content-Length", str(len(body)))
            for name, value in self.besides:
                self.send_header(name, value)
        self.end_headers()
        if status in (204, 304) or self.command == "HEAD":
            return
        if not self.pieces:
            self.wfile.write(body)
        for piece in self.pieces:
            time.sleep(PIECE_SECONDS)
            self.wfile.write(piece.encode())
            self.wfile.flush()

    do_DELETE = do_GET = do_HEAD = do_OPTIONS = do_PATCH = do_POST = do_PUT = answer

    def log_message(self, format, *args):
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request, client_address):
        # A client that went away is part of what the programs do.
        pass


if __name__ == "__main__":
    server = Server(("127.0.0.1", 0), Handler)
    print(server.server_port, flush=True)
    server.serve_forever()
