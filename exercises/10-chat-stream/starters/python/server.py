"""A chat server that waits until the model has said everything."""

import json
import os
import time
import urllib.request
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

UPSTREAM = os.environ.get("UPSTREAM", "http://127.0.0.1:9000")


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"  # keeps connections alive
    wbufsize = -1  # head and body leave in one write; a stream must flush

    def do_GET(self):
        if self.path == "/":
            self.answer(200, {"name": "chat"})
        else:
            self.answer(404, {"title": "Not Found", "status": 404})

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.path == "/v1/chat/completions":
            self.complete(body)
        else:
            self.answer(404, {"title": "Not Found", "status": 404})

    def complete(self, asked):
        call = urllib.request.Request(
            UPSTREAM + "/tokens", data=asked, headers={"Content-Type": "application/json"}
        )
        with urllib.request.urlopen(call) as said:
            lines = said.read().decode().split("\n")  # each line is a JSON text: one token
        content = "".join(json.loads(line) for line in lines if line)
        self.answer(200, {
            "id": "cc-" + str(uuid.uuid4()),
            "object": "chat.completion",
            "created": int(time.time()),
            "model": json.loads(asked)["model"],
            "choices": [{
                "index": 0,
                "message": {"role": "assistant", "content": content},
                "finish_reason": "stop",
            }],
        })

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
