"""A broker. Whatever changes it is a command, and each command is a line of the journal."""

import json
import os
import re
import signal
import threading
import time
import uuid
import zlib
from collections import deque
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit

HOLD = 2
LEVEL = r"[A-Za-z0-9_-]{1,64}"
TOPIC = re.compile(rf"{LEVEL}(\.{LEVEL})*")
FILTER = re.compile(rf"#|({LEVEL}|\*)(\.({LEVEL}|\*))*(\.#)?")
JOURNAL = os.path.join(os.environ.get("STATE_DIR", "/tmp"), "journal.jsonl")

changed = threading.Condition()
journal = None
stopping = False
topics = {}
subscriptions = {}
queues = {}


class Refused(Exception):
    def __init__(self, status, detail):
        super().__init__(detail)
        self.status = status


class Topic:
    def __init__(self):
        self.next = 0
        self.kept = deque(maxlen=2000)
        self.retained = None
        self.last = {}  # publisher: its last message


class Queue:
    def __init__(self, name, filter_text):
        self.name = name
        self.matches = matcher(filter_text)
        self.filter = filter_text
        self.waiting = deque()
        self.out = {}  # tag: entry
        self.members = {}

    def put_back(self, entries):
        for entry in reversed(entries):
            del self.out[entry["tag"]]
            self.waiting.appendleft({**entry, "redelivered": True})

    def take(self, member):
        now = time.monotonic()
        self.put_back([entry for entry in self.out.values() if entry["until"] <= now])
        room = member.settings["prefetch"]
        room -= sum(entry["member"] is member for entry in self.out.values())
        present = [m for _, m in sorted(self.members.items()) if m.leaves() > now]
        taken, left = [], deque()
        while self.waiting:
            entry = self.waiting.popleft()
            message = entry["message"]
            if message["expires"] and message["expires"] < time.time():
                continue
            if len(taken) < room and self.owner(message, present) is member:
                tag = str(uuid.uuid4())
                until = now + member.settings["ackTimeoutMs"] / 1000
                taken.append({**entry, "tag": tag, "member": member, "until": until})
            else:
                left.append(entry)
        self.waiting = left
        for entry in taken:
            if member.settings["ack"] == "manual":
                self.out[entry["tag"]] = entry
            else:
                self.done(entry)
        return taken

    @staticmethod
    def owner(message, present):
        number = message["offset"] if message["key"] is None else zlib.crc32(message["key"].encode())
        return present[number % len(present)]

    def done(self, entry):
        record({"do": "done", "queue": self.name, "id": entry["message"]["id"]})
        self.out.pop(entry["tag"], None)

    def next_change(self):
        times = [entry["until"] for entry in self.out.values()]
        times += [member.leaves() for member in self.members.values()]
        now = time.monotonic()
        return min((t - now for t in times if t > now), default=60)


class Member:
    def __init__(self, name, settings):
        self.name = name
        self.settings = settings
        self.holding = 0
        self.seen = time.monotonic()

    def leaves(self):
        if self.holding:
            return float("inf")
        return self.seen + self.settings["ackTimeoutMs"] / 1000

    @property
    def queue(self):
        group = self.settings.get("group")
        return f"group {group}" if group else f"subscription {self.name}"


def matcher(text):
    if text == "#":
        return re.compile(".*")
    levels = text.removesuffix(".#").split(".")
    pattern = r"\.".join("[^.]+" if level == "*" else re.escape(level) for level in levels)
    return re.compile(pattern + (r"(\..*)?" if text.endswith(".#") else ""))


# Commands: what they do, whether they are new or read from the journal.

def record(command):
    if journal:
        journal.write(json.dumps(command).encode() + b"\n")


def enter(name, settings):
    member = Member(name, settings)
    subscriptions[name] = member
    if member.queue not in queues:
        queue = queues[member.queue] = Queue(member.queue, settings["filter"])
        begin = settings["from"]
        for topic_name, topic in topics.items():
            if queue.matches.fullmatch(topic_name):
                if begin == "new":
                    first = [topic.retained] if topic.retained else []
                else:
                    least = 0 if begin == "earliest" else begin
                    first = [m for m in topic.kept if m["offset"] >= least]
                for message in first:
                    add(queue, message, retained=begin == "new")
    queues[member.queue].members[name] = member


def add(queue, message, retained=False):
    queue.waiting.append({"message": message, "redelivered": False, "retained": retained})


