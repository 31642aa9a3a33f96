"""A server that takes notes, and cannot find them again."""

import json
import os
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

notes = []


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"  # keeps connections alive
    wbufsize = -1  # head and body leave in one write

    def do_GET(self):
        if self.path == "/":
            self.answer(200, {"name": "notes"})
        else:
            self.answer(404, {"title": "Not Found", "status": 404})

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.path == "/notes":
            self.create(json.loads(body))
        else:
            self.answer(404, {"title": "Not Found", "status": 404})

    def create(self, note):
        notes.append(note)
        self.answer(201, {"id": str(len(notes)), "text": note["text"]})

    def answer(self, status, value, **fields):
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
