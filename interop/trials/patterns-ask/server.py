#!/usr/bin/env python3
"""Notes, uploads, a log, jobs and rooms over HTTP/1.1, on raw asyncio streams.

The last argument names one planted fault (see bugs.tsv); none, empty or "@BUG@" is the server without fault.
"""
import asyncio
import email.utils
import hashlib
import json
import os
import random
import re
import resource
import secrets
import signal
import sys
import time
import unicodedata
from urllib.parse import unquote_to_bytes, urlsplit

BUG = sys.argv[-1] if len(sys.argv) > 1 else ""
if BUG in ("none", "@BUG@"):
    BUG = ""


def bug(name):
    return BUG == name


HOST = os.environ.get("HOST", "127.0.0.1")
PORT = int(os.environ.get("PORT", "8080"))
UPSTREAM = os.environ.get("UPSTREAM", "http://127.0.0.1:9")
STATE_DIR = os.environ.get("STATE_DIR", "")

BODY_LIMIT = 1048576
HEAD_LIMIT = 65536
TEXT_LIMIT = 65536
HOLD = 2.0            # long-poll-hold
HEARTBEAT = 0.5       # half of what is declared
QUEUE_LIMIT = 128
KEEP = 500 if bug("room-keeps-500") else 1000
KEEP_SLACK = 100
EVENTS_PER_POLL = 16
REQUESTS_PER_CONNECTION = 200
STOP_WITHIN = 4.2
BOOT = secrets.token_hex(4)

REASONS = {200: "OK", 201: "Created", 202: "Accepted", 204: "No Content", 304: "Not Modified", 400: "Bad Request",
           404: "Not Found", 405: "Method Not Allowed", 408: "Request Timeout", 409: "Conflict", 410: "Gone",
           412: "Precondition Failed", 413: "Content Too Large", 415: "Unsupported Media Type",
           417: "Expectation Failed", 422: "Unprocessable Content", 429: "Too Many Requests",
           431: "Request Header Fields Too Large", 500: "Internal Server Error", 501: "Not Implemented",
           502: "Bad Gateway", 503: "Service Unavailable", 505: "HTTP Version Not Supported"}


class Cut(Exception):
    """The client is gone, or its request was cut."""


class Refuse(Exception):
    def __init__(self, status, detail="", headers=(), close=False, **extra):
        self.status, self.detail, self.headers, self.close, self.extra = status, detail, list(headers), close, extra


class Upstream502(Exception):
    pass


class World:
    """All that a reset forgets."""

    def __init__(self):
        self.notes, self.note_seq = {}, 0
        self.uploads = {}
        self.jobs = {}
        self.rooms = {}
        self.executed = dict.fromkeys(("notes", "records", "jobs", "events"), 0)
        self.job_slots = 0
        self.compute_cache = {}
        self.single_flight = {}


world = World()
HOLDS = set()          # futures of the polls that are held
STREAMS = set()
CONNECTIONS = set()
stopping = False
stopped_at = 0.0
log = None
stream_count = 0
open_streams = 0
upstream_slots = None
compute_slots = None

# ---------------------------------------------------------------- HTTP, the server's side


class Conn:
    def __init__(self, reader, writer):
        self.reader, self.writer = reader, writer
        self.buf = bytearray()
        self.eof = False
        self.idle = True
        self.served = 0
        self.poll_deadline = None

    async def fill(self):
        if self.eof:
            return False
        try:
            data = await self.reader.read(65536)
        except OSError:
            data = b""
        if not data:
            self.eof = True
            return False
        self.buf += data
        return True

    async def left(self):
        """Returns when the client has closed; what it sends meanwhile is kept for the next request."""
        while not self.eof:
            if len(self.buf) > 4 * HEAD_LIMIT:
                await asyncio.sleep(0.2)
                if self.writer.transport.is_closing():
                    return
            else:
                await self.fill()

    async def line(self, limit):
        scan = 0
        while True:
            end = self.buf.find(b"\n", scan)
            if end >= 0:
                if end > limit:
                    raise Refuse(431, "a line is too long", close=True)
                line = bytes(self.buf[:end])
                del self.buf[:end + 1]
                return line[:-1] if line.endswith(b"\r") else line
            if len(self.buf) > limit:
                raise Refuse(431, "the head is too long", close=True)
            scan = len(self.buf)
            if not await self.fill():
                raise Cut

    async def take(self, n):
        while len(self.buf) < n:
            if not await self.fill():
                raise Cut
        data = bytes(self.buf[:n])
        del self.buf[:n]
        return data

    async def drain(self, seconds=120):
        try:
            async with asyncio.timeout(seconds):
                await self.writer.drain()
        except (OSError, TimeoutError):
            self.writer.transport.abort()
            raise Cut from None


async def quit(task):
    """Cancels a task and waits until it has gone: the reader must be free for the next read."""
    task.cancel()
    await asyncio.wait([task])


class Request:
    def __init__(self, conn):
        self.conn = conn
        self.method, self.target, self.minor = "GET", "/", 1
        self.fields = {}
        self.body = b""

    def values(self, name):
        return self.fields.get(name, [])

    def joined(self, name):
        values = self.fields.get(name)
        return None if values is None else ", ".join(values)

    def keep_alive(self):
        options = [t.strip().lower() for t in (self.joined("connection") or "").split(",")]
        if "close" in options:
            return False
        return self.minor >= 1 or "keep-alive" in options

    def params(self):
        out = {}
        for pair in (self.query or "").split("&"):
            name, _, value = pair.partition("=")
            try:
                out.setdefault(percent(name), percent(value))
            except UnicodeDecodeError:
                raise Refuse(400, "the query is not UTF-8") from None
        return out


def percent(text):
    return unquote_to_bytes(text.replace("+", " ")).decode("utf-8")


REQUEST_LINE = re.compile(rb"([!#$%&'*+.^_`|~0-9A-Za-z-]+) ([!-~]+) HTTP/([0-9])\.([0-9])")
FIELD_LINE = re.compile(rb"([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*([^\x00\r\n]*?)[ \t]*")


async def read_head(conn):
    req = Request(conn)
    room = HEAD_LIMIT
    line = b""
    for _ in range(8):
        line = await conn.line(room)
        if line:
            break
    m = REQUEST_LINE.fullmatch(line)
    if not m:
        raise Refuse(400, "the request line cannot be read", close=True)
    if m[3] != b"1":
        raise Refuse(505, close=True)
    req.method, req.target, req.minor = m[1].decode(), m[2].decode(), int(m[4])
    room -= len(line)
    while True:
        line = await conn.line(room)
        if not line:
            break
        room -= len(line) + 2
        if room < 0:
            raise Refuse(431, "the head is too long", close=True)
        m = FIELD_LINE.fullmatch(line)
        if not m:
            raise Refuse(400, "a field line cannot be read", close=True)
        req.fields.setdefault(m[1].decode().lower(), []).append(m[2].decode("latin-1"))
    hosts = req.values("host")
    if len(hosts) > 1 or (req.minor >= 1 and not hosts):
        raise Refuse(400, "one Host is needed", close=True)
    if hosts and not re.fullmatch(r"[A-Za-z0-9._~!$&'()*+,;=%\[\]:-]*", hosts[0]):
        raise Refuse(400, "the Host cannot be read", close=True)
    target = req.target
    if target.startswith("/"):
        path, mark, query = target.partition("?")
    elif re.match(r"https?://", target, re.I):
        rest = target.split("://", 1)[1]
        at = re.search(r"[/?]", rest)
        path, mark, query = (rest[at.start():] if at else "/").partition("?")
        path = path or "/"
    elif target == "*" and req.method == "OPTIONS":
        path, mark, query = "*", "", ""
    else:
        raise Refuse(400, "the target cannot be read", close=True)
    req.path, req.query = path, query if mark else None
    return req


