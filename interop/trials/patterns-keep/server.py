"""One server for five patterns: push, publish-subscribe, idempotency, stateful-stateless and chat-stream.

Raw HTTP/1.1 over asyncio transports, state in STATE_DIR by sqlite3. The last argument names one fault to show
(see bugs.tsv); without it the server is as it should be.
"""
import asyncio
import base64
import bisect
import hashlib
import hmac
import json
import os
import re
import signal
import sqlite3
import sys
import time
from collections import deque
from urllib.parse import parse_qsl, quote, unquote, urlsplit

BUG = sys.argv[-1] if len(sys.argv) > 1 else ""

HOST = os.environ.get("HOST", "127.0.0.1")
PORT = int(os.environ.get("PORT", "8080"))
UPSTREAM = os.environ.get("UPSTREAM", "http://127.0.0.1:9")
STATE_DIR = os.environ.get("STATE_DIR", ".")
SECRET = os.environ.get("SECRET", "secret")
INSTANCE = os.environ.get("INSTANCE", "a")

BODY_LIMIT = 1 << 20
HEAD_LIMIT = 64 << 10
HOLD = 2.0                 # long-poll-hold
HEARTBEAT = 0.6            # promised: 1s
ACK_TIMEOUT_MS = 2000      # ack-timeout
KEY_TTL = 4.0              # idempotency-ttl; kept a little longer
HOOK_TIMEOUT = 3.0
HOOK_DELAYS = [0.25, 0.4, 0.65, 1.0]
STREAM_BACKLOG = 4 << 20
KEEP = 1200                # messages kept for a topic and for a subscription

NAME = re.compile(r"[A-Za-z0-9_-]{1,64}\Z")
TOKEN = re.compile(rb"[!#$%&'*+.^_`|~0-9A-Za-z-]+\Z")
REASONS = {200: "OK", 201: "Created", 202: "Accepted", 204: "No Content", 400: "Bad Request", 401: "Unauthorized",
           402: "Payment Required", 404: "Not Found", 405: "Method Not Allowed", 409: "Conflict", 410: "Gone",
           413: "Content Too Large", 415: "Unsupported Media Type", 422: "Unprocessable Content",
           431: "Request Header Fields Too Large", 500: "Internal Server Error", 501: "Not Implemented",
           502: "Bad Gateway", 505: "HTTP Version Not Supported"}


class Problem(Exception):
    def __init__(self, status, detail="", headers=(), close=False):
        self.status, self.detail, self.headers, self.close = status, detail, list(headers), close


class Cut(Exception):
    """The upstream broke off, or never answered."""


def new_id(prefix):
    return prefix + "-" + os.urandom(12).hex()


def dumps(obj):
    return json.dumps(obj, indent=1).encode()


def same_text(a, b):
    return hmac.compare_digest(a.encode("utf-8", "replace"), b.encode("utf-8", "replace"))


async def first(*aws, timeout=None):
    """Wait for the first of several awaitables; the others are cancelled. None stands for the time-out."""
    tasks = [asyncio.ensure_future(a) for a in aws]
    try:
        done, _ = await asyncio.wait(tasks, timeout=timeout, return_when=asyncio.FIRST_COMPLETED)
        for i, t in enumerate(tasks):
            if t in done:
                return i
        return None
    finally:
        for t in tasks:
            if not t.done():
                t.cancel()


class State:
    def __init__(self):
        self.conns = set()
        self.stopping = asyncio.Event()
        self.tasks = set()
        self.stats = {}
        self.waits = 0
        self.streams = 0

    def spawn(self, coro):
        t = asyncio.ensure_future(coro)
        self.tasks.add(t)
        t.add_done_callback(self.tasks.discard)
        return t

    def count(self, what):
        self.stats[what] = self.stats.get(what, 0) + 1


# ---------------------------------------------------------------------------------------------- HTTP, server side

class Request:
    def __init__(self, method, target, version, headers):
        self.method, self.target, self.version, self.headers = method, target, version, headers
        path, _, query = target.partition("?")
        self.path, self.query_text = path, query
        self.body = b""
        self.keep = version == "1.1" and "close" not in self.tokens("connection")

    def get(self, name):
        v = [x for n, x in self.headers if n == name]
        return ", ".join(v) if v else None

    def tokens(self, name):
        return [t.strip().lower() for t in (self.get(name) or "").split(",") if t.strip()]

    def query(self):
        try:
            return dict(parse_qsl(self.query_text, keep_blank_values=True, errors="strict"))
        except ValueError:
            raise Problem(400, "the query cannot be read")

    def json(self):
        kind = self.get("content-type")
        if kind is None or kind.split(";")[0].strip().lower() != "application/json":
            raise Problem(415, "application/json is asked for")

        def refuse(_):
            raise ValueError
        try:
            obj = json.loads(self.body.decode("utf-8"), parse_constant=refuse)
        except (ValueError, RecursionError):
            raise Problem(400, "the body is not JSON")
        if not isinstance(obj, dict):
            raise Problem(422, "an object is asked for")
        return obj


def text_of(obj, field, least=1, most=65536):
    v = obj.get(field)
    if not isinstance(v, str) or not least <= len(v) <= most:
        raise Problem(422, f"{field}: a text of {least} to {most} characters is asked for")
    try:
        v.encode("utf-8")
    except UnicodeEncodeError:
        raise Problem(422, f"{field}: not Unicode")
    return v


