"""A broker for topics without wildcards, whose consumers ask again and again."""

import json
import os
import threading
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote, urlsplit

lock = threading.Lock()
offsets = {}  # topic: the next offset
subscriptions = {}  # name: {"filter": topic, "queue": [message, …]}


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"  # keeps connections alive
    wbufsize = -1  # head and body leave in one write

    def do_GET(self):
        self.serve()

    do_POST = do_PUT = do_GET

    def serve(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        parts = [unquote(part) for part in urlsplit(self.path).path.split("/")[1:]]
        match [self.command, *parts]:
            case ["GET", ""]:
                self.answer(200, {"name": "broker"})
            case ["POST", "topics", topic, "messages"]:
                self.answer(202, publish(topic, json.loads(body)))
            case ["PUT", "subscriptions", name]:
                self.answer(201, subscribe(name, json.loads(body)))
            case ["GET", "subscriptions", name, "messages"]:
                messages = fetch(name)
                self.answer(200, {"messages": messages}) if messages else self.answer(204)
            case _:
                self.answer(404, {"title": "Not Found", "status": 404})

    def answer(self, status, value=None):
        body = b"" if value is None else json.dumps(value).encode()
        self.send_response(status)
        if value is not None:
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


def publish(topic, message):
    with lock:
        offset = offsets.get(topic, 0)
        offsets[topic] = offset + 1
        for subscription in subscriptions.values():
            if subscription["filter"] == topic:
                subscription["queue"].append({
                    "tag": str(uuid.uuid4()),
                    "topic": topic,
                    "offset": offset,
                    "redelivered": False,
                    "key": message.get("key"),
                    "body": message["body"],
                })
        return {"id": str(uuid.uuid4()), "offset": offset}


def subscribe(name, settings):
    with lock:
        subscriptions[name] = {"filter": settings["filter"], "queue": []}
        return {"name": name, "filter": settings["filter"]}


def fetch(name):
    with lock:
        queue = subscriptions[name]["queue"]
        messages = queue[:100]
        del queue[:100]
        return messages


class Server(ThreadingHTTPServer):
    request_queue_size = 128


Server((os.environ.get("HOST", "127.0.0.1"), int(os.environ.get("PORT", 8080))), Handler).serve_forever()