def accept(message):
    topic = topics.setdefault(message["topic"], Topic())
    topic.next = message["offset"] + 1
    topic.kept.append(message)
    if message["publisher"] is not None:
        topic.last[message["publisher"]] = message
    if message["retain"]:
        topic.retained = message if message["body"] else None
    for queue in queues.values():
        if queue.matches.fullmatch(message["topic"]):
            add(queue, message)


def remove(name):
    member = subscriptions.pop(name)
    queue = queues[member.queue]
    del queue.members[name]
    queue.put_back([entry for entry in queue.out.values() if entry["member"] is member])
    if not queue.members:
        del queues[queue.name]


def replay():
    global journal
    lines = []
    if os.path.exists(JOURNAL):
        with open(JOURNAL, "rb") as file:
            text = file.read()
        lines = text[: text.rfind(b"\n") + 1].splitlines()
    for line in lines:
        command = json.loads(line)
        if command["do"] == "enter":
            enter(command["name"], command["settings"])
        elif command["do"] == "remove":
            remove(command["name"])
        elif command["do"] == "accept":
            accept(command["message"])
        elif command["queue"] in queues:
            queue = queues[command["queue"]]
            queue.waiting = deque(e for e in queue.waiting if e["message"]["id"] != command["id"])
    for name, member in list(subscriptions.items()):
        if not member.settings["durable"]:
            remove(name)
    with open(JOURNAL + ".new", "wb") as file:
        file.write(b"".join(line + b"\n" for line in lines))
    os.rename(JOURNAL + ".new", JOURNAL)
    journal = open(JOURNAL, "ab", buffering=0)


# What clients ask for.

def publish(topic_name, headers, json_body):
    if not TOPIC.fullmatch(topic_name) or len(topic_name) > 128:
        raise Refused(400, "this is no topic")
    value = json_body()
    body, key = value.get("body"), value.get("key")
    retain, ttl = value.get("retain", False), value.get("ttlMs")
    demand(isinstance(body, str), "body is a text")
    demand(key is None or isinstance(key, str) and len(key) <= 256, "key is a text")
    demand(isinstance(retain, bool), "retain is true or false")
    demand(ttl is None or whole(ttl) and ttl >= 1, "ttlMs is a number from 1")
    publisher, seq = headers.get("Publisher-Id"), headers.get("Seq")
    if seq is not None and not seq.isdigit():
        raise Refused(400, "Seq is a number")
    with changed:
        topic = topics.setdefault(topic_name, Topic())
        known = topic.last.get(publisher) if publisher is not None and seq is not None else None
        if known and known["seq"] == int(seq):
            return known
        message = {
            "id": str(uuid.uuid4()),
            "topic": topic_name,
            "offset": topic.next,
            "key": key,
            "body": body,
            "retain": retain,
            "expires": time.time() + ttl / 1000 if ttl else None,
            "publisher": publisher if seq is not None else None,
            "seq": int(seq or 0),
        }
        record({"do": "accept", "message": message})
        accept(message)
        changed.notify_all()
        return message


def whole(value):
    return isinstance(value, int) and not isinstance(value, bool)


def demand(fine, detail):
    if not fine:
        raise Refused(422, detail)


def settings_of(value):
    settings = {"durable": False, "ack": "auto", "ackTimeoutMs": 30000, "prefetch": 100, "from": "new"}
    settings.update({name: given for name, given in value.items() if given is not None})
    text = settings.get("filter")
    demand(isinstance(text, str) and FILTER.fullmatch(text) and len(text) <= 128, "this is no filter")
    demand(isinstance(settings["durable"], bool), "durable is true or false")
    demand(settings["ack"] in ("auto", "manual"), "ack is auto or manual")
    timeout, prefetch = settings["ackTimeoutMs"], settings["prefetch"]
    demand(whole(timeout) and 100 <= timeout <= 600000, "ackTimeoutMs is 100 to 600000")
    demand(whole(prefetch) and 1 <= prefetch <= 1000, "prefetch is 1 to 1000")
    begin = settings["from"]
    demand(begin in ("new", "earliest") or whole(begin) and TOPIC.fullmatch(text), "from makes no sense")
    return settings


def subscribe(name, settings):
    with changed:
        known = subscriptions.get(name)
        if known and known.settings != settings:
            raise Refused(409, "it is there with other settings")
        if not known:
            group = settings.get("group")
            for other in subscriptions.values():
                if group and other.settings.get("group") == group:
                    if other.settings["filter"] != settings["filter"]:
                        raise Refused(409, "the group has another filter")
            record({"do": "enter", "name": name, "settings": settings})
            enter(name, settings)
            changed.notify_all()
        return (200 if known else 201), {"name": name, **settings}


