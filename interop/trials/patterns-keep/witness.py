"""Witnesses: each shows one fault of server.py on the wire.

python3 witness.py [BUG...]   each witness runs three times against the correct server and the faulty one.
WITNESS_ROUNDS sets the number of rounds.
"""
import base64
import concurrent.futures
import csv
import hashlib
import hmac
import http.client
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

HERE = os.path.dirname(os.path.abspath(__file__))
POOL = concurrent.futures.ThreadPoolExecutor(64)
WITNESSES = {}


def shows(bug):
    def keep(f):
        WITNESSES[bug] = f
        return f
    return keep


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


# ---------------------------------------------------------------------------------------------- the upstream

class CallIn:
    def __init__(self, sock, path, headers, body):
        self.sock, self.path, self.headers, self.body, self.at = sock, path, headers, body, time.monotonic()
        self.stamp = time.time()

    def send(self, status, body=b"", headers=()):
        head = f"HTTP/1.1 {status} X\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\nConnection: close\r\n"
        head += "".join(f"{n}: {v}\r\n" for n, v in headers)
        self.sock.sendall(head.encode() + b"\r\n" + body)

    def gone(self, within):
        """Whether the other side closes within this time."""
        self.sock.settimeout(within)
        try:
            return self.sock.recv(1) == b""
        except socket.timeout:
            return False
        except OSError:
            return True


class Upstream:
    def __init__(self):
        self.calls, self.handlers = [], {}
        self.s = socket.create_server(("127.0.0.1", 0), backlog=256)
        self.port = self.s.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            try:
                c, _ = self.s.accept()
            except OSError:
                return
            threading.Thread(target=self.serve, args=(c,), daemon=True).start()

    def serve(self, c):
        try:
            f = c.makefile("rb")
            path = f.readline().split()[1].decode()
            headers = {}
            while True:
                ln = f.readline().strip()
                if not ln:
                    break
                n, _, v = ln.partition(b":")
                headers[n.decode().lower()] = v.strip().decode()
            call = CallIn(c, path, headers, f.read(int(headers.get("content-length", 0))))
            self.calls.append(call)
            h = self.handlers.get(path)
            if h:
                h(call)
            else:
                call.send(404)
        except (OSError, IndexError, ValueError):
            pass
        finally:
            try:
                c.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
            c.close()

    def to(self, path):
        return [c for c in self.calls if c.path == path]

    def wait(self, path, n, within=5):
        end = time.monotonic() + within
        while len(self.to(path)) < n and time.monotonic() < end:
            time.sleep(0.01)
        return self.to(path)


# ---------------------------------------------------------------------------------------------- the server under test

class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body
        try:
            self.json = json.loads(body)
        except ValueError:
            self.json = None


class Server:
    def __init__(self, rig, name):
        self.port = rig.ports[name]
        env = {**os.environ, "HOST": "127.0.0.1", "PORT": str(self.port), "UPSTREAM": rig.up.url, "STATE_DIR": rig.dir,
               "SECRET": "a secret", "INSTANCE": name}
        self.p = subprocess.Popen([sys.executable, os.path.join(HERE, "server.py"), rig.bug], env=env, cwd=HERE,
                                  stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        end = time.monotonic() + 8
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            except OSError:
                if time.monotonic() > end:
                    raise
                time.sleep(0.02)

    def conn(self, timeout=15):
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)

    def req(self, method, path, obj=None, headers=None, conn=None, raw=None):
        c = conn or self.conn()
        h = dict(headers or {})
        body = raw if raw is not None else None if obj is None else json.dumps(obj).encode()
        if body is not None:
            h.setdefault("Content-Type", "application/json")
        try:
            c.request(method, path, body, h)
            r = c.getresponse()
            return Answer(r.status, r.headers, r.read())
        except (OSError, http.client.HTTPException):
            return Answer(0, {}, b"")
        finally:
            if conn is None:
                c.close()

    def get(self, path, **h):
        return self.req("GET", path, **h)

    def post(self, path, obj, headers=None):
        return self.req("POST", path, obj, headers)


class Rig:
    def __init__(self, bug):
        self.bug, self.up, self.dir = bug, Upstream(), tempfile.mkdtemp()
        self.ports = {"a": free_port(), "b": free_port()}
        self.live = {}
        self.s = self.start("a")

    def start(self, name):
        self.live[name] = Server(self, name)
        return self.live[name]

    def kill(self, name, sig=signal.SIGKILL):
        p = self.live.pop(name).p
        p.send_signal(sig)
        p.wait(10)

    def again(self, name="a"):
        self.kill(name)
        s = self.start(name)
        if name == "a":
            self.s = s
        return s

    def close(self):
        for n in list(self.live):
            self.kill(n)
        self.up.s.close()
        shutil.rmtree(self.dir, ignore_errors=True)


