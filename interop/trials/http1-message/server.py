#!/usr/bin/env python3
"""An HTTP/1.1 origin server on raw sockets. Last argument: the name of one planted bug, or nothing.

Resources: / (text), /echo (fields and content of the request), /big (1 MiB), /chunked (chunked text with trailers).
"""
import os
import re
import signal
import socket
import sys
import threading
import time

bug = sys.argv[-1] if len(sys.argv) > 1 else ""
if bug in ("none", "@BUG@"):
    bug = ""

HELLO = b"Hello from a plain origin server.\n"
BIG = bytes(i % 251 for i in range(1 << 20))
ETAG = '"hello-1"'
KNOWN = ("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE")
LINE_LIMIT = 16384          # request line
HEAD_LIMIT = 131072         # header section, trailer section
FIELD_LIMIT = 500
CONTENT_LIMIT = 16 << 20
REQUESTS_PER_CONNECTION = 30
IDLE = 15.0

TOKEN = re.compile(rb"[!#$%&'*+.^_`|~0-9A-Za-z-]+\Z")
ORIGIN_FORM = re.compile(r"/(?:[A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-Fa-f]{2})*"
                         r"(?:\?(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*)?\Z")
HOST = re.compile(r"(?:\[[0-9A-Fa-f:.]+\]|(?:[A-Za-z0-9._~!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*)(?::[0-9]*)?\Z")
VERSION = re.compile(rb"HTTP/([0-9])\.([0-9])\Z")
ABSOLUTE = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://([^/?#]*)(.*)\Z", re.S)
BLANKS = b" \t"
shared_content = bytearray()     # used by one bug only


class Gone(Exception):
    """The client is gone, or too slow."""


class Refusal(Exception):
    """The request is answered with this status, and the connection ends."""

    def __init__(self, status, note="", keep=False):
        super().__init__(note)
        self.status, self.note, self.keep = status, note, keep


class Wire:
    """Octets in and out of one connection, and what the connection remembers."""

    def __init__(self, sock):
        self.sock = sock
        self.buf = bytearray()
        self.count = 0
        self.host_seen = False
        self.last_length = 0
        self.last_content = b""
        self.last_fields = []
        self.head_before = False
        self.method = ""            # of the request that is being read
        self.extensions = 0         # octets of chunk extensions in it

    def fill(self):
        try:
            data = self.sock.recv(65536)
        except OSError:
            raise Gone from None
        if not data:
            raise Gone
        self.buf += data

    def line(self, limit, status, strict=False):
        """One line without its end. A single LF ends a line too, unless strict."""
        start = 0
        while True:
            at = self.buf.find(b"\n", start)
            if at >= 0:
                break
            start = len(self.buf)
            if start > limit:
                raise Refusal(status, "too long")
            self.fill()
        if at > limit:
            raise Refusal(status, "too long")
        line = bytes(self.buf[:at])
        del self.buf[:at + 1]
        if line.endswith(b"\r"):
            return line[:-1]
        if strict:
            raise Refusal(400, "a line of the chunked coding ends with CRLF")
        return line

    def exact(self, count):
        while len(self.buf) < count:
            self.fill()
        data = bytes(self.buf[:count])
        del self.buf[:count]
        return data

    def send(self, data):
        try:
            self.sock.sendall(data)
        except OSError:
            raise Gone from None


class Request:
    method = "GET"
    target = path = "/"
    minor = 1
    raw_minor = 1
    fields = ()
    te = ()
    chunked = False
    length = 0
    close = False
    said_close = False
    content = b""

    def values(self, name):
        name = name.lower()
        if bug == "field-name-uppercase-unknown":
            return [v for n, v in self.fields if n in (name, name.title())]
        if bug == "underscore-is-hyphen":
            return [v for n, v in self.fields if n.lower().replace("_", "-") == name]
        return [v for n, v in self.fields if n.lower() == name]

    def members(self, name):
        found = []
        values = self.values(name)
        if bug == "connection-first-line-only" and name == "connection":
            values = values[:1]
        if bug == "te-first-line-only" and name == "transfer-encoding":
            values = values[:1]
        for value in values:
            for member in value.split(","):
                member = member.strip(" \t")
                if bug == "te-python-strip" and name == "transfer-encoding":
                    member = member.strip()
                if member or (bug == "te-empty-member" and name == "transfer-encoding"):
                    found.append(member)
                elif bug == "connection-empty-member" and name == "connection":
                    break       # an empty member ends the list
            if bug == "connection-list-unsplit" and name == "connection":
                found = [value]
        return found


