"""A server that takes what is posted to a room, and tells it to nobody."""

import itertools
import json
import os
import re
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

EVENTS = re.compile(r"/rooms/([A-Za-z0-9_-]{1,64})/events")
ids = itertools.count(1)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"  # keeps connections alive
    wbufsize = -1  # head and body leave in one write; a stream must flush

    def do_GET(self):
        if self.path == "/":
            self.answer(200, {"name": "rooms"})
        else:
            self.answer(404, {"title": "Not Found", "status": 404})

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        events = EVENTS.fullmatch(self.path)
        if events:
            self.post(events[1], json.loads(body))
        else:
            self.answer(404, {"title": "Not Found", "status": 404})

    def post(self, room, posted):
        self.answer(201, {"id": str(next(ids)), "text": posted["text"]})

    def answer(self, status, value):
        body = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


class Server(ThreadingHTTPServer):
    request_queue_size = 128


Server((os.environ.get("HOST", "127.0.0.1"), int(os.environ.get("PORT", 8080))), Handler).serve_forever()