class Open:
    """A response that is read in the background."""

    def __init__(self, s, method, path, obj=None):
        self.c = s.conn(30)
        self.c.connect()
        self.sock = self.c.sock
        self.data, self.done, self.clean, self.status = b"", False, False, 0
        self.kind = ""
        self.at = []
        self.begin = time.monotonic()
        self.ready = threading.Event()
        body = None if obj is None else json.dumps(obj).encode()
        self.c.request(method, path, body, {"Content-Type": "application/json"} if body else {})
        threading.Thread(target=self.read, daemon=True).start()

    def read(self):
        try:
            r = self.c.getresponse()
            self.status, self.kind = r.status, r.headers.get("Content-Type", "")
            self.ready.set()
            while True:
                d = r.read1(65536)
                if not d:
                    break
                self.data += d
                self.at.append(time.monotonic())
            self.clean = True
        except Exception:
            pass
        self.done = True
        self.ready.set()

    def has(self, what, within=3):
        end = time.monotonic() + within
        while time.monotonic() < end:
            if what in self.data:
                return True
            if self.done:
                break
            time.sleep(0.01)
        return what in self.data

    def end(self, within=4):
        until = time.monotonic() + within
        while not self.done and time.monotonic() < until:
            time.sleep(0.01)
        return self

    def leave(self):
        try:
            self.sock.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
        self.sock.close()

    def events(self):
        """(fields, data) for each event, as the HTML standard reads them."""
        out, data, ids = [], [], None
        for ln in re.split("\r\n|\r|\n", self.data.decode("utf-8", "replace")):
            if ln == "":
                if data:
                    out.append((ids, "\n".join(data)))
                data = []
                continue
            name, _, value = ln.partition(":")
            value = value[1:] if value.startswith(" ") else value
            if name == "data":
                data.append(value)
            elif name == "id":
                ids = value
        return out


def bg(f, *a, **k):
    return POOL.submit(f, *a, **k)


# ---------------------------------------------------------------------------------------------- F: push

def inbox(rig, path, *answers):
    """Answers the n-th attempt with the n-th of these, then with the last: a status, or seconds of silence."""
    n = [0]

    def handle(call):
        a = answers[min(n[0], len(answers) - 1)]
        n[0] += 1
        if isinstance(a, float):
            time.sleep(a)
        elif isinstance(a, tuple):
            call.send(a[0], b"", [("Location", a[1])])
        else:
            call.send(a)
        call.answered = time.monotonic()
    rig.up.handlers[path] = handle
    return rig.up.url + path


def hook(rig, *answers, path="/h", secret="s3", room="r"):
    url = inbox(rig, path, *answers)
    return rig.s.post(f"/rooms/{room}/hooks", {"url": url, "secret": secret})


def event(rig, text="x", room="r"):
    return rig.s.post(f"/rooms/{room}/events", {"text": text})


def signed(call, secret):
    h = call.headers
    text = f"{h['webhook-id']}.{h['webhook-timestamp']}.".encode() + call.body
    want = "v1," + base64.b64encode(hmac.new(secret.encode(), text, hashlib.sha256).digest()).decode()
    return want in h["webhook-signature"].split()


def stream_gives(rig, text, want):
    o = Open(rig.s, "GET", "/rooms/r/stream")
    o.ready.wait(3)
    event(rig, text)
    event(rig, "END")
    o.has(b"END")
    o.has(b"END\r\r", 0.5)
    got = [d for _, d in o.events()]
    o.leave()
    return got[:1] != [want]


@shows("stream-lone-cr-unsplit")
def lone_cr(rig):
    return stream_gives(rig, "one\rid: 9\rtwo", "one\nid: 9\ntwo")


@shows("stream-splits-at-unicode-line-ends")
def unicode_ends(rig):
    return stream_gives(rig, "one\u2028two\x0bthree\u0085four", "one\u2028two\x0bthree\u0085four")


@shows("stream-last-line-end-lost")
def last_line_end(rig):
    return stream_gives(rig, "one\n", "one\n")


@shows("stream-leading-space-lost")
def leading_space(rig):
    return stream_gives(rig, "a\n  b", "a\n  b")


@shows("slow-stream-delays-posts")
def slow_stream(rig):
    s = socket.socket()
    s.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    s.connect(("127.0.0.1", rig.s.port))
    s.sendall(b"GET /rooms/r/stream HTTP/1.1\r\nHost: x\r\n\r\n")
    time.sleep(0.2)
    done = bg(lambda: [event(rig, "y" * 60000).status for _ in range(90)])
    try:
        done.result(5)
        return False
    except concurrent.futures.TimeoutError:
        return True
    finally:
        s.close()


@shows("slow-hook-delays-other-hooks")
def slow_hook(rig):
    hook(rig, 2.5, path="/slow")
    hook(rig, 204, path="/quick")
    event(rig)
    return len(rig.up.wait("/quick", 1, 1.5)) == 0


@shows("deleted-hook-still-retried")
def deleted_hook(rig):
    h = hook(rig, 500)
    event(rig)
    rig.up.wait("/h", 2)
    time.sleep(0.1)
    rig.s.req("DELETE", f"/rooms/r/hooks/{h.json['id']}")
    n = len(rig.up.to("/h"))
    time.sleep(1.2)
    return len(rig.up.to("/h")) > n


@shows("hook-signs-escaped-body")
def escaped_body(rig):
    hook(rig, 204, secret="k")
    event(rig, "caf\u00e9 \U0001f30d")
    return not signed(rig.up.wait("/h", 1)[0], "k")


@shows("hook-secret-as-latin-1")
def latin_secret(rig):
    hook(rig, 204, secret="cl\u00e9")
    event(rig)
    return not signed(rig.up.wait("/h", 1)[0], "cl\u00e9")


@shows("hook-secret-stripped")
def stripped_secret(rig):
    hook(rig, 204, secret=" k ")
    event(rig)
    return not signed(rig.up.wait("/h", 1)[0], " k ")


@shows("hook-id-per-attempt")
def id_per_attempt(rig):
    hook(rig, 500, 500, 200)
    event(rig)
    return len({c.headers["webhook-id"] for c in rig.up.wait("/h", 3)}) != 1


@shows("hook-retry-signature-stale")
def stale_signature(rig):
    hook(rig, 1.3, 503, 503, 200, secret="k")
    event(rig)
    return not all(signed(c, "k") for c in rig.up.wait("/h", 4))