async def read_body(conn, req):
    codings, lengths = req.joined("transfer-encoding"), req.values("content-length")
    expect = req.joined("expect")
    if codings is not None:
        if lengths or req.minor == 0:
            raise Refuse(400, "Transfer-Encoding and Content-Length", close=True)
        if [c.strip().lower() for c in codings.split(",")] != ["chunked"]:
            raise Refuse(501, "this transfer coding is not known", close=True)
        length = None
    elif lengths:
        values = {v.strip() for line in lengths for v in line.split(",")}
        value = values.pop()
        if values or not re.fullmatch("[0-9]{1,18}", value):
            raise Refuse(400, "the Content-Length cannot be read", close=True)
        length = int(value)
        if length > BODY_LIMIT:
            raise Refuse(413, close=True)
    else:
        length = 0
    if expect is not None and req.minor >= 1:
        if expect.strip().lower() != "100-continue":
            raise Refuse(417, close=True)
        if length != 0 and not conn.buf:
            conn.writer.write(b"HTTP/1.1 100 Continue\r\n\r\n")
    if length is not None:
        if length:
            req.body = await conn.take(length)
        return
    parts, size = [], 0
    try:
        while True:
            line = await conn.line(4096)
            m = re.fullmatch(rb"([0-9A-Fa-f]{1,15})[ \t]*(;[^\x00\r]*)?", line)
            if not m:
                raise Refuse(400, "a chunk cannot be read", close=True)
            n = int(m[1], 16)
            if n == 0:
                break
            size += n
            if size > BODY_LIMIT and not (bug("chunked-body-unlimited") and size <= 8 * BODY_LIMIT):
                raise Refuse(413, close=True)
            parts.append(await conn.take(n))
            if await conn.line(2) != b"":
                raise Refuse(400, "a chunk does not end", close=True)
        room = HEAD_LIMIT
        while True:
            line = await conn.line(room)
            if not line:
                break
            room -= len(line) + 2
            if not FIELD_LINE.fullmatch(line):
                raise Refuse(400, "a trailer cannot be read", close=True)
    except Cut:
        if not (bug("cut-chunked-part-stored") and parts and req.path.startswith("/uploads/")):
            raise
    req.body = b"".join(parts)


class Resp:
    def __init__(self, status, body=b"", ctype="application/json", headers=(), chunked=False, close=False):
        self.status, self.body, self.ctype = status, body, ctype
        self.headers, self.chunked, self.close = list(headers), chunked, close


def js(value, ascii_only=False):
    return json.dumps(value, ensure_ascii=ascii_only).encode("utf-8", "surrogatepass")


def answer(status, value, headers=(), chunked=False, ascii_only=False):
    return Resp(status, js(value, ascii_only), "application/json; charset=utf-8" if chunked else "application/json",
                headers, chunked)


def problem(status, detail="", **extra):
    body = {"detail": detail, "instance": "urn:x-run:" + BOOT, "title": REASONS[status], "status": status, **extra}
    if not detail:
        del body["detail"]
    return body


def refusal(r):
    body = problem(r.status, r.detail, **r.extra)
    if bug("gone-problem-says-400") and r.status == 410:
        body["status"] = 400
    # 409 and 415 close the connection; so do the errors after which the rest of the request is not read
    ctype = "application/problem+json"
    if bug("precondition-problem-as-json") and r.status == 412:
        ctype = "application/json"
    return Resp(r.status, js(body), ctype, r.headers, close=r.close or r.status in (409, 415))


def head(resp, req, close, extra=()):
    lines = [f"HTTP/1.1 {resp.status} {REASONS[resp.status]}", "date: " + email.utils.formatdate(usegmt=True)]
    for name, value in resp.headers:
        lines.append(f"{name}: {value}")
    for name, value in extra:
        lines.append(f"{name}: {value}")
    if close:
        lines.append("Connection: close")
    elif req.minor == 0:
        lines.append("Connection: keep-alive")
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")


def chunk(data, extension=b""):
    return b"%x%s\r\n%s\r\n" % (len(data), extension, data)


async def send(conn, req, resp, close):
    no_body = resp.status in (204, 304)
    chunked = resp.chunked and req.minor >= 1 and len(resp.body) > 20
    extra = []
    if not no_body:
        extra.append(("CONTENT-TYPE", resp.ctype))
        extra.append(("Transfer-Encoding", "chunked") if chunked else ("content-length", len(resp.body)))
    data = head(resp, req, close, extra)
    if req.method != "HEAD" and not no_body:
        if chunked:
            b = resp.body
            data += chunk(b[:9], b';x="1;2"') + chunk(b[9:10]) + chunk(b[10:]) + b"0\r\n\r\n"
        else:
            data += resp.body
    if bug("poll-204-ends-with-chunk") and resp.status == 204 and req.path.endswith("/events"):
        data += b"0\r\n\r\n"
    conn.writer.write(data)
    await conn.drain()


async def serve(reader, writer):
    conn = Conn(reader, writer)
    conn.task = asyncio.current_task()
    CONNECTIONS.add(conn)
    try:
        while not (stopping and not conn.buf):
            conn.idle = True
            if not conn.buf:
                async with asyncio.timeout(75):
                    if not await conn.fill():
                        break
            conn.idle = False
            if not await one(conn):
                break
        await linger(conn)
    except (Cut, OSError, TimeoutError):
        pass
    finally:
        CONNECTIONS.discard(conn)
        if writer.transport.get_write_buffer_size():
            writer.close()
            asyncio.get_running_loop().call_later(5, writer.transport.abort)
        else:
            writer.close()


async def linger(conn):
    """Half-closes and reads on for a moment, so that a reset does not swallow the last response."""
    if conn.eof:
        return
    try:
        if conn.writer.can_write_eof():
            conn.writer.write_eof()
        async with asyncio.timeout(1.0 if not stopping else 0.1):
            while await conn.fill():
                conn.buf.clear()
    except (OSError, TimeoutError):
        pass


