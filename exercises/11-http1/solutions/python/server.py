"""An HTTP/1.1 server from sockets: a page at /, an echo at /echo, patience at /slow."""

import os
import re
import signal
import socket
import threading
import time
from email.utils import formatdate

HOST = os.environ.get("HOST", "127.0.0.1")
PORT = int(os.environ.get("PORT", 7000))

PAGE = b"Hello from the other side of the wire.\n"
PAGE_TAG = '"page-1"'
PATHS = {"/", "/echo", "/slow"}
ALLOWED = "GET, HEAD, POST, OPTIONS"
KNOWN_METHODS = {"GET", "HEAD", "POST", "OPTIONS", "PUT", "DELETE", "PATCH", "TRACE", "CONNECT"}
REASONS = {
    200: "OK", 204: "No Content", 304: "Not Modified", 400: "Bad Request", 404: "Not Found",
    405: "Method Not Allowed", 412: "Precondition Failed", 413: "Content Too Large",
    414: "URI Too Long", 431: "Request Header Fields Too Large", 501: "Not Implemented",
    505: "HTTP Version Not Supported",
}

MOST_LINE = 16 * 1024
MOST_FIELDS = 100
MOST_CONTENT = 4 << 20

TOKEN = re.compile(rb"[!#$%&'*+\-.^_`|~0-9A-Za-z]+")
TARGET = re.compile(rb"(?:[A-Za-z0-9\-._~:/?\[\]@!$&'()*+,;=]|%[0-9A-Fa-f]{2})+")
NAME = r"(?:[A-Za-z0-9\-._~!$&'()*+,;=]|%[0-9A-Fa-f]{2})*"
AUTHORITY = re.compile(rf"(?:{NAME}|\[[0-9A-Fa-f:.]+\])(?::[0-9]*)?")
EXTENSION = re.compile(
    rb'(?:[ \t]*;[ \t]*[!#$%&\'*+\-.^_`|~0-9A-Za-z]+'
    rb'(?:[ \t]*=[ \t]*(?:[!#$%&\'*+\-.^_`|~0-9A-Za-z]+|"(?:[^"\\\x00-\x08\x0a-\x1f\x7f]|\\[\t\x20-\x7e\x80-\xff])*"))?)*[ \t]*'
)


class Refused(Exception):
    """What cannot be understood. Nobody knows where the next request would begin."""

    def __init__(self, status, why):
        super().__init__(why)
        self.status = status


class Gone(Exception):
    """The client has closed, and there is no request any more."""


class Input:
    """The octets of one connection, in the pieces that they mean, not in those that came."""

    def __init__(self, client):
        self.client = client
        self.buffer = bytearray()

    def more(self):
        octets = self.client.recv(65536)
        if not octets:
            raise Gone
        self.buffer += octets

    def line(self, most, status):
        """A line without its CR LF."""
        looked = 0
        while (end := self.buffer.find(b"\n", looked)) < 0:
            looked = len(self.buffer)
            if looked > most:
                raise Refused(status, "a line without an end")
            self.more()
        line = bytes(self.buffer[: end + 1])
        if len(line) > most:
            raise Refused(status, "a line that is too long")
        del self.buffer[: end + 1]
        if not line.endswith(b"\r\n"):
            raise Refused(400, "a line ends in CR LF")
        return line[:-2]

    def exactly(self, length):
        while len(self.buffer) < length:
            self.more()
        octets = bytes(self.buffer[:length])
        del self.buffer[:length]
        return octets


class Request:
    def __init__(self, method, target, minor):
        self.method = method
        self.target = target
        self.minor = minor
        self.fields = []  # pairs, as they came
        self.content = b""

    def values(self, name):
        return [value for key, value in self.fields if key.lower() == name]

    def members(self, name):
        """The elements of a list, however many lines it is on; in lower case."""
        joined = ",".join(self.values(name))
        return [each.strip(" \t").lower() for each in joined.split(",") if each.strip(" \t")]

    def path(self):
        path = self.target
        if "://" in path:
            rest = path.split("://", 1)[1]
            path = rest[rest.index("/"):] if "/" in rest else "/"
        return path.split("?", 1)[0]

    def keeps_alive(self):
        options = self.members("connection")
        if "close" in options:
            return False
        return self.minor >= 1