def member_of(name):
    if name not in subscriptions:
        raise Refused(404, "there is no such subscription")
    return subscriptions[name]


def fetch(name, wait):
    deadline = time.monotonic() + min(wait, HOLD)
    with changed:
        member = member_of(name)
        member.holding += 1
        try:
            while True:
                queue = queues[member_of(name).queue]
                taken = queue.take(member)
                left = deadline - time.monotonic()
                if taken or left <= 0 or stopping:
                    return [shown(entry) for entry in taken]
                changed.wait(min(left, queue.next_change()))
        finally:
            member.holding -= 1
            member.seen = time.monotonic()


def shown(entry):
    message = entry["message"]
    value = {
        "tag": entry["tag"],
        "topic": message["topic"],
        "offset": message["offset"],
        "redelivered": entry["redelivered"],
        "body": message["body"],
    }
    if message["key"] is not None:
        value["key"] = message["key"]
    if entry["retained"]:
        value["retained"] = True
    return value


def settle(name, value, requeue):
    demand(isinstance(value.get("tags"), list), "tags is a list")
    with changed:
        member = member_of(name)
        member.seen = time.monotonic()
        queue = queues[member.queue]
        for tag in value["tags"]:
            entry = queue.out.get(tag)
            if entry and entry["member"] is member:
                queue.put_back([entry]) if requeue else queue.done(entry)
        changed.notify_all()


def delete(name):
    with changed:
        member_of(name)
        record({"do": "remove", "name": name})
        remove(name)
        changed.notify_all()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1

    def do_GET(self):
        server.busy += 1
        try:
            self.serve()
            self.wfile.flush()
        finally:
            server.busy -= 1

    do_POST = do_PUT = do_DELETE = do_GET

    def serve(self):
        self.content = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        url = urlsplit(self.path)
        parts = [unquote(part) for part in url.path.split("/")[1:]]
        try:
            match [self.command, *parts]:
                case ["GET", ""]:
                    self.answer(200, {"name": "broker"})
                case ["POST", "topics", topic, "messages"]:
                    message = publish(topic, self.headers, self.json)
                    self.answer(202, {"id": message["id"], "offset": message["offset"]})
                case ["PUT", "subscriptions", name]:
                    self.answer(*subscribe(name, settings_of(self.json())))
                case ["DELETE", "subscriptions", name]:
                    delete(name)
                    self.answer(204)
                case ["GET", "subscriptions", name, "messages"]:
                    messages = fetch(name, self.wait(url.query))
                    self.answer(200, {"messages": messages}) if messages else self.answer(204)
                case ["POST", "subscriptions", name, "acks"]:
                    settle(name, self.json(), False)
                    self.answer(204)
                case ["POST", "subscriptions", name, "nacks"]:
                    value = self.json()
                    settle(name, value, value.get("requeue", True))
                    self.answer(204)
                case _:
                    raise Refused(404, "there is nothing here")
        except Refused as refused:
            problem = {"title": "Refused", "status": refused.status, "detail": str(refused)}
            self.answer(refused.status, problem, "application/problem+json")

    def json(self):
        try:
            value = json.loads(self.content)
        except ValueError:
            raise Refused(400, "this is no JSON")
        demand(isinstance(value, dict), "this is no object")
        return value

    def wait(self, query):
        text = parse_qs(query, keep_blank_values=True).get("wait", ["0"])[0]
        if not re.fullmatch(r"\d{1,9}", text):
            raise Refused(400, "wait is a number of seconds")
        return int(text)

    def answer(self, status, value=None, kind="application/json"):
        body = b"" if value is None else json.dumps(value).encode()
        self.send_response(status)
        if value is not None:
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


class Server(ThreadingHTTPServer):
    request_queue_size = 256
    daemon_threads = True
    block_on_close = False
    busy = 0


def stop(*_):
    threading.Thread(target=finish).start()


def finish():
    global stopping
    server.shutdown()
    with changed:
        stopping = True
        changed.notify_all()
    until = time.monotonic() + 4
    while server.busy and time.monotonic() < until:
        time.sleep(0.01)
    os._exit(0)


replay()
server = Server((os.environ.get("HOST", "127.0.0.1"), int(os.environ.get("PORT", 8080))), Handler)
signal.signal(signal.SIGTERM, stop)
server.serve_forever()
