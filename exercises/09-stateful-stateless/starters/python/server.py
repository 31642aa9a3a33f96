"""A shop that knows who has logged in, as long as it runs."""

import json
import os
import secrets
from http.cookies import SimpleCookie
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

SESSIONS = {}  # the session's id: the user


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"  # keeps connections alive
    wbufsize = -1  # head and body leave in one write

    def do_GET(self):
        if self.path == "/":
            self.answer(200, {"name": "shop"})
        elif self.path == "/cart":
            self.answer(200, {"user": SESSIONS.get(self.session(), "nobody"), "items": []})
        else:
            self.answer(404, {"title": "Not Found", "status": 404})

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.path == "/login":
            self.login(json.loads(body)["user"])
        else:
            self.answer(404, {"title": "Not Found", "status": 404})

    def login(self, user):
        session = secrets.token_hex(8)
        SESSIONS[session] = user
        self.answer(200, {"user": user}, {"Set-Cookie": f"session={session}; Path=/"})

    def session(self):
        cookies = SimpleCookie(self.headers.get("Cookie", ""))
        return cookies["session"].value if "session" in cookies else None

    def answer(self, status, value, fields={}):
        body = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        for name, text in fields.items():
            self.send_header(name, text)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


class Server(ThreadingHTTPServer):
    request_queue_size = 128


Server((os.environ.get("HOST", "127.0.0.1"), int(os.environ.get("PORT", 8080))), Handler).serve_forever()