class Conn(asyncio.Protocol):
    def __init__(self, app):
        self.app, self.st = app, app.st
        self.user = None

    def connection_made(self, transport):
        self.t = transport
        self.buf = bytearray()
        self.eof = self.lost = self.paused = False
        self.idle = True
        self.waiter = None
        self.gone = asyncio.Event()
        self.writable = asyncio.Event()
        self.writable.set()
        transport.set_write_buffer_limits(high=256 << 10)
        self.st.conns.add(self)
        self.task = asyncio.ensure_future(self.run())

    def data_received(self, data):
        self.buf += data
        if len(self.buf) > 2 * BODY_LIMIT and not self.paused:
            self.paused = True
            self.t.pause_reading()
        self.wake()

    def eof_received(self):
        self.eof = True
        self.gone.set()
        self.wake()
        return True

    def connection_lost(self, exc):
        self.eof = self.lost = True
        self.gone.set()
        self.writable.set()
        self.st.conns.discard(self)
        self.wake()

    def pause_writing(self):
        self.writable.clear()

    def resume_writing(self):
        self.writable.set()

    def wake(self):
        if self.waiter and not self.waiter.done():
            self.waiter.set_result(None)

    async def more(self):
        """Wait for more octets; False at the end of the input."""
        if self.eof:
            return False
        if self.paused:
            self.paused = False
            self.t.resume_reading()
        self.waiter = asyncio.get_running_loop().create_future()
        await self.waiter
        return True

    def take(self, n):
        data = bytes(self.buf[:n])
        del self.buf[:n]
        return data

    async def line(self, limit=8192):
        while True:
            i = self.buf.find(b"\r\n")
            if i >= 0:
                return self.take(i + 2)[:-2]
            if len(self.buf) > limit:
                raise Problem(400, "line too long", close=True)
            if not await self.more():
                raise Cut()

    async def read_request(self):
        self.idle = True
        while True:
            while self.buf[:2] == b"\r\n":
                del self.buf[:2]
            i = self.buf.find(b"\r\n\r\n")
            if i >= 0:
                break
            if len(self.buf) > HEAD_LIMIT:
                raise Problem(431, close=True)
            if self.st.stopping.is_set() and not self.buf:
                return None
            if not await self.more():
                return None
        self.idle = False
        if i > HEAD_LIMIT:
            raise Problem(431, close=True)
        lines = self.take(i + 4)[:-4].split(b"\r\n")
        parts = lines[0].split(b" ")
        if len(parts) != 3 or not TOKEN.match(parts[0]) or not re.match(rb"HTTP/\d\.\d\Z", parts[2]):
            raise Problem(400, "request line", close=True)
        if parts[2][5:6] != b"1":
            raise Problem(505, close=True)
        target = parts[1].decode("latin-1")
        if target[:7].lower() == "http://":
            target = "/" + target[7:].partition("/")[2]
        if not re.match(r"(/[!-~]*|\*)\Z", target):
            raise Problem(400, "target", close=True)
        headers = []
        for raw in lines[1:]:
            name, colon, value = raw.partition(b":")
            if not colon or not TOKEN.match(name) or re.search(rb"[\x00\r\n]", value):
                raise Problem(400, "field line", close=True)
            headers.append((name.decode().lower(), value.strip(b" \t").decode("utf-8", "surrogateescape")))
        req = Request(parts[0].decode(), target, "1.0" if parts[2].endswith(b"0") else "1.1", headers)
        hosts = [v for n, v in headers if n == "host"]
        if len(hosts) > 1 or (req.version == "1.1" and not hosts):
            raise Problem(400, "Host", close=True)
        te, cl = req.tokens("transfer-encoding"), req.get("content-length")
        if te:
            if te != ["chunked"]:
                raise Problem(501, "transfer coding", close=True)
            if cl is not None or req.version == "1.0":
                raise Problem(400, "length", close=True)
        elif cl is not None:
            if not re.match(r"\d{1,18}\Z", cl, re.A):
                raise Problem(400, "length", close=True)
            if int(cl) > BODY_LIMIT:
                raise Problem(413, close=True)
        if "100-continue" in req.tokens("expect") and req.version == "1.1" and not self.buf:
            self.t.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        if te:
            body = bytearray()
            while True:
                size = (await self.line()).split(b";")[0].strip(b" \t")
                if not re.match(rb"[0-9A-Fa-f]{1,8}\Z", size):
                    raise Problem(400, "chunk", close=True)
                n = int(size, 16)
                if n == 0:
                    break
                if len(body) + n > BODY_LIMIT:
                    raise Problem(413, close=True)
                while len(self.buf) < n + 2:
                    if not await self.more():
                        raise Cut()
                chunk = self.take(n + 2)
                if chunk[-2:] != b"\r\n":
                    raise Problem(400, "chunk", close=True)
                body += chunk[:-2]
            while await self.line():
                pass
            req.body = bytes(body)
        elif cl:
            n = int(cl)
            while len(self.buf) < n:
                if not await self.more():
                    raise Cut()
            req.body = self.take(n)
        return req

    def write(self, data):
        if not self.lost:
            self.t.write(data)

    def head(self, status, headers):
        out = [f"HTTP/1.1 {status} {REASONS.get(status, '')}"]
        out += [f"{n}: {v}" for n, v in headers]
        return ("\r\n".join(out) + "\r\n\r\n").encode("utf-8")

    def respond(self, req, status, obj=None, headers=(), kind="application/json; charset=UTF-8"):
        headers = [("date", time.strftime("%a, %d %b %Y %H:%M:%S GMT", time.gmtime()))] + list(headers)
        keep = req is not None and req.keep and not self.st.stopping.is_set()
        if not keep:
            headers.append(("connection", "close"))
        body = b"" if obj is None else obj if isinstance(obj, bytes) else dumps(obj)
        if status != 204:
            headers.append(("content-type", kind))
            if req is not None and req.method == "GET" and req.version == "1.1" and req.path != "/":
                headers.append(("transfer-encoding", "chunked"))
                half = len(body) // 2
                body = b"".join(b"%X\r\n%s\r\n" % (len(p), p) for p in (body[:half], body[half:]) if p) + b"0\r\n\r\n"
            else:
                headers.append(("content-length", str(len(body))))
        if req is not None and req.method == "HEAD":
            body = b""
        self.write(self.head(status, headers) + body)
        return keep

    def problem(self, req, p):
        body = {"detail": p.detail, "status": p.status, "title": REASONS.get(p.status, "Error"), "type": "about:blank"}
        return self.respond(req, p.status, body, p.headers, "application/problem+json")

    async def run(self):
        linger = False
        try:
            while True:
                req = None
                try:
                    req = await self.read_request()
                    if req is None:
                        break
                    keep = await self.app.handle(self, req)
                except Problem as p:
                    if p.close:
                        self.problem(None, p)
                        linger = True
                        break
                    keep = self.problem(req, p)
                except Cut:
                    break
                if not keep:
                    break
                if not self.writable.is_set():
                    await self.writable.wait()
        except asyncio.CancelledError:
            raise
        except Exception as e:
            print("error:", repr(e), file=sys.stderr, flush=True)
            self.problem(None, Problem(500))
        finally:
            if linger and not self.lost:
                try:
                    self.t.write_eof()
                    end = time.monotonic() + 1
                    while time.monotonic() < end:
                        self.buf.clear()
                        if await first(self.more(), timeout=0.3) is None or self.eof:
                            break
                except (OSError, RuntimeError):
                    pass
            if not self.lost:
                self.t.close()


class Stream:
    """A response of events on a connection: chunked, or ended by closing."""

    def __init__(self, conn, req, chunked, eol):
        self.conn, self.req, self.eol = conn, req, eol
        self.chunked = chunked and req.version == "1.1"
        headers = [("content-type", "text/event-stream;charset=utf-8"), ("cache-control", "no-cache")]
        if self.chunked:
            headers.append(("transfer-encoding", "chunked"))
        if not self.chunked or not req.keep:
            headers.append(("connection", "close"))
        conn.write(conn.head(200, headers))
        conn.st.streams += 1

    def send(self, text):
        data = text.encode("utf-8", "replace")
        self.conn.write(b"%x\r\n%s\r\n" % (len(data), data) if self.chunked else data)

    def comment(self):
        self.send(":" + self.eol)

    def behind(self):
        return not self.conn.lost and self.conn.t.get_write_buffer_size() > STREAM_BACKLOG

    def finish(self):
        if self.chunked:
            self.conn.write(b"0\r\n\r\n")
        return self.chunked and self.req.keep and not self.conn.st.stopping.is_set()


# ---------------------------------------------------------------------------------------------- HTTP, client side

class Call:
    """One request to another server, on a connection of its own."""

    @classmethod
    async def open(cls, url, headers, body):
        u = urlsplit(url)
        secure = u.scheme == "https"
        self = cls()
        self.w = None
        try:
            kw = {}
            if secure:
                import ssl
                kw["ssl"] = ssl.create_default_context()
            self.r, self.w = await asyncio.open_connection(u.hostname, u.port or (443 if secure else 80), **kw)
            path = (u.path or "/") + ("?" + u.query if u.query else "")
            lines = [f"POST {quote(path, safe=_SAFE)} HTTP/1.1", f"host: {u.netloc.rpartition('@')[2]}",
                     f"content-length: {len(body)}", "connection: close"]
            lines += [f"{n}: {v}" for n, v in headers]
            self.w.write(("\r\n".join(lines) + "\r\n\r\n").encode("utf-8") + body)
            while True:
                head = (await self.r.readuntil(b"\r\n\r\n"))[:-4].decode("latin-1").split("\r\n")
                m = re.match(r"HTTP/1\.\d (\d{3})(?: |$)", head[0])
                if not m:
                    raise Cut()
                self.status = int(m[1])
                if self.status >= 200:
                    break
            self.headers = {n.strip().lower(): v.strip() for n, _, v in (h.partition(":") for h in head[1:])}
            return self
        except (OSError, ValueError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, Cut) as e:
            self.close()
            raise Cut() from e
        except BaseException:
            self.close()
            raise

    def close(self):
        if self.w:
            self.w.close()

    async def pieces(self):
        try:
            if self.status in (204, 304):
                return
            if "chunked" in self.headers.get("transfer-encoding", "").lower():
                while True:
                    n = int((await self.r.readuntil(b"\n")).split(b";")[0], 16)
                    if n == 0:
                        while (await self.r.readuntil(b"\n")).strip():
                            pass
                        return
                    while n:
                        piece = await self.r.read(min(n, 65536))
                        if not piece:
                            raise Cut()
                        n -= len(piece)
                        yield piece
                    if (await self.r.readuntil(b"\n")).strip():
                        raise Cut()
            length = self.headers.get("content-length")
            n = int(length) if length is not None else None
            while n is None or n > 0:
                piece = await self.r.read(65536 if n is None else min(n, 65536))
                if not piece:
                    if n is None:
                        return
                    raise Cut()
                n = None if n is None else n - len(piece)
                yield piece
        except (OSError, ValueError, asyncio.IncompleteReadError, asyncio.LimitOverrunError) as e:
            raise Cut() from e

    async def whole(self):
        return b"".join([p async for p in self.pieces()])


_SAFE = "/?:@!$&'()*+,;=-._~%#[]"


# ---------------------------------------------------------------------------------------------- F: push

class Hook:
    def __init__(self, room, url, secret):
        self.id, self.room, self.url, self.secret = new_id("h"), room, url, secret
        self.dead = False