# --- reading the head of a request -------------------------------------------------------------------

def read_request_line(wire):
    blank = 0
    while True:
        try:
            line = wire.line(LINE_LIMIT, 414)
        except Refusal:
            if b" " not in wire.buf[:64]:
                raise Refusal(501, "no such method") from None
            if bug == "target-too-long-400":
                raise Refusal(400, "request line too long") from None
            raise
        if line or blank >= 8:
            return line
        if bug == "empty-line-before-second-request" and wire.count > 0:
            return line
        blank += 1


def parse_request_line(req, line):
    if bug == "request-line-limit-4k" and len(line) > 4096:
        raise Refusal(414, "request line too long")
    if bug == "target-with-blank":
        words = line.split(b" ", 1)
        words = words[:1] + (words[1].rsplit(b" ", 1) if len(words) > 1 else [])
        words = [words[0], words[1].replace(b" ", b"%20"), words[2]] if len(words) == 3 else words
    elif bug == "bare-cr-in-target":
        words = line.strip(b" \t\v\f\r").replace(b"\r", b"%0D").split()
    else:
        words = re.split(rb"[ \t\v\f\r]+", line.strip(b" \t\v\f\r"))
    if len(words) != 3:
        raise Refusal(400, "a request line has three words")
    method, target, version = words
    if bug == "method-over-16-is-400" and len(method) > 16:
        raise Refusal(400, "method too long")
    if not TOKEN.match(method):
        raise Refusal(400, "bad method")
    if bug == "version-any-case":
        version = version.upper()
    if bug == "version-two-digit-minor" and re.match(rb"HTTP/1\.[0-9]+\Z", version):
        version = version[:8]
    match = VERSION.match(version)
    if not match:
        raise Refusal(400, "bad version")
    if match[1] != b"1":
        raise Refusal(505, "HTTP/1 only")
    if bug == "minor-2-is-505" and match[2] not in b"01":
        raise Refusal(505, "HTTP/1.1 only")
    req.raw_minor = int(match[2])
    req.minor = min(1, req.raw_minor)
    req.method = method.decode("ascii")
    if bug == "method-any-case":
        req.method = req.method.upper()
    req.target = target.decode("latin-1")


def read_fields(wire, trailer=False):
    """The lines of a header or trailer section as [name, value], latin-1 text."""
    fields = []
    total = 0
    skipping = not trailer          # blanks between the request line and the first field
    while True:
        if bug == "head-end-split" and not trailer:
            if not wire.buf:
                wire.fill()
            if wire.buf == b"\r":       # the end of the head is missed when its CR and LF come apart
                wire.exact(2)
                continue
        line = wire.line(HEAD_LIMIT, 431)
        total += len(line)
        if total > HEAD_LIMIT or len(fields) > FIELD_LIMIT:
            raise Refusal(431, "too many fields")
        if not line:
            return [[n, v.strip(" \t")] for n, v in fields] if bug != "trailing-tab-kept" else \
                   [[n, v.lstrip(" \t").rstrip(" ")] for n, v in fields]
        if line[:1] in (b" ", b"\t"):
            if skipping and bug == "blank-before-first-field":
                line = line.lstrip(BLANKS)
            elif skipping:
                continue
            elif bug == "fold-with-colon-is-field" and b":" in line:
                line = line.lstrip(BLANKS)
            elif fields:
                text = clean_value(line.strip(BLANKS))
                fields[-1][1] += ("" if bug == "fold-joined-without-blank" else "   ") + text
                continue
            else:
                raise Refusal(400, "nothing to continue")
        skipping = False
        if bug == "bare-cr-ends-field" and b"\r" in line:
            for piece in line.split(b"\r"):
                name, colon, value = piece.partition(b":")
                if colon:
                    fields.append([name.decode("latin-1"), value.decode("latin-1")])
            continue
        name, colon, value = line.partition(b":")
        if bug == "line-without-colon-skipped" and not colon:
            continue
        if not colon:
            raise Refusal(400, "a field line has a colon")
        if bug == "tab-before-colon":
            name = name.rstrip(b"\t")
        if bug == "blank-inside-name" and TOKEN.match(name.replace(b" ", b"")) and not name.endswith(b" "):
            name = name.replace(b" ", b"-")
        if not TOKEN.match(name):
            raise Refusal(400, "bad field name")
        if bug == "empty-value-refused" and not value.strip(BLANKS):
            raise Refusal(400, "empty field value")
        if bug == "fields-over-100-dropped" and len(fields) >= 100:
            continue
        if bug == "value-cut-at-4096":
            value = value[:4097]
        fields.append([name.decode("ascii"), clean_value(value)])