async def one(conn):
    """One request and its response; True when the connection may carry another."""
    req = Request(conn)
    req.path, req.query = "", None
    try:
        async with asyncio.timeout(60):
            req = await read_head(conn)
            await read_body(conn, req)
        resp = await dispatch(req)
    except Refuse as r:
        resp = refusal(r)
    except Upstream502 as e:
        resp = refusal(Refuse(502, str(e)))
    except Cut:
        raise
    except TimeoutError:
        resp = refusal(Refuse(408, close=True))
    except Exception as e:  # a fault of this program
        print("error:", repr(e), file=sys.stderr, flush=True)
        resp = refusal(Refuse(500, close=True))
    if resp is None:  # a stream, which has written its response itself
        return False
    conn.served += 1
    close = resp.close or not req.keep_alive() or stopping or conn.served >= REQUESTS_PER_CONNECTION
    await send(conn, req, resp, close)
    return not close


async def dispatch(req):
    if req.path == "*":
        return Resp(200, b"", "text/plain", [("Allow", "GET, HEAD, POST, PUT, DELETE, OPTIONS")])
    for pattern, methods in ROUTES:
        m = pattern.fullmatch(req.path)
        if not m:
            continue
        method = "GET" if req.method == "HEAD" and "GET" in methods else req.method
        handler = methods.get(method)
        if handler is None:
            allow = ", ".join(methods) + (", HEAD" if "GET" in methods else "")
            raise Refuse(405, f"no {req.method} here", [("Allow", allow)])
        return await handler(req, *m.groups())
    raise Refuse(404, "there is no such path")


# ---------------------------------------------------------------- what requests carry


def no_constant(name):
    raise ValueError(name)


def media_type(req, wanted):
    value = req.joined("content-type")
    if value is not None and value.split(";")[0].strip().lower() != wanted:
        raise Refuse(415, "this needs " + wanted)


def body_object(req):
    media_type(req, "application/json")
    try:
        value = json.loads(req.body.decode("utf-8"), parse_constant=no_constant)
    except RecursionError:
        if bug("deep-json-is-500"):
            raise
        raise Refuse(400, "the body is nested too deeply") from None
    except ValueError:
        raise Refuse(422 if bug("unreadable-json-is-422") else 400, "the body is not JSON in UTF-8") from None
    if not isinstance(value, dict):
        raise Refuse(422, "the body is not an object")
    return value


def body_text(req, name="text", low=1, high=TEXT_LIMIT):
    text = body_object(req).get(name)
    if not isinstance(text, str) or not low <= len(text) <= high or re.search("[\ud800-\udfff]", text):
        raise Refuse(400 if bug("missing-field-is-400") else 422, f"{name} is a text of {low} to {high} characters")
    return text


def whole(text):
    """A number without sign, or None; capped, since some are very long."""
    if not re.fullmatch("[0-9]+", text):
        return None
    text = text.lstrip("0") or "0"
    return int(text) if len(text) <= 18 else 10 ** 18


TAG = re.compile(r'(W/)?("[\x21\x23-\x7e\x80-\xff]*")')


def tags(value):
    """[(weak, tag)] of a list of entity tags; a comma may stand inside a tag."""
    return [(bool(m[1]), m[2]) for m in TAG.finditer(value)]


def if_match(req, etag):
    value = req.joined("if-match")
    if value is None or value.strip() == "*":
        return True
    if bug("if-match-first-of-list") and req.path.startswith("/notes/"):
        return tags(value)[:1] == [(False, etag)]
    return (False, etag) in tags(value)


def if_none_match(req, etag):
    value = req.joined("if-none-match")
    if value is None:
        return False
    if value.strip() == "*":
        return True
    if bug("if-none-match-split-at-commas"):
        return etag in [value.strip().removeprefix("W/")] + [t.strip().removeprefix("W/") for t in value.split(",")]
    return any(tag == etag for _, tag in tags(value))


def split_list(value):
    return re.findall(r'(?:[^,"]|"(?:[^"\\]|\\.)*"?)+', value)


def prefer_wait(req):
    values = req.values("prefer")
    if bug("prefer-second-line-unread"):
        values = values[:1]
    for element in split_list(", ".join(values)):
        m = re.fullmatch(r'\s*([!#$%&\'*+.^_`|~0-9A-Za-z-]+)\s*=\s*(?:"([^"]*)"|([^\s;"]*))\s*(?:;.*)?', element)
        if m and m[1].lower() == "wait":
            n = whole(m[2] if m[2] is not None else m[3])
            if n is None and bug("prefer-unreadable-refused"):
                raise Refuse(400, "wait cannot be read")
            return None if n is None else min(n, 30)
    return None


# ---------------------------------------------------------------- A: notes


class Note:
    def __init__(self, seq, id, text):
        self.seq, self.id, self.text = seq, id, text

    def etag(self):
        text = self.text[:4096] if bug("note-etag-of-beginning") else self.text
        return '"' + hashlib.sha256(text.encode()).hexdigest()[:20] + ',n"'

    def value(self):
        return {"id": self.id, "text": self.text}


async def post_note(req):
    text = body_text(req)
    if bug("note-text-normalized"):
        text = unicodedata.normalize("NFC", text)
    seq = world.note_seq + 1
    if bug("note-ids-race"):
        await asyncio.sleep(0.003)
    world.note_seq = seq
    id = f"n_{BOOT}-{seq}"
    if bug("note-id-given-again"):
        taken = max((n.seq for n in world.notes.values()), default=0)
        id = f"n_{BOOT}-{taken + 1}"
        world.note_seq = seq = taken + 1
    note = world.notes[id] = Note(seq, id, text)
    world.executed["notes"] += 1
    return answer(201, {"created": int(time.time()), **note.value()},
                  [("location", "./notes/" + id), ("etag", note.etag())])


def find_note(id):
    note = world.notes.get(id)
    if note is None:
        raise Refuse(404, "there is no note " + id[:100])
    return note


async def get_note(req, id):
    note = find_note(id)
    headers = [("ETag", note.etag())]
    if bug("head-of-note-without-etag") and req.method == "HEAD":
        headers = []
    return answer(200, note.value(), headers, ascii_only=True)


async def put_note(req, id):
    text = body_text(req)
    note = find_note(id)
    ok = if_match(req, note.etag())
    if bug("refused-put-changes-note"):
        note.text = text
    if not ok:
        raise Refuse(412, "the note has changed")
    note.text = text
    if bug("put-moves-note-to-end"):
        del world.notes[id]
        world.note_seq += 1
        note.seq = world.note_seq
        world.notes[id] = note
    return answer(200, note.value(), [("ETag", note.etag())])


async def delete_note(req, id):
    note = find_note(id)
    if not if_match(req, note.etag()):
        raise Refuse(412, "the note has changed")
    del world.notes[id]
    return Resp(204)


async def get_notes(req):
    params = req.params()
    limit = 20
    if "limit" in params:
        text = params["limit"]
        if bug("limit-reads-leading-digits"):
            text = re.match("[0-9]*", text)[0]
        limit = whole(text)
        if not limit:
            raise Refuse(400, "limit is 1 to 100")
        limit = min(limit, 100)
    size = limit - 1 if limit > 3 else limit  # a page may be shorter
    after = 0
    if params.get("after"):
        m = re.fullmatch(r"past/([0-9]{1,18})\? \+é", params["after"])
        if not m:
            raise Refuse(400, "after is not a cursor")
        after = int(m[1])
    notes = list(world.notes.values())
    if bug("page-cursor-is-offset"):
        rest = notes[after:]
    elif bug("page-ends-at-deleted-cursor") and after and all(n.seq != after for n in notes):
        rest = []
    else:
        rest = [n for n in notes if n.seq > after]
    page = rest[:size]
    value = {"next": None, "notes": [n.value() for n in page]}
    if len(page) == size:
        last = after + len(page) if bug("page-cursor-is-offset") else page[-1].seq
        value["next"] = f"past/{last}? +é"
    return answer(200, value, chunked=True, ascii_only=limit % 2 == 0)