class Push:
    def __init__(self, st):
        self.st = st
        self.reset()

    def reset(self):
        for h in getattr(self, "hooks", {}).values():
            h.dead = True
        self.rooms = {}            # room: set of Stream
        self.hooks = {}            # id: Hook
        self.old_hooks = set()
        self.n = 100
        self.line = {}

    def event_text(self, eid, text):
        if BUG == "stream-lone-cr-unsplit":
            lines = text.replace("\r\n", "\n").split("\n")
        elif BUG == "stream-splits-at-unicode-line-ends":
            lines = (text + "x").splitlines()
            lines[-1] = lines[-1][:-1]
        elif BUG == "stream-last-line-end-lost":
            lines = re.split(r"\r\n|\r|\n", text[:-1] if text.endswith("\n") else text)
        else:
            lines = re.split(r"\r\n|\r|\n", text)
        out = ["event: message", f"id:{eid}"]
        for ln in lines:
            if BUG == "stream-leading-space-lost":
                out.append("data:" + ln)
            else:
                out.append(("data: " if ln.startswith(" ") else "data:") + ln)
        return "\r".join(out) + "\r\r"

    async def post(self, conn, req, room):
        text = text_of(req.json(), "text")
        self.n += 7
        eid = f"e-{self.n}"
        self.st.count("events")
        for s in list(self.rooms.get(room, ())):
            if s.behind():
                self.rooms[room].discard(s)
                s.conn.t.abort()
                continue
            if BUG == "slow-stream-delays-posts":
                await first(s.conn.writable.wait(), timeout=20)
            s.send(self.event_text(eid, text))
        for h in list(self.hooks.values()):
            if h.room == room:
                job = self.deliver(h, eid, text)
                if BUG == "slow-hook-delays-other-hooks":
                    job = self.in_turn(room, job)
                self.st.spawn(job)
        return conn.respond(req, 201, {"text": text, "id": eid, "room": room})

    async def in_turn(self, room, job):
        async with self.line.setdefault(room, asyncio.Lock()):
            await job

    async def stream(self, conn, req, room):
        s = Stream(conn, req, True, "\r")
        s.send("retry: 1000\r")
        self.rooms.setdefault(room, set()).add(s)
        try:
            while not conn.gone.is_set() and not self.st.stopping.is_set():
                r = await first(conn.gone.wait(), self.st.stopping.wait(), timeout=HEARTBEAT)
                if r is None:
                    s.comment()
        finally:
            self.st.streams -= 1
            self.rooms.get(room, set()).discard(s)
        return s.finish() and not conn.gone.is_set()

    def add_hook(self, conn, req, room):
        obj = req.json()
        url, secret = text_of(obj, "url", 1, 8192), text_of(obj, "secret", 1, 256)
        try:
            u = urlsplit(url)
            ok = u.scheme in ("http", "https") and u.hostname and (u.port is None or u.port > 0)
        except ValueError:
            ok = False
        if not ok or re.search(r"[\x00-\x20\x7f]", url):
            raise Problem(422, "url: an http or https URL is asked for")
        h = Hook(room, url, secret)
        self.hooks[h.id] = h
        body = {"url": url, "id": h.id}
        return conn.respond(req, 201, body, [("location", f"http://{HOST}:{PORT}/rooms/{room}/hooks/{h.id}")])

    def delete_hook(self, conn, req, room, hid):
        h = self.hooks.get(hid)
        if h is None or h.room != room:
            raise Problem(410 if hid in self.old_hooks else 404, "there is no such hook")
        self.drop(h)
        if BUG == "deleted-hook-still-retried":
            h.dead = False
        return conn.respond(req, 204)

    def drop(self, h):
        h.dead = True
        self.hooks.pop(h.id, None)
        self.old_hooks.add(h.id)

    async def deliver(self, h, eid, text):
        obj = {"id": eid, "text": text, "room": h.room, "at": int(time.time())}
        body = json.dumps(obj, ensure_ascii=False, indent=1).encode("utf-8", "replace")
        signed = body
        if BUG == "hook-signs-escaped-body":
            signed = json.dumps(obj, indent=1).encode()
        key = h.secret.encode("utf-8")
        if BUG == "hook-secret-as-latin-1":
            key = h.secret.encode("latin-1", "replace")
        if BUG == "hook-secret-stripped":
            key = h.secret.strip().encode("utf-8")
        wid, stamp = "w-" + eid, None
        for n in range(len(HOOK_DELAYS) + 1):
            if h.dead:
                return
            if BUG == "hook-id-per-attempt" and n:
                wid = f"w-{eid}-{n}"
            now = str(int(time.time()))
            stamp = stamp or now
            sent_stamp = now if BUG == "hook-retry-signature-stale" else stamp
            mac = hmac.new(key, f"{wid}.{stamp}.".encode() + signed, hashlib.sha256).digest()
            other = base64.b64encode(hashlib.sha256(mac).digest()).decode()
            headers = [("content-type", "application/json"), ("webhook-id", wid), ("webhook-timestamp", sent_stamp),
                       ("webhook-signature", f"v1,{other} v1,{base64.b64encode(mac).decode()}")]
            self.st.count("deliveries")
            status = await self.attempt(h.url, headers, body)
            if 200 <= status < 300 and not (BUG == "hook-success-only-200-201" and status > 201):
                return
            if status == 410 and not (BUG == "hook-410-on-retry-ignored" and n):
                self.drop(h)
                return
            if BUG == "hook-4xx-not-retried" and 400 <= status < 500:
                return
            if BUG == "hook-timeout-not-retried" and status == 0:
                return
            if n < len(HOOK_DELAYS):
                delay = HOOK_DELAYS[n]
                if BUG == "hook-retries-evenly":
                    delay = 0.4
                if BUG == "hook-retries-fewer" and n == 3:
                    return
                await asyncio.sleep(delay)

    async def attempt(self, url, headers, body):
        """The status, or 0 when there was none."""
        async def go():
            c = await Call.open(url, headers, body)
            try:
                if BUG == "hook-follows-redirect" and c.status in (301, 302, 307, 308) and "location" in c.headers:
                    c.close()
                    c = await Call.open(c.headers["location"], headers, body)
                status = c.status
                try:
                    await asyncio.wait_for(c.whole(), 0.5)
                except (Cut, asyncio.TimeoutError):
                    pass
                return status
            finally:
                c.close()
        try:
            return await asyncio.wait_for(go(), HOOK_TIMEOUT)
        except (Cut, asyncio.TimeoutError):
            return 0


# ---------------------------------------------------------------------------------------------- G: publish-subscribe

def filter_pattern(text):
    levels = text.split(".")
    out = []
    for i, lv in enumerate(levels):
        if lv == "*":
            out.append(r"[^.]+")
        elif lv == "#" and i == len(levels) - 1:
            out.append(None)
        elif NAME.match(lv):
            out.append(re.escape(lv))
        else:
            raise Problem(422, "filter")
    if len(text) > 128:
        raise Problem(422, "filter")
    if out[-1] is None:
        rest = r"\..+" if BUG == "hash-needs-a-level" else r"(\..+)?"
        return re.compile(r"\.".join(out[:-1]) + rest + r"\Z") if out[:-1] else re.compile(r".*\Z")
    return re.compile(r"\.".join(out) + r"\Z")


class Msg:
    __slots__ = ("n", "id", "topic", "offset", "key", "body", "expires")

    def __init__(self, n, mid, topic, offset, key, body, expires):
        self.n, self.id, self.topic, self.offset = n, mid, topic, offset
        self.key, self.body, self.expires = key, body, expires

    def over(self):
        return self.expires is not None and time.time() > self.expires


class Entry:
    __slots__ = ("n", "msg", "again", "retained", "holder", "tag", "deadline", "handed", "stuck")

    def __init__(self, n, msg, again=False, retained=False):
        self.n, self.msg, self.again, self.retained = n, msg, again, retained
        self.holder = self.tag = self.deadline = None
        self.handed = 0
        self.stuck = None

    def __lt__(self, other):
        return self.n < other.n


class Sub:
    def __init__(self, name, setting):
        self.name, self.setting = name, setting
        self.manual = setting["ack"] == "manual"
        self.prefetch = setting["prefetch"]
        self.timeout = setting["ackTimeoutMs"] / 1000
        self.seen = time.monotonic()
        self.polls = 0
        self.held = 0              # unacknowledged


