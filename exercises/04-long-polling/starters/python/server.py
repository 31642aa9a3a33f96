"""Rooms with events. Whoever asks gets all of them, each time."""

import json
import os
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

rooms = {}  # the events of each room, by its name


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"  # keeps connections alive
    wbufsize = -1  # head and body leave in one write

    def do_GET(self):
        path = self.path.partition("?")[0].split("/")  # ["", "rooms", name, "events"]
        if self.path == "/":
            self.answer(200, {"name": "rooms"})
        elif len(path) == 4 and path[1] == "rooms" and path[3] == "events":
            self.ask(path[2])
        else:
            self.answer(404, {"title": "Not Found", "status": 404})

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        path = self.path.split("/")
        if len(path) == 4 and path[1] == "rooms" and path[3] == "events":
            self.post(path[2], json.loads(body))
        else:
            self.answer(404, {"title": "Not Found", "status": 404})

    def post(self, room, event):
        events = rooms.setdefault(room, [])
        stored = {"id": str(len(events) + 1), "text": event["text"]}
        events.append(stored)
        self.answer(201, stored)

    def ask(self, room):
        events = rooms.get(room, [])
        if events:
            self.answer(200, {"events": events, "next": "?"})
        else:
            self.send_response(204)
            self.end_headers()

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
    request_queue_size = 512


Server((os.environ.get("HOST", "127.0.0.1"), int(os.environ.get("PORT", 8080))), Handler).serve_forever()