@shows("hook-success-only-200-201")
def success_2xx(rig):
    hook(rig, 202)
    event(rig)
    return len(rig.up.wait("/h", 2, 1)) > 1


@shows("hook-410-on-retry-ignored")
def late_410(rig):
    hook(rig, 500, 410, 500)
    event(rig)
    rig.up.wait("/h", 2)
    time.sleep(0.3)
    event(rig, "second")
    time.sleep(1)
    return len(rig.up.to("/h")) > 2


@shows("hook-4xx-not-retried")
def retried_4xx(rig):
    hook(rig, 404, 204)
    event(rig)
    return len(rig.up.wait("/h", 2, 1.5)) < 2


@shows("hook-timeout-not-retried")
def retried_timeout(rig):
    hook(rig, 11.0, 204)
    event(rig)
    return len(rig.up.wait("/h", 2, 5)) < 2


@shows("hook-retries-evenly")
def even_retries(rig):
    hook(rig, 500)
    event(rig)
    c = rig.up.wait("/h", 5, 6)
    gaps = [b.at - a.answered for a, b in zip(c, c[1:])]
    return len(gaps) < 4 or gaps[3] < 2 * gaps[0]


@shows("hook-retries-fewer")
def fewer_retries(rig):
    hook(rig, 500)
    event(rig)
    return len(rig.up.wait("/h", 5, 4)) < 5


@shows("hook-follows-redirect")
def redirect(rig):
    inbox(rig, "/other", 204)
    hook(rig, (307, rig.up.url + "/other"), 204)
    event(rig)
    time.sleep(0.7)
    return len(rig.up.to("/other")) > 0 or len(rig.up.to("/h")) < 2


# ---------------------------------------------------------------------------------------------- G: publish-subscribe

def sub(s, name, filter="t", **k):
    return s.req("PUT", f"/subscriptions/{name}", {"filter": filter, **k})


def pub(s, body, topic="t", headers=None, **k):
    return s.post(f"/topics/{topic}/messages", {"body": body, **k}, headers)


def fetch(s, name, wait=0):
    a = s.get(f"/subscriptions/{name}/messages?wait={wait}")
    return (a.json or {}).get("messages", []) if a.status == 200 else []


def drain(s, name):
    out = []
    while True:
        got = fetch(s, name)
        if not got:
            return out
        out += got


def bodies(ms):
    return [m["body"] for m in ms]


def ack(s, name, ms, what="acks", **k):
    return s.post(f"/subscriptions/{name}/{what}", {"tags": [m if isinstance(m, str) else m["tag"] for m in ms], **k})


@shows("hash-needs-a-level")
def hash_none(rig):
    sub(rig.s, "s", "shop.#")
    pub(rig.s, "x", "shop")
    return not fetch(rig.s, "s")


@shows("ack-of-another-subscription")
def foreign_ack(rig):
    for n in "st":
        sub(rig.s, n, ack="manual", ackTimeoutMs=500)
    pub(rig.s, "x")
    m = fetch(rig.s, "s")
    ack(rig.s, "t", m)
    time.sleep(0.7)
    return not fetch(rig.s, "s")


@shows("ack-timeout-first-time-only")
def second_timeout(rig):
    sub(rig.s, "s", ack="manual", ackTimeoutMs=300)
    pub(rig.s, "x")
    fetch(rig.s, "s")
    again = fetch(rig.s, "s", 2)
    return len(again) == 1 and not fetch(rig.s, "s", 2)


@shows("ack-timeout-of-the-default")
def own_timeout(rig):
    sub(rig.s, "s", ack="manual", ackTimeoutMs=300)
    pub(rig.s, "x")
    fetch(rig.s, "s")
    return not fetch(rig.s, "s", 1)


@shows("ack-wakes-no-poll")
def ack_wakes(rig):
    sub(rig.s, "s", ack="manual", prefetch=1, ackTimeoutMs=60000)
    pub(rig.s, "x")
    pub(rig.s, "y")
    m = fetch(rig.s, "s")
    f = bg(fetch, rig.s, "s", 2)
    time.sleep(0.3)
    ack(rig.s, "s", m)
    return bodies(f.result()) != ["y"]


@shows("nack-wakes-no-poll")
def nack_wakes(rig):
    sub(rig.s, "s", ack="manual", ackTimeoutMs=60000)
    pub(rig.s, "x")
    m = fetch(rig.s, "s")
    f = bg(fetch, rig.s, "s", 2)
    time.sleep(0.3)
    ack(rig.s, "s", m, "nacks")
    return bodies(f.result()) != ["x"]


@shows("nack-waits-for-ack-timeout")
def nack_at_once(rig):
    sub(rig.s, "s", ack="manual", ackTimeoutMs=3000)
    pub(rig.s, "x")
    ack(rig.s, "s", fetch(rig.s, "s"), "nacks", requeue=True)
    return not fetch(rig.s, "s", 1)


@shows("nack-not-marked-redelivered")
def nack_mark(rig):
    sub(rig.s, "s", ack="manual")
    pub(rig.s, "x")
    ack(rig.s, "s", fetch(rig.s, "s"), "nacks")
    m = fetch(rig.s, "s", 1)
    return bool(m) and m[0]["redelivered"] is not True


@shows("timeout-not-marked-redelivered")
def timeout_mark(rig):
    sub(rig.s, "s", ack="manual", ackTimeoutMs=300)
    pub(rig.s, "x")
    fetch(rig.s, "s")
    m = fetch(rig.s, "s", 2)
    return bool(m) and m[0]["redelivered"] is not True