class Feed:
    """The messages of one subscription, or of one group of them."""

    def __init__(self, broker, key, filter_text):
        self.broker, self.key, self.filter = broker, key, filter_text
        self.pattern = filter_pattern(filter_text)
        self.members = {}
        self.ready = []
        self.out = {}              # tag: Entry
        self.waiters = []          # (Sub, Future)
        self.timer = None

    @property
    def durable(self):
        return any(m.setting["durable"] for m in self.members.values())

    def add(self, entry):
        bisect.insort(self.ready, entry)
        while len(self.ready) > KEEP:
            self.broker.forget(self, self.ready.pop(0))

    def active(self):
        now = time.monotonic()
        return sorted(m.name for m in self.members.values() if m.polls or now - m.seen < m.timeout)

    def owner(self, entry, active):
        if len(self.members) == 1 or not active:
            return None
        if BUG == "group-leaver-keeps-unfetched" and entry.msg.key is not None:
            active = sorted(self.members)
        if entry.msg.key is None:
            return active[entry.n % len(active)]
        if BUG == "group-key-hashed-with-topic":
            return max(active, key=lambda m: hashlib.md5(f"{m}\0{entry.msg.topic}\0{entry.msg.key}".encode()).digest())
        return max(active, key=lambda m: hashlib.md5(f"{m}\0{entry.msg.key}".encode()).digest())

    def back(self, entry, flag=True):
        self.out.pop(entry.tag, None)
        holder = self.members.get(entry.holder)
        if holder:
            holder.held -= 1
        entry.holder = entry.deadline = None
        if BUG != "redelivery-keeps-tag":
            entry.tag = None
        entry.again = entry.again or flag
        bisect.insort(self.ready, entry)

    def pick(self, sub):
        room = min(sub.prefetch, 7)
        if sub.manual and BUG != "prefetch-per-response-only":
            room = min(sub.prefetch - sub.held, 7)
        if room <= 0:
            return []
        active = self.active()
        taken, keep = [], []
        for i, e in enumerate(self.ready):
            if e.msg.over() and not (BUG == "ttl-ignored-on-redelivery" and e.again):
                self.broker.forget(self, e)
                continue
            owner = self.owner(e, active)
            mine = owner is None or owner == sub.name
            if BUG == "group-key-to-any-when-full" and not mine and e.msg.key is not None:
                o = self.members[owner]
                mine = o.manual and o.held >= o.prefetch
            if len(taken) < room and mine:
                taken.append(e)
            else:
                keep.append(e)
        self.ready = keep
        now = time.monotonic()
        for e in taken:
            if BUG != "redelivery-keeps-tag" or e.tag is None:
                e.tag = new_id("t")
            e.handed += 1
            if sub.manual:
                e.holder = sub.name
                e.deadline = now + sub.timeout
                if BUG == "ack-timeout-first-time-only" and e.handed > 1:
                    e.deadline = now + 3600
                if BUG == "ack-timeout-of-the-default":
                    e.deadline = now + ACK_TIMEOUT_MS / 1000
                self.out[e.tag] = e
                sub.held += 1
            else:
                self.broker.forget(self, e)
        if taken:
            self.broker.commit()
        return taken

    def pump(self, poked=False):
        if self.timer:
            self.timer.cancel()
            self.timer = None
        now = time.monotonic()
        active = set(self.active())
        for e in list(self.out.values()):
            if e.deadline <= now or (len(self.members) > 1 and e.holder not in active):
                self.back(e, BUG != "timeout-not-marked-redelivered")
        for pair in list(self.waiters):
            sub, fut = pair
            if fut.done():
                self.waiters.remove(pair)
                continue
            got = self.pick(sub)
            if got or (poked and BUG == "poll-ends-at-any-wake"):
                fut.set_result(got)
                self.waiters.remove(pair)
                sub.polls -= 1
                sub.seen = now
        times = [e.deadline for e in self.out.values()]
        if len(self.members) > 1 and self.waiters:
            times += [m.seen + m.timeout for m in self.members.values() if not m.polls and m.seen + m.timeout > now]
        if times:
            wait = max(0.005, min(times) - now + 0.002)
            self.timer = asyncio.get_running_loop().call_later(wait, self.pump)