# ---------------------------------------------------------------- A: uploads


class Upload:
    def __init__(self):
        self.parts = {}        # number: octets; None once they are joined
        self.asked = None      # the number of parts that it was completed with
        self.result = None     # future of {"size", "sha256"}


async def put_part(req, id, number):
    media_type(req, "application/octet-stream")
    n = whole(number)
    if n is None or not 1 <= n <= 1000:
        raise Refuse(400, "parts have numbers from 1 to 1000")
    if not req.body:
        raise Refuse(422, "a part has at least one octet")
    upload = world.uploads.setdefault(id, Upload())
    if upload.result is not None:
        if not (bug("new-part-after-complete") and n not in upload.parts):
            raise Refuse(409, "the upload is complete")
    if bug("part-of-same-size-kept") and len(upload.parts.get(n) or b"") == len(req.body):
        return Resp(204)
    upload.parts[n] = req.body
    return Resp(204)


def find_upload(id):
    upload = world.uploads.get(id)
    if upload is None:
        raise Refuse(404, "there is no upload " + id)
    return upload


async def get_upload(req, id):
    upload = find_upload(id)
    have = sorted(upload.parts)
    missing = [n for n in range(1, have[-1]) if n not in upload.parts]
    complete = upload.result is not None and upload.result.done()
    return answer(200, {"complete": complete, "missing": missing, "parts": have})


async def complete_upload(req, id):
    value = body_object(req)
    count = value.get("parts")
    if bug("endless-part-count-is-500") and count == float("inf"):
        count = int(count)
    if not isinstance(count, int) or isinstance(count, bool) or not 1 <= count <= 1000:
        raise Refuse(422, "parts is 1 to 1000")
    upload = find_upload(id)
    if upload.result is not None:
        if count != upload.asked:
            raise Refuse(409, "it was completed with another number of parts")
        result = await asyncio.shield(upload.result)
        if bug("repeated-complete-is-empty"):
            result = {"size": 0, "sha256": hashlib.sha256(b"").hexdigest()}
        return answer(200, result)
    up_to = min(count, max(upload.parts)) if bug("missing-ends-at-highest-part") else count
    missing = [n for n in range(1, up_to + 1) if n not in upload.parts]
    if missing or count > max(upload.parts):
        raise Refuse(409, "parts are missing", missing=missing)
    numbers = range(1, count + 1)
    if bug("parts-joined-in-text-order"):
        numbers = sorted(numbers, key=str)
    octets = [upload.parts[n] for n in numbers]
    upload.asked = count
    upload.result = asyncio.ensure_future(asyncio.to_thread(join, octets))
    result = await asyncio.shield(upload.result)
    upload.parts = dict.fromkeys(upload.parts)
    return answer(200, result)


def join(octets):
    digest, size = hashlib.sha256(), 0
    for part in octets:
        digest.update(part)
        size += len(part)
    return {"sha256": digest.hexdigest(), "size": size}


# ---------------------------------------------------------------- the upstream


async def call(method, path, body=None):
    """One request to the upstream on a connection of its own: (status, list of the pieces of the body)."""
    if upstream_slots is not None:
        async with upstream_slots:
            return await call_now(method, path, body)
    return await call_now(method, path, body)


async def call_now(method, path, body):
    base = urlsplit(UPSTREAM)
    writer = None
    try:
        async with asyncio.timeout(120):
            reader, writer = await asyncio.open_connection(base.hostname, base.port or 80, limit=1 << 20)
            lines = [f"{method} {base.path}{path} HTTP/1.1", f"Host: {base.netloc}", "Connection: close"]
            if body is not None:
                lines += ["Content-Type: application/json", f"Content-Length: {len(body)}"]
            writer.write(("\r\n".join(lines) + "\r\n\r\n").encode("latin-1") + (body or b""))
            await writer.drain()
            status = 100
            while 100 <= status < 200:
                status, fields = await upstream_head(reader)
            return status, await upstream_body(reader, method, status, fields)
    except (OSError, TimeoutError, asyncio.IncompleteReadError, ValueError) as e:
        raise Upstream502(f"the upstream failed: {type(e).__name__}") from None
    except asyncio.CancelledError:
        if bug("cancelled-call-stays-open") and writer is not None:
            KEPT_CALLS.append(writer)
            writer = None
        raise
    finally:
        if writer is not None:
            writer.close()


KEPT_CALLS = []


async def upstream_head(reader):
    line = (await whole_line(reader)).decode("latin-1")
    m = re.fullmatch(r"HTTP/1\.[0-9] ([0-9]{3})(?: .*)?", line)
    if not m:
        raise ValueError("status line")
    fields = {}
    while True:
        line = (await whole_line(reader)).decode("latin-1")
        if not line:
            return int(m[1]), fields
        name, colon, value = line.partition(":")
        if not colon:
            raise ValueError("field line")
        fields[name.strip().lower()] = value.strip()


async def whole_line(reader):
    line = await reader.readline()
    if not line.endswith(b"\n"):
        raise ValueError("cut")
    return line.rstrip(b"\r\n")


async def upstream_body(reader, method, status, fields):
    pieces = []
    if status in (204, 304):
        return pieces
    if "chunked" in fields.get("transfer-encoding", "").lower():
        while True:
            try:
                line = await whole_line(reader)
                n = int(line.split(b";")[0], 16)
                if n:
                    pieces.append(await reader.readexactly(n))
                    if await whole_line(reader):
                        raise ValueError("chunk")
            except (ValueError, asyncio.IncompleteReadError):
                if bug("cut-chunked-upstream-taken") and method == "GET":
                    return pieces
                raise
            if n == 0:
                while await whole_line(reader):
                    pass
                return pieces
    left = int(fields["content-length"]) if "content-length" in fields else None
    if left is not None and left < 0:
        raise ValueError("length")
    while left is None or left > 0:
        data = await reader.read(65536 if left is None else min(left, 65536))
        if not data:
            if left is None or (bug("cut-job-with-whole-json-done") and method == "POST"):
                return pieces
            raise ValueError("cut")
        pieces.append(data)
        if left is not None:
            left -= len(data)
    return pieces


# ---------------------------------------------------------------- B: waiting for others


async def text_of(path, query, check=True):
    status, pieces = await call("GET", path + ("" if query is None else "?" + query))
    good = 200 <= status < 300 if bug("any-2xx-is-good") else status == 200
    if check and not good:
        raise Upstream502(f"the upstream answered {status}")
    try:
        if bug("upstream-pieces-decoded-alone"):
            return "".join(p.decode("utf-8", "replace") for p in pieces)
        return b"".join(pieces).decode("utf-8")
    except UnicodeDecodeError:
        raise Upstream502("the upstream's text is not UTF-8") from None