def clean_value(value):
    if b"\r" in value:
        raise Refusal(400, "CR in a field value")
    if bug != "nul-kept":
        value = value.replace(b"\0", b" ")
    return value.decode("latin-1")


def check_host(wire, req):
    hosts = req.values("host")
    if bug == "host-twice-when-same" and hosts:
        hosts = list(dict.fromkeys(hosts))
    if not hosts:
        forgiven = (bug == "host-missing-on-second" and wire.host_seen) \
            or (bug == "host-missing-with-absolute-form" and "://" in req.target) \
            or (bug == "host-missing-in-1.2" and req.raw_minor > 1)
        if req.minor >= 1 and not forgiven:
            raise Refusal(400, "no Host")
        return
    if bug == "host-twice-in-1.0" and req.minor == 0:
        hosts = hosts[:1]
    if len(hosts) > 1:
        raise Refusal(400, "more than one Host")
    host = hosts[0]
    if bug == "host-port-unchecked":
        host = host.split(":")[0] if not host.startswith("[") else host
    if bug == "host-userinfo-accepted":
        host = host.rpartition("@")[2]
    if bug == "host-ip-literal-refused" and host.startswith("["):
        raise Refusal(400, "bad Host")
    if not HOST.match(host):
        raise Refusal(400, "bad Host")
    wire.host_seen = True


def resolve_target(req):
    target = req.target
    if req.method not in KNOWN:             # CONNECT has a form of its own; nothing of it is served
        req.path = target
        return
    if target == "*":
        if bug == "asterisk-with-get" and req.method == "GET":
            target = "/"
        elif req.method != "OPTIONS":
            raise Refusal(400, "the asterisk is for OPTIONS")
        else:
            req.path = "*"
            return
    match = ABSOLUTE.match(target)
    if match:
        if bug == "absolute-form-get-only" and req.method != "GET":
            raise Refusal(400, "bad target")
        scheme, authority, rest = match.groups()
        if bug != "absolute-scheme-case":
            scheme = scheme.lower()
        if scheme == "https" and bug != "https-target-served":
            raise Refusal(421, "not a secured connection")
        if scheme not in ("http", "https"):
            raise Refusal(400, "http only")
        if bug == "absolute-userinfo-accepted":
            authority = authority.rpartition("@")[2]
        if not HOST.match(authority) or (authority.split(":")[0] == "" and bug != "absolute-empty-host"):
            raise Refusal(400, "bad authority")
        if bug == "absolute-without-path" and not rest.startswith("/"):
            raise Refusal(400, "no path")
        if not rest and req.method == "OPTIONS":
            req.path = "*"
            return
        target = rest if rest.startswith("/") else "/" + rest
    elif bug == "authority-form-with-get" and re.match(r"[A-Za-z0-9.-]+:[0-9]+\Z", target):
        target = "/"
    if bug == "fragment-accepted":
        target = target.partition("#")[0]
    if not ORIGIN_FORM.match(target):
        raise Refusal(400, "bad target")
    path = target.partition("?")[0]
    req.path = re.sub("%([0-9A-Fa-f]{2})", lambda m: chr(int(m[1], 16)), path)