class Broker:
    def __init__(self, st):
        self.st = st
        self.db = open_db(f"broker-{INSTANCE}.db", """
            create table if not exists subs(name text primary key, setting text, at integer);
            create table if not exists topics(topic text primary key, last integer);
            create table if not exists pubs(publisher text, topic text, seq integer, id text, offset integer,
                                            primary key(publisher, topic));
            create table if not exists msgs(n integer primary key, id text, topic text, offset integer, key text,
                                            body text, expires real);
            create table if not exists queue(feed text, n integer, msg integer, retained integer,
                                             primary key(feed, n));
            create table if not exists retained(topic text primary key, msg integer);
            create index if not exists queue_by_msg on queue(msg);""")
        self.clear()
        self.load()

    def clear(self):
        self.topics, self.history, self.pubs = {}, {}, {}
        self.retained, self.subs, self.feeds = {}, {}, {}
        self.was = set()
        self.n = 0

    def reset(self):
        for f in self.feeds.values():
            for sub, fut in f.waiters:
                if not fut.done():
                    fut.set_result(None)
            if f.timer:
                f.timer.cancel()
        for t in ("subs", "topics", "pubs", "msgs", "queue", "retained"):
            self.db.execute(f"delete from {t}")
        self.db.commit()
        self.clear()

    def load(self):
        q = self.db.execute
        self.topics = {} if BUG == "offsets-restart" else dict(q("select topic, last from topics"))
        if BUG != "repeats-forgotten-over-restart":
            self.pubs = {(p, t): (s, i, o) for p, t, s, i, o in q("select publisher, topic, seq, id, offset from pubs")}
        msgs = {r[0]: Msg(*r) for r in q("select n, id, topic, offset, key, body, expires from msgs")}
        self.n = max(msgs, default=0) + 1
        self.retained = {t: msgs[m] for t, m in q("select topic, msg from retained") if m in msgs}
        for name, setting in q("select name, setting from subs order by at"):
            self.join(Sub(name, json.loads(setting)))
        for feed, n, m, kept in q("select feed, n, msg, retained from queue order by feed, n"):
            if feed in self.feeds and m in msgs:
                self.feeds[feed].ready.append(Entry(n, msgs[m], True, bool(kept)))
            self.n = max(self.n, n + 1)

    def commit(self):
        if self.db.in_transaction:
            self.db.commit()

    def forget(self, feed, e):
        if BUG == "acks-lost-over-restart":
            return
        if feed.durable:
            self.db.execute("delete from queue where feed=? and n=?", (feed.key, e.n))
            self.db.execute("delete from msgs where n=? and n not in (select msg from queue where msg=?) "
                            "and n not in (select msg from retained)", (e.msg.n, e.msg.n))

    def store(self, feed, e):
        self.store_msg(e.msg)
        self.db.execute("insert or replace into queue values(?,?,?,?)", (feed.key, e.n, e.msg.n, int(e.retained)))

    def store_msg(self, m):
        self.db.execute("insert or ignore into msgs values(?,?,?,?,?,?,?)",
                        (m.n, m.id, m.topic, m.offset, m.key, m.body, m.expires))

    def join(self, sub):
        s = sub.setting
        key = "g:" + s["group"] if s["group"] is not None else "s:" + sub.name
        feed = self.feeds.get(key)
        fresh = feed is None
        if fresh:
            feed = self.feeds[key] = Feed(self, key, s["filter"])
        feed.members[sub.name] = sub
        sub.feed = feed
        self.subs[sub.name] = sub
        return fresh

    # publishing

    async def publish(self, conn, req, topic):
        levels = topic.split(".")
        if len(topic) > 128 or not all(NAME.match(x) for x in levels):
            raise Problem(400, "topic")
        obj = req.json()
        body = text_of(obj, "body", 0, BODY_LIMIT)
        key = None if obj.get("key") is None else text_of(obj, "key", 0, 256)
        retain, ttl = obj.get("retain"), obj.get("ttlMs")
        if retain is not None and not isinstance(retain, bool):
            raise Problem(422, "retain")
        if ttl is not None and (isinstance(ttl, bool) or not isinstance(ttl, int) or not 1 <= ttl < 1 << 53):
            raise Problem(422, "ttlMs")
        publisher, seq = req.get("publisher-id"), req.get("seq")
        if seq is not None and not re.match(r"-?\d{1,18}\Z", seq, re.A):
            raise Problem(400, "Seq")
        who = (publisher, topic) if publisher is not None and seq is not None else None
        if who and BUG == "repeats-across-topics":
            who = (publisher, "*")
        if who:
            last = self.pubs.get(who)
            if last and last[0] == int(seq):
                return conn.respond(req, 202, {"offset": last[2], "id": last[1], "repeated": True})
            if BUG == "repeats-at-once-both-taken":
                await asyncio.sleep(0.25)
        self.n += 1
        offset = self.topics.get(topic, 2) + 3
        self.topics[topic] = offset
        m = Msg(self.n, new_id("m"), topic, offset, key, body, None if ttl is None else time.time() + ttl / 1000)
        if BUG == "ttl-in-whole-seconds" and ttl is not None:
            m.expires = time.time() + ttl // 1000
        self.history.setdefault(topic, deque(maxlen=KEEP)).append(m)
        if who:
            self.pubs[who] = (int(seq), m.id, offset)
        self.st.count("messages")
        touched, durable = [], False
        for f in self.feeds.values():
            if f.pattern.match(topic):
                e = Entry(m.n, m)
                f.add(e)
                if f.durable:
                    durable = True
                    self.store(f, e)
                touched.append(f)
        if retain:
            if body == "" and BUG != "retained-empty-body-kept":
                self.retained.pop(topic, None)
                self.db.execute("delete from retained where topic=?", (topic,))
            else:
                self.retained[topic] = m
                self.store_msg(m)
                self.db.execute("insert or replace into retained values(?,?)", (topic, m.n))
        if durable:
            self.db.execute("insert or replace into topics values(?,?)", (topic, offset))
            if who:
                self.db.execute("insert or replace into pubs values(?,?,?,?,?)", (*who, int(seq), m.id, offset))
        self.commit()
        keep = conn.respond(req, 202, {"offset": offset, "id": m.id})
        for f in touched:
            f.pump()
        if BUG == "poll-ends-at-any-wake":
            for f in self.feeds.values():
                if f.waiters and f not in touched:
                    f.pump(True)
        return keep

    # subscribing

    def setting(self, obj):
        s = {"filter": obj.get("filter")}
        if not isinstance(s["filter"], str):
            raise Problem(422, "filter")
        filter_pattern(s["filter"])
        for field, default, ok in (
                ("group", None, lambda v: isinstance(v, str) and NAME.match(v)),
                ("durable", False, lambda v: isinstance(v, bool)),
                ("ack", "auto", lambda v: v in ("auto", "manual")),
                ("ackTimeoutMs", ACK_TIMEOUT_MS, lambda v: type(v) is int and 100 <= v <= 600000),
                ("prefetch", 100, lambda v: type(v) is int and 1 <= v <= 1000),
                ("from", "new", lambda v: v in ("new", "earliest") if isinstance(v, str)
                 else type(v) is int and abs(v) < 1 << 62)):
            v = obj.get(field)
            if v is not None and not ok(v):
                raise Problem(422, field)
            s[field] = default if v is None else v
        if isinstance(s["from"], int) and re.search(r"[*#]", s["filter"]):
            raise Problem(422, "from: an offset needs a filter without * and #")
        return s

    def put(self, conn, req, name):
        s = self.setting(req.json())
        old = self.subs.get(name)
        if old:
            if old.setting != s:
                raise Problem(409, "there is another subscription of this name")
            if BUG == "put-again-begins-anew":
                old.feed.ready.clear()
            return conn.respond(req, 200, {**s, "name": name})
        group = self.feeds.get("g:" + s["group"]) if s["group"] is not None else None
        if group and group.filter != s["filter"]:
            raise Problem(409, "the group has another filter")
        sub = Sub(name, s)
        fresh = self.join(sub)
        feed = sub.feed
        if fresh:
            old_queue = []
            if s["from"] == "new":
                if not (BUG == "retained-not-to-recreated" and name in self.was):
                    kept = [m for t, m in self.retained.items() if feed.pattern.match(t)]
                    if BUG == "retained-outlives-ttl":
                        for m in kept:
                            m.expires = None
                    kept = [m for m in kept if not m.over()]
                    old_queue = [Entry(-i - 1, m, False, True) for i, m in enumerate(kept)]
            else:
                start = s["from"] if isinstance(s["from"], int) else -1 << 62
                if BUG == "from-offset-is-after" and isinstance(s["from"], int):
                    start += 1
                old_queue = [Entry(m.n, m) for t, h in self.history.items() if feed.pattern.match(t)
                             for m in h if m.offset >= start and not m.over()]
            for e in sorted(old_queue):
                feed.add(e)
                if feed.durable:
                    self.store(feed, e)
        if BUG == "deleted-subscription-comes-back" and fresh:
            feed.ready = sorted(getattr(self, "graves", {}).pop(name, []) + feed.ready)
        if s["durable"]:
            self.db.execute("insert or replace into subs values(?,?,?)", (name, json.dumps(s), time.time_ns()))
        self.commit()
        feed.pump()
        return conn.respond(req, 201, {**s, "name": name})

    def sub(self, name):
        s = self.subs.get(name)
        if s is None:
            raise Problem(404, "there is no such subscription")
        return s

    def delete(self, conn, req, name):
        sub = self.sub(name)
        feed = sub.feed
        del self.subs[name]
        self.was.add(name)
        for pair in list(feed.waiters):
            if pair[0] is sub:
                feed.waiters.remove(pair)
                if not pair[1].done():
                    pair[1].set_result(None)
        was_durable = feed.durable
        mine = [e for e in feed.out.values() if e.holder == name]
        for e in mine:
            if BUG == "group-deleted-keeps-unacked" and len(feed.members) > 1:
                e.holder = None
                e.deadline += 3600
                continue
            feed.back(e)
        del feed.members[name]
        if BUG == "deleted-subscription-comes-back":
            self.__dict__.setdefault("graves", {})[name] = mine
        if not feed.members:
            if feed.timer:
                feed.timer.cancel()
            del self.feeds[feed.key]
            if was_durable:
                self.db.execute("delete from queue where feed=?", (feed.key,))
                self.db.execute("delete from msgs where n not in (select msg from queue) "
                                "and n not in (select msg from retained)")
        else:
            feed.pump()
        if BUG != "delete-lost-over-restart":
            self.db.execute("delete from subs where name=?", (name,))
        self.commit()
        return conn.respond(req, 204)

    async def fetch(self, conn, req, name):
        wait = req.query().get("wait", "0")
        if not re.match(r"\d{1,18}\Z", wait, re.A):
            raise Problem(400, "wait")
        sub = self.sub(name)
        feed = sub.feed
        sub.seen = time.monotonic()
        feed.pump()
        got = [] if any(s is sub for s, f in feed.waiters if not f.done()) else feed.pick(sub)
        if not got and int(wait) > 0 and not self.st.stopping.is_set():
            fut = asyncio.get_running_loop().create_future()
            sub.polls += 1
            pair = (sub, fut)
            feed.waiters.append(pair)
            self.st.waits += 1
            feed.pump()
            stopping = self.st.stopping.wait() if BUG != "sigterm-waits-for-polls" else asyncio.sleep(60)
            await first(asyncio.shield(fut), conn.gone.wait(), stopping, timeout=min(int(wait), HOLD) + 0.003)
            self.st.waits -= 1
            if not fut.done():
                fut.cancel()
                if pair in feed.waiters:
                    feed.waiters.remove(pair)
                sub.polls -= 1
                sub.seen = time.monotonic()
            else:
                got = fut.result()
                if got is None:
                    raise Problem(404, "the subscription is gone")
        if got:
            feed.pump()
        elif int(wait) > 0:
            return conn.respond(req, 204, headers=[("cache-control", "no-store")])
        msgs = [{"body": e.msg.body, "key": e.msg.key, "redelivered": e.again, "offset": e.msg.offset,
                 "topic": e.msg.topic, "tag": e.tag, "retained": e.retained} for e in got]
        return conn.respond(req, 200, {"messages": msgs}, [("cache-control", "no-store")])

    def settle(self, conn, req, name, nack):
        obj = req.json()
        sub = self.sub(name)
        tags, requeue = obj.get("tags"), obj.get("requeue")
        if not isinstance(tags, list) or not all(isinstance(t, str) for t in tags):
            raise Problem(422, "tags")
        if requeue is not None and not isinstance(requeue, bool):
            raise Problem(422, "requeue")
        feed = sub.feed
        sub.seen = time.monotonic()
        for t in tags:
            e = feed.out.get(t)
            where = feed
            if e is None and BUG == "ack-of-another-subscription" and not nack:
                where = next((f for f in self.feeds.values() if t in f.out), feed)
                e = where.out.get(t)
            if e is None:
                if BUG == "unknown-tag-ends-the-list":
                    break
                continue
            if nack and requeue is not False:
                if BUG == "nack-waits-for-ack-timeout":
                    continue
                where.back(e, BUG != "nack-not-marked-redelivered")
            else:
                del where.out[t]
                holder = where.members.get(e.holder)
                if holder and not (BUG == "nack-drop-keeps-prefetch" and nack):
                    holder.held -= 1
                self.forget(where, e)
        self.commit()
        keep = conn.respond(req, 204)
        if not (BUG == "nack-wakes-no-poll" and nack):
            if not (BUG == "ack-wakes-no-poll" and not nack):
                feed.pump()
        return keep