def upstream_query(req):
    if bug("query-decoded-and-encoded") and req.query is not None:
        from urllib.parse import parse_qsl, urlencode
        return urlencode(parse_qsl(req.query, keep_blank_values=True))
    if bug("query-mark-always"):
        return req.query or ""
    return req.query


async def get_fanout(req):
    query = upstream_query(req)
    if bug("fanout-third-after-first"):
        first = asyncio.ensure_future(text_of("/a", query))
        second = asyncio.ensure_future(text_of("/b", query))
        await asyncio.wait([first, second], return_when=asyncio.FIRST_COMPLETED)
        calls = [first, second, asyncio.ensure_future(text_of("/c", query))]
    else:
        calls = [asyncio.ensure_future(text_of(p, query, not (p == "/c" and bug("fanout-third-status-unread"))))
                 for p in ("/a", "/b", "/c")]
    try:
        a, b, c = await asyncio.gather(*calls)
    except BaseException:
        for task in calls:
            task.cancel()
        raise
    return answer(200, {"c": c, "a": a, "b": b})


async def get_wait(req):
    query = upstream_query(req)
    if bug("equal-waits-share-a-call"):
        task = world.single_flight.get(query)
        if task is None:
            task = world.single_flight[query] = asyncio.ensure_future(text_of("/slow", query))
            task.add_done_callback(lambda _: world.single_flight.pop(query, None))
        return answer(200, {"slow": await asyncio.shield(task)})
    return answer(200, {"slow": await text_of("/slow", query)})


COMPUTE = """
import hashlib, os, sys
n, parent, block = int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
sha, d = hashlib.sha256, b""
while n > 0:
    for _ in range(min(n, 100000) - (block if n > 100000 else 0)):
        d = sha(d).digest()
    n -= 100000
    if os.getppid() != parent:
        sys.exit(1)
print(d.hex())
"""


async def get_compute(req):
    n = whole(req.params().get("n", ""))
    if not n or n > 100_000_000:
        raise Refuse(400, "n is 1 to 100000000")
    if bug("compute-remembered") and n in world.compute_cache:
        return answer(200, {"n": n, "sha256": world.compute_cache[n]})
    if n <= 1000 or bug("compute-on-the-loop"):
        d = b""
        for _ in range(n):
            d = hashlib.sha256(d).digest()
        return answer(200, {"n": n, "sha256": d.hex()})
    async with compute_slots:
        child = await asyncio.create_subprocess_exec(
            sys.executable, "-I", "-S", "-c", COMPUTE, str(n), str(os.getpid()),
            "1" if bug("compute-block-one-short") else "0",
            stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE)
        gone = asyncio.ensure_future(req.conn.left())
        out = asyncio.ensure_future(child.stdout.read())
        try:
            await asyncio.wait([gone, out], return_when=asyncio.FIRST_COMPLETED)
            if not out.done():
                raise Cut
            digest = out.result().decode().strip()
        finally:
            out.cancel()
            await quit(gone)
            if child.returncode is None:
                try:
                    child.kill()
                except ProcessLookupError:
                    pass
            await child.wait()
    world.compute_cache[n] = digest if bug("compute-remembered") else None
    if len(world.compute_cache) > 1000:
        world.compute_cache.clear()
    return answer(200, {"sha256": digest, "n": n})


# ---------------------------------------------------------------- B: the log


class Log:
    """One JSON text per line. Records without sync are gathered for a moment; the file is always a beginning."""

    def __init__(self, path):
        self.path = path
        fresh = not os.path.exists(path)
        self.fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
        if fresh:
            directory = os.open(os.path.dirname(path) or ".", os.O_RDONLY)
            os.fsync(directory)
            os.close(directory)
        self.records = []
        self.load()
        self.count = 0
        self.buffer = []
        self.timer = None
        self.written = self.synced = 0
        self.lock = asyncio.Lock()
        self.ready = len(self.records)

    def load(self):
        with open(self.path, "rb") as f:
            data = f.read()
        good = 0
        lines = data.split(b"\n")[:-1]
        if bug("log-read-by-unicode-lines"):
            lines = [s.encode() for s in data.decode("utf-8", "replace").splitlines()]
        for line in lines:
            try:
                record = json.loads(line.decode("utf-8"))
                self.records.append({"id": record["id"], "text": record["text"]})
            except (ValueError, KeyError, TypeError):
                break
            good += len(line) + 1
        if good < len(data):
            os.ftruncate(self.fd, good)

    def append(self, text, sync):
        self.count += 1
        id = f"r{self.count}-{BOOT}"
        if bug("log-id-again-after-restart"):
            id = f"r{self.count}"
        record = {"id": id, "text": text}
        self.records.append(record)
        line = js(record) + b"\n"
        if sync and bug("log-sync-overtakes"):
            self.write(line)
            return record
        self.buffer.append(line)
        if self.timer is None:
            self.timer = asyncio.get_running_loop().call_later(0.3, self.flush)
        return record

    def write(self, data):
        while data:
            data = data[os.write(self.fd, data):]
        self.written += 1

    def flush(self):
        if self.timer is not None:
            self.timer.cancel()
            self.timer = None
        data, self.buffer = b"".join(self.buffer), []
        self.write(data)
        self.ready = len(self.records)

    async def durable(self):
        if bug("log-sync-answered-before-write"):
            return
        if not bug("log-sync-overtakes"):
            self.flush()
        mark = self.written
        async with self.lock:
            if self.synced < mark:
                target = self.written
                await asyncio.to_thread(os.fsync, self.fd)
                self.synced = target

    def clear(self):
        self.buffer = []
        if self.timer is not None:
            self.timer.cancel()
            self.timer = None
        os.ftruncate(self.fd, 0)
        self.records = []
        self.ready = 0


async def post_log(req):
    sync = req.params().get("sync", "false")
    if sync not in ("true", "false"):
        raise Refuse(400, "sync is true or false")
    text = body_text(req)
    record = log.append(text, sync == "true")
    world.executed["records"] += 1
    if sync == "true":
        await log.durable()
    return answer(201, {"at": time.time(), **record})


async def get_log(req):
    records = log.records
    if bug("log-shows-only-written"):
        records = records[:log.ready]
    return answer(200, {"records": records}, chunked=True)


# ---------------------------------------------------------------- C: jobs


class Job:
    def __init__(self, input):
        self.id = "j-" + secrets.token_hex(6)
        self.home = world
        self.input, self.status, self.progress, self.result = input, "pending", 0, None
        self.began = None
        self.asked = 0
        self.finished = asyncio.Event()
        self.task = None

    def value(self):
        if self.status == "running":
            self.progress = max(self.progress, min(99, int(3 * (time.monotonic() - self.began))))
        value = {"progress": self.progress, "id": self.id, "status": self.status, "input": len(self.input)}
        if self.status == "done":
            value["result"] = f"/jobs/{self.id}/result"
        return value

    def unfinished(self):
        return self.status in ("pending", "running")