def read_head(octets):
    line = octets.line(MOST_LINE, 414)
    while not line:  # tolerated before a request, and nowhere else
        line = octets.line(MOST_LINE, 414)
    request = request_line(line)
    size = 0
    while line := octets.line(MOST_LINE, 431):
        size += len(line)
        if size > MOST_LINE or len(request.fields) == MOST_FIELDS:
            raise Refused(431, "too many fields")
        request.fields.append(field(line))
    check_host(request)
    return request


def request_line(line):
    parts = line.split(b" ")
    if len(parts) != 3 or not TOKEN.fullmatch(parts[0]):
        raise Refused(400, "a request line is METHOD target HTTP/1.1")
    method, target, version = parts
    if not re.fullmatch(rb"HTTP/[0-9]\.[0-9]", version):
        raise Refused(400, "no version of HTTP")
    if version[5:6] != b"1":
        raise Refused(505, "another HTTP")
    if not TARGET.fullmatch(target):
        raise Refused(400, "a character that no target has")
    request = Request(method.decode(), target.decode(), int(version[7:]))
    check_target(request)
    return request


def check_target(request):
    target = request.target
    if request.method == "CONNECT":
        port = target.rpartition(":")[2]
        right = AUTHORITY.fullmatch(target) and port.isdigit() and 0 < int(port) < 65536
        right = right and ":" in target
    elif target == "*":
        right = request.method == "OPTIONS"
    elif "://" in target and not target.startswith("/"):
        scheme, rest = target.split("://", 1)
        authority = re.split("[/?]", rest, maxsplit=1)[0]
        right = scheme.lower() in ("http", "https") and authority
        right = right and AUTHORITY.fullmatch(authority)
    else:
        right = target.startswith("/")
    if not right:
        raise Refused(400, "no form of a target for this method")


def field(line):
    name, colon, value = line.partition(b":")
    if not colon or not TOKEN.fullmatch(name):
        raise Refused(400, "a field is name: value")
    value = value.strip(b" \t")
    if re.search(rb"[\x00-\x08\x0a-\x1f\x7f]", value):
        raise Refused(400, "a control character in a value")
    return name.decode(), value.decode("latin-1")


def check_host(request):
    hosts = request.values("host")
    if len(hosts) > 1 or (not hosts and request.minor >= 1):
        raise Refused(400, "one Host, no more and no less")
    if hosts and not AUTHORITY.fullmatch(hosts[0]):
        raise Refused(400, "a Host that is no host")


def framing(request):
    """How long the content is: a number, or None for chunks."""
    lengths = request.values("content-length")
    codings = request.members("transfer-encoding")
    if request.values("transfer-encoding"):
        if lengths or request.minor == 0:
            raise Refused(400, "two lengths, or chunks from HTTP/1.0")
        if codings == ["chunked"]:
            return None
        if not codings or codings.count("chunked") > 1 or codings[-1] != "chunked":
            raise Refused(400, "a body without an end")
        raise Refused(501, "a coding that nobody knows")
    if not lengths:
        return 0
    values = {each.strip(" \t") for each in ",".join(lengths).split(",")}
    if len(values) > 1 or not re.fullmatch("[0-9]+", length := values.pop()):
        raise Refused(400, "a Content-Length is one decimal number")
    if len(length) > 18:
        raise Refused(400, "more than anybody has")
    return int(length)


def read_content(octets, length):
    if length is not None:
        if length > MOST_CONTENT:
            raise Refused(413, "too much")
        return octets.exactly(length)
    content = bytearray()
    while size := chunk_size(octets.line(1024, 400)):
        if len(content) + size > MOST_CONTENT:
            raise Refused(413, "too much")
        content += octets.exactly(size)
        if octets.exactly(2) != b"\r\n":
            raise Refused(400, "a chunk ends with CR LF")
    trailers = 0
    while line := octets.line(MOST_LINE, 431):
        trailers += len(line)
        if trailers > MOST_LINE:
            raise Refused(431, "too large a trailer section")
        field(line)  # checked, and dropped
    return bytes(content)


def chunk_size(line):
    match = re.match(rb"[0-9A-Fa-f]+", line)
    if not match or not EXTENSION.fullmatch(line, match.end()):
        raise Refused(400, "a chunk begins with its size")
    size = match.group().lstrip(b"0") or b"0"
    if len(size) > 15:
        raise Refused(400, "more than anybody has")
    return int(size, 16)