@shows("redelivery-keeps-tag")
def same_tag(rig):
    sub(rig.s, "s", ack="manual")
    pub(rig.s, "x")
    m = fetch(rig.s, "s")
    ack(rig.s, "s", m, "nacks")
    n = fetch(rig.s, "s", 1)
    return bool(n) and n[0]["tag"] == m[0]["tag"]


@shows("nack-drop-keeps-prefetch")
def drop_frees(rig):
    sub(rig.s, "s", ack="manual", prefetch=1, ackTimeoutMs=60000)
    pub(rig.s, "x")
    pub(rig.s, "y")
    ack(rig.s, "s", fetch(rig.s, "s"), "nacks", requeue=False)
    return bodies(fetch(rig.s, "s", 1)) != ["y"]


@shows("prefetch-per-response-only")
def prefetch_total(rig):
    sub(rig.s, "s", ack="manual", prefetch=2, ackTimeoutMs=60000)
    for x in "abcd":
        pub(rig.s, x)
    return len(drain(rig.s, "s")) > 2


@shows("unknown-tag-ends-the-list")
def unknown_tag(rig):
    sub(rig.s, "s", ack="manual", ackTimeoutMs=400)
    pub(rig.s, "x")
    m = fetch(rig.s, "s")
    ack(rig.s, "s", ["t-none", m[0]["tag"]])
    return bool(fetch(rig.s, "s", 1))


@shows("acks-lost-over-restart")
def acks_restart(rig):
    sub(rig.s, "s", ack="manual", durable=True)
    pub(rig.s, "x")
    pub(rig.s, "y")
    m = [x for x in drain(rig.s, "s") if x["body"] == "x"]
    ack(rig.s, "s", m)
    return bodies(drain(rig.again(), "s")) != ["y"]


@shows("delete-lost-over-restart")
def delete_restart(rig):
    sub(rig.s, "s", durable=True)
    rig.s.req("DELETE", "/subscriptions/s")
    return rig.again().get("/subscriptions/s/messages").status == 200


@shows("deleted-subscription-comes-back")
def delete_anew(rig):
    sub(rig.s, "s", ack="manual")
    pub(rig.s, "x")
    fetch(rig.s, "s")
    rig.s.req("DELETE", "/subscriptions/s")
    sub(rig.s, "s", ack="manual")
    return bool(fetch(rig.s, "s", 1))


@shows("put-again-begins-anew")
def put_again(rig):
    sub(rig.s, "s")
    pub(rig.s, "x")
    sub(rig.s, "s")
    return not fetch(rig.s, "s")


@shows("from-offset-is-after")
def from_offset(rig):
    pub(rig.s, "x")
    o = pub(rig.s, "y").json["offset"]
    pub(rig.s, "z")
    sub(rig.s, "s", **{"from": o})
    return bodies(drain(rig.s, "s")) != ["y", "z"]


@shows("poll-ends-at-any-wake")
def early_204(rig):
    sub(rig.s, "s")
    t = time.monotonic()
    f = bg(fetch, rig.s, "s", 2)
    time.sleep(0.4)
    pub(rig.s, "x", "another")
    f.result()
    return time.monotonic() - t < 1.7


@shows("retained-not-to-recreated")
def retained_again(rig):
    pub(rig.s, "x", retain=True)
    sub(rig.s, "s")
    drain(rig.s, "s")
    rig.s.req("DELETE", "/subscriptions/s")
    sub(rig.s, "s")
    return not fetch(rig.s, "s", 1)


@shows("retained-outlives-ttl")
def retained_ttl(rig):
    pub(rig.s, "x", retain=True, ttlMs=300)
    time.sleep(0.6)
    sub(rig.s, "s")
    return bool(fetch(rig.s, "s"))


@shows("retained-empty-body-kept")
def retained_empty(rig):
    pub(rig.s, "x", retain=True)
    pub(rig.s, "", retain=True)
    sub(rig.s, "s")
    return bool(fetch(rig.s, "s"))


@shows("ttl-ignored-on-redelivery")
def ttl_again(rig):
    sub(rig.s, "s", ack="manual", ackTimeoutMs=700)
    pub(rig.s, "x", ttlMs=400)
    fetch(rig.s, "s")
    return bool(fetch(rig.s, "s", 1))


@shows("ttl-in-whole-seconds")
def ttl_short(rig):
    sub(rig.s, "s")
    pub(rig.s, "x", ttlMs=900)
    time.sleep(0.2)
    return not fetch(rig.s, "s")


P1 = {"Publisher-Id": "p", "Seq": "1"}


@shows("repeats-at-once-both-taken")
def repeats_at_once(rig):
    sub(rig.s, "s")
    f = [bg(pub, rig.s, "x", headers=P1) for _ in range(4)]
    return len({x.result().json["offset"] for x in f}) > 1 or len(drain(rig.s, "s")) > 1


@shows("repeats-forgotten-over-restart")
def repeats_restart(rig):
    sub(rig.s, "s", durable=True, ack="manual")
    a = pub(rig.s, "x", headers=P1).json
    b = pub(rig.again(), "x", headers=P1).json
    return a["offset"] != b["offset"] or len(drain(rig.s, "s")) != 1


@shows("repeats-across-topics")
def repeats_topics(rig):
    sub(rig.s, "s", "u")
    pub(rig.s, "x", "t", P1)
    pub(rig.s, "y", "u", P1)
    return not fetch(rig.s, "s")


@shows("offsets-restart")
def offsets_restart(rig):
    sub(rig.s, "s", durable=True)
    a = [pub(rig.s, "x").json["offset"] for _ in range(3)]
    return pub(rig.again(), "y").json["offset"] <= a[-1]


