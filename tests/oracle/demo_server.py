"""demo.test for CPython: answers as docs/demo-host.md says. Prints its port, then serves until it is ended."""

import re
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


def phrase(status):
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Unknown"


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self):
        request_type = self.headers.get("Content-Type", TEXT)
        request_body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        target = urlsplit(self.path)
        try:
            if target.path == "/drop":
                self.close_connection = True
                return
            delay, status, content_type, body = self.reply(target.path, request_type, request_body)
            for parameter in target.query.split("&"):
                if parameter.startswith("delay="):
                    delay += seconds(parameter.removeprefix("delay="))
        except BadRequest:
            delay, status, content_type, body = 0, 400, TEXT, phrase(400)
        time.sleep(delay)
        self.send(status, content_type, body.encode() if isinstance(body, str) else body)

    def reply(self, path, request_type, request_body):
        """Delay in seconds, status, content type and body for a path."""
        match path.split("/")[1:]:
            case [""]:
                host = self.headers.get("Host", "demo.test").partition(":")[0].lower()
                return 0, 200, TEXT, f"Hello from {host}\n"
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
                return 0, 200, request_type, request_body
        return 0, 404, TEXT, phrase(404)

    def send(self, status, content_type, body):
        self.send_response_only(status, phrase(status))
        if status not in (204, 304):
            self.send_header("Content-Type", content_type)
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if status not in (204, 304) and self.command != "HEAD":
            self.wfile.write(body)

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
