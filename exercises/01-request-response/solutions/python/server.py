"""Notes, pages of them, and uploads in parts."""

import hashlib
import json
import os
import re
import signal
import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

BODY_LIMIT = 1 << 20
LOCK = threading.Lock()  # around every look and change, never around a read or a write
NOTES = {}  # by number, which is the order of creation: {"id", "text", "version"}
LAST = 0
UPLOADS = {}  # {"parts": {n: octets}, "result"}


class Refusal(Exception):
    def __init__(self, status, detail="", allow=None, **more):
        super().__init__(detail)
        self.status, self.allow = status, allow
        self.body = {"title": "Refused", "status": status, "detail": detail, **more}


def number(text, most):
    if not re.fullmatch("[0-9]{1,18}", text) or not 1 <= int(text) <= most:
        raise Refusal(400, f"not a number from 1 to {most}: {text}")
    return int(text)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1
    disable_nagle_algorithm = True
    busy = False

    def setup(self):
        super().setup()
        self.server.handlers.add(self)

    def finish(self):
        self.server.handlers.discard(self)
        super().finish()

    def handle_one_request(self):
        # a request begins with its first octet
        if not self.rfile.peek(1):
            self.close_connection = True
            return
        self.busy = True
        super().handle_one_request()
        self.busy = False
        if self.server.ending:
            self.close_connection = True

    def serve(self):
        try:
            body = self.body()
            self.route("GET" if self.command == "HEAD" else self.command, body)
        except Refusal as refusal:
            fields = {"Allow": refusal.allow} if refusal.allow else {}
            self.answer(refusal.status, refusal.body, "application/problem+json", **fields)
        except (ConnectionError, EOFError):
            self.close_connection = True

    do_GET = do_HEAD = do_POST = do_PUT = do_DELETE = do_PATCH = serve

    def body(self):
        """All of it; what is too large is read to its end and dropped."""
        if "chunked" in self.headers.get("Transfer-Encoding", "").lower():
            body, size = b"", self.chunk_size()
            while size:
                if size > 1 << 32:
                    raise EOFError("nobody waits for that")
                piece = self.exactly(size)
                body = body + piece if len(body) <= BODY_LIMIT else body
                self.exactly(2)
                size = self.chunk_size()
            while self.rfile.readline() not in (b"\r\n", b"\n", b""):
                pass
        else:
            length = int(self.headers.get("Content-Length", 0))
            if length > 1 << 32:
                self.close_connection = True
                raise Refusal(413, "too large")
            body = self.exactly(min(length, BODY_LIMIT + 1))
            for _ in range(len(body), length, BODY_LIMIT):
                self.rfile.read(min(BODY_LIMIT, length - BODY_LIMIT - 1))
        if len(body) > BODY_LIMIT:
            self.close_connection = True
            raise Refusal(413, "too large")
        return body

    def chunk_size(self):
        return int(self.rfile.readline().split(b";")[0].strip(), 16)

    def exactly(self, size):
        octets = self.rfile.read(size)
        if len(octets) < size:
            raise EOFError("the client has left")
        return octets

    def route(self, method, body):
        path, _, query = self.path.partition("?")
        names = path.split("/")[1:]
        if path == "/":
            self.answer(200, {"name": "notes"})
        elif path == "/_lab/stats":
            self.answer(200, {"executed": {"notes": LAST}})
        elif path == "/notes":
            self.choose(method, GET=lambda: self.page(query), POST=lambda: self.create(body))
        elif len(names) == 2 and names[0] == "notes":
            self.choose(
                method,
                GET=lambda: self.show(names[1]),
                PUT=lambda: self.replace(names[1], body),
                DELETE=lambda: self.remove(names[1]),
            )
        elif len(names) == 4 and names[0] == "uploads" and names[2] == "parts":
            self.choose(method, PUT=lambda: self.take(names[1], names[3], body))
        elif len(names) == 3 and names[0] == "uploads" and names[2] == "complete":
            self.choose(method, POST=lambda: self.complete(names[1], body))
        elif len(names) == 2 and names[0] == "uploads":
            self.choose(method, GET=lambda: self.state(names[1]))
        else:
            raise Refusal(404, "there is nothing here")

    def choose(self, method, **handlers):
        if method not in handlers:
            raise Refusal(405, "no such method", allow=", ".join(handlers))
        handlers[method]()

    def check_type(self, wanted):
        given = self.headers.get("Content-Type", wanted).split(";")[0].strip().lower()
        if given != wanted:
            raise Refusal(415, wanted + " is asked for")

    def members(self, body):
        self.check_type("application/json")
        try:
            value = json.loads(body.decode("utf-8", "strict"))
        except (ValueError, RecursionError):
            raise Refusal(400, "no JSON in UTF-8")
        if not isinstance(value, dict):
            raise Refusal(422, "no JSON object")
        return value

    def text(self, body):
        text = self.members(body).get("text")
        if not isinstance(text, str) or not 1 <= len(text) <= 65536:
            raise Refusal(422, "text is to be a text of 1 to 65536 characters")
        return text

    def create(self, body):
        global LAST
        text = self.text(body)
        with LOCK:
            LAST += 1
            note = NOTES[LAST] = {"id": str(LAST), "text": text, "version": 1}
        self.note(201, note, Location="/notes/" + note["id"])

    def found(self, name):
        note = NOTES.get(int(name)) if re.fullmatch("[0-9]{1,18}", name) else None
        if not note:
            raise Refusal(404, "there is no such note")
        return note

    def show(self, name):
        with LOCK:
            note = self.found(name)
        self.note(200, note)

    def replace(self, name, body):
        text = self.text(body)
        with LOCK:
            was = self.found(name)
            tags = [tag.strip() for tag in self.headers.get("If-Match", "*").split(",")]
            if "*" not in tags and f'"{was["version"]}"' not in tags:
                raise Refusal(412, "the note has changed since")
            version = was["version"] + (text != was["text"])
            note = NOTES[int(name)] = {"id": was["id"], "text": text, "version": version}
        self.note(200, note)

    def remove(self, name):
        with LOCK:
            self.found(name)
            del NOTES[int(name)]
        self.answer(204)

    def page(self, query):
        asked = parse_qs(query, keep_blank_values=True)
        limit = min(100, number(asked["limit"][0], 10**9)) if "limit" in asked else 20
        after = number(asked["after"][0], 10**18) if "after" in asked else 0
        with LOCK:
            behind = [(n, note) for n, note in NOTES.items() if n > after][: limit + 1]
        shown = behind[:limit]
        page = {"notes": [{"id": note["id"], "text": note["text"]} for _, note in shown]}
        if len(behind) > limit:
            page["next"] = str(shown[-1][0])
        self.answer(200, page)

    def take(self, name, part, body):
        n = number(part, 1000)
        self.check_type("application/octet-stream")
        with LOCK:
            upload = UPLOADS.setdefault(name, {"parts": {}, "result": None})
            if upload["result"]:
                raise Refusal(409, "the upload is complete")
            upload["parts"][n] = body
        self.answer(204)

    def upload(self, name):
        if name not in UPLOADS:
            raise Refusal(404, "there is no such upload")
        return UPLOADS[name]

    def state(self, name):
        with LOCK:
            upload = self.upload(name)
            parts = sorted(upload["parts"])
            missing = sorted(set(range(1, parts[-1])) - set(parts))
            state = {"parts": parts, "missing": missing, "complete": bool(upload["result"])}
        self.answer(200, state)

    def complete(self, name, body):
        count = self.members(body).get("parts")
        with LOCK:
            upload = self.upload(name)
            if type(count) is not int or not 1 <= count <= 1000:
                raise Refusal(422, "parts is to be an integer from 1 to 1000")
            if not upload["result"]:
                missing = [n for n in range(1, count + 1) if n not in upload["parts"]]
                if missing:
                    raise Refusal(409, "parts are missing", missing=missing)
                whole = b"".join(upload["parts"][n] for n in range(1, count + 1))
                digest = hashlib.sha256(whole).hexdigest()
                upload["result"] = {"size": len(whole), "sha256": digest}
        self.answer(200, upload["result"])

    def note(self, status, note, **fields):
        shown = {"id": note["id"], "text": note["text"]}
        self.answer(status, shown, ETag=f'"{note["version"]}"', **fields)

    def answer(self, status, value=None, mediatype="application/json", **fields):
        self.send_response(status)
        for name, text in fields.items():
            self.send_header(name, text)
        if self.close_connection:
            self.send_header("Connection", "close")
        body = b""
        if value is not None:
            body = json.dumps(value).encode()
            self.send_header("Content-Type", mediatype)
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)
        self.wfile.flush()

    def log_message(self, *args):
        pass


class Server(ThreadingHTTPServer):
    request_queue_size = 256
    daemon_threads = False  # server_close waits for them
    ending = False

    def __init__(self, *args):
        super().__init__(*args)
        self.handlers = set()

    def handle_error(self, *args):
        pass  # the client has left

    def end(self):
        self.shutdown()
        self.socket.close()
        self.ending = True
        for handler in list(self.handlers):
            if not handler.busy:
                try:
                    handler.connection.shutdown(socket.SHUT_RD)  # wakes its thread
                except OSError:
                    pass  # it is ending


server = Server((os.environ["HOST"], int(os.environ["PORT"])), Handler)
signal.signal(signal.SIGTERM, lambda *_: threading.Thread(target=server.end).start())
server.serve_forever()
server.server_close()