def group(rig, **k):
    for n in ("m1", "m2"):
        sub(rig.s, n, "g.#", group="g", ack="manual", **k)


@shows("group-key-hashed-with-topic")
def group_key(rig):
    group(rig)
    for i in range(8):
        pub(rig.s, str(i), f"g.t{i}", key="alice")
    return bool(drain(rig.s, "m1")) and bool(drain(rig.s, "m2"))


@shows("group-key-to-any-when-full")
def group_full(rig):
    group(rig, prefetch=1, ackTimeoutMs=5000)
    for i in range(3):
        pub(rig.s, str(i), "g", key="alice")
    got = [bool(drain(rig.s, n)) for n in ("m1", "m2", "m1")]
    return got[0] and got[1] or got[1] and got[2]


@shows("group-leaver-keeps-unfetched")
def group_leaver(rig):
    group(rig, ackTimeoutMs=600)
    for i in range(8):
        pub(rig.s, str(i), "g", key=f"k{i}")
    got, end = set(), time.monotonic() + 2.5
    while time.monotonic() < end:
        m = fetch(rig.s, "m1", 1)
        ack(rig.s, "m1", m)
        got |= set(bodies(m))
    return len(got) < 8


@shows("group-deleted-keeps-unacked")
def group_deleted(rig):
    group(rig, ackTimeoutMs=10000)
    for i in range(8):
        pub(rig.s, str(i), "g")
    b = drain(rig.s, "m2")
    rig.s.req("DELETE", "/subscriptions/m2")
    got = set(bodies(drain(rig.s, "m1")))
    return bool(b) and not set(bodies(b)) <= got


@shows("sigterm-waits-for-polls")
def sigterm(rig):
    sub(rig.s, "s")
    f = bg(fetch, rig.s, "s", 2)
    time.sleep(0.3)
    t = time.monotonic()
    rig.kill("a", signal.SIGTERM)
    f.result()
    return time.monotonic() - t > 1.2


# ---------------------------------------------------------------------------------------------- H: idempotency

def charges(rig, *answers, hold=None):
    """The n-th call gets the n-th of these; a 201 has a charge for its key. hold: an Event to wait for first."""
    n = [0]

    def handle(call):
        a = answers[min(n[0], len(answers) - 1)] if answers else 201
        n[0] += 1
        if hold:
            hold.wait(20)
        if a == 0:
            return
        key = call.headers.get("idempotency-key", "").strip('"')
        call.send(a, json.dumps({"charge": "c-" + hashlib.sha1(key.encode()).hexdigest()[:8]}).encode())
    rig.up.handlers["/charges"] = handle


def pay(s, key, amount=5, to="al"):
    return s.post("/payments", {"amount": amount, "to": to}, {"Idempotency-Key": key})


def ledger(s):
    return s.get("/ledger").json["payments"]


def calls(rig):
    return rig.up.to("/charges")


@shows("key-spellings-differ")
def spellings(rig):
    charges(rig)
    return pay(rig.s, '"k"').json["id"] != pay(rig.s, "k").json["id"]


@shows("key-case-ignored")
def key_case(rig):
    charges(rig)
    return pay(rig.s, '"K"').json["id"] == pay(rig.s, '"k"').json["id"]


@shows("key-cut-at-64")
def key_long(rig):
    charges(rig)
    return pay(rig.s, "x" * 200 + "1").json["id"] == pay(rig.s, "x" * 200 + "2").json["id"]


@shows("key-of-256-accepted")
def key_256(rig):
    charges(rig)
    return pay(rig.s, '"' + "x" * 255 + '"').status == 201 and pay(rig.s, '"' + "y" * 256 + '"').status != 400


@shows("amount-true-is-one")
def amount_true(rig):
    charges(rig)
    return pay(rig.s, "k", True).status == 201


@shows("amount-fraction-cut")
def amount_fraction(rig):
    charges(rig)
    return pay(rig.s, "k", 10.5).status == 201


@shows("refused-input-burns-key")
def burned(rig):
    charges(rig)
    pay(rig.s, "k", 0)
    return pay(rig.s, "k", 7).status != 201


@shows("same-key-other-payee")
def other_payee(rig):
    charges(rig)
    pay(rig.s, "k")
    return pay(rig.s, "k", to="bo").status == 201


@shows("same-key-other-amount")
def other_amount(rig):
    charges(rig)
    pay(rig.s, "k")
    return pay(rig.s, "k", amount=6).status == 201


@shows("declined-key-takes-another")
def declined_other(rig):
    charges(rig, 402)
    pay(rig.s, "k")
    return pay(rig.s, "k", amount=6).status != 422


@shows("declined-not-recorded")
def declined(rig):
    charges(rig, 402, 201)
    pay(rig.s, "k")
    return pay(rig.s, "k").status != 402 or len(calls(rig)) != 1


@shows("any-2xx-is-a-charge")
def only_201(rig):
    charges(rig, 200)
    return pay(rig.s, "k").status != 502


@shows("upstream-4xx-is-declined")
def upstream_4xx(rig):
    charges(rig, 429, 201)
    return pay(rig.s, "k").status != 502 or pay(rig.s, "k").status != 201


@shows("unknown-outcome-recorded")
def unknown(rig):
    charges(rig, 500, 201)
    pay(rig.s, "k")
    return pay(rig.s, "k").status != 201


@shows("retry-under-a-new-key")
def new_key(rig):
    charges(rig, 503, 201)
    pay(rig.s, "k")
    pay(rig.s, "k")
    return len({c.headers["idempotency-key"] for c in calls(rig)}) > 1


