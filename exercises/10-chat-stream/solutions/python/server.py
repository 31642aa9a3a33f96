"""Passes on what a model says, token by token."""

import http.client
import json
import os
import queue
import socket
import threading
import time
import urllib.parse
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

UPSTREAM = urllib.parse.urlsplit(os.environ.get("UPSTREAM", "http://127.0.0.1:9000"))
HEARTBEAT = 0.4
LONGEST_WAIT = 90
END, FAILURE = object(), object()


class Refusal(Exception):
    def __init__(self, status, title, **fields):
        super().__init__(title)
        self.status, self.title, self.fields = status, title, fields


class Model:
    """One call of the upstream."""

    def __init__(self, asked):
        self.connection = http.client.HTTPConnection(
            UPSTREAM.hostname, UPSTREAM.port, timeout=LONGEST_WAIT
        )
        try:
            self.connection.request(
                "POST", UPSTREAM.path + "/tokens", asked, {"Content-Type": "application/json"}
            )
            self.answer = self.connection.getresponse()
        except (OSError, http.client.HTTPException):
            self.connection.close()
            raise Refusal(502, "Bad Gateway")
        self.sock = self.connection.sock  # the connection may forget it
        if self.answer.status != 200:
            self.close()
            raise Refusal(502, "Bad Gateway")

    def tokens(self):
        """Raises an error when the answer is cut."""
        rest = b""
        while piece := self.answer.read1(65536):
            *lines, rest = (rest + piece).split(b"\n")
            for line in lines:
                yield json.loads(line)

    def close(self):
        if self.sock:
            try:
                self.sock.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
        self.answer.close()
        self.connection.close()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1
    disable_nagle_algorithm = True

    def do_GET(self):
        self.guarded(self.get)

    def do_POST(self):
        self.guarded(self.post)

    def guarded(self, serve):
        try:
            serve()
        except Refusal as refusal:
            problem = {"title": refusal.title, "status": refusal.status}
            self.answer(refusal.status, "application/problem+json", problem, **refusal.fields)

    def get(self):
        if self.path == "/":
            self.answer(200, "application/json", {"name": "chat"})
        elif self.path == "/v1/chat/completions":
            raise Refusal(405, "Method Not Allowed", Allow="POST")
        else:
            raise Refusal(404, "Not Found")

    def post(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.path != "/v1/chat/completions":
            raise Refusal(404, "Not Found")
        question = checked(body)
        model = Model(body)
        try:
            if question.get("stream", False):
                self.stream(model, question["model"])
            else:
                self.whole(model, question["model"])
        finally:
            model.close()

    def whole(self, model, name):
        try:
            content = "".join(model.tokens())
        except (OSError, http.client.HTTPException):
            raise Refusal(502, "Bad Gateway")
        message = {"role": "assistant", "content": content}
        choice = {"index": 0, "message": message, "finish_reason": "stop"}
        self.answer(200, "application/json", {**head("chat.completion", name), "choices": [choice]})

    def stream(self, model, name):
        said = queue.Queue(16)
        left = threading.Event()
        threading.Thread(target=listen, args=(model, said, left), daemon=True).start()
        common = head("chat.completion.chunk", name)

        def chunk(delta, finish=None):
            choice = {"index": 0, "delta": delta, "finish_reason": finish}
            self.chunk("data: %s\n\n" % json.dumps({**common, "choices": [choice]}))

        try:
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream; charset=utf-8")
            self.send_header("Cache-Control", "no-cache")
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            delta = {"role": "assistant"}  # goes with the first token
            while True:
                try:
                    token = said.get(timeout=HEARTBEAT)
                except queue.Empty:
                    self.chunk(": thinking\n")
                    continue
                if token is FAILURE:
                    self.chunk('data: {"error": {"message": "the model has failed"}}\n\n')
                    break
                if token is END:
                    chunk({}, "stop")
                    self.chunk("data: [DONE]\n\n")
                    break
                chunk({**delta, "content": token})
                delta = {}
            self.wfile.write(b"0\r\n\r\n")
            self.wfile.flush()
        except OSError:
            self.close_connection = True  # the reader has left
        finally:
            left.set()

    def chunk(self, text):
        octets = text.encode()
        self.wfile.write(b"%x\r\n%s\r\n" % (len(octets), octets))
        self.wfile.flush()

    def answer(self, status, kind, value, **fields):
        body = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, text in fields.items():
            self.send_header(name, text)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


def listen(model, said, left):
    """Fills the queue; its end tells how the answer ended."""

    def put(thing):
        while not left.is_set():
            try:
                return said.put(thing, timeout=0.2)
            except queue.Full:
                pass

    try:
        for token in model.tokens():
            put(token)
        put(END)
    except (OSError, ValueError, AttributeError, http.client.HTTPException):
        put(FAILURE)


def checked(body):
    try:
        question = json.loads(body)
    except ValueError:
        raise Refusal(400, "Bad Request")
    messages = question.get("messages") if isinstance(question, dict) else None
    right = (
        isinstance(messages, list)
        and messages
        and all(
            isinstance(each, dict)
            and isinstance(each.get("role"), str)
            and isinstance(each.get("content"), str)
            for each in messages
        )
        and isinstance(question.get("model"), str)
        and isinstance(question.get("stream", False), bool)
    )
    if not right:
        raise Refusal(422, "Unprocessable Content")
    return question


def head(kind, name):
    return {"id": "cc-%s" % uuid.uuid4(), "object": kind, "created": int(time.time()), "model": name}


class Server(ThreadingHTTPServer):
    request_queue_size = 256


Server((os.environ.get("HOST", "127.0.0.1"), int(os.environ.get("PORT", 8080))), Handler).serve_forever()