def open_db(name, schema):
    db = sqlite3.connect(os.path.join(STATE_DIR, name), timeout=10, isolation_level="DEFERRED")
    db.execute("pragma journal_mode=wal")
    db.execute("pragma synchronous=full" if name == "shared.db" else "pragma synchronous=normal")
    db.executescript(schema)
    return db


# ---------------------------------------------------------------------------------------------- H: idempotency

class Payments:
    def __init__(self, st):
        self.st = st
        self.db = open_db("shared.db", """
            create table if not exists keys(key text primary key, amount integer, payee text, state text,
                                            instance text, status integer, payment text, at real);
            create table if not exists payments(n integer primary key autoincrement, id text unique, body text);
            create table if not exists logins(sid text primary key, user text);
            create table if not exists items(n integer primary key autoincrement, sid text, sku text, instance text);
            create index if not exists items_by_sid on items(sid);""")
        self.db.isolation_level = None
        self.going = {}            # key: (payment, task)
        self.mine = []
        if BUG != "crashed-key-stays-busy":
            self.db.execute("update keys set state='open' where state='busy' and instance=?", (INSTANCE,))

    def reset(self):
        for t in ("keys", "payments", "logins", "items"):
            self.db.execute(f"delete from {t}")
        self.mine.clear()

    def key_of(self, req):
        k = req.get("idempotency-key")
        if k is None:
            raise Problem(400, "Idempotency-Key is missing")
        quoted = len(k) >= 2 and k[0] == k[-1] == '"'
        inner = k[1:-1] if quoted else k
        most = 300 if BUG == "key-of-256-accepted" else 255
        if not re.match(r"[!#-\[\]-~]{1,%d}\Z" % most, inner):
            raise Problem(400, "Idempotency-Key")
        if BUG == "key-spellings-differ" and quoted:
            return k
        if BUG == "key-case-ignored":
            return inner.lower()
        if BUG == "key-cut-at-64":
            return inner[:64]
        return inner

    def payment_of(self, obj):
        amount = obj.get("amount")
        is_int = isinstance(amount, int) and (not isinstance(amount, bool) or BUG == "amount-true-is-one")
        if BUG == "amount-fraction-cut" and isinstance(amount, float):
            amount, is_int = int(amount), True
        if not is_int or not 1 <= amount <= 1_000_000_000:
            raise Problem(422, "amount")
        return int(amount), text_of(obj, "to", 1, 64)

    async def pay(self, conn, req):
        key = self.key_of(req)
        try:
            amount, to = self.payment_of(req.json())
        except Problem:
            if BUG == "refused-input-burns-key":
                self.db.execute("insert or ignore into keys values(?,0,'','done','',422,null,?)", (key, time.time()))
            raise
        going = self.going.get(key)
        if going:
            if going[0] != (amount, to):
                raise Problem(409, "this key is in use for another payment", [("retry-after", "1")])
            if BUG == "repeat-in-progress-without-retry-after":
                raise Problem(409, "in progress")
            result = await asyncio.shield(going[1])
            if BUG == "waiters-all-call-after-502" and result[0] == 502:
                result = await self.charge(key, amount, to)
            return self.answer(conn, req, result, True)
        found = self.begin(key, amount, to)
        if found is not None:
            return self.answer(conn, req, found, True)
        if BUG == "key-checked-then-taken":
            await asyncio.sleep(0.25)
        task = self.st.spawn(self.charge(key, amount, to))
        self.going[key] = ((amount, to), task)
        task.add_done_callback(lambda t: self.going.pop(key, None) if self.going.get(key, (0, 0))[1] is t else None)
        if BUG == "client-leaves-charge-dropped":
            if await first(asyncio.shield(task), conn.gone.wait()) == 1:
                task.cancel()
                self.finish(key, "open", 502, None)
                return False
        return self.answer(conn, req, await asyncio.shield(task), False)

    def begin(self, key, amount, to):
        """The recorded answer, or None when the key is now ours to work on."""
        q = self.db.execute
        q("begin immediate")
        try:
            row = q("select amount, payee, state, instance, status, payment, at from keys where key=?", (key,)).fetchone()
            keep = KEY_TTL / 2 if BUG == "key-forgotten-early" else KEY_TTL * 1.5
            if row and row[2] == "done" and time.time() - row[6] > keep:
                row = None
            if row and row[2] == "done":
                same = (row[0], row[1]) == (amount, to)
                if BUG == "same-key-other-payee":
                    same = row[0] == amount
                if BUG == "same-key-other-amount":
                    same = row[1] == to
                if BUG == "declined-key-takes-another" and row[4] == 402:
                    same = True
                if not same:
                    raise Problem(422, "this key was used for another payment")
                return row[4], json.loads(row[5]) if row[5] else None
            if row and row[2] == "busy" and row[3] != INSTANCE and BUG != "busy-known-here-only":
                raise Problem(409, "in progress elsewhere", [("retry-after", "1")])
            if row and row[2] == "busy" and BUG == "crashed-key-stays-busy":
                raise Problem(409, "in progress", [("retry-after", "1")])
            q("insert or replace into keys values(?,?,?,'busy',?,null,null,?)", (key, amount, to, INSTANCE, time.time()))
            return None
        finally:
            q("commit")

    def finish(self, key, state, status, payment):
        q = self.db.execute
        q("begin immediate")
        if payment:
            q("insert into payments(id, body) values(?,?)", (payment["id"], json.dumps(payment)))
        q("update keys set state=?, status=?, payment=?, at=? where key=?",
          (state, status, json.dumps(payment) if payment else None, time.time(), key))
        q("commit")

    async def charge(self, key, amount, to):
        body = dumps({"to": to, "amount": amount})
        sent_key = key
        if BUG == "retry-under-a-new-key":
            n = self.__dict__.setdefault("tries", {})
            n[key] = n.get(key, 0) + 1
            sent_key = key if n[key] == 1 else f"{key}-{n[key]}"
        status, charge = 0, None
        for attempt in (1, 2):
            if BUG == "own-repeat-under-a-new-key" and attempt == 2:
                sent_key = key + "-r"
            try:
                c = await Call.open(UPSTREAM + "/charges",
                                    [("content-type", "application/json"), ("idempotency-key", sent_key)], body)
                try:
                    status = c.status
                    data = await c.whole()
                finally:
                    c.close()
                if status == 201 or (BUG == "any-2xx-is-a-charge" and 200 <= status < 300):
                    charge = json.loads(data)["charge"]
                    if not isinstance(charge, str):
                        raise ValueError
                break
            except Cut:
                status = 0
            except (ValueError, KeyError, TypeError):
                status = 0
                if BUG == "any-2xx-is-a-charge":
                    status, charge = 201, "unknown"
                break
        if charge is not None:
            payment = {"to": to, "amount": amount, "charge": charge, "id": new_id("p")}
            self.finish(key, "done", 201, payment)
            self.mine.append(payment)
            self.st.count("payments")
            return 201, payment
        if status == 402:
            self.finish(key, "open" if BUG == "declined-not-recorded" else "done", 402, None)
            return 402, None
        if BUG == "upstream-4xx-is-declined" and 400 <= status < 500:
            self.finish(key, "done", 402, None)
            return 402, None
        self.finish(key, "done" if BUG == "unknown-outcome-recorded" else "open", 502, None)
        return 502, None

    def answer(self, conn, req, result, replay):
        status, payment = result
        if status != 201:
            raise Problem(status, "the payment was " + ("declined" if status == 402 else "not made, or it is unknown"))
        headers = [("location", f"http://{HOST}:{PORT}/payments/{payment['id']}")]
        if replay:
            headers.append(("idempotent-replayed", "true"))
            if BUG == "replay-without-location":
                headers = headers[1:]
            payment = dict(reversed(list(payment.items())))
            if BUG == "replay-answers-200":
                status = 200
        return conn.respond(req, status, payment, headers)

    def get(self, conn, req, pid):
        row = self.db.execute("select body from payments where id=?", (pid,)).fetchone()
        if BUG == "payments-read-from-memory":
            row = next(((json.dumps(p),) for p in self.mine if p["id"] == pid), None)
        if row is None:
            raise Problem(404, "there is no such payment")
        return conn.respond(req, 200, json.loads(row[0]))

    def ledger(self, conn, req):
        rows = [json.loads(b) for (b,) in self.db.execute("select body from payments order by n desc")]
        if BUG == "ledger-of-this-instance":
            rows = self.mine
        return conn.respond(req, 200, {"payments": rows})