@shows("own-repeat-under-a-new-key")
def own_repeat(rig):
    charges(rig, 0, 201)
    if pay(rig.s, "k").status == 502:
        pay(rig.s, "k")
    return len({c.headers["idempotency-key"] for c in calls(rig)}) > 1


@shows("replay-answers-200")
def replay_status(rig):
    charges(rig)
    pay(rig.s, "k")
    return pay(rig.s, "k").status != 201


@shows("replay-without-location")
def replay_location(rig):
    charges(rig)
    pay(rig.s, "k")
    return "location" not in pay(rig.s, "k").headers


@shows("key-checked-then-taken")
def same_time(rig):
    charges(rig)
    f = [bg(pay, rig.s, "k") for _ in range(6)]
    [x.result() for x in f]
    return len(calls(rig)) > 1 or len(ledger(rig.s)) > 1


@shows("repeat-in-progress-without-retry-after")
def retry_after(rig):
    go = threading.Event()
    charges(rig, hold=go)
    f = bg(pay, rig.s, "k")
    rig.up.wait("/charges", 1)
    g = bg(pay, rig.s, "k")
    time.sleep(0.3)
    go.set()
    f.result()
    return g.result().status == 409 and "retry-after" not in g.result().headers


@shows("waiters-all-call-after-502")
def waiters(rig):
    go = threading.Event()
    open_now, most, n = [0], [0], [0]

    def handle(call):
        n[0] += 1
        open_now[0] += 1
        most[0] = max(most[0], open_now[0])
        if n[0] == 1:
            go.wait(10)
        else:
            time.sleep(0.3)
        open_now[0] -= 1
        call.send(500)
    rig.up.handlers["/charges"] = handle
    f = [bg(pay, rig.s, "k") for _ in range(5)]
    time.sleep(0.5)
    go.set()
    [x.result() for x in f]
    return most[0] > 1


@shows("client-leaves-charge-dropped")
def leaver(rig):
    go = threading.Event()
    charges(rig, hold=go)
    o = Open(rig.s, "POST", "/nowhere")
    o.end()
    s = socket.create_connection(("127.0.0.1", rig.s.port))
    b = b'{"amount":5,"to":"al"}'
    s.sendall(b"POST /payments HTTP/1.1\r\nHost: x\r\nIdempotency-Key: k\r\nContent-Type: application/json\r\n"
              b"Content-Length: %d\r\n\r\n%s" % (len(b), b))
    rig.up.wait("/charges", 1)
    s.close()
    time.sleep(0.3)
    go.set()
    time.sleep(0.4)
    return len(ledger(rig.s)) != 1


@shows("crashed-key-stays-busy")
def crash(rig):
    go = threading.Event()
    charges(rig, hold=go)
    f = bg(pay, rig.s, "k")
    rig.up.wait("/charges", 1)
    rig.again()
    go.set()
    f.result()
    end = time.monotonic() + 2
    while time.monotonic() < end:
        if pay(rig.s, "k").status == 201:
            return False
        time.sleep(0.2)
    return True


@shows("key-forgotten-early")
def forgotten(rig):
    charges(rig)
    t = time.monotonic()
    a = pay(rig.s, "k").json["id"]
    time.sleep(2.6)
    b = pay(rig.s, "k").json["id"]
    return a != b and time.monotonic() - t < 3.8


@shows("busy-known-here-only")
def two_instances(rig):
    go = threading.Event()
    charges(rig, hold=go)
    b = rig.start("b")
    f = bg(pay, rig.s, "k")
    rig.up.wait("/charges", 1)
    g = bg(pay, b, "k")
    time.sleep(0.5)
    n = len(calls(rig))
    go.set()
    f.result(), g.result()
    return n > 1


@shows("ledger-of-this-instance")
def ledger_elsewhere(rig):
    charges(rig)
    b = rig.start("b")
    pay(rig.s, "k")
    return len(ledger(b)) != 1


@shows("payments-read-from-memory")
def payment_restart(rig):
    charges(rig)
    i = pay(rig.s, "k").json["id"]
    return rig.again().get(f"/payments/{i}").status != 200


# ---------------------------------------------------------------------------------------------- I: stateful-stateless

def login(s, user="ann", headers=None, conn=None):
    a = s.req("POST", "/login", {"user": user}, headers, conn)
    return {"Cookie": a.headers["set-cookie"].split(";")[0]}


def add(s, who, sku, conn=None):
    return s.req("POST", "/cart/items", {"sku": sku}, who, conn)


def cart(s, who):
    a = s.req("GET", "/cart", None, who)
    return a.json["items"] if a.status == 200 else None


def flip(c):
    return "A" if c != "A" else "B"


@shows("signing-key-per-process")
def key_per_process(rig):
    w = login(rig.s)
    return cart(rig.again(), w) is None


@shows("login-known-here-only")
def login_elsewhere(rig):
    w = login(rig.s)
    return cart(rig.start("b"), w) is None


@shows("login-resumes-users-cart")
def names_case(rig):
    a = login(rig.s, "Ann")
    add(rig.s, a, "tea")
    return cart(rig.s, login(rig.s, "ann")) != []


@shows("brought-cookie-adopted")
def brought(rig):
    old = {"Cookie": "sid=chosen.by.me"}
    login(rig.s, "ann", old)
    return cart(rig.s, old) is not None


@shows("cookie-readable-by-scripts")
def http_only(rig):
    return "httponly" not in rig.s.post("/login", {"user": "ann"}).headers["set-cookie"].lower()


@shows("only-first-cookie-read")
def other_cookies(rig):
    w = login(rig.s)
    return cart(rig.s, {"Cookie": "theme=dark; " + w["Cookie"]}) is None