# --- how long the content is ---------------------------------------------------------------------------

def parse_length(req):
    values = req.values("content-length")
    if not values:
        return None
    numbers = [part.strip(" \t") for value in values for part in value.split(",")]
    if bug == "length-list-first-wins" and len(values) == 1:
        numbers = numbers[:1]
    if bug == "length-third-line-unchecked":
        numbers = numbers[:2]
    first = numbers[0]
    if bug == "length-plus-sign":
        first = first.removeprefix("+")
    if bug == "length-underscore":
        first = re.sub("(?<=[0-9])_(?=[0-9])", "", first)
    if bug == "length-negative-is-zero" and re.match("-[0-9]+\\Z", first):
        return 0
    if bug == "length-garbage-after-digits":
        first = re.match("[0-9]*", first)[0] or first
    if bug == "length-empty-is-zero" and first == "":
        return 0
    if len(numbers) == 1:
        numbers = [first]
    if any(not re.match("[0-9]+\\Z", n, re.A) or n != numbers[0] for n in numbers):
        raise Refusal(400, "bad Content-Length", keep=bug == "bad-length-stays-open")
    if bug == "length-octal" and first.startswith("0") and re.match("[0-7]+\\Z", first):
        return int(first, 8)
    if len(first.lstrip("0")) > 15:
        raise Refusal(413, "too large")
    length = int(first)
    if bug == "length-32-bits":
        length &= 0xffffffff
    if length > CONTENT_LIMIT:
        raise Refusal(413, "too large")
    return length


def find_framing(wire, req):
    has_te = bool(req.values("transfer-encoding"))
    if has_te and bug == "te-identity-ignored" and req.members("transfer-encoding") == ["identity"]:
        has_te = False
    if has_te and bug == "length-wins-over-te" and req.values("content-length"):
        has_te = False
        req.close = True
    if has_te:
        if req.minor == 0 and bug != "te-in-1.0":
            raise Refusal(400, "Transfer-Encoding in HTTP/1.0")
        codings = req.members("transfer-encoding")
        if bug == "te-case":
            names = codings
        else:
            names = [c.lower() for c in codings]
        if bug == "te-not-last" and "chunked" in names:
            names = ["chunked"]
        if bug == "te-substring" and names and names[-1].endswith("chunked"):
            names[-1] = "chunked"
        if bug == "te-case" and names and names[-1].lower() == "chunked" and names[-1] != "chunked":
            raise Refusal(501, "no such coding")
        if not names or names[-1] != "chunked":
            raise Refusal(400, "chunked is not the last coding")
        if "chunked" in names[:-1]:
            raise Refusal(400, "chunked twice")
        if names[:-1] and bug != "te-unknown-coding-accepted":
            raise Refusal(501, "no such coding")
        req.chunked = True
        if req.values("content-length") and bug != "te-with-length-stays-open":
            req.close = True
        return
    length = parse_length(req)
    if length is None:
        length = 0
        if bug == "length-remembered":
            length = wire.last_length
    wire.last_length = length
    req.length = length


def find_persistence(wire, req):
    options = req.members("connection")
    if bug != "connection-case":
        options = [o.lower() for o in options]
    req.said_close = "close" in options
    if bug == "keep-alive-beats-close" and "keep-alive" in options:
        req.said_close = False
    if req.said_close:
        req.close = True
    if req.minor == 0 and "keep-alive" not in options and bug != "1.0-stays-open":
        req.close = True
    if wire.count + 1 >= REQUESTS_PER_CONNECTION:
        req.close = True