# ---------------------------------------------------------------------------------------------- I: stateful-stateless

def b64(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def unb64(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


class Shop:
    def __init__(self, db):
        self.db = db
        self.key = os.urandom(16) if BUG == "signing-key-per-process" else SECRET.encode("utf-8")
        self.here = {}
        self.brought = {}
        self.cache = {}

    def sign(self, text):
        return b64(hmac.new(self.key, text.encode(), hashlib.sha256).digest())

    def login(self, conn, req):
        user = req.json().get("user")
        if not isinstance(user, str) or not NAME.match(user):
            raise Problem(422, "user")
        sid = new_id("s")
        if BUG == "login-resumes-users-cart":
            row = self.db.execute("select sid from logins where user=? collate nocase", (user,)).fetchone()
            sid = row[0] if row else sid
        self.db.execute("insert or ignore into logins values(?,?)", (sid, user))
        self.here[sid] = user
        text = b64(b'{"typ":"JWT","alg":"HS256"}') + "." + b64(json.dumps({"sub": user, "sid": sid}).encode())
        if BUG == "brought-cookie-adopted":
            old = self.cookie(req)
            if old:
                self.brought[old] = (user, sid)
        flags = "Path=/; SameSite=Lax; Max-Age=86400"
        if BUG != "cookie-readable-by-scripts":
            flags += "; HttpOnly"
        conn.user = (user, sid)
        return conn.respond(req, 200, {"user": user}, [("set-cookie", f"sid={text}.{self.sign(text)}; {flags}")])

    def cookie(self, req):
        for part in "; ".join(v for n, v in req.headers if n == "cookie").split(";"):
            name, _, value = part.strip().partition("=")
            if name == "sid":
                return value
            if BUG == "only-first-cookie-read":
                return None
        return None

    def who(self, conn, req):
        refuse = Problem(401, "log in first", [("www-authenticate", 'Cookie realm="cart"')])
        if BUG == "challenge-missing-on-post" and req.method == "POST":
            refuse.headers = []
        token = self.cookie(req)
        if BUG == "connection-remembers-user":
            if token is None and conn.user:
                return conn.user
        if token in self.brought:
            return self.brought[token]
        try:
            head, payload, mac = (token or "").split(".")
            want = self.sign(head + "." + payload)
            if BUG == "signature-prefix-compared":
                good = len(mac) == len(want) and same_text(mac[:16], want[:16])
            elif BUG == "signature-case-ignored":
                good = same_text(mac.lower(), want.lower())
            elif BUG == "payload-not-signed":
                good = same_text(mac, want) or len(mac) == len(want)
            elif BUG == "alg-none-accepted" and json.loads(unb64(head)).get("alg") == "none":
                good = True
            else:
                good = same_text(mac, want)
            if not good:
                raise refuse
            claims = json.loads(unb64(payload))
            user, sid = claims["sub"], claims["sid"]
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            raise refuse
        row = self.db.execute("select user from logins where sid=?", (sid,)).fetchone()
        if BUG == "login-known-here-only":
            row = self.here.get(sid)
        if row is None:
            raise refuse
        conn.user = (user, sid)
        return user, sid

    def items(self, sid):
        order = "instance, n" if BUG == "items-ordered-by-instance" else "n"
        rows = [r[0] for r in self.db.execute(f"select sku from items where sid=? order by {order}", (sid,))]
        if BUG == "equal-skus-merged":
            rows = list(dict.fromkeys(rows))
        if BUG == "cart-cached-per-instance":
            rows = self.cache.setdefault(sid, rows)
        return rows

    async def add(self, conn, req):
        user, sid = self.who(conn, req)
        sku = text_of(req.json(), "sku", 1, 64)
        if BUG == "cart-trims-skus":
            sku = sku.strip() or sku
        if BUG == "cart-add-reads-then-writes":
            old = self.items(sid)
            await asyncio.sleep(0.15)
            self.db.execute("delete from items where sid=?", (sid,))
            for x in old:
                self.db.execute("insert into items(sid, sku, instance) values(?,?,?)", (sid, x, INSTANCE))
        if BUG == "cart-cached-per-instance":
            self.items(sid).append(sku)
        self.db.execute("insert into items(sid, sku, instance) values(?,?,?)", (sid, sku, INSTANCE))
        return conn.respond(req, 201, {"items": self.items(sid), "user": user})

    def cart(self, conn, req):
        user, sid = self.who(conn, req)
        return conn.respond(req, 200, {"items": self.items(sid), "user": user})


# ---------------------------------------------------------------------------------------------- J: chat-stream

class Chat:
    def __init__(self, st):
        self.st = st
        self.n = 0
        self.lock = asyncio.Lock()

    def check(self, obj):
        text_of(obj, "model", 0, BODY_LIMIT)
        msgs = obj.get("messages")
        if not isinstance(msgs, list) or not msgs:
            raise Problem(400, "messages")
        for m in msgs if BUG != "only-first-message-checked" else msgs[:1]:
            if not isinstance(m, dict) or not isinstance(m.get("role"), str) or not isinstance(m.get("content"), str):
                raise Problem(422, "messages")
        s = obj.get("stream")
        if s is not None and not isinstance(s, bool):
            if BUG != "stream-any-truthy":
                raise Problem(400, "stream")
        return bool(s)

    @staticmethod
    async def read(call, queue):
        """Put the tokens of the upstream into the queue, then True for its end or False for a cut."""
        rest = b""
        good = True
        try:
            async for piece in call.pieces():
                if BUG == "pieces-decoded-alone":
                    piece = piece.decode("utf-8", "replace").encode("utf-8")
                rest += piece
                if BUG == "tokens-split-at-unicode-line-ends":
                    lines = rest.decode("utf-8", "ignore").replace("\u2028", "\n").split("\n")
                    lines, rest = [x.encode() for x in lines[:-1]], lines[-1].encode()
                    for ln in lines:
                        try:
                            await queue.put(json.loads(ln))
                        except ValueError:
                            pass
                    continue
                *lines, rest = rest.split(b"\n")
                if BUG == "lines-together-first-only":
                    lines = lines[:1]
                for ln in lines:
                    if ln.strip():
                        await queue.put(Chat.token(ln))
            if rest.strip():
                await queue.put(Chat.token(rest))
        except (Cut, ValueError):
            good = False
        await queue.put(good)

    @staticmethod
    def token(line):
        t = json.loads(line.decode("utf-8"))
        if not isinstance(t, str):
            raise ValueError
        if BUG == "tokens-trimmed":
            t = t.rstrip("\n")
        return t

    async def complete(self, conn, req):
        obj = req.json()
        stream = self.check(obj)
        self.st.count("completions")
        body = req.body
        if BUG == "request-numbers-as-floats":
            body = json.dumps(json.loads(body, parse_int=lambda t: int(t) if abs(int(t)) < 1 << 53 else float(t))).encode()
        if BUG == "request-known-fields-only":
            body = json.dumps({k: obj[k] for k in ("model", "messages", "stream") if k in obj}).encode()
        if BUG == "one-completion-at-a-time":
            async with self.lock:
                return await self.go(conn, req, obj, stream, body)
        return await self.go(conn, req, obj, stream, body)

    async def go(self, conn, req, obj, stream, body):
        self.n += 1
        cid = f"cc_{self.n}-" + os.urandom(4).hex()
        if BUG == "id-from-the-second":
            cid = f"cc-{int(time.time())}"
        created = int(time.time())
        early = Stream(conn, req, True, "\r\n") if BUG == "head-before-upstream" and stream else None
        opening = asyncio.ensure_future(Call.open(UPSTREAM + "/tokens", [("content-type", "application/json")], body))
        leaving = conn.gone.wait() if BUG != "leaver-before-head-unnoticed" else asyncio.sleep(75)
        if await first(asyncio.wait({opening}), leaving, timeout=75) != 0:
            opening.cancel()
            return False
        call = None
        reader = None
        try:
            try:
                call = opening.result()
            except Cut:
                raise Problem(502, "the upstream is not there")
            if call.status != 200 and not early and BUG != "upstream-status-ignored":
                raise Problem(502, "the upstream failed")
            queue = asyncio.Queue(maxsize=64)
            reader = asyncio.ensure_future(self.read(call, queue))
            if stream:
                return await self.events(conn, req, queue, cid, created, obj["model"], early)
            return await self.whole(conn, req, queue, cid, created, obj["model"])
        finally:
            if reader:
                reader.cancel()
            if call:
                call.close()

    async def next(self, conn, queue, timeout):
        """All that is there, [] after the time-out, None when the client has left or the server stops."""
        if queue.empty():
            getter = asyncio.ensure_future(queue.get())
            leaving = conn.gone.wait()
            if BUG == "leaver-unnoticed":
                leaving = asyncio.sleep(75)
            stop = self.st.stopping.wait() if timeout else asyncio.sleep(3600)
            r = await first(asyncio.wait({getter}), leaving, stop, timeout=timeout)
            if r != 0:
                if getter.done():
                    return [getter.result()]
                getter.cancel()
                return [] if r is None else None
            got = [getter.result()]
        else:
            got = []
        while not queue.empty():
            got.append(queue.get_nowait())
        return got

    async def whole(self, conn, req, queue, cid, created, model):
        out = []
        while True:
            got = await self.next(conn, queue, None)
            if got is None:
                return False
            out += [t for t in got if isinstance(t, str)]
            if got and got[-1] is False and BUG != "cut-whole-answered-200":
                raise Problem(502, "the upstream broke off")
            if got and isinstance(got[-1], bool):
                break
        return conn.respond(req, 200, {"choices": [{"finish_reason": "stop", "index": 0, "message": {
            "content": "".join(out), "role": "assistant"}}], "model": model, "created": created,
            "object": "chat.completion", "id": cid})

    async def events(self, conn, req, queue, cid, created, model, early=None):
        s = early or Stream(conn, req, self.n % 2 == 0 or BUG == "last-chunk-missing", "\r\n")
        begun = [False]

        def chunk(delta, finish=None):
            at = int(time.time()) if BUG == "created-per-chunk" else created
            name = model.lower() if BUG == "model-lower-case" else model
            if not begun[0] or BUG == "role-in-each-chunk":
                delta = {**delta, "role": "assistant"}
            begun[0] = True
            s.send("data:" + json.dumps({"choices": [{"delta": delta, "finish_reason": finish, "index": 0}], "usage": None,
                                         "model": name, "created": at, "object": "chat.completion.chunk",
                                         "id": cid}) + "\r\n\r\n")

        held = []
        try:
            while True:
                got = await self.next(conn, queue, HEARTBEAT)
                if got is None and conn.gone.is_set() and BUG != "leaver-unnoticed":
                    return False
                if got == []:
                    if not (BUG == "heartbeat-ends-with-first-token" and begun[0]):
                        s.comment()
                    continue
                got = [False] if got is None else got
                text = [t for t in got if isinstance(t, str)]
                end = got[-1] if isinstance(got[-1], bool) else None
                if BUG == "token-done-ends" and "[DONE]" in text:
                    text, end = text[:text.index("[DONE]")], True
                if BUG == "empty-token-ends" and "" in text:
                    text, end = text[:text.index("")], True
                if BUG == "one-token-held-back":
                    held += text
                    text = held[:-1] if end is None else held
                    held = held[-1:] if end is None else []
                if text:
                    joined = "".join(text)
                    if BUG == "tokens-of-white-space-dropped" and not joined.strip():
                        joined = ""
                    chunk({"content": joined})
                if end is not None:
                    break
                if not conn.writable.is_set():
                    await first(conn.writable.wait(), conn.gone.wait(), self.st.stopping.wait())
            if end or BUG == "cut-is-the-end":
                if not begun[0]:
                    chunk({"content": ""})
                chunk({}, "stop")
                s.send("data: [DONE]\r\n\r\n")
            else:
                if BUG != "cut-without-error-event":
                    s.send("data:" + json.dumps({"error": {"type": "upstream", "message": "the upstream broke off"}}) + "\r\n\r\n")
                if BUG == "done-after-error":
                    s.send("data: [DONE]\r\n\r\n")
            if BUG == "last-chunk-missing":
                return False
            return s.finish()
        finally:
            self.st.streams -= 1


# ---------------------------------------------------------------------------------------------- the server

class App:
    def __init__(self):
        self.st = State()
        self.push = Push(self.st)
        self.broker = Broker(self.st)
        self.payments = Payments(self.st)
        self.shop = Shop(self.payments.db)
        self.chat = Chat(self.st)

    def route(self, p):
        """The methods of a path: name to function."""
        n = len(p)
        if p == [""]:
            return {"GET": lambda c, r: c.respond(r, 200, b"a lab of patterns\n", kind="text/plain")}
        if p == ["payments"]:
            return {"POST": self.payments.pay}
        if p == ["ledger"]:
            return {"GET": self.payments.ledger}
        if n == 2 and p[0] == "payments":
            return {"GET": lambda c, r: self.payments.get(c, r, p[1])}
        if p == ["login"]:
            return {"POST": self.shop.login}
        if p == ["cart"]:
            return {"GET": self.shop.cart}
        if p == ["cart", "items"]:
            return {"POST": self.shop.add}
        if p == ["v1", "chat", "completions"]:
            return {"POST": self.chat.complete}
        if n >= 3 and p[0] == "rooms" and NAME.match(p[1]):
            if p[2:] == ["events"]:
                return {"POST": lambda c, r: self.push.post(c, r, p[1])}
            if p[2:] == ["stream"]:
                return {"GET": lambda c, r: self.push.stream(c, r, p[1])}
            if p[2:] == ["hooks"]:
                return {"POST": lambda c, r: self.push.add_hook(c, r, p[1])}
            if n == 4 and p[2] == "hooks":
                return {"DELETE": lambda c, r: self.push.delete_hook(c, r, p[1], p[3])}
        if n == 3 and p[0] == "topics" and p[2] == "messages":
            return {"POST": lambda c, r: self.broker.publish(c, r, p[1])}
        if n >= 2 and p[0] == "subscriptions" and NAME.match(p[1]):
            if n == 2:
                return {"PUT": lambda c, r: self.broker.put(c, r, p[1]),
                        "DELETE": lambda c, r: self.broker.delete(c, r, p[1])}
            if p[2:] == ["messages"]:
                return {"GET": lambda c, r: self.broker.fetch(c, r, p[1])}
            if p[2:] == ["acks"]:
                return {"POST": lambda c, r: self.broker.settle(c, r, p[1], False)}
            if p[2:] == ["nacks"]:
                return {"POST": lambda c, r: self.broker.settle(c, r, p[1], True)}
        if p == ["_lab", "reset"]:
            return {"POST": self.reset}
        if p == ["_lab", "stats"]:
            return {"GET": self.show_stats}
        return {}

    async def handle(self, conn, req):
        try:
            parts = unquote(req.path, errors="strict").split("/")[1:]
        except ValueError:
            raise Problem(400, "path")
        methods = self.route(parts)
        if not methods:
            raise Problem(404, "there is nothing here")
        if "GET" in methods and parts == [""]:
            methods["HEAD"] = methods["GET"]
        f = methods.get(req.method)
        if f is None:
            raise Problem(405, "", [("allow", ", ".join(methods))])
        r = f(conn, req)
        return await r if asyncio.iscoroutine(r) else r

    def reset(self, conn, req):
        self.push.reset()
        self.broker.reset()
        self.payments.reset()
        self.shop.__init__(self.payments.db)
        self.st.stats.clear()
        return conn.respond(req, 204)

    def show_stats(self, conn, req):
        return conn.respond(req, 200, {"executed": dict(self.st.stats), "openWaits": self.st.waits,
                                       "openStreams": self.st.streams})


async def main():
    app = App()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Conn(app), HOST, PORT, backlog=1024, reuse_address=True)
    stop = asyncio.Event()
    for sig in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(sig, stop.set)
    await stop.wait()
    server.close()
    app.st.stopping.set()
    for c in list(app.st.conns):
        if c.idle and not c.buf:
            c.t.close()
    end = loop.time() + 4
    while (app.st.conns or app.payments.going) and loop.time() < end:
        await asyncio.sleep(0.02)
    for c in list(app.st.conns):
        c.t.abort()
    os._exit(0)


if __name__ == "__main__":
    asyncio.run(main())
