#!/usr/bin/env python3
"""python3 witness.py [BUG...]: shows each planted fault on the wire, and that the server without it does not show it."""
import csv
import hashlib
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from urllib.parse import quote

HERE = os.path.dirname(os.path.abspath(__file__))
ROUNDS = int(os.environ.get("ROUNDS", "3"))


def fresh(prefix="w"):
    return prefix + "-" + uuid.uuid4().hex[:12]


def until(check, seconds=3.0):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        value = check()
        if value:
            return value
        time.sleep(0.01)
    return check()


def par(n, work):
    out = [None] * n

    def one(i):
        try:
            out[i] = work(i)
        except Exception as e:
            out[i] = e
    threads = [threading.Thread(target=one, args=(i,), daemon=True) for i in range(n)]
    for t in threads:
        t.start()
    for t in threads:
        t.join(30)
    return out


def later(work):
    box = []
    t = threading.Thread(target=lambda: box.append(work()), daemon=True)
    t.start()
    t.box = box
    return t


# ---------------------------------------------------------------- the upstream


class Call:
    def __init__(self, sock, method, target, headers, body):
        self.sock, self.method, self.target, self.headers, self.body = sock, method, target, headers, body
        self.at = time.monotonic()

    def send(self, octets):
        try:
            self.sock.sendall(octets)
        except OSError:
            pass

    def reply(self, status, body=b"", extra=""):
        self.send(b"HTTP/1.1 %d X\r\n%sContent-Length: %d\r\n\r\n" % (status, extra.encode(), len(body)) + body)

    def closed(self, seconds):
        self.sock.settimeout(seconds)
        try:
            return self.sock.recv(1) == b""
        except TimeoutError:
            return False
        except OSError:
            return True


class Upstream:
    def __init__(self):
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=512)
        self.port = self.listener.getsockname()[1]
        self.script, self.calls = {}, []
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            sock, _ = self.listener.accept()
            threading.Thread(target=self.serve, args=(sock,), daemon=True).start()

    def serve(self, sock):
        f = sock.makefile("rb")
        try:
            while True:
                line = f.readline().decode("latin-1").split()
                if len(line) < 3:
                    break
                headers = {}
                while (h := f.readline().decode("latin-1").strip()):
                    k, _, v = h.partition(":")
                    headers[k.lower()] = v.strip()
                body = f.read(int(headers.get("content-length", 0)))
                call = Call(sock, line[0], line[1], headers, body)
                key = line[1] if line[0] == "GET" else json.loads(body)["input"]
                self.calls.append((key, call))
                work = self.script.get(key)
                if work:
                    if work(call) == "close":
                        break
                elif line[0] == "GET":
                    call.reply(200, line[1].encode())
                else:
                    call.reply(200, json.dumps({"output": key.upper()}).encode())
        except (OSError, ValueError, KeyError):
            pass
        finally:
            f.close()
            sock.close()

    def seen(self, key):
        return [c for k, c in list(self.calls) if k == key]


UP = Upstream()


# ---------------------------------------------------------------- the server under test