def read_head(wire):
    req = Request()
    wire.method, wire.extensions = "", 0
    line = read_request_line(wire)
    if line[:5] == b"HEAD ":
        wire.method = "HEAD"            # a refusal has no content then
    parse_request_line(req, line)
    req.fields = read_fields(wire)
    check_host(wire, req)
    resolve_target(req)
    find_persistence(wire, req)
    find_framing(wire, req)
    return req


# --- reading the content -------------------------------------------------------------------------------

def read_content(wire, req):
    if bug == "pause-ends-content":
        return read_content_impatient(wire, req)
    if req.chunked:
        if bug == "chunked-put-unread" and req.method not in ("POST", "GET"):
            return b""
        return read_chunked(wire, req)
    if not req.length:
        return wire.last_content if bug == "content-remembered" else b""
    if bug == "head-content-unread" and req.method == "HEAD":
        return b""
    if bug == "options-star-content-unread" and req.path == "*":
        return b""
    if bug == "content-cut-at-first-packet":
        if not wire.buf:
            wire.fill()
        return wire.exact(min(req.length, len(wire.buf)))
    try:
        content = wire.exact(req.length)
    except Gone:
        if bug != "short-content-is-complete":
            raise
        content, req.close = bytes(wire.buf), True
    if bug == "rest-after-content-dropped":
        wire.buf.clear()
    return content


def read_content_impatient(wire, req):
    if not req.length and not req.chunked:
        return b""
    wire.sock.settimeout(1.0)
    try:
        return read_chunked(wire, req) if req.chunked else wire.exact(req.length)
    except Gone:
        content = bytes(wire.buf)
        wire.buf.clear()
        return content
    finally:
        wire.sock.settimeout(IDLE)


def read_chunked(wire, req):
    content = bytearray()
    if bug == "content-buffer-shared":
        shared_content.clear()
        content = shared_content
    try:
        while True:
            size = read_chunk_size(wire)
            if size == 0:
                break
            if len(content) + size > CONTENT_LIMIT:
                raise Refusal(413, "too large")
            content += wire.exact(size)
            if bug == "chunk-end-split" and wire.buf == b"\r":
                raise Refusal(400, "a chunk ends with CRLF")
            end = wire.exact(2)
            if end != b"\r\n" and bug != "chunk-end-unchecked":
                raise Refusal(400, "a chunk ends with CRLF")
    except Gone:
        if bug != "chunked-without-end-is-complete":
            raise
        req.close = True
        return bytes(content)
    if bug == "trailers-left-unread":
        wire.line(HEAD_LIMIT, 431)
        return bytes(content)
    trailers = read_fields(wire, trailer=True)
    if bug == "trailers-merged":
        req.fields = list(req.fields) + trailers
    return bytes(content)


def read_chunk_size(wire):
    if bug == "chunk-size-line-split":
        if not wire.buf:
            wire.fill()
        if b"\n" not in wire.buf and re.match(rb"[0-9A-Fa-f]+\Z", wire.buf):
            wire.buf += b"\r\n"         # what has come is taken for the whole line
    line = wire.line(LINE_LIMIT, 400, strict=True)
    if bug == "last-chunk-with-extension" and re.match(rb"0+[ \t]*;", line):
        raise Refusal(400, "bad chunk size")
    size, _, extension = line.partition(b";")
    if bug == "chunk-extension-blank-refused" and size[-1:] in BLANKS and size:
        raise Refusal(400, "bad chunk size")
    size = size.rstrip(BLANKS)
    wire.extensions += len(extension)
    if wire.extensions > HEAD_LIMIT:
        raise Refusal(413, "too many chunk extensions")
    if b"\r" in line:
        raise Refusal(400, "CR in a chunk line")
    if bug == "chunk-extension-quoted-refused" and b'"' in extension:
        raise Refusal(400, "bad chunk extension")
    if bug == "last-chunk-zeros" and re.match(rb"00+\Z", size):
        raise Refusal(400, "bad chunk size")
    if bug == "chunk-size-uppercase-refused" and re.search(rb"[A-F]", size):
        raise Refusal(400, "bad chunk size")
    if bug == "chunk-size-0x":
        size = re.sub(rb"\A0[xX]", b"", size)
    if not re.match(rb"[0-9A-Fa-f]+\Z", size):
        raise Refusal(400, "bad chunk size")
    if bug == "chunk-size-eight-digits" and len(size) > 8:
        size = size[:8]
    if bug == "chunk-size-32-bits":
        return int(size[-8:], 16)
    if len(size.lstrip(b"0")) > 12:
        raise Refusal(413, "too large")
    number = int(size, 16)
    if bug == "chunk-size-16-bits" and number > 0xffff:
        number &= 0xffff
    if number > CONTENT_LIMIT:
        raise Refusal(413, "too large")
    return number