@shows("challenge-missing-on-post")
def challenge(rig):
    a = add(rig.s, {}, "tea")
    return a.status == 401 and "www-authenticate" not in a.headers


@shows("connection-remembers-user")
def connection(rig):
    c = rig.s.conn()
    login(rig.s, "ann", conn=c)
    return rig.s.req("GET", "/cart", None, {}, c).status != 401


@shows("signature-prefix-compared")
def prefix(rig):
    v = login(rig.s)["Cookie"]
    i = v.rindex(".") + 30
    return cart(rig.s, {"Cookie": v[:i] + flip(v[i]) + v[i + 1:]}) is not None


@shows("signature-case-ignored")
def sig_case(rig):
    v = login(rig.s)["Cookie"]
    i = v.rindex(".") + 1
    return cart(rig.s, {"Cookie": v[:i] + v[i:].swapcase()}) is not None


def forged(value, user):
    head, payload, mac = value.split("=", 1)[1].split(".")
    p = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    p["sub"] = user
    return head, base64.urlsafe_b64encode(json.dumps(p).encode()).rstrip(b"=").decode(), mac


@shows("payload-not-signed")
def payload(rig):
    h, p, m = forged(login(rig.s)["Cookie"], "bob")
    return cart(rig.s, {"Cookie": f"sid={h}.{p}.{m}"}) is not None


@shows("alg-none-accepted")
def alg_none(rig):
    _, p, _ = forged(login(rig.s)["Cookie"], "bob")
    h = base64.urlsafe_b64encode(b'{"alg":"none","typ":"JWT"}').rstrip(b"=").decode()
    return cart(rig.s, {"Cookie": f"sid={h}.{p}."}) is not None


@shows("items-ordered-by-instance")
def order_two(rig):
    w = login(rig.s)
    b = rig.start("b")
    for s, x in ((rig.s, "1"), (b, "2"), (rig.s, "3")):
        add(s, w, x)
    return cart(b, w) != ["1", "2", "3"]


@shows("equal-skus-merged")
def same_sku(rig):
    w = login(rig.s)
    for x in ("a", "b", "a"):
        add(rig.s, w, x)
    return cart(rig.s, w) != ["a", "b", "a"]


@shows("cart-cached-per-instance")
def cached(rig):
    w = login(rig.s)
    b = rig.start("b")
    cart(b, w)
    add(rig.s, w, "a")
    return cart(b, w) != ["a"]


@shows("cart-trims-skus")
def trims(rig):
    w = login(rig.s)
    add(rig.s, w, " a ")
    return cart(rig.s, w) != [" a "]


@shows("cart-add-reads-then-writes")
def lost_update(rig):
    w = login(rig.s)
    [f.result() for f in [bg(add, rig.s, w, str(i)) for i in range(6)]]
    return sorted(cart(rig.s, w)) != list("012345")


# ---------------------------------------------------------------------------------------------- J: chat-stream

def tokens(rig, *steps, status=200):
    """Steps: octets are a chunk, numbers are seconds, an Event is waited for, "cut" ends without the last chunk."""
    def handle(call):
        if status != 200:
            call.send(status, b'"no"\n')
            return
        call.sock.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n")
        for x in steps:
            if x == "cut":
                return
            if isinstance(x, threading.Event):
                x.wait(10)
            elif isinstance(x, bytes):
                call.sock.sendall(b"%x\r\n%s\r\n" % (len(x), x))
            else:
                time.sleep(x)
        call.sock.sendall(b"0\r\n\r\n")
    rig.up.handlers["/tokens"] = handle


def ask(rig, stream=True, **k):
    return Open(rig.s, "POST", "/v1/chat/completions",
                {"model": "M-1", "messages": [{"role": "user", "content": "Hi"}], "stream": stream, **k})


def chunks(o):
    return [json.loads(d) for _, d in o.events() if d != "[DONE]"]


def content(o):
    return "".join(c["choices"][0]["delta"].get("content") or "" for c in chunks(o) if "choices" in c)


def answer_is_not(rig, want, *steps):
    tokens(rig, *steps)
    o = ask(rig).end()
    return content(o) != want or o.events()[-1][1] != "[DONE]"


@shows("pieces-decoded-alone")
def cut_character(rig):
    b = '"\U0001f30d"\n'.encode()
    return answer_is_not(rig, "a\U0001f30d", b'"a"\n', b[:3], 0.15, b[3:])


@shows("tokens-split-at-unicode-line-ends")
def raw_2028(rig):
    return answer_is_not(rig, "a\u2028b!", '"a\u2028b"\n'.encode(), 0.1, b'"!"\n')


@shows("lines-together-first-only")
def lines_together(rig):
    return answer_is_not(rig, "abcd", b'"a"\n', 0.1, b'"b"\n"c"\n', 0.1, b'"d"\n')


@shows("tokens-trimmed")
def trimmed(rig):
    return answer_is_not(rig, "a\n\nb", b'"a\\n\\n"\n', 0.1, b'"b"\n')


@shows("tokens-of-white-space-dropped")
def white(rig):
    return answer_is_not(rig, "a b", b'"a"\n', 0.1, b'" "\n', 0.1, b'"b"\n')


@shows("empty-token-ends")
def empty_token(rig):
    return answer_is_not(rig, "ab", b'"a"\n', 0.1, b'""\n', 0.1, b'"b"\n')


@shows("token-done-ends")
def done_token(rig):
    return answer_is_not(rig, "a[DONE]b", b'"a"\n', 0.1, b'"[DONE]"\n', 0.1, b'"b"\n')