class Server:
    def __init__(self, bug):
        self.bug = bug
        self.state = tempfile.mkdtemp(prefix="state-")
        with socket.socket() as s:
            s.bind(("127.0.0.1", 0))
            self.port = s.getsockname()[1]
        self.start()

    def start(self):
        env = dict(os.environ, HOST="127.0.0.1", PORT=str(self.port), UPSTREAM=f"http://127.0.0.1:{UP.port}",
                   STATE_DIR=self.state, SECRET="s", INSTANCE="a")
        self.process = subprocess.Popen([sys.executable, os.path.join(HERE, "server.py"), self.bug], env=env,
                                        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        until(self.up, 10)

    def up(self):
        try:
            socket.create_connection(("127.0.0.1", self.port), 1).close()
            return True
        except OSError:
            return False

    def kill(self):
        self.process.kill()
        self.process.wait()

    def again(self):
        self.kill()
        self.start()

    def done(self):
        self.kill()
        shutil.rmtree(self.state, ignore_errors=True)


class R:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    def json(self):
        return json.loads(self.body)


class C:
    """A client's connection."""

    def __init__(self, server, timeout=8.0):
        self.sock = socket.socket()
        self.sock.settimeout(timeout)
        self.sock.connect(("127.0.0.1", server.port))
        self.host = f"127.0.0.1:{server.port}"
        self.buf = b""

    def send(self, method, path, body=None, headers=(), expect=True):
        lines = [f"{method} {path} HTTP/1.1", "Host: " + self.host]
        headers = list(headers.items()) if isinstance(headers, dict) else list(headers)
        if body is not None and not isinstance(body, bytes):
            body = json.dumps(body).encode()
        if body is not None:
            if not any(k.lower() == "content-type" for k, _ in headers):
                lines.append("Content-Type: application/json")
            lines.append(f"Content-Length: {len(body)}")
        lines += [f"{k}: {v}" for k, v in headers]
        self.method = method
        self.sock.sendall(("\r\n".join(lines) + "\r\n\r\n").encode() + (body or b""))
        return self

    def more(self):
        data = self.sock.recv(65536)
        if not data:
            raise ConnectionError("closed")
        self.buf += data

    def line(self):
        while b"\n" not in self.buf:
            self.more()
        line, _, self.buf = self.buf.partition(b"\n")
        return line.rstrip(b"\r").decode("latin-1")

    def exactly(self, n):
        while len(self.buf) < n:
            self.more()
        data, self.buf = self.buf[:n], self.buf[n:]
        return data

    def head(self):
        status = int(self.line().split()[1])
        headers = {}
        while (line := self.line()):
            k, _, v = line.partition(":")
            headers[k.lower()] = v.strip()
        return R(status, headers, b"")

    def recv(self):
        r = self.head()
        if r.status in (204, 304) or self.method == "HEAD":
            return r
        if "chunked" in r.headers.get("transfer-encoding", ""):
            parts = []
            while (n := int(self.line().split(";")[0], 16)):
                parts.append(self.exactly(n))
                self.line()
            self.line()
            r.body = b"".join(parts)
        elif "content-length" in r.headers:
            r.body = self.exactly(int(r.headers["content-length"]))
        return r

    def ask(self, *a, **k):
        return self.send(*a, **k).recv()

    def close(self):
        self.sock.close()


def ask(server, method, path, body=None, headers=(), timeout=8.0):
    c = C(server, timeout)
    try:
        return c.ask(method, path, body, headers)
    finally:
        c.close()


class S:
    """A stream: its events are read as the HTML standard says."""

    def __init__(self, server, room, last=None, wait_head=True):
        self.c = C(server)
        self.c.send("GET", f"/rooms/{room}/stream", headers={} if last is None else {"Last-Event-ID": last})
        self.raw, self.text, self.left, self.skip_lf = b"", [], None, False
        self.events, self.beats, self.data, self.id, self.ended = [], 0, [], "", False
        self.last_at = time.monotonic()
        if wait_head:
            self.r = self.c.head()

    def close(self):
        self.c.close()

    def take(self):
        """De-chunks what has come."""
        while True:
            if self.left is None:
                line, nl, rest = self.c.buf.partition(b"\n")
                if not nl:
                    return
                if not line.strip():
                    self.c.buf = rest
                    continue
                self.left, self.c.buf = int(line.split(b";")[0], 16), rest
                if self.left == 0:
                    self.ended = True
                    return
            data = self.c.buf[:self.left]
            if not data:
                return
            self.c.buf = self.c.buf[len(data):]
            self.left = self.left - len(data) or None
            self.raw += data

    def parse(self):
        try:
            text, self.raw = self.raw.decode("utf-8"), b""
        except UnicodeDecodeError as e:
            text, self.raw = self.raw[:e.start].decode("utf-8"), self.raw[e.start:]
        if text and self.skip_lf:
            text, self.skip_lf = text.removeprefix("\n"), False
        if text.endswith("\r"):
            self.skip_lf = True
        *lines, rest = re.split("\r\n|\r|\n", text)
        for line in lines:
            self.field("".join(self.text) + line)
            self.text = []
        self.text.append(rest)

    def field(self, line):
        line = line.removeprefix("\ufeff")
        if line == "":
            if self.data:
                self.events.append((self.id, "\n".join(self.data)))
            self.data = []
            return
        if line.startswith(":"):
            self.beats += 1
            return
        name, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if name == "data":
            self.data.append(value)
        elif name == "id":
            self.id = value

    def read(self, want, seconds=3.0):
        """Until there are `want` events, or the time is over."""
        end = time.monotonic() + seconds
        while True:
            self.take()
            self.parse()
            if self.ended or len(self.events) >= want:
                return self.events
            left = end - time.monotonic()
            if left <= 0:
                return self.events
            self.c.sock.settimeout(left)
            try:
                self.c.more()
                self.last_at = time.monotonic()
            except (TimeoutError, BlockingIOError):
                return self.events
            except OSError:
                self.ended = True

    def texts(self, want, seconds=3.0):
        return [t for _, t in self.read(want, seconds)]


def note(s, text="a"):
    r = ask(s, "POST", "/notes", {"text": text})
    return r.json()["id"], r.headers.get("etag")


def post(s, room, text):
    r = ask(s, "POST", f"/rooms/{room}/events", {"text": text})
    assert r.status == 201, r.status
    return r.json()["id"]


def post_many(s, room, texts):
    c, ids = C(s), []
    for text in texts:
        r = c.ask("POST", f"/rooms/{room}/events", {"text": text})
        ids.append(r.json()["id"])
        if r.headers.get("connection") == "close":
            c.close()
            c = C(s)
    c.close()
    return ids


def events(s, room, after="", wait=0, c=None):
    path = f"/rooms/{room}/events?after={quote(after, safe='')}&wait={wait}"
    return c.ask("GET", path) if c else ask(s, "GET", path)


def stats(s):
    return ask(s, "GET", "/_lab/stats").json()


def follow_notes(s, cursor, limit, mine):
    out = []
    while True:
        path = f"/notes?limit={limit}" + (f"&after={quote(cursor, safe='')}" if cursor else "")
        page = ask(s, "GET", path).json()
        out += [n["id"] for n in page["notes"] if n["id"] in mine]
        cursor = page.get("next")
        if not cursor:
            return out


def first_notes_page(s, mine, limit=5):
    """The page that has the first of these notes: (ids of that page, its next)."""
    cursor = None
    while True:
        path = f"/notes?limit={limit}" + (f"&after={quote(cursor, safe='')}" if cursor else "")
        page = ask(s, "GET", path).json()
        cursor = page.get("next")
        ids = [n["id"] for n in page["notes"]]
        if mine & set(ids) or not cursor:
            return ids, cursor


# ---------------------------------------------------------------- A


def w_page_delete_seen(s):
    mine = [note(s)[0] for _ in range(12)]
    ids, cursor = first_notes_page(s, set(mine))
    ask(s, "DELETE", "/notes/" + [i for i in ids if i in mine][0])
    seen = [i for i in ids if i in mine] + follow_notes(s, cursor, 5, set(mine))
    return set(seen) != set(mine)


def w_page_delete_cursor(s):
    mine = [note(s)[0] for _ in range(12)]
    ids, cursor = first_notes_page(s, set(mine))
    ask(s, "DELETE", "/notes/" + ids[-1])
    return set(ids) & set(mine) | set(follow_notes(s, cursor, 5, set(mine))) != set(mine)


def w_put_moves(s):
    mine = [note(s, "x%d" % i)[0] for i in range(4)]
    ask(s, "PUT", "/notes/" + mine[1], {"text": "changed"})
    return follow_notes(s, None, 100, set(mine)) != mine


def w_note_etag(s):
    id, tag = note(s, "é" * 5000 + "a")
    r = ask(s, "PUT", "/notes/" + id, {"text": "é" * 5000 + "b"})
    return r.headers["etag"] == tag


def w_if_match_list(s):
    id, tag = note(s)
    r = ask(s, "PUT", "/notes/" + id, {"text": "b"}, {"If-Match": f'"zzz", {tag}'})
    return r.status == 412


def w_refused_put(s):
    id, tag = note(s)
    r = ask(s, "PUT", "/notes/" + id, {"text": "b"}, {"If-Match": '"zzz"'})
    return r.status == 412 and ask(s, "GET", "/notes/" + id).json()["text"] == "b"


def w_id_again(s):
    id, _ = note(s)
    ask(s, "DELETE", "/notes/" + id)
    return note(s)[0] == id


def w_cut_part(s):
    up = fresh("u")
    c = C(s)
    c.sock.sendall(f"PUT /uploads/{up}/parts/1 HTTP/1.1\r\nHost: {c.host}\r\nContent-Type: application/octet-stream\r\n"
                   "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n5\r\nwo".encode())
    time.sleep(0.05)
    c.close()
    time.sleep(0.1)
    r = ask(s, "GET", f"/uploads/{up}")
    return r.status == 200 and r.json()["parts"] == [1]


def part(s, up, n, data):
    return ask(s, "PUT", f"/uploads/{up}/parts/{n}", data, {"Content-Type": "application/octet-stream"}).status


def complete(s, up, n):
    return ask(s, "POST", f"/uploads/{up}/complete", {"parts": n})


def w_missing_high(s):
    up = fresh("u")
    part(s, up, 1, b"a")
    part(s, up, 3, b"c")
    r = complete(s, up, 5)
    return r.status == 409 and r.json().get("missing") != [2, 4, 5]


def w_text_order(s):
    up = fresh("u")
    for n in range(11, 0, -1):
        part(s, up, n, b"%d," % n)
    want = hashlib.sha256(b"".join(b"%d," % n for n in range(1, 12))).hexdigest()
    return complete(s, up, 11).json().get("sha256") != want


def w_same_size(s):
    up = fresh("u")
    part(s, up, 1, b"abc")
    part(s, up, 1, b"xyz")
    return complete(s, up, 1).json()["sha256"] != hashlib.sha256(b"xyz").hexdigest()


def w_part_after(s):
    up = fresh("u")
    part(s, up, 1, b"abc")
    complete(s, up, 1)
    return part(s, up, 2, b"d") == 204


def w_repeated_complete(s):
    up = fresh("u")
    part(s, up, 1, b"abc")
    return complete(s, up, 1).json() != complete(s, up, 1).json()


def w_note_race(s):
    ids = par(64, lambda i: note(s, str(i))[0])
    return len(set(map(str, ids))) < 64


def w_nfc(s):
    text = "e\u0301 A\u030a \u1100\u1161 \U0001f469\u200d\U0001f680"
    id, _ = note(s, text)
    return ask(s, "GET", "/notes/" + id).json()["text"] != text


def w_limit_digits(s):
    return ask(s, "GET", "/notes?limit=5x").status != 400


def w_head_etag(s):
    id, tag = note(s)
    return ask(s, "HEAD", "/notes/" + id).headers.get("etag") != tag


def w_chunked_limit(s):
    c = C(s)
    body = json.dumps({"text": "a", "pad": "x" * 1500000}).encode()
    c.method = "POST"
    try:
        c.sock.sendall(f"POST /notes HTTP/1.1\r\nHost: {c.host}\r\nContent-Type: application/json\r\n"
                       "Transfer-Encoding: chunked\r\n\r\n".encode())
        for i in range(0, len(body), 65536):
            piece = body[i:i + 65536]
            c.sock.sendall(b"%x\r\n%s\r\n" % (len(piece), piece))
        c.sock.sendall(b"0\r\n\r\n")
    except OSError:
        pass
    try:
        return c.recv().status != 413
    except OSError:
        return False


def w_deep_json(s):
    return ask(s, "POST", "/notes", b'{"text":' + b"[" * 100000 + b"]" * 100000 + b"}").status == 500


def w_endless_parts(s):
    up = fresh("u")
    part(s, up, 1, b"a")
    return ask(s, "POST", f"/uploads/{up}/complete", b'{"parts":1e999}').status == 500


def w_json_422(s):
    return ask(s, "POST", "/notes", b'{"text":').status == 422


def w_field_400(s):
    return ask(s, "POST", "/notes", {}).status == 400


# ---------------------------------------------------------------- B


def w_fanout_serial(s):
    tag = fresh()
    go = threading.Event()
    for p in "abc":
        UP.script[f"/{p}?tag={tag}"] = lambda call: (go.wait(5), call.reply(200, b"x"))
    t = later(lambda: ask(s, "GET", "/fanout?tag=" + tag))
    all_there = until(lambda: all(UP.seen(f"/{p}?tag={tag}") for p in "abc"), 1.0)
    go.set()
    t.join(5)
    return not all_there


def w_pieces(s):
    tag = fresh()
    text = "日本 🙂".encode()

    def work(call):
        call.send(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        for i in range(len(text)):
            call.send(b"1\r\n" + text[i:i + 1] + b"\r\n")
        call.send(b"0\r\n\r\n")
    UP.script["/slow?tag=" + tag] = work
    return ask(s, "GET", "/wait?tag=" + tag).json().get("slow") != text.decode()


def w_cut_chunked(s):
    tag = fresh()

    def work(call):
        call.send(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n")
        return "close"
    UP.script["/b?tag=" + tag] = work
    return ask(s, "GET", "/fanout?tag=" + tag).status != 502


def w_2xx(s):
    tag = fresh()
    UP.script["/slow?tag=" + tag] = lambda call: call.reply(203, b"x")
    return ask(s, "GET", "/wait?tag=" + tag).status != 502


def w_query(s):
    tag = fresh()
    query = f"tag={tag}%2f%7Ex+y&tag=2&z"
    ask(s, "GET", "/wait?" + query)
    return not UP.seen("/slow?" + query)


def w_query_mark(s):
    before = len(UP.seen("/slow"))
    ask(s, "GET", "/wait")
    return len(UP.seen("/slow")) == before


def w_pool(s):
    tag = fresh()
    go = threading.Event()
    for i in range(32):
        UP.script[f"/slow?tag={tag}-{i}"] = lambda call: (go.wait(8), call.reply(200, b"x"))
    waits = [later(lambda i=i: ask(s, "GET", f"/wait?tag={tag}-{i}")) for i in range(32)]
    time.sleep(0.4)
    other = later(lambda: ask(s, "GET", f"/fanout?tag={tag}"))
    other.join(1.0)
    stuck = not other.box
    go.set()
    for t in waits + [other]:
        t.join(5)
    return stuck


def w_compute_blocks(s):
    t = later(lambda: ask(s, "GET", "/compute?n=2500000", timeout=20))
    time.sleep(0.2)
    ask(s, "GET", "/", timeout=20)
    blocked = not t.is_alive()
    t.join(15)
    return blocked


def w_compute_wrong(s):
    d = b""
    for _ in range(100001):
        d = hashlib.sha256(d).digest()
    return ask(s, "GET", "/compute?n=100001").json()["sha256"] != d.hex()


def w_compute_cache(s):
    took = []
    for _ in range(3):
        t = time.monotonic()
        ask(s, "GET", "/compute?n=800000")
        took.append(time.monotonic() - t)
    return max(took[1:]) < 0.1


def w_log_lost(s):
    r = ask(s, "POST", "/log?sync=true", {"text": fresh()})
    s.again()
    return r.json()["id"] not in [x["id"] for x in ask(s, "GET", "/log").json()["records"]]


def w_log_hole(s):
    a, b = fresh(), fresh()
    ask(s, "POST", "/log", {"text": a})
    ask(s, "POST", "/log?sync=true", {"text": b})
    s.again()
    texts = [x["text"] for x in ask(s, "GET", "/log").json()["records"]]
    return b in texts and a not in texts


def w_log_id(s):
    first = ask(s, "POST", "/log?sync=true", {"text": "one"}).json()["id"]
    ids = [x["id"] for x in ask(s, "GET", "/log").json()["records"]]
    s.again()
    return ask(s, "POST", "/log?sync=true", {"text": "two"}).json()["id"] in ids + [first]


def w_log_lines(s):
    text = fresh() + "a\u2028b\u0085c"
    ask(s, "POST", "/log?sync=true", {"text": text})
    s.again()
    return text not in [x["text"] for x in ask(s, "GET", "/log").json()["records"]]


def w_log_shown(s):
    text = fresh()
    ask(s, "POST", "/log?sync=false", {"text": text})
    return text not in [x["text"] for x in ask(s, "GET", "/log").json()["records"]]


def w_third_status(s):
    tag = fresh()
    UP.script["/c?tag=" + tag] = lambda call: call.reply(503, b"oops")
    return ask(s, "GET", "/fanout?tag=" + tag).status != 502


def w_single_flight(s):
    tag = fresh()
    go = threading.Event()
    UP.script["/slow?tag=" + tag] = lambda call: (go.wait(5), call.reply(200, b"x"))
    ts = [later(lambda: ask(s, "GET", "/wait?tag=" + tag)) for _ in range(3)]
    until(lambda: len(UP.seen("/slow?tag=" + tag)) == 3, 0.8)
    go.set()
    for t in ts:
        t.join(5)
    return len(UP.seen("/slow?tag=" + tag)) != 3


# ---------------------------------------------------------------- C


def job(s, input, headers=()):
    return ask(s, "POST", "/jobs", {"input": input}, headers)


def status(s, id):
    return ask(s, "GET", "/jobs/" + id)


def ended(s, id, seconds=3.0):
    return until(lambda: (st := status(s, id)).status != 200 or st.json()["status"] in ("done", "failed"), seconds)


def held(input):
    go = threading.Event()

    def work(call):
        go.wait(10)
        call.reply(200, json.dumps({"output": input}).encode())
    UP.script[input] = work
    return go


def result_of(s, body):
    input = fresh()
    UP.script[input] = lambda call: call.reply(200, body)
    id = job(s, input).json()["id"]
    ended(s, id)
    return ask(s, "GET", f"/jobs/{id}/result")


def w_empty_result(s):
    return any(result_of(s, body).status != 200 for body in (b"null", b"0", b"[]", b'""', b"false"))


def w_big_number(s):
    return b"12345678901234567891" not in result_of(s, b'{"n":12345678901234567891}').body


def w_equal_inputs(s):
    input = fresh()
    go = held(input)
    a, b = job(s, input).json()["id"], job(s, input).json()["id"]
    go.set()
    return a == b


def w_cancel_call(s):
    input = fresh()
    box = []
    UP.script[input] = lambda call: (box.append(call.closed(1.0)), "close")[1]
    id = job(s, input).json()["id"]
    until(lambda: UP.seen(input))
    ask(s, "DELETE", "/jobs/" + id)
    until(lambda: box)
    return box == [False]


def w_done_early(s):
    input = fresh()
    id = job(s, input).json()["id"]
    until(lambda: status(s, id).json()["status"] == "done")
    return ask(s, "GET", f"/jobs/{id}/result").status != 200


def w_queue_place(s):
    input = fresh()
    go = held(input)
    ids = []
    while len(ids) < 200 and (r := job(s, input)).status == 202:
        ids.append(r.json()["id"])
    until(lambda: len(UP.seen(input)) == len(ids))
    for id in ids[:5]:
        ask(s, "DELETE", "/jobs/" + id)
    time.sleep(0.1)
    r = job(s, input)
    if r.status == 202:
        ids.append(r.json()["id"])
    go.set()
    for id in ids[5:]:
        ask(s, "DELETE", "/jobs/" + id)
    return r.status in (429, 503)


def w_prefer_second(s):
    r = job(s, fresh(), [("Prefer", "respond-async"), ("Prefer", "wait=3")])
    return r.status != 200


def w_prefer_unread(s):
    return job(s, fresh(), {"Prefer": 'wait="soon'}).status == 400 or job(s, fresh(), {"Prefer": "wait=soon"}).status == 400


def w_prefer_over(s):
    input = fresh()
    go = held(input)
    r = job(s, input, {"Prefer": "wait=1"})
    go.set()
    ended(s, r.json()["id"])
    return status(s, r.json()["id"]).json()["status"] != "done"


def w_prefer_left(s):
    input = fresh()
    go = threading.Event()
    box = []
    UP.script[input] = lambda call: (box.append(call.closed(0.7)), call.reply(200, b"{}"))[1]
    c = C(s).send("POST", "/jobs", {"input": input}, {"Prefer": "wait=5"})
    until(lambda: UP.seen(input))
    c.close()
    until(lambda: box)
    go.set()
    return box == [True]


def w_retry_after(s):
    input = fresh()
    go = held(input)
    id = job(s, input).json()["id"]
    values = [status(s, id).headers["retry-after"] for _ in range(4)]
    go.set()
    return any(v.isdigit() and int(v) > 2 for v in values)


def room_tag(s, room):
    return ask(s, "GET", "/rooms/" + room).headers["etag"]


def w_second_tag(s):
    room = fresh("r")
    time.sleep(1.02 - time.time() % 1)
    a = ask(s, "PUT", "/rooms/" + room, {"title": "a"}).headers["etag"]
    return ask(s, "PUT", "/rooms/" + room, {"title": "b"}).headers["etag"] == a


def w_none_match_list(s):
    room = fresh("r")
    return ask(s, "GET", "/rooms/" + room, headers={"If-None-Match": f'"x", W/{room_tag(s, room)}'}).status != 304


def w_if_match_race(s):
    room = fresh("r")
    tag = room_tag(s, room)
    rs = par(16, lambda i: ask(s, "PUT", "/rooms/" + room, {"title": f"t{i}"}, {"If-Match": tag}).status)
    return rs.count(200) != 1


def w_failed_100(s):
    input = fresh()
    UP.script[input] = lambda call: call.reply(500, b"{}")
    id = job(s, input).json()["id"]
    ended(s, id)
    return status(s, id).json()["progress"] == 100


def w_failed_502(s):
    input = fresh()
    UP.script[input] = lambda call: call.reply(500, b"{}")
    id = job(s, input).json()["id"]
    ended(s, id)
    return status(s, id).status != 200


def w_cacheable(s):
    id = job(s, fresh()).json()["id"]
    ended(s, id)
    return "no-store" not in status(s, id).headers.get("cache-control", "").lower()


def w_cut_job(s):
    input = fresh()

    def work(call):
        call.send(b'HTTP/1.1 200 OK\r\nContent-Length: 30\r\n\r\n{"output":1}')
        return "close"
    UP.script[input] = work
    id = job(s, input).json()["id"]
    ended(s, id)
    return status(s, id).json()["status"] == "done"


def w_tried_again(s):
    input = fresh()
    UP.script[input] = lambda call: call.reply(503, b"{}")
    id = job(s, input).json()["id"]
    ended(s, id)
    return len(UP.seen(input)) > 1


def w_problem_412(s):
    r = ask(s, "PUT", "/rooms/" + fresh("r"), {"title": "x"}, {"If-Match": '"no"'})
    return r.status == 412 and not r.headers["content-type"].startswith("application/problem+json")


# ---------------------------------------------------------------- D


def w_gap(s):
    missed = 0
    for delay in (0.01, 0.02, 0.03):
        room = fresh("r")
        c = C(s).send("GET", f"/rooms/{room}/events?wait=2")
        time.sleep(delay)
        post(s, room, "x")
        missed += c.recv().status == 204
        c.close()
    return missed > 0


def polls(s, room, n, wait=2, after=""):
    cs = []
    for _ in range(n):
        cs.append(C(s).send("GET", f"/rooms/{room}/events?after={quote(after, safe='')}&wait={wait}"))
    return cs


def answered(cs, seconds):
    n = 0
    end = time.monotonic() + seconds
    for c in cs:
        c.sock.settimeout(max(0.01, end - time.monotonic()))
        try:
            n += c.recv().status == 200
        except OSError:
            pass
    return n


def w_one_woken(s):
    room = fresh("r")
    cs = polls(s, room, 5)
    time.sleep(0.15)
    post(s, room, "x")
    n = answered(cs, 1.0)
    [c.close() for c in cs]
    return n != 5


def w_other_rooms(s):
    a, b = fresh("r"), fresh("r")
    c = polls(s, a, 1)[0]
    time.sleep(0.1)
    post(s, b, "x")
    c.sock.settimeout(1.0)
    try:
        c.recv()
        return True
    except TimeoutError:
        return False
    finally:
        c.close()


def follow(s, room, want, cursor="", wait=0, seconds=5):
    out, end = [], time.monotonic() + seconds
    while len(out) < want and time.monotonic() < end:
        r = events(s, room, cursor, wait)
        if r.status != 200:
            break
        out += [e["text"] for e in r.json()["events"]]
        cursor = r.json()["next"]
    return out


def w_next_newest(s):
    room = fresh("r")
    texts = [str(i) for i in range(50)]
    post_many(s, room, texts)
    return follow(s, room, 50) != texts


def w_forgotten(s):
    room = fresh("r")
    post(s, room, "first")
    cursor = events(s, room).json()["next"]
    post_many(s, room, ["x"] * 2300)
    return events(s, room, cursor).status == 200


def w_gone_body(s):
    room = fresh("r")
    post(s, room, "first")
    cursor = events(s, room).json()["next"]
    post_many(s, room, ["x"] * 2300)
    r = events(s, room, cursor)
    return r.status == 410 and r.json()["status"] != 410


def w_keeps(s):
    room = fresh("r")
    post(s, room, "first")
    cursor = events(s, room).json()["next"]
    post_many(s, room, ["x"] * 1000)
    return events(s, room, cursor).status == 410


def w_early_204(s):
    room = fresh("r")
    c = C(s)
    c.send("GET", f"/rooms/{room}/events?wait=2")
    time.sleep(0.8)
    post(s, room, "x")
    cursor = c.recv().json()["next"]
    t = time.monotonic()
    r = events(s, room, cursor, 2, c)
    return r.status == 204 and time.monotonic() - t < 1.8


def w_seen_after(s):
    room = fresh("r")
    post(s, room, "x")
    return events(s, room).status != 200


def w_sorted(s):
    room = fresh("r")
    texts = [str(i) for i in range(12)]
    post_many(s, room, texts)
    return follow(s, room, 12) != texts


def w_once(s):
    room = fresh("r")
    post(s, room, "a")
    cursor = events(s, room).json()["next"]
    post(s, room, "b")
    events(s, room, cursor)
    r = events(s, room, cursor)
    return r.status != 200 or r.json()["events"][0]["text"] != "b"


def w_negative(s):
    room = fresh("r")
    post(s, room, "a")
    return events(s, room, "-1").status == 200


def w_204_rest(s):
    room = fresh("r")
    c = C(s)
    if events(s, room, c=c).status != 204:
        return False
    c.send("GET", "/")
    c.sock.settimeout(1)
    try:
        while b"notes" not in c.buf:
            c.more()
    except OSError:
        return False
    return not c.buf.startswith(b"HTTP/1.1 ")


def w_128_polls(s):
    room = fresh("r")
    cs = polls(s, room, 200)
    time.sleep(0.3)
    post(s, room, "x")
    n = answered(cs, 1.5)
    [c.close() for c in cs]
    return n < 200


def w_fraction(s):
    return ask(s, "GET", f"/rooms/{fresh('r')}/events?wait=0.5").status != 400


def w_burst(s):
    room = fresh("r")
    c = polls(s, room, 1)[0]
    time.sleep(0.1)
    texts = [str(i) for i in range(8)]
    post_many(s, room, texts)
    r = c.recv().json()
    return [e["text"] for e in r["events"]] + follow(s, room, 7, r["next"], 0, 0.5) != texts


def w_looks(s):
    slow = 0
    for _ in range(2):
        room = fresh("r")
        c = polls(s, room, 1)[0]
        time.sleep(0.1)
        post(s, room, "x")
        t = time.monotonic()
        c.recv()
        slow += time.monotonic() - t > 0.3
        c.close()
    return slow == 2


def w_open_waits(s):
    cs = polls(s, fresh("r"), 5)
    until(lambda: stats(s)["openWaits"] == 5)
    [c.close() for c in cs]
    return not until(lambda: stats(s)["openWaits"] == 0, 0.8)


def w_term_polls(s):
    c = polls(s, fresh("r"), 1)[0]
    time.sleep(0.15)
    s.process.send_signal(signal.SIGTERM)
    try:
        return c.recv().status != 204
    except OSError:
        return True
    finally:
        s.again()


# ---------------------------------------------------------------- E


def texts_arrive(s, texts, streams=3):
    """The same texts through streams of a row: some server choices differ from stream to stream."""
    room = fresh("r")
    ss = [S(s, room) for _ in range(streams)]
    post_many(s, room, texts)
    got = [x.texts(len(texts), 0.7) for x in ss]
    [x.close() for x in ss]
    return got


def bent(text):
    return re.sub("\r\n|\r", "\n", text)


def w_unicode_lines(s):
    text = "a\u2028b\u0085c\x0bd\x0ce"
    return any(g != [text] for g in texts_arrive(s, [text]))


def w_last_end(s):
    texts = ["a\n", "b\r\n\r\n"]
    return any(g != [bent(t) for t in texts] for g in texts_arrive(s, texts))


def w_cr(s):
    texts = ["a\rid: 9\rdata: b", "c"]
    return any(g != [bent(t) for t in texts] for g in texts_arrive(s, texts))


def w_space(s):
    texts = ["  two", "x\n one"]
    return any(g != texts for g in texts_arrive(s, texts))


def resume(s, room, last, want, seconds=0.8):
    x = S(s, room, last)
    got = x.texts(want, seconds)
    x.close()
    return got


def w_repeats(s):
    room = fresh("r")
    ids = post_many(s, room, ["a", "b", "c"])
    return resume(s, room, ids[1], 2, 0.4)[:1] != ["c"]


def w_newest(s):
    room = fresh("r")
    ids = post_many(s, room, ["a", "b"])
    return resume(s, room, ids[-1], 1, 0.4) != []


def w_resume_gap(s):
    room = fresh("r")
    ids = post_many(s, room, ["a", "b"])
    x = S(s, room, ids[0])
    post(s, room, "c")
    time.sleep(0.15)
    post(s, room, "d")
    got = x.texts(3, 0.8)
    x.close()
    return got != ["b", "c", "d"]


def w_unknown(s):
    room = fresh("r")
    post_many(s, room, ["a", "b"])
    return resume(s, room, "never-was", 2, 0.5) != ["a", "b"]


def w_empty_last(s):
    room = fresh("r")
    post_many(s, room, ["a", "b"])
    return resume(s, room, "", 1, 0.4) != []


def w_latest(s):
    room = fresh("r")
    post_many(s, room, ["a", "b"])
    return resume(s, room, None, 1, 0.4) != []


def w_beats(s):
    room = fresh("r")
    x = S(s, room)
    post(s, room, "a")
    x.read(1)
    x.read(2, 1.6)
    before = x.beats
    x.read(2, 1.6)
    x.close()
    return x.beats == before


def clog(s, n, size):
    room = fresh("r")
    x = S(s, room)
    x.c.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 262144)
    c = C(s, 1.5)
    posted = []
    try:
        for i in range(n):
            c.ask("POST", f"/rooms/{room}/events", {"text": f"{i} " + "x" * size})
            posted.append(i)
    except OSError:
        pass
    return room, x, posted


def w_slow_blocks(s):
    _, x, posted = clog(s, 180, 60000)
    x.close()
    return len(posted) < 180


def w_slow_loses(s):
    room, x, posted = clog(s, 180, 60000)
    x.texts(180, 0.5)
    post(s, room, "180")
    got = [int(t.split()[0]) for t in x.texts(181, 0.7)]
    x.close()
    return got != list(range(len(got))) and not x.ended


def w_late_head(s):
    x = S(s, fresh("r"), wait_head=False)
    x.c.sock.settimeout(1.0)
    try:
        x.c.head()
        return False
    except TimeoutError:
        return True
    finally:
        x.close()


def w_blank_late(s):
    return any(g != ["one"] for g in texts_arrive(s, ["one"]))


def w_open_streams(s):
    before = stats(s)["openStreams"]
    room = fresh("r")
    xs = [S(s, room) for _ in range(3)]
    until(lambda: stats(s)["openStreams"] >= before + 3)
    [x.close() for x in xs]
    post_many(s, room, ["a", "b", "c"])
    return not until(lambda: stats(s)["openStreams"] <= before, 2.5)


def w_64_streams(s):
    room = fresh("r")
    xs = [S(s, room) for _ in range(100)]
    bad = [x for x in xs if x.r.status != 200]
    [x.close() for x in xs]
    return bool(bad)


def w_term_streams(s):
    x = S(s, fresh("r"))
    s.process.send_signal(signal.SIGTERM)
    x.read(1, 1.5)
    x.close()
    open_still = not x.ended
    s.again()
    return open_still


def w_term_work(s):
    tag = fresh()
    UP.script["/slow?tag=" + tag] = lambda call: (time.sleep(0.6), call.reply(200, b"x"))
    c = C(s).send("GET", "/wait?tag=" + tag)
    until(lambda: UP.seen("/slow?tag=" + tag))
    s.process.send_signal(signal.SIGTERM)
    try:
        return c.recv().status != 200
    except OSError:
        return True
    finally:
        s.again()


# ---------------------------------------------------------------- all of them


def rounds(server, work, want):
    for _ in range(ROUNDS):
        try:
            if bool(work(server)) is not want:
                return False
        except Exception as e:
            return f"{type(e).__name__}: {e}"
    return True


def main():
    with open(os.path.join(HERE, "bugs.tsv"), newline="") as f:
        table = list(csv.DictReader(f, delimiter="\t"))
    wanted = sys.argv[1:]
    unknown = set(wanted) - {row["bug"] for row in table}
    if unknown:
        sys.exit("no such bug: " + ", ".join(sorted(unknown)))
    rows = [row for row in table if not wanted or row["bug"] in wanted]
    good, began = 0, time.monotonic()
    right = Server("none")
    for row in rows:
        t = time.monotonic()
        work = globals()[row["witness"]]
        wrong = Server(row["bug"])
        a, b = rounds(right, work, False), rounds(wrong, work, True)
        wrong.done()
        ok = a is True and b is True
        good += ok
        print(f"{'shown ' if ok else 'FAILED'} {row['bug']}  {time.monotonic() - t:.1f}s"
              + ("" if ok else f"  correct server: {a}, buggy server: {b}"), flush=True)
    right.done()
    print(f"{good} of {len(rows)} shown, {time.monotonic() - began:.0f} s")
    sys.stdout.flush()
    os._exit(0 if good == len(rows) else 1)


if __name__ == "__main__":
    main()