def json_or_error(body):
    json.loads(body.decode("utf-8"), parse_constant=no_constant, parse_int=str, parse_float=str)


async def run(job):
    try:
        await asyncio.sleep(0.02)
        job.status, job.began = "running", time.monotonic()
        tries = 2 if bug("failed-work-tried-again") else 1
        for attempt in range(tries):
            job.home.executed["jobs"] += 1
            try:
                status, pieces = await call("POST", "/work", js({"input": job.input}))
                if status != 200:
                    raise Upstream502(str(status))
                break
            except Upstream502:
                if attempt + 1 == tries:
                    raise
        body = b"".join(pieces)
        json_or_error(body)
        if bug("result-numbers-as-floats"):
            body = js(json.loads(body, parse_int=float))
        if bug("empty-result-is-failure") and not json.loads(body):
            raise ValueError
        if bug("done-before-result"):
            job.status, job.progress = "done", 100
            await asyncio.sleep(0.3)
        job.result, job.status, job.progress = body, "done", 100
    except (Upstream502, ValueError, RecursionError):
        job.value()
        job.status = "failed"
        if bug("failed-job-at-100"):
            job.progress = 100
    finally:
        if not (bug("cancelled-job-keeps-its-place") and job.unfinished()):
            job.home.job_slots -= 1
        job.finished.set()


async def post_job(req):
    input = body_text(req, "input", 0)
    wait = prefer_wait(req)
    if world.job_slots >= QUEUE_LIMIT:
        raise Refuse(429, "too many jobs", [("Retry-After", "1")])
    if bug("equal-inputs-share-a-job"):
        for other in world.jobs.values():
            if other.input == input and other.unfinished():
                return accepted(req, other)
    job = Job(input)
    world.jobs[job.id] = job
    world.job_slots += 1
    job.task = asyncio.ensure_future(run(job))
    if wait:
        if bug("prefer-wait-over-ends-job"):
            try:
                await asyncio.wait_for(job.task, wait)
            except (TimeoutError, asyncio.CancelledError):
                job.status = "failed"
        elif bug("leaving-waiter-ends-job"):
            gone = asyncio.ensure_future(req.conn.left())
            done = asyncio.ensure_future(job.finished.wait())
            await asyncio.wait([gone, done], timeout=wait, return_when=asyncio.FIRST_COMPLETED)
            done.cancel()
            if gone.done():
                job.task.cancel()
                job.status = "failed"
                raise Cut
            await quit(gone)
        else:
            done = asyncio.ensure_future(job.finished.wait())
            WAITERS.add(done)
            await asyncio.wait([done], timeout=wait)
            WAITERS.discard(done)
            done.cancel()
        if job.status == "done":
            return Resp(200, job.result, headers=[("Location", f"/jobs/{job.id}"), ("Preference-Applied", "wait")])
        if job.id not in world.jobs:
            raise Refuse(410, "the job was cancelled")
    return accepted(req, job)


WAITERS = set()


def accepted(req, job):
    host = (req.values("host") or [f"{HOST}:{PORT}"])[0] or f"{HOST}:{PORT}"
    return answer(202, job.value(), [("Location", f"http://{host}/jobs/{job.id}"), ("Retry-After", "1"),
                                     ("Cache-Control", "no-store")])


def find_job(id):
    job = world.jobs.get(id)
    if job is None:
        raise Refuse(404, "there is no job " + id[:100])
    return job


async def get_job(req, id):
    job = find_job(id)
    headers = [("Cache-Control", "private, No-Store")]
    if bug("finished-status-cacheable") and not job.unfinished():
        headers = [("Cache-Control", "private, max-age=60")]
    if job.unfinished():
        delay = email.utils.formatdate(time.time() + 1, usegmt=True)
        if bug("retry-after-doubles"):
            delay = 1 << min(job.asked, 6)
            job.asked += 1
        headers.append(("Retry-After", delay))
    if bug("failed-job-answers-502") and job.status == "failed":
        raise Refuse(502, "the job failed", [("Cache-Control", "no-store")])
    return answer(200, job.value(), headers)


async def get_result(req, id):
    job = find_job(id)
    if job.result is None:
        raise Refuse(404, "there is no result")
    return Resp(200, job.result, chunked=True)


async def delete_job(req, id):
    job = find_job(id)
    del world.jobs[id]
    job.task.cancel()
    return Resp(204)


# ---------------------------------------------------------------- C, D, E: rooms


class Room:
    def __init__(self, name):
        self.name, self.salt = name, secrets.token_hex(3)
        self.title, self.version = "", 0
        self.changed = 0
        self.events, self.first, self.ids = [], 0, {}
        self.polls = {}        # future: position
        self.streams = set()
        self.seen = {}
        self.pending = 0

    @property
    def end(self):
        return self.first + len(self.events)

    def etag(self):
        if bug("room-etag-by-the-second"):
            return f'"{BOOT},{self.changed}"'
        return f'"v,{self.version};{BOOT}"'

    def value(self):
        return {"count": self.end, "title": self.title}

    def touch(self):
        self.version += 1
        self.changed = int(time.time())

    def add(self, text):
        seq = self.end
        event = {"id": f"e{seq + 1}-{self.salt}", "text": text}
        self.events.append(event)
        self.ids[event["id"]] = seq
        if len(self.events) > KEEP + KEEP_SLACK:
            for old in self.events[:KEEP_SLACK]:
                del self.ids[old["id"]]
            del self.events[:KEEP_SLACK]
            self.first += KEEP_SLACK
        self.touch()
        return event

    def add_later(self, text):
        self.pending -= 1
        self.add(text)
        self.notify()

    def notify(self):
        polls = [] if bug("poll-looks-every-700ms") else list(self.polls)
        if bug("one-poll-woken"):
            polls = polls[:1]
        for fut in polls:
            settle(fut, "event")
        for stream in self.streams:
            stream.wake.set()

    def blank(self):
        return not (self.version or self.pending or self.polls or self.streams)

    def cursor(self, position):
        return f"{self.salt} +{position}&%41é→{random.randrange(10)}"

    def position(self, text):
        if not text:
            return self.first
        m = re.fullmatch(r"([0-9a-f]{6}) \+([0-9]{1,18})&%41é→[0-9]", text)
        if bug("number-cursor-indexes-back") and re.fullmatch("-?[0-9]{1,6}", text):
            return self.end + int(text) if text.startswith("-") else int(text)
        if not m or m[1] != self.salt or int(m[2]) > self.end:
            raise Refuse(400, "after is not a cursor of this room")
        return int(m[2])


def settle(fut, why):
    if not fut.done():
        fut.set_result(why)


def room_of(name):
    room = world.rooms.get(name)
    if room is None:
        room = world.rooms[name] = Room(name)
    return room


def tidy(room):
    if room.blank() and world.rooms.get(room.name) is room:
        del world.rooms[room.name]


async def get_room(req, name):
    room = world.rooms.get(name) or Room(name)
    headers = [("ETag", room.etag()), ("Cache-Control", "no-cache")]
    if if_none_match(req, room.etag()):
        return Resp(304, headers=headers)
    return answer(200, room.value(), headers)