# --- answering -----------------------------------------------------------------------------------------

REASONS = {200: "Fine, thank you", 204: "", 304: "Still the same", 400: "Pardon?", 404: "", 405: "Not Like This",
           413: "Too Much", 414: "Too Long", 417: "", 421: "Not Here", 431: "Too Many Fields", 501: "Unheard Of",
           505: "Other Version Please"}


def head_of(status, fields, minor_line="HTTP/1.1"):
    reason = REASONS.get(status, "")
    space = "" if bug == "status-line-without-space" and not reason else " "
    lines = [f"{minor_line} {status}{space}{reason}"]
    if not (bug == "error-without-date" and 400 <= status < 500):
        lines.append("dAtE:" + time.strftime("%a, %d %b %Y %H:%M:%S GMT", time.gmtime()) + "\t ")
    lines.append("SERVER: \t plain/1.0 (raw) ")
    lines += fields
    if bug == "keep-alive-field-unlisted":
        lines.append("Keep-Alive: timeout=15")
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")


def respond(wire, req, status, content=b"", fields=(), style="length"):
    """Send one final response. style: length, chunked, or close (the end of the connection ends the content)."""
    fields = list(fields)
    version = "HTTP/1.1"
    if bug == "version-mirrored" and req.raw_minor > 1:
        version = f"HTTP/1.{req.raw_minor}"
    if bug == "1.0-answered-as-1.0" and req.minor == 0:
        version = "HTTP/1.0"
    if style == "chunked" and req.minor == 0 and bug != "chunked-to-1.0":
        style = "close" if req.close or bug == "1.0-keep-alive-without-length" else "length"
    if style == "close" and bug != "1.0-keep-alive-without-length":
        req.close = True
    head = req.method == "HEAD"
    if bug == "head-flag-sticks":
        head, wire.head_before = head or wire.head_before, head
    bodiless = status in (204, 304)
    if req.close and not (bug == "close-unsaid" and req.said_close) \
            and not (bug == "last-request-close-unsaid" and not req.said_close and req.minor >= 1 and status < 400):
        fields.append("connection:CLOSE")
    elif not req.close and req.minor == 0:
        fields.append("Connection:keep-alive ")
    if status == 204:
        if bug == "204-with-length":
            fields.append("Content-Length: 0")
        if bug == "204-with-chunked" and req.path != "*":
            fields.append("Transfer-Encoding: chunked")
    elif status == 304:
        if bug == "304-length-zero":
            fields.append("Content-Length: 0")
    elif style == "length":
        length = len(content)
        if bug == "length-counts-characters":
            length = len(content.decode("utf-8", "surrogateescape"))
        if bug == "head-length-zero" and head:
            length = 0
        fields.append(f"content-LENGTH:\t{length} ")
    elif style == "chunked" and not head:
        fields.append("TRANSFER-encoding: Chunked")
        fields.append("Trailer: X-Echo-Octets")
        if bug == "length-and-chunked":
            fields.append(f"Content-Length: {len(content)}")
    if bug == "response-field-folded" and status in (204, 405):
        fields = [f.replace(", HEAD,", ",\r\n HEAD,") for f in fields]
    out = head_of(status, fields, version)
    silent = head or bodiless
    if bug == "head-of-error-with-content" and req.method == "HEAD" and status >= 400:
        silent = False
    if bug == "304-with-content" and status == 304:
        silent = False
    wire.send(out[:17])
    if silent:
        wire.send(out[17:])
    elif style == "chunked":
        wire.send(out[17:] + in_chunks(content))
    else:
        wire.send(out[17:] + content)


