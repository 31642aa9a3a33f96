"""A server that takes events and tells nobody."""

import json
import os
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote, urlsplit

lock = threading.Lock()
last_id = 0


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"  # keeps connections alive
    wbufsize = -1  # head and body leave in one write

    def do_GET(self):
        self.serve()

    do_POST = do_DELETE = do_GET

    def serve(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        parts = [unquote(part) for part in urlsplit(self.path).path.split("/")[1:]]
        match [self.command, *parts]:
            case ["GET", ""]:
                self.answer(200, {"name": "news"})
            case ["POST", "rooms", room, "events"]:
                self.answer(201, post(room, json.loads(body)["text"]))
            case _:
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


def post(room, text):
    global last_id
    with lock:
        last_id += 1
        return {"id": str(last_id), "text": text}


class Server(ThreadingHTTPServer):
    request_queue_size = 128
    daemon_threads = True


Server((os.environ.get("HOST", "127.0.0.1"), int(os.environ.get("PORT", 8080))), Handler).serve_forever()