class Answer:
    def __init__(self, status, content=None, **fields):
        self.status = status
        self.content = content
        self.fields = {name.replace("_", "-"): value for name, value in fields.items()}


def refusal(request):
    """What can be said before the content has come, if it is a no."""
    if request.method not in KNOWN_METHODS:
        return Answer(501, b"No such method.\n")
    if request.target == "*":
        return None
    if request.path() not in PATHS and request.method != "CONNECT":
        return Answer(404, b"There is nothing here.\n")
    if request.method not in ALLOWED.split(", "):
        return Answer(405, b"Not with this method.\n", Allow=ALLOWED)
    return None


def answer(request):
    if request.method == "OPTIONS":
        return Answer(204, Allow=ALLOWED)
    if request.path() == "/echo":
        lines = "".join(f"{name}: {value}\n" for name, value in request.fields)
        return Answer(200, lines.encode("latin-1") + request.content)
    if request.method == "POST":
        return Answer(200, b"Thank you.\n")
    if request.path() == "/slow":
        milliseconds = re.search(r"[?&]ms=(\d{1,4})(?:&|$)", request.target)
        time.sleep(int(milliseconds[1]) / 1000 if milliseconds else 0)
        return Answer(200, b"Here it is.\n")
    return page(request)


def page(request):
    wanted = ",".join(request.values("if-match")).strip(" \t")
    if wanted and wanted != "*" and PAGE_TAG not in re.findall(r'(?:W/)?"[^"]*"', wanted):
        return Answer(412, b"That was another version.\n")
    known = ",".join(request.values("if-none-match")).strip(" \t")
    if known == "*" or PAGE_TAG in re.findall(r'"[^"]*"', known):
        return Answer(304, ETag=PAGE_TAG)
    return Answer(200, PAGE, ETag=PAGE_TAG)


class Connection:
    """One client, from its first octet to its last."""

    busy = set()  # those with a request in progress

    def __init__(self, client):
        self.client = client
        self.octets = Input(client)

    def serve(self):
        try:
            while self.one():
                pass
        except Refused as why:
            self.send(Answer(why.status, f"{why}\n".encode()), False)
            self.linger()
        except (Gone, OSError):
            pass
        finally:
            self.client.close()

    def one(self):
        """Reads a request and answers it; whether another may follow."""
        request = read_head(self.octets)
        self.busy.add(self)
        try:
            return self.answer(request)
        finally:
            self.busy.discard(self)

    def answer(self, request):
        length = framing(request)
        no = refusal(request)
        waits = length != 0 and self.waits(request)
        keeps = request.keeps_alive() and not (waits and no)
        if waits and not no:
            self.client.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
        if not (waits and no):
            request.content = read_content(self.octets, length)
        self.send(no or answer(request), keeps, request.method == "HEAD")
        if not keeps:
            self.linger()
        return keeps

    def waits(self, request):
        """Whether the client holds its content back until it is told to go on."""
        expects = request.minor >= 1 and "100-continue" in request.members("expect")
        return expects and not self.octets.buffer

    def send(self, it, keeps, head_only=False):
        lines = [f"HTTP/1.1 {it.status} {REASONS[it.status]}", f"Date: {formatdate(usegmt=True)}"]
        lines += [f"{name}: {value}" for name, value in it.fields.items()]
        if it.content is not None:
            lines += ["Content-Type: text/plain", f"Content-Length: {len(it.content)}"]
        if not keeps:
            lines.append("Connection: close")
        head = "\r\n".join(lines) + "\r\n\r\n"
        body = b"" if head_only or it.content is None else it.content
        self.client.sendall(head.encode("latin-1") + body)

    def linger(self):
        """Closes our direction, then reads what comes for a moment: a close with octets unread is
        a reset, and a reset takes the answer with it."""
        self.client.shutdown(socket.SHUT_WR)
        self.client.settimeout(1)
        deadline = time.monotonic() + 1
        while time.monotonic() < deadline and self.client.recv(65536):
            pass


def stop(*_):
    raise SystemExit


def main():
    signal.signal(signal.SIGTERM, stop)
    listener = socket.create_server((HOST, PORT), backlog=128)
    try:
        while True:
            client, _ = listener.accept()
            client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            threading.Thread(target=Connection(client).serve, daemon=True).start()
    except SystemExit:
        listener.close()
        deadline = time.monotonic() + 1
        while Connection.busy and time.monotonic() < deadline:
            time.sleep(0.01)


main()
