"""Rooms with events. A question is held until there is news, for at most HOLD seconds."""

import json
import os
import re
import selectors
import signal
import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

HOLD = 2
KEPT = 1000

waits = 0
stopping = threading.Event()
counting = threading.Lock()


class Refusal(Exception):
    def __init__(self, status, detail):
        self.status, self.detail = status, detail


class Room:
    def __init__(self):
        self.lock = threading.Lock()
        self.events = []  # (number, text)
        self.last = 0
        self.waiting = set()  # one end of a socket pair for each question that is held

    def post(self, text):
        with self.lock:
            self.last += 1
            self.events.append((self.last, text))
            del self.events[:-KEPT]
            self.wake()
            return self.last

    def wake(self):
        for bell in self.waiting:
            bell.send(b"!")
        self.waiting.clear()

    def news_or(self, bell, after):
        """The news after the cursor; without any, the bell rings when there is some."""
        with self.lock:
            if after and self.events and after < self.events[0][0] - 1:
                raise Refusal(410, "what came after this cursor is gone")
            news = [event for event in self.events if event[0] > after]
            if not news and bell:
                self.waiting.add(bell)
            return news

    def forget(self, bell):
        with self.lock:
            self.waiting.discard(bell)


rooms = {}
rooms_lock = threading.Lock()


def room_of(name):
    with rooms_lock:
        return rooms.setdefault(name, Room())


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1
    disable_nagle_algorithm = True

    def do_GET(self):
        self.serve()

    def do_POST(self):
        self.serve()

    def serve(self):
        url = urlsplit(self.path)
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        path = re.fullmatch(r"/rooms/([^/]+)/events", url.path)
        try:
            if path and self.command == "POST":
                self.post(room_of(path[1]), body)
            elif path and self.command == "GET":
                self.ask(room_of(path[1]), parse_qs(url.query, keep_blank_values=True))
            elif url.path == "/":
                self.answer(200, {"name": "rooms"})
            elif url.path == "/_lab/stats":
                self.answer(200, {"openWaits": waits})
            elif url.path == "/_lab/reset":
                with rooms_lock:
                    rooms.clear()
                self.answer(204)
            else:
                raise Refusal(404, "there is nothing here")
        except Refusal as refusal:
            problem = {"title": refusal.detail, "status": refusal.status}
            self.answer(refusal.status, problem, "application/problem+json")

    def post(self, room, body):
        try:
            event = json.loads(body)
        except ValueError:
            raise Refusal(400, "the body is no JSON")
        text = event.get("text") if isinstance(event, dict) else None
        if not isinstance(text, str) or not text:
            raise Refusal(422, "text is to be a text")
        self.answer(201, {"id": str(room.post(text)), "text": text})

    def ask(self, room, query):
        wait = query.get("wait", ["0"])[0]
        after = query.get("after", [""])[0]
        if not re.fullmatch(r"[0-9]+", wait):
            raise Refusal(400, "wait is to be a number of seconds")
        if not re.fullmatch(r"[0-9]*", after):
            raise Refusal(400, "this was never a cursor")
        news = self.wait_for(room, int(after or 0), min(int(wait), HOLD))
        if news is None:
            self.close_connection = True  # nobody is there
        elif news:
            events = [{"id": str(number), "text": text} for number, text in news]
            self.answer(200, {"events": events, "next": str(news[-1][0])})
        else:
            self.answer(204)

    def wait_for(self, room, after, seconds):
        global waits
        if not seconds:
            return room.news_or(None, after)
        end = time.monotonic() + seconds
        ear, bell = socket.socketpair()
        with ear, bell, selectors.DefaultSelector() as selector:
            selector.register(ear, selectors.EVENT_READ, "bell")
            selector.register(self.connection, selectors.EVENT_READ, "client")
            news = room.news_or(bell, after)
            if news:
                return news
            with counting:
                waits += 1
            try:
                while True:
                    ready = selector.select(max(0, min(0.1, end - time.monotonic())))
                    woken = [key.data for key, _ in ready]
                    if "client" in woken and not self.connection.recv(1, socket.MSG_PEEK):
                        return None
                    if "client" in woken:
                        selector.unregister(self.connection)  # its next request
                    if "bell" in woken or stopping.is_set() or time.monotonic() >= end:
                        return room.news_or(None, after)
            except ConnectionError:
                return None
            finally:
                room.forget(bell)
                with counting:
                    waits -= 1

    def answer(self, status, value=None, kind="application/json"):
        body = b"" if value is None else json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Cache-Control", "no-store")
        if value is not None:
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
        if stopping.is_set():
            self.send_header("Connection", "close")
            self.close_connection = True
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


class Server(ThreadingHTTPServer):
    request_queue_size = 512

    def handle_error(self, request, client_address):
        pass  # this client has left


server = Server((os.environ["HOST"], int(os.environ["PORT"])), Handler)


def stop(*_):
    stopping.set()
    threading.Thread(target=server.shutdown).start()


signal.signal(signal.SIGTERM, stop)
server.serve_forever()
server.socket.close()
deadline = time.monotonic() + 1
while waits and time.monotonic() < deadline:
    time.sleep(0.01)
time.sleep(0.1)
os._exit(0)