async def put_room(req, name):
    title = body_text(req, "title", 0, 1000)
    room = room_of(name)
    if not if_match(req, room.etag()):
        tidy(room)
        raise Refuse(412, "the room has changed")
    if bug("if-match-checked-too-early"):
        await asyncio.sleep(0.005)
    room.title = title
    room.touch()
    return answer(200, room.value(), [("ETag", room.etag())])


async def post_event(req, name):
    text = body_text(req)
    room = room_of(name)
    if bug("event-seen-after-201"):
        room.pending += 1
        asyncio.get_running_loop().call_later(0.15, room.add_later, text)
        world.executed["events"] += 1
        return answer(201, {"id": f"e{room.end + room.pending}-{room.salt}", "text": text})
    event = room.add(text)
    world.executed["events"] += 1
    room.notify()
    if bug("other-rooms-woken"):
        for other in list(world.rooms.values()):
            for fut in list(other.polls):
                settle(fut, "event" if other is room else "time")
    if bug("post-waits-for-slow-streams"):
        for stream in list(room.streams):
            await stream.caught_up(room.end)
    return answer(201, event, ascii_only=len(text) % 2 == 1)


async def get_events(req, name):
    loop = asyncio.get_running_loop()
    began = loop.time()
    params = req.params()
    wait = whole(params.get("wait", "0"))
    if bug("wait-with-fraction-taken") and re.fullmatch(r"[0-9]+\.[0-9]+", params.get("wait", "0")):
        wait = float(params["wait"])
    if wait is None:
        raise Refuse(400, "wait is a number of seconds")
    room = room_of(name)
    try:
        after = params.get("after", "")
        position = room.position(after)
        if bug("cursor-works-once") and after:
            position = max(position, room.seen.get(after, 0))
        deadline = began + min(wait, HOLD)
        if bug("poll-deadline-kept-by-connection") and wait:
            if req.conn.poll_deadline is None or req.conn.poll_deadline < began:
                req.conn.poll_deadline = deadline
            deadline = min(deadline, req.conn.poll_deadline)
        limited = wait and bug("polls-beyond-128-not-held") and len(HOLDS) >= 128
        woken = False
        checked = room.end
        while True:
            if position < room.first:
                if bug("forgotten-cursor-jumps"):
                    position = room.first
                else:
                    raise Refuse(410, "these events are no longer kept", [("Cache-Control", "no-store")])
            if position < checked:
                break
            left = deadline - loop.time()
            if left <= 0 or stopping or limited or world.rooms.get(name) is not room:
                return Resp(204, headers=[("Cache-Control", "no-store")])
            if bug("poll-gap-before-waiting"):
                await asyncio.sleep(0.05)
            why = await hold(req.conn, room, left, position)
            if why == "stop" and bug("sigterm-drops-polls"):
                raise Cut
            if why == "time":
                return Resp(204, headers=[("Cache-Control", "no-store")])
            woken = True
            checked = room.end
        at = position - room.first
        batch = room.events[at:at + EVENTS_PER_POLL]
        following = position + len(batch)
        if bug("short-answer-next-is-newest"):
            following = room.end
        if bug("woken-poll-next-is-newest") and woken:
            await asyncio.sleep(0.03)
            following = room.end
        if bug("events-sorted-by-id-text"):
            batch = sorted(batch, key=lambda e: e["id"])
        if bug("cursor-works-once") and after:
            room.seen[after] = following
        return answer(200, {"next": room.cursor(following), "events": batch}, [("Cache-Control", "no-store")],
                      chunked=True, ascii_only=following % 2 == 0)
    finally:
        tidy(room)


async def hold(conn, room, seconds, position):
    """Until there is an event ("event"), the time is over ("time"), the server ends or is reset ("stop")."""
    loop = asyncio.get_running_loop()
    fut = loop.create_future()
    room.polls[fut] = position
    HOLDS.add(fut)
    timer = loop.call_later(seconds + 0.005, settle, fut, "time")
    ticker = None
    if bug("poll-looks-every-700ms"):
        ticker = asyncio.ensure_future(look(fut, room, position))
    watcher = asyncio.ensure_future(conn.left())
    if not bug("left-poll-counts-until-hold"):
        watcher.add_done_callback(lambda t: None if t.cancelled() else settle(fut, "left"))
    try:
        why = await fut
    finally:
        timer.cancel()
        await quit(watcher)
        if ticker:
            ticker.cancel()
        room.polls.pop(fut, None)
        HOLDS.discard(fut)
    if why == "left":
        raise Cut
    return why


async def look(fut, room, position):
    while not fut.done():
        await asyncio.sleep(0.7)
        if room.end > position:
            settle(fut, "event")


# ---------------------------------------------------------------- E: streams


class Stream:
    def __init__(self, room, conn, number):
        self.room, self.conn = room, conn
        self.wake = asyncio.Event()
        self.ended = False
        self.position = room.end
        self.style = number % 3
        self.eol = ("\n", "\r\n", "\r")[self.style]
        self.written = 0

    def end(self):
        self.ended = True
        self.wake.set()

    def drop(self):
        if self in STREAMS:
            self.conn.writer.transport.abort()

    async def caught_up(self, position):
        while self.written < position and not self.ended and not self.conn.writer.transport.is_closing():
            await asyncio.sleep(0.01)

    def event(self, event):
        lines = re.split("\r\n|\r|\n", event["text"])
        if bug("text-split-at-unicode-lines"):
            lines = event["text"].splitlines() or [""]
            if event["text"][-1] in "\r\n":
                lines.append("")
        if bug("last-line-end-lost") and len(lines) > 1 and lines[-1] == "":
            lines.pop()
        if bug("lone-cr-sent-raw"):
            lines = re.split("\r\n|\n", event["text"])
        data = []
        for line in lines:
            bare = self.style == 1 and not line.startswith(" ")
            if bug("leading-space-eaten"):
                bare = True
            data.append(("data:" if bare else "data: ") + line)
        ident = "id:" + event["id"]
        if self.style == 0:
            block = [": next", ident + "", *data]
        elif self.style == 1:
            block = [*data, "event: message", ident]
        else:
            block = ["id: " + event["id"], *data]
        text = self.eol.join(block) + self.eol
        if bug("blank-line-before-next"):
            return (self.eol if self.written else "") + text
        return text + self.eol