def in_chunks(content):
    """Chunks of odd sizes, with zeros in front, extensions, and a trailer section."""
    out = bytearray()
    at, step = 0, 11
    if bug == "empty-content-ends-chunks" and content.endswith(b"\n\n"):
        out += b"0\r\n\r\n"
    while at < len(content):
        piece = content[at:at + step]
        size = b"%d" % len(piece) if bug == "chunk-size-decimal" else b"%04X" % len(piece)
        extension = b' ; part="a;b\\"c"' if at else b";first"
        out += size + extension + b"\r\n" + piece + b"\r\n"
        at += step
        step = min(step * 3, 40000)
    out += b"000;last\r\n"
    out += b"X-Echo-Octets:%d\r\n" % len(content)
    if bug == "length-in-trailer":
        out += b"Content-Length: %d\r\n" % len(content)
    return bytes(out + b"\r\n")


def interim(wire, req, status, fields=()):
    wire.send(("\r\n".join([f"HTTP/1.1 {status} ", *fields]) + "\r\n\r\n").encode())


ALLOW = {"/": "GET, HEAD, OPTIONS", "/big": "GET, HEAD, OPTIONS", "/chunked": "GET, HEAD, OPTIONS",
         "/echo": "GET, HEAD, POST, PUT, DELETE, PATCH, OPTIONS", "*": "GET, HEAD, OPTIONS"}


def refusal_by_head(req):
    """The final status when the head alone decides it, else None."""
    if bug == "unknown-method-is-get" and req.method not in KNOWN:
        req.method = "GET"
        req.path = req.target
    if req.method not in KNOWN:
        return 501
    if req.path not in ALLOW:
        return 404
    if req.method not in ALLOW[req.path].split(", "):
        return 405
    if req.minor >= 1 and any(e.lower() != "100-continue" for e in req.members("expect")):
        return 417
    return None


def wants_100(wire, req):
    if req.minor == 0 and bug != "100-to-1.0":
        return False
    if not (req.chunked or req.length):
        return False
    if bug == "100-not-for-chunked" and req.chunked:
        return False
    if bug == "100-first-request-only" and wire.count:
        return False
    if bug == "100-for-post-only" and req.method != "POST":
        return False
    if bug == "100-case":
        return "100-continue" in req.members("expect")
    return "100-continue" in [e.lower() for e in req.members("expect")]


def handle(wire, req):
    """Read the content and answer."""
    status = refusal_by_head(req)
    expects = wants_100(wire, req)
    if status and expects:
        if bug != "refused-expectation-stays-open":
            req.close = True            # the content is not read
    elif status == 404 and bug == "404-content-unread":
        pass
    elif status == 405 and bug == "405-chunked-unread" and req.chunked:
        pass
    elif bug == "100-waits-for-content" and expects:
        if not wire.buf:
            wire.fill()                 # the first octet of the content comes before the 100
        interim(wire, req, 100)
        req.content = read_content(wire, req)
    else:
        if expects and (not wire.buf or bug in ("100-to-1.0",)):
            interim(wire, req, 100, ["Content-Length: 0"] if bug == "100-with-length" else [])
        elif req.chunked and req.minor >= 1 and not status:
            interim(wire, req, 102)
        req.content = read_content(wire, req)
    if bug == "content-remembered":
        wire.last_content = req.content
    if status:
        fields = []
        if status == 405 and bug != "405-without-allow":
            fields.append("Allow: " + ALLOW[req.path])
        if status == 404 and bug == "announced-close-not-done":
            fields.append("Connection: close")
        respond(wire, req, status, b"no: %d\n" % status, fields)
    elif req.method == "OPTIONS":
        respond(wire, req, 204, fields=["Allow: " + ALLOW[req.path]])
    elif req.path == "/":
        tags = [tag.removeprefix("W/") for tag in req.members("if-none-match")]
        if ETAG in tags or "*" in tags:
            respond(wire, req, 304, HELLO, ["ETag:" + ETAG])
        else:
            respond(wire, req, 200, HELLO, ["ETag:" + ETAG, "Content-Type:text/plain"])
    elif req.path == "/big":
        if req.minor >= 1:
            interim(wire, req, 103, ["Link: </>; rel=preload"])
        respond(wire, req, 200, BIG, ["Content-Type:application/octet-stream"])
    elif req.path == "/chunked":
        respond(wire, req, 200, HELLO * 500, ["Content-Type:text/plain"], "chunked")
    else:
        respond(wire, req, 200, echo_text(wire, req), ["Content-Type:application/octet-stream"], "chunked")


