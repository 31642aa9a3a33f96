"""Jobs, each on a thread of its own, and rooms with tags."""

import http.client
import json
import os
import re
import signal
import socket
import threading
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

UPSTREAM = urlsplit(os.environ.get("UPSTREAM", "http://127.0.0.1:9000"))
QUEUE_LIMIT = 100
MOST_WAIT = 30

lock = threading.Lock()  # over all that follows; never held while the network is waited for
jobs = {}
rooms = {}  # (title, version) by name


class Refusal(Exception):
    def __init__(self, status, detail):
        self.status, self.detail = status, detail


class Job:
    def __init__(self, text):
        self.id = str(uuid.uuid4())
        self.input = text
        self.status = "pending"
        self.result = None
        self.cancelled = False
        self.connection = None
        self.ended = threading.Event()

    def shown(self):
        done = self.status == "done"
        shown = {"id": self.id, "status": self.status, "progress": 100 if done else 0}
        return {**shown, "result": f"/jobs/{self.id}/result"} if done else shown

    def run(self):
        result = None
        connection = http.client.HTTPConnection(UPSTREAM.hostname, UPSTREAM.port)
        try:
            connection.connect()
            with lock:
                self.connection = connection.sock
                self.status = "running"
                go_on = not self.cancelled
            if go_on:
                body = json.dumps({"input": self.input})
                connection.request("POST", "/work", body, {"Content-Type": "application/json"})
                answer = connection.getresponse()
                octets = answer.read()
                if answer.status == 200:
                    result = octets
        except (OSError, http.client.HTTPException):
            pass  # it has failed
        finally:
            with lock:
                self.connection = None
                self.result = result
                self.status = "failed" if result is None else "done"
            connection.close()
            self.ended.set()

    def cancel(self):
        """To be called under the lock."""
        self.cancelled = True
        if self.connection:
            try:
                self.connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass  # it has ended just now


def accept(text):
    job = Job(text)
    with lock:
        if sum(not each.ended.is_set() for each in jobs.values()) >= QUEUE_LIMIT:
            raise Refusal(429, "too many jobs are unfinished")
        jobs[job.id] = job
    threading.Thread(target=job.run, daemon=True).start()
    return job


def tags(field):
    return [tag.strip().removeprefix("W/") for tag in field.split(",")]


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1
    disable_nagle_algorithm = True

    def do_GET(self):
        self.serve()

    def do_POST(self):
        self.serve()

    def do_PUT(self):
        self.serve()

    def do_DELETE(self):
        self.serve()

    def serve(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        path = self.path.partition("?")[0]
        job = re.fullmatch(r"/jobs/([^/]+)(/result)?", path)
        room = re.fullmatch(r"/rooms/([^/]+)", path)
        try:
            if path == "/":
                self.answer(200, {"name": "jobs"})
            elif path == "/jobs" and self.command == "POST":
                self.post(self.text(body, "input"))
            elif job and self.command == "DELETE" and not job[2]:
                self.delete(job[1])
            elif job and self.command == "GET":
                self.tell(job[1], bool(job[2]))
            elif room and self.command == "GET":
                self.show(room[1])
            elif room and self.command == "PUT":
                self.change(room[1], self.text(body, "title"))
            else:
                raise Refusal(404, "there is nothing here")
        except Refusal as refusal:
            problem = json.dumps({"title": refusal.detail, "status": refusal.status}).encode()
            fields = {"Retry-After": "1"} if refusal.status == 429 else {}
            self.send(refusal.status, problem, "application/problem+json", **fields)

    def text(self, body, member):
        try:
            value = json.loads(body)
        except ValueError:
            raise Refusal(400, "the body is no JSON")
        text = value.get(member) if isinstance(value, dict) else None
        if not isinstance(text, str):
            raise Refusal(422, member + " is to be a text")
        return text

    def post(self, text):
        wait = re.search(r"(?:^|,)\s*wait\s*=\s*\"?(\d{1,9})\"?\s*(?:;[^,]*)?(?:,|$)", self.headers.get("Prefer", ""))
        job = accept(text)
        fields = {"Location": "/jobs/" + job.id}
        if wait and job.ended.wait(min(int(wait[1]), MOST_WAIT)) and job.status == "done":
            self.send(200, job.result, **fields)
            return
        with lock:
            shown = job.shown()
        self.answer(202, shown, **fields, **{"Retry-After": "1"})

    def find(self, name):
        if name not in jobs:
            raise Refusal(404, "there is no such job")
        return jobs[name]

    def tell(self, name, result):
        with lock:
            job = self.find(name)
            shown = job.shown()
            octets = job.result
        if result and octets is None:
            raise Refusal(404, "there is no result")
        if result:
            self.send(200, octets)
            return
        fields = {"Cache-Control": "no-store"}
        if shown["status"] in ("pending", "running"):
            fields["Retry-After"] = "1"
        self.answer(200, shown, **fields)

    def delete(self, name):
        with lock:
            self.find(name).cancel()
            del jobs[name]
        self.send(204)

    def show(self, name):
        with lock:
            title, version = rooms.get(name, ("", 1))
        tag = f'"v{version}"'
        known = self.headers.get("If-None-Match")
        if known and (known.strip() == "*" or tag in tags(known)):
            self.send(304, ETag=tag)
        else:
            self.answer(200, {"title": title, "count": 0}, **{"ETag": tag, "Cache-Control": "no-cache"})

    def change(self, name, title):
        match = self.headers.get("If-Match")
        with lock:
            _, version = rooms.get(name, ("", 1))
            known = [each.strip() for each in match.split(",")] if match else []
            if match and match.strip() != "*" and f'"v{version}"' not in known:
                raise Refusal(412, "the room was changed since")
            rooms[name] = (title, version + 1)
        self.answer(200, {"title": title, "count": 0}, ETag=f'"v{version + 1}"')

    def answer(self, status, value, **fields):
        self.send(status, json.dumps(value).encode(), **fields)

    def send(self, status, body=None, kind="application/json", **fields):
        self.send_response(status)
        for name, text in fields.items():
            self.send_header(name, text)
        if body is not None:
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body or b"")

    def log_message(self, *args):
        pass


class Server(ThreadingHTTPServer):
    request_queue_size = 512
    daemon_threads = True

    def handle_error(self, request, client_address):
        pass  # this client has left


server = Server((os.environ["HOST"], int(os.environ["PORT"])), Handler)
signal.signal(signal.SIGTERM, lambda *_: threading.Thread(target=server.shutdown).start())
server.serve_forever()