async def get_stream(req, name):
    global stream_count, open_streams
    stream_count += 1
    conn, room = req.conn, room_of(name)
    stream = Stream(room, conn, stream_count)
    last = (req.values("last-event-id") or [""])[0].strip()
    if last:
        known = room.ids.get(last)
        stream.position = room.first if known is None else known + 1
        if known is None and bug("unknown-id-begins-live"):
            stream.position = room.end
        if bug("resume-repeats-last") and known is not None:
            stream.position = known
        if bug("resume-at-newest-begins-anew") and stream.position == room.end:
            stream.position = room.first
    elif bug("empty-last-event-id-replays") and req.values("last-event-id"):
        stream.position = room.first
    elif bug("stream-begins-with-latest"):
        stream.position = max(room.first, room.end - 1)
    chunked = req.minor >= 1
    resp = Resp(200, headers=[("Cache-Control", "no-store"), ("X-Accel-Buffering", "no")])
    extra = [("Content-Type", "text/event-stream;charset=UTF-8" if stream.style else "text/event-stream")]
    if chunked:
        extra.append(("Transfer-Encoding", "chunked"))
    opening = head(resp, req, True, extra)
    if req.method == "HEAD":
        conn.writer.write(opening)
        await conn.drain()
        return None

    def write(text):
        octets = text.encode("utf-8")
        if not chunked:
            conn.writer.write(octets)
            return
        cut = len(octets) // 2  # chunks may end anywhere, also inside a character
        conn.writer.write((chunk(octets[:cut], b";a=b") if cut else b"") + chunk(octets[cut:]))

    if len(STREAMS) >= 64 and bug("streams-beyond-64-refused"):
        raise Refuse(503, "too many streams")
    late_head = bug("head-waits-for-event")
    if not late_head:
        conn.writer.write(opening)
        if stream.style == 1:
            write("\ufeff" + ": hello" + stream.eol)
        elif stream.style == 2:
            write("retry: 300" + stream.eol * 2)
    STREAMS.add(stream)
    room.streams.add(stream)
    open_streams += 1
    counted = True
    watcher = asyncio.ensure_future(watch(stream))
    lossy = bug("slow-stream-loses-events")
    beats = True
    try:
        if bug("resume-gap-before-live") and last:
            backlog = room.events[stream.position - room.first:]
            for event in backlog:
                write(stream.event(event))
            await conn.drain(None)
            await asyncio.sleep(0.1)
            stream.position = room.end
        while not stream.ended:
            while stream.position < room.end and not stream.ended:
                if stream.position < room.first:
                    if not lossy:
                        return abort(conn)  # fallen behind; its client resumes by id
                    stream.position = room.first
                event = room.events[stream.position - room.first]
                stream.position += 1
                if late_head:
                    conn.writer.write(opening)
                    late_head = False
                if lossy and conn.writer.transport.get_write_buffer_size() > 65536:
                    continue
                write(stream.event(event))
                stream.written = stream.position
                if bug("heartbeat-stops-after-event"):
                    beats = False
                if not lossy:
                    await conn.drain(None)
            if stream.ended:
                break
            stream.wake.clear()
            try:
                async with asyncio.timeout(HEARTBEAT):
                    await stream.wake.wait()
            except TimeoutError:
                if not late_head and beats:
                    write(":" + stream.eol)
                    if not lossy:
                        await conn.drain(None)
        if chunked:
            conn.writer.write(b"0\r\n\r\n")
            await conn.drain(2)
        return None
    except (Cut, OSError):
        counted = not bug("left-stream-still-counted")
        return abort(conn)
    finally:
        await quit(watcher)
        STREAMS.discard(stream)
        room.streams.discard(stream)
        if counted:
            open_streams -= 1
        tidy(room)


def abort(conn):
    conn.writer.transport.abort()
    conn.eof = True


async def watch(stream):
    await stream.conn.left()
    stream.conn.writer.transport.abort()
    if not bug("left-stream-still-counted"):
        stream.end()


# ---------------------------------------------------------------- the rest


async def get_root(req):
    return Resp(200, b"notes, uploads, log, jobs, rooms\n", "text/plain; charset=utf-8")


async def get_stats(req):
    return answer(200, {"openWaits": len(HOLDS), "openStreams": open_streams, "executed": world.executed})


async def post_reset(req):
    global world, open_streams
    old, world = world, World()
    for job in old.jobs.values():
        job.task.cancel()
    for fut in list(HOLDS):
        settle(fut, "stop")
    for stream in list(STREAMS):
        stream.end()
        asyncio.get_running_loop().call_later(0.5, stream.drop)
    log.clear()
    return Resp(204)


ID = "([A-Za-z0-9_-]{1,128})"
ROUTES = [(re.compile(pattern), methods) for pattern, methods in [
    ("/", {"GET": get_root}),
    ("/notes", {"GET": get_notes, "POST": post_note}),
    (f"/notes/{ID}", {"GET": get_note, "PUT": put_note, "DELETE": delete_note}),
    (f"/uploads/{ID}", {"GET": get_upload}),
    (f"/uploads/{ID}/complete", {"POST": complete_upload}),
    (f"/uploads/{ID}/parts/([^/]*)", {"PUT": put_part}),
    ("/fanout", {"GET": get_fanout}),
    ("/wait", {"GET": get_wait}),
    ("/compute", {"GET": get_compute}),
    ("/log", {"GET": get_log, "POST": post_log}),
    ("/jobs", {"POST": post_job}),
    (f"/jobs/{ID}", {"GET": get_job, "DELETE": delete_job}),
    (f"/jobs/{ID}/result", {"GET": get_result}),
    (f"/rooms/{ID}", {"GET": get_room, "PUT": put_room}),
    (f"/rooms/{ID}/events", {"GET": get_events, "POST": post_event}),
    (f"/rooms/{ID}/stream", {"GET": get_stream}),
] + ([("/_lab/stats", {"GET": get_stats}), ("/_lab/reset", {"POST": post_reset})] if STATE_DIR else [])]


def stop(server, done):
    global stopping
    if stopping:
        return
    stopping = True
    server.close()
    log.flush()
    for fut in list(HOLDS):
        settle(fut, "stop")
    if not bug("sigterm-leaves-streams"):
        for stream in list(STREAMS):
            stream.end()
    if bug("sigterm-drops-work-in-flight"):
        for conn in list(CONNECTIONS):
            if not conn.idle:
                asyncio.get_running_loop().call_later(0.1, conn.writer.transport.abort)
                asyncio.get_running_loop().call_later(0.1, conn.task.cancel)
    loop = asyncio.get_running_loop()
    loop.call_later(0.1, lambda: [c.writer.transport.abort() for c in list(CONNECTIONS) if c.idle])
    loop.call_later(0.5, lambda: [s.drop() for s in list(STREAMS) if s.ended])
    loop.call_later(3.0, lambda: [w.cancel() for w in list(WAITERS)])
    done.set()


async def main():
    global log, upstream_slots, compute_slots
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 65536) if hard > 0 else 65536, hard))
    log = Log(os.path.join(STATE_DIR or ".", "log.jsonl"))
    if bug("upstream-pool-of-16"):
        upstream_slots = asyncio.Semaphore(16)
    compute_slots = asyncio.Semaphore(4)
    loop = asyncio.get_running_loop()
    done = asyncio.Event()
    server = await asyncio.start_server(serve, HOST, PORT, backlog=1024, limit=1 << 18, reuse_address=True)
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop, server, done)
    await done.wait()
    until = loop.time() + (60 if bug("sigterm-leaves-streams") else STOP_WITHIN)
    while CONNECTIONS and loop.time() < until:
        await asyncio.sleep(0.02)
    log.flush()
    os.fsync(log.fd)
    sys.stderr.flush()
    os._exit(0)


if __name__ == "__main__":
    asyncio.run(main())