@shows("one-token-held-back")
def held_back(rig):
    go = threading.Event()
    tokens(rig, b'"alpha"\n', go, b'"b"\n')
    o = ask(rig)
    late = not o.has(b"alpha", 1)
    go.set()
    o.end()
    return late


@shows("role-in-each-chunk")
def roles(rig):
    tokens(rig, b'"a"\n', 0.1, b'"b"\n')
    return sum("role" in c["choices"][0]["delta"] for c in chunks(ask(rig).end())) != 1


@shows("created-per-chunk")
def created(rig):
    tokens(rig, b'"a"\n', 1.1, b'"b"\n')
    return len({c["created"] for c in chunks(ask(rig).end())}) != 1


@shows("model-lower-case")
def model(rig):
    tokens(rig, b'"a"\n')
    return {c["model"] for c in chunks(ask(rig).end())} != {"M-1"}


@shows("id-from-the-second")
def ids(rig):
    tokens(rig, b'"a"\n')
    os_ = [ask(rig).end() for _ in range(4)]
    return len({chunks(o)[0]["id"] for o in os_}) < 4


@shows("last-chunk-missing")
def no_last_chunk(rig):
    tokens(rig, b'"a"\n')
    return not all(ask(rig).end().clean for _ in range(2))


@shows("cut-is-the-end")
def cut(rig):
    tokens(rig, b'"a"\n', 0.1, "cut")
    return b"[DONE]" in ask(rig).end().data


@shows("cut-without-error-event")
def cut_silent(rig):
    tokens(rig, b'"a"\n', 0.1, "cut")
    return b'"error"' not in ask(rig).end().data


@shows("done-after-error")
def done_after(rig):
    tokens(rig, b'"a"\n', 0.1, "cut")
    o = ask(rig).end()
    return "error" not in o.events()[-1][1]


@shows("cut-whole-answered-200")
def cut_whole(rig):
    tokens(rig, b'"a"\n', 0.1, "cut")
    return ask(rig, False).end().status != 502


@shows("head-before-upstream")
def early_head(rig):
    tokens(rig, status=503)
    return ask(rig).end().status != 502


@shows("upstream-status-ignored")
def status_ignored(rig):
    tokens(rig, status=500)
    return ask(rig).end().status != 502


@shows("leaver-unnoticed")
def leaver_stream(rig):
    tokens(rig, *([b'"a"\n', 0.2] * 40))
    o = ask(rig)
    o.has(b'"a"')
    c = rig.up.to("/tokens")[0]
    o.leave()
    return not c.gone(1.5)


@shows("leaver-before-head-unnoticed")
def leaver_head(rig):
    done = threading.Event()
    rig.up.handlers["/tokens"] = lambda call: done.wait(5)
    o = ask(rig)
    c = rig.up.wait("/tokens", 1)[0]
    o.leave()
    r = not c.gone(1.5)
    done.set()
    return r


@shows("one-completion-at-a-time")
def at_once(rig):
    go = threading.Event()
    tokens(rig, b'"a"\n', go)
    o = [ask(rig) for _ in range(2)]
    r = not all(x.has(b'"a"', 1) for x in o)
    go.set()
    return r


@shows("heartbeat-ends-with-first-token")
def heartbeat(rig):
    tokens(rig, b'"a"\n', 2.2)
    o = ask(rig)
    o.has(b'"a"')
    n = o.data.count(b":\r\n")
    time.sleep(1.7)
    return o.data.count(b"\n:") + o.data.count(b":\r\n") <= n


@shows("request-numbers-as-floats")
def big_numbers(rig):
    tokens(rig, b'"a"\n')
    ask(rig, seed=12345678901234567891).end()
    return b"12345678901234567891" not in rig.up.to("/tokens")[0].body


@shows("request-known-fields-only")
def known_fields(rig):
    tokens(rig, b'"a"\n')
    ask(rig, seed=7).end()
    return json.loads(rig.up.to("/tokens")[0].body).get("seed") != 7


@shows("only-first-message-checked")
def messages_checked(rig):
    tokens(rig, b'"a"\n')
    o = ask(rig, messages=[{"role": "user", "content": "x"}, {"role": "user", "content": 5}]).end()
    return o.status not in (400, 422) or bool(rig.up.to("/tokens"))


@shows("stream-any-truthy")
def stream_text(rig):
    tokens(rig, b'"a"\n')
    return ask(rig, "yes").end().status not in (400, 422)


# ---------------------------------------------------------------------------------------------- running them

def once(bug, name):
    rig = Rig(name)
    try:
        return WITNESSES[bug](rig)
    finally:
        rig.close()


def main():
    with open(os.path.join(HERE, "bugs.tsv"), encoding="utf-8") as f:
        listed = [r["bug"] for r in csv.DictReader(f, delimiter="\t")]
    bugs = [b for b in sys.argv[1:]] or listed
    rounds = int(os.environ.get("WITNESS_ROUNDS", "3"))
    shown = 0
    begin = time.monotonic()
    for b in bugs:
        t = time.monotonic()
        try:
            good = [once(b, "none") for _ in range(rounds)]
            bad = [once(b, b) for _ in range(rounds)]
            ok = not any(good) and all(bad)
            note = "" if ok else f" correct: {good} faulty: {bad}"
        except Exception as e:
            ok, note = False, f" {type(e).__name__}: {e}"
        shown += ok
        print(f"{'shown' if ok else 'NOT SHOWN'}  {b}  {time.monotonic() - t:.1f}s{note}", flush=True)
    print(f"{shown} of {len(bugs)} shown, {time.monotonic() - begin:.0f}s")
    sys.stdout.flush()
    os._exit(0 if shown == len(bugs) else 1)


if __name__ == "__main__":
    main()