def echo_text(wire, req):
    fields = list(req.fields)
    if bug == "fields-remembered":
        names = {n.lower() for n, _ in fields}
        fields += [f for f in wire.last_fields if f[0].lower() not in names]
        wire.last_fields = list(req.fields)
    if bug == "obs-text-recoded":
        lines = "".join(f"{n}: {v}\n" for n, v in fields).encode("utf-8")
    else:
        lines = "".join(f"{n}: {v}\n" for n, v in fields).encode("latin-1")
    return lines + b"\n" + req.content


def refuse(wire, refusal):
    req = Request()
    req.close = True
    req.method = wire.method
    if refusal.keep or (bug == "bad-field-stays-open" and refusal.note == "bad field name"):
        # carry on after the head of the refused request
        req.close = False
        while refusal.note == "bad field name" and wire.line(HEAD_LIMIT, 431):
            pass
        respond(wire, req, refusal.status, b"refused\n")
        return True
    respond(wire, req, refusal.status, f"refused: {refusal.note}\n".encode(), style="close")
    return False


def linger(wire):
    """Close in stages: no more is sent, what still comes is read and thrown away for a moment."""
    try:
        wire.sock.shutdown(socket.SHUT_WR)
        wire.sock.settimeout(0.5)
        until = time.monotonic() + 2.0
        while time.monotonic() < until and wire.sock.recv(65536):
            pass
    except OSError:
        pass


def serve_requests(wire):
    held = None
    while True:
        try:
            req = read_head(wire)
            if bug == "pipeline-order" and held is None and req.path == "/echo" and not req.length \
                    and not req.chunked and not req.close and b"\r\n\r\n" in wire.buf:
                held = req
                continue
            handle(wire, req)
            if held is not None and held is not req:
                handle(wire, held)
                held = None
            wire.count += 1
            if req.close and not (bug == "requests-after-close-served" and req.said_close
                                  and b"\r\n\r\n" in wire.buf):
                return
        except Refusal as refusal:
            if not refuse(wire, refusal):
                return
            wire.count += 1


def serve(sock):
    wire = Wire(sock)
    try:
        sock.settimeout(IDLE)
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        serve_requests(wire)
        linger(wire)
    except Gone:
        pass
    except Exception as error:      # one connection never takes the others down
        print(f"connection ended: {error!r}", file=sys.stderr)
    finally:
        sock.close()


def main():
    ends = {signal.SIGTERM, signal.SIGINT}
    signal.pthread_sigmask(signal.SIG_BLOCK, ends)      # one thread waits for them, the others never see them
    threading.stack_size(512 * 1024)
    threading.Thread(target=lambda: os._exit(0 if signal.sigwait(ends) else 1), daemon=True).start()
    host = os.environ.get("HOST") or "127.0.0.1"
    port = int(os.environ.get("PORT") or "8080")
    listener = socket.create_server((host, port), backlog=512,
                                    family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    print(f"listening on {host}:{listener.getsockname()[1]}", flush=True)
    while True:
        try:
            sock, _ = listener.accept()
        except OSError:
            time.sleep(0.05)
            continue
        try:
            threading.Thread(target=serve, args=(sock,), daemon=True).start()
        except RuntimeError:
            sock.close()


if __name__ == "__main__":
    main()
