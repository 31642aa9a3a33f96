"""A payment server that pays as often as it is asked."""

import json
import os
import urllib.request
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

UPSTREAM = os.environ.get("UPSTREAM", "http://127.0.0.1:9000")


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"  # keeps connections alive
    wbufsize = -1  # head and body leave in one write

    def do_GET(self):
        if self.path == "/":
            self.answer(200, {"name": "payments"})
        else:
            self.answer(404, {"title": "Not Found", "status": 404})

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.path == "/payments":
            self.pay(json.loads(body))
        else:
            self.answer(404, {"title": "Not Found", "status": 404})

    def pay(self, payment):
        charge = urllib.request.Request(
            UPSTREAM + "/charges",
            data=json.dumps(payment).encode(),
            headers={"Content-Type": "application/json"},
        )
        with urllib.request.urlopen(charge) as charged:
            paid = {"id": str(uuid.uuid4()), **payment, "charge": json.load(charged)["charge"]}
        self.answer(201, paid, Location="/payments/" + paid["id"])

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
