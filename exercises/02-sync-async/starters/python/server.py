"""Asks three others, one after the other, and serves one client at a time."""

import json
import os
import urllib.request
from http.server import BaseHTTPRequestHandler, HTTPServer

UPSTREAM = os.environ.get("UPSTREAM", "http://127.0.0.1:9000")


class Handler(BaseHTTPRequestHandler):
    wbufsize = -1  # head and body leave in one write

    def do_GET(self):
        path, _, query = self.path.partition("?")
        if path == "/":
            self.answer(200, {"name": "aggregator"})
        elif path == "/fanout":
            self.answer(200, {name: ask(name, query) for name in ("a", "b", "c")})
        else:
            self.answer(404, {"title": "Not Found", "status": 404})

    def answer(self, status, value):
        body = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


def ask(name, query):
    with urllib.request.urlopen(f"{UPSTREAM}/{name}" + ("?" + query if query else "")) as response:
        return response.read().decode()


class Server(HTTPServer):
    request_queue_size = 128


Server((os.environ.get("HOST", "127.0.0.1"), int(os.environ.get("PORT", 8080))), Handler).serve_forever()
