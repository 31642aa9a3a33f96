#!/usr/bin/env python3
"""Shows each planted bug on the wire: python3 witness.py [BUG...]

For each bug of bugs.tsv its witness runs three times against the correct server (must be False each
time) and three times against the server with the bug (must be True each time)."""
import gzip
import os
import re
import socket
import subprocess
import sys
import time
import uuid
from email.utils import parsedate_to_datetime

HERE = os.path.dirname(os.path.abspath(__file__))
PLAIN = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"
LATER = "Mon, 02 Jan 2023 03:04:05 GMT"
EARLIER = "Wed, 03 Mar 2021 05:06:07 GMT"
MODIFIED = "Thu, 04 Mar 2021 05:06:07 GMT"


class Server:
    def __init__(self, bug):
        env = dict(os.environ, HOST="127.0.0.1", PORT="0")
        self.process = subprocess.Popen(["node", os.path.join(HERE, "server.js"), bug or "none"], env=env, stdout=subprocess.PIPE)
        line = self.process.stdout.readline().decode()
        self.port = int(line.rsplit(":", 1)[1])

    def stop(self):
        self.process.terminate()
        try:
            self.process.wait(3)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process.stdout.close()


class Response:
    def __init__(self, head):
        self.head = head
        lines = re.split(r"\r?\n", head)
        self.line = lines[0]
        self.status = int(lines[0].split(" ")[1][:3])
        self.fields = []
        for line in lines[1:]:
            name, _, value = line.partition(":")
            self.fields.append((name.lower(), value.strip(" \t")))
        self.body = b""
        self.interim = []
        self.whole = True

    def all(self, name):
        return [v for n, v in self.fields if n == name]

    def get(self, name):
        values = self.all(name)
        return ", ".join(values) if values else None


class Connection:
    def __init__(self, server):
        self.sock = socket.create_connection(("127.0.0.1", server.port), 5)
        self.buf = b""
        self.eof = False

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.sock.close()

    def send(self, data):
        self.sock.sendall(data if isinstance(data, bytes) else data.encode("latin-1"))

    def ask(self, method, target, *fields, body=None, version="HTTP/1.1", host=True):
        lines = [f"{method} {target} {version}"] + (["Host: a"] if host else []) + list(fields)
        if body is not None:
            lines.append(f"Content-Length: {len(body)}")
        self.send("\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + (body or b""))
        return self.response(method)

    def more(self, seconds):
        if self.eof:
            return False
        self.sock.settimeout(max(0.01, seconds))
        try:
            piece = self.sock.recv(1 << 16)
        except (socket.timeout, ConnectionError) as error:
            self.eof = isinstance(error, ConnectionError)
            return False
        self.eof = not piece
        self.buf += piece
        return bool(piece)

    def until(self, pattern, seconds):
        end = time.time() + seconds
        while not (m := re.search(pattern, self.buf)):
            if not self.more(end - time.time()) and (self.eof or time.time() >= end):
                return None
        found, self.buf = self.buf[:m.start()], self.buf[m.end():]
        return found

    def take(self, n, seconds):
        end = time.time() + seconds
        while len(self.buf) < n and time.time() < end and not self.eof:
            self.more(end - time.time())
        taken, self.buf = self.buf[:n], self.buf[n:]
        return taken

    def response(self, method="GET", seconds=2.0):
        """The next final response (1xx in .interim), or None when none comes."""
        interim = []
        while True:
            head = self.until(rb"\r?\n\r?\n", seconds)
            if head is None or not re.match(rb"HTTP/\d\.\d \d\d\d", head):
                return None
            r = Response(head.decode("latin-1"))
            if r.status == 101 or r.status >= 200:
                break
            interim.append(r)
        r.interim = interim
        if method == "HEAD" or r.status in (101, 204, 304):
            return r
        if "chunked" in (r.get("transfer-encoding") or ""):
            while True:
                line = self.until(rb"\r\n", seconds)
                size = int(re.match(rb"[0-9a-fA-F]+", line).group(), 16) if line else 0
                if line is None or size == 0:
                    break
                r.body += self.take(size, seconds)
                self.take(2, seconds)
            r.whole = line is not None and self.until(rb"\r\n", seconds) is not None
        elif r.get("content-length") is not None:
            n = int(r.get("content-length").split(",")[0])
            r.body = self.take(n, seconds)
            r.whole = len(r.body) == n
        else:
            r.body = self.rest(seconds)
        return r

    def rest(self, seconds=0.3):
        """Everything that comes until the end of the connection, or for so long."""
        end = time.time() + seconds
        while time.time() < end and not self.eof:
            self.more(end - time.time())
        data, self.buf = self.buf, b""
        return data

    def closed(self, seconds=0.4):
        self.rest(seconds)
        return self.eof


def ask(server, method, target, *fields, **options):
    with Connection(server) as c:
        return c.ask(method, target, *fields, **options)


def raw(server, data, seconds=0.3):
    with Connection(server) as c:
        c.send(data)
        return c.rest(seconds)


def status(server, method, target, *fields, **options):
    r = ask(server, method, target, *fields, **options)
    return r.status if r else None


def tag(server, *fields):
    return ask(server, "GET", "/", *fields).get("etag")


def root(server):
    return ask(server, "GET", "/").body


def fresh():
    return "/w-" + uuid.uuid4().hex


def echoed(response):
    """(field lines, content) in the answer of the echo."""
    head, _, content = response.body.partition(b"\n\n")
    return head.decode("latin-1").split("\n"), content


def after_head(data):
    """What follows the first header section in data."""
    return data.partition(b"\r\n\r\n")[2]


def parts(response):
    """The parts of a multipart/byteranges: list of (fields dict, octets), and whether it is closed; None when the delimiter is not there."""
    m = re.search(r'boundary="?([^";]+)"?', response.get("content-type") or "")
    mark = b"--" + m.group(1).encode() if m else b"--?"
    pieces = (b"\r\n" + response.body).split(b"\r\n" + mark)
    found = []
    for piece in pieces[1:]:
        if piece.startswith(b"--"):
            return found, True
        head, _, octets = piece.partition(b"\r\n\r\n")
        fields = dict((n.lower(), v.strip()) for n, _, v in (l.partition(":") for l in head.decode("latin-1").split("\r\n") if l))
        found.append((fields, octets))
    return found, False


TWO = "Range: bytes=0-9,5000-5009"


def hundred(server, expect):
    """Whether a 100 comes before the content is sent."""
    with Connection(server) as c:
        c.send(f"POST /echo HTTP/1.1\r\nHost: a\r\n{expect}\r\nContent-Length: 3\r\n\r\n")
        return (c.until(rb"\r\n\r\n", 0.5) or b"").startswith(b"HTTP/1.1 100")


def chunked(server, coding, content):
    """The body of the echo's answer to a POST of that chunked content, or None when it is not 200."""
    with Connection(server) as c:
        c.send(f"POST /echo HTTP/1.1\r\nHost: a\r\n{coding}\r\n\r\n".encode() + content)
        r = c.response()
        return r.body if r and r.status == 200 else None


# ---------------------------------------------------------------- the witnesses: True when the bug is seen

def saw_method_unknown_taken_for_get(s):
    return status(s, "BREW", "/") == 200


def saw_method_lowercase_taken_for_uppercase(s):
    return status(s, "get", "/") == 200


def saw_method_by_prefix(s):
    return status(s, "GETS", "/") == 200


def saw_allow_missing_on_delete_405(s):
    r = ask(s, "DELETE", "/")
    return r.status == 405 and r.get("allow") is None


def saw_allow_names_refused_method(s):
    r = ask(s, "POST", "/", body=b"x")
    return r.status == 405 and "POST" in re.split(r"[ ,]+", r.get("allow") or "")


def saw_allow_with_empty_members(s):
    a = ask(s, "DELETE", "/echo").get("allow")
    return any(not m.strip() for m in a.split(","))


def saw_allow_with_spaces_only(s):
    a = ask(s, "DELETE", "/echo").get("allow")
    return any(" " in m.strip() for m in a.split(","))


def saw_connect_without_port_accepted(s):
    return status(s, "CONNECT", "a:") == 200


def saw_options_without_allow(s):
    r = ask(s, "OPTIONS", "/")
    return r.status in (200, 204) and r.get("allow") is None


def saw_options_evaluates_if_match(s):
    return status(s, "OPTIONS", "/", 'If-Match: "no"') == 412


def saw_options_max_forwards_zero_refused(s):
    return status(s, "OPTIONS", "/", "Max-Forwards: 0") >= 400


def saw_trace_shows_secrets(s):
    return b"s3cr3t" in ask(s, "TRACE", "/", "Authorization: Basic s3cr3t").body


def saw_trace_hides_lowercase_only(s):
    return b"s3cr3t" in ask(s, "TRACE", "/", "Cookie: a=s3cr3t").body and b"s3cr3t" not in ask(s, "TRACE", "/", "cookie: a=s3cr3t").body


def saw_trace_type_plain(s):
    r = ask(s, "TRACE", "/")
    return r.status == 200 and r.get("content-type") != "message/http"


def saw_put_created_200(s):
    return status(s, "PUT", fresh(), body=b"x") == 200


def saw_put_content_range_stored(s):
    p = fresh()
    return status(s, "PUT", p, "Content-Range: bytes 5-6/10", body=b"xx") in (200, 201, 204)


def saw_location_decoded(s):
    r = ask(s, "PUT", fresh() + "%0d%0aX-New:%20yes", body=b"x")
    return r.get("x-new") is not None


def saw_authorization_401_without_challenge(s):
    r = ask(s, "GET", "/", "Authorization: Basic eDp5")
    return r.status == 401 and r.get("www-authenticate") is None


def saw_target_over_4096_refused(s):
    return status(s, "GET", "/?" + "x" * 6000) == 414


def saw_target_absolute_form_unknown(s):
    return status(s, "GET", "http://a/") != 200


def saw_host_checked_once(s):
    with Connection(s) as c:
        c.ask("GET", "/")
        return c.ask("GET", "/", host=False).status == 200


def saw_head_not_for_echo(s):
    return status(s, "GET", "/echo") == 200 and status(s, "HEAD", "/echo") == 405


def saw_head_unknown_200(s):
    p = fresh()
    return status(s, "GET", p) == 404 and status(s, "HEAD", p) == 200


def saw_head_body_on_404(s):
    return after_head(raw(s, f"HEAD {fresh()} HTTP/1.1\r\nHost: a\r\n\r\n")) != b""


def saw_head_body_on_412(s):
    return after_head(raw(s, 'HEAD / HTTP/1.1\r\nHost: a\r\nIf-Match: "no"\r\n\r\n')) != b""


def saw_head_body_on_400(s):
    return after_head(raw(s, "HEAD / HTTP/1.1\r\n\r\n")) != b""


def saw_head_body_for_http10(s):
    return after_head(raw(s, "HEAD / HTTP/1.0\r\n\r\n")) != b""


def saw_head_ends_with_last_chunk(s):
    return after_head(raw(s, "HEAD /echo HTTP/1.1\r\nHost: a\r\n\r\n")) != b""


def saw_head_length_zero(s):
    return ask(s, "HEAD", "/").get("content-length") == "0"


def saw_head_length_of_identity(s):
    g = ask(s, "GET", "/", "Accept-Encoding: gzip"); h = ask(s, "HEAD", "/", "Accept-Encoding: gzip")
    return g.get("content-length") != h.get("content-length") and h.get("content-length") is not None


def saw_head_etag_weak(s):
    return ask(s, "HEAD", "/").get("etag") != tag(s)


def saw_range_for_head(s):
    return status(s, "HEAD", "/", "Range: bytes=0-9") == 206


def saw_head_remembered_by_next_answer(s):
    with Connection(s) as c:
        c.ask("HEAD", "/")
        return not c.ask("GET", "/").whole


def saw_date_missing_on_304(s):
    r = ask(s, "GET", "/", "If-None-Match: *")
    return r.status == 304 and r.get("date") is None


def saw_date_missing_on_400(s):
    r = ask(s, "GET", "/", host=False)
    return r.status == 400 and r.get("date") is None


def saw_date_numeric_zone(s):
    return not ask(s, "GET", "/").get("date").endswith(" GMT")


def saw_date_rfc850_on_errors(s):
    return "-" in ask(s, "GET", fresh()).get("date")


def saw_date_of_first_answer(s):
    with Connection(s) as c:
        first = c.ask("GET", "/").get("date")
        time.sleep(1.2)
        return c.ask("GET", "/").get("date") == first


def saw_last_modified_in_the_future(s):
    r = ask(s, "GET", "/")
    return parsedate_to_datetime(r.get("last-modified")) > parsedate_to_datetime(r.get("date"))


def saw_last_modified_asctime(s):
    return "," not in ask(s, "GET", "/").get("last-modified")


def saw_etag_weak_prefix_lowercase(s):
    return tag(s, "Accept-Encoding: gzip").startswith("w/")


def saw_etag_unquoted_for_gzip(s):
    return not tag(s, "Accept-Encoding: gzip").endswith('"')


def saw_etag_same_for_gzip(s):
    return tag(s, "Accept-Encoding: gzip") == tag(s)


def saw_vary_missing(s):
    r = ask(s, "GET", "/", "Accept-Encoding: gzip")
    return r.get("content-encoding") == "gzip" and r.get("vary") is None


def saw_accept_encoding_zero_with_decimals(s):
    return ask(s, "GET", "/", "Accept-Encoding: gzip;q=0.000").get("content-encoding") == "gzip"


def saw_content_encoding_identity(s):
    return ask(s, "GET", "/").get("content-encoding") == "identity"


def saw_cache_control_semicolons(s):
    return ";" in ask(s, "GET", "/").get("cache-control")


def saw_cache_control_max_age_quoted(s):
    return 'max-age="' in ask(s, "GET", "/").get("cache-control")


def saw_expires_not_a_date(s):
    return ask(s, "GET", "/").get("expires").isdigit()


def saw_error_type_without_subtype(s):
    return "/" not in ask(s, "GET", fresh()).get("content-type")


def saw_error_type_twice(s):
    return len(ask(s, "GET", fresh()).all("content-type")) == 2


def saw_parameter_with_spaces(s):
    return " =" in ask(s, "GET", "/echo").get("content-type")


def saw_server_comment_open(s):
    v = re.sub(r"\\.", "", ask(s, "GET", "/").get("server"))
    return v.count("(") != v.count(")")


def saw_upgrade_without_connection_option(s):
    r = ask(s, "GET", "/")
    return r.get("upgrade") is not None and "upgrade" not in (r.get("connection") or "").lower()


def saw_keep_alive_without_connection_option(s):
    r = ask(s, "GET", "/")
    return r.get("keep-alive") is not None and "keep-alive" not in (r.get("connection") or "").lower()


def saw_connection_names_cache_control(s):
    return "cache-control" in (ask(s, "GET", "/").get("connection") or "").lower()


def saw_retry_after_fraction(s):
    return "." in (ask(s, "POST", "/echo", "Content-Length: 99999999999").get("retry-after") or "")


def saw_status_line_without_space(s):
    return ask(s, "GET", fresh()).line == "HTTP/1.1 404"


def saw_416_lines_end_in_lf(s):
    return b"\r\n" not in raw(s, "GET / HTTP/1.1\r\nHost: a\r\nRange: bytes=999999-\r\n\r\n")


def saw_204_length_zero(s):
    r = ask(s, "OPTIONS", "/")
    return r.status == 204 and r.get("content-length") is not None


def saw_204_chunked(s):
    r = ask(s, "OPTIONS", "/echo")
    return r.status == 204 and r.get("transfer-encoding") is not None


def saw_chunked_with_length(s):
    r = ask(s, "GET", "/echo")
    return r.get("transfer-encoding") is not None and r.get("content-length") is not None


def saw_304_length_zero(s):
    r = ask(s, "GET", "/", f"If-None-Match: {tag(s)}")
    return r.status == 304 and r.get("content-length") == "0"


def saw_304_without_etag(s):
    r = ask(s, "GET", "/", f"If-None-Match: {tag(s)}")
    return r.status == 304 and r.get("etag") is None


def saw_304_without_vary(s):
    r = ask(s, "GET", "/", f"If-None-Match: {tag(s)}")
    return r.status == 304 and r.get("vary") is None


def saw_304_without_cache_control(s):
    r = ask(s, "GET", "/", f"If-Modified-Since: {MODIFIED}")
    return r.status == 304 and r.get("cache-control") is None


def saw_304_body_for_http10(s):
    d = raw(s, "GET / HTTP/1.0\r\nIf-None-Match: *\r\n\r\n")
    return b" 304 " in d[:20] and after_head(d) != b""


def saw_date_rfc850_not_read(s):
    return status(s, "GET", "/", "If-Modified-Since: Thursday, 04-Mar-21 05:06:07 GMT") == 200


def saw_date_asctime_needs_two_digits(s):
    return status(s, "GET", "/", "If-Modified-Since: Thu Mar  4 05:06:07 2021") == 200


def saw_date_rfc850_always_2000s(s):
    return status(s, "GET", "/", "If-Modified-Since: Sunday, 06-Nov-94 08:49:37 GMT") == 304


def saw_field_name_exact_case(s):
    return status(s, "GET", "/", f"IF-none-MATCH: {tag(s)}") == 200


def saw_field_lines_only_first(s):
    return status(s, "GET", "/", 'If-None-Match: "a"', f"If-None-Match: {tag(s)}") == 200


def saw_list_empty_member_refused(s):
    return status(s, "GET", "/", f"If-None-Match: , {tag(s)}") == 400


def saw_precondition_remembered_on_connection(s):
    t = tag(s)
    with Connection(s) as c:
        c.ask("GET", "/", f"If-None-Match: {t}")
        return c.ask("GET", "/").status == 304


def saw_tags_split_inside_quotes(s):
    return status(s, "GET", "/", f"If-None-Match: {tag(s)}") == 200


def saw_if_none_match_quoted_star(s):
    return status(s, "GET", "/", 'If-None-Match: "*"') == 304


def saw_if_none_match_first_only(s):
    return status(s, "GET", "/", f'If-None-Match: "a", "b", {tag(s)}') == 200


def saw_if_none_match_strong_comparison(s):
    return status(s, "GET", "/", f"If-None-Match: W/{tag(s)}") == 200


def saw_if_none_match_substring(s):
    return status(s, "GET", "/", f'If-None-Match: "x{tag(s)[1:]}') == 304


def saw_if_none_match_star_ignored(s):
    return status(s, "GET", "/", "If-None-Match: *") == 200


def saw_if_none_match_304_for_put(s):
    return status(s, "PUT", "/echo", "If-None-Match: *", body=b"x") == 304


def saw_if_none_match_before_if_match(s):
    return status(s, "GET", "/", 'If-Match: "no"', f"If-None-Match: {tag(s)}") == 304


def saw_if_match_weak_comparison(s):
    return status(s, "GET", "/", f"If-Match: W/{tag(s)}") == 200


def saw_if_match_star_is_a_tag(s):
    return status(s, "GET", "/", "If-Match: *") == 412


def saw_if_match_not_for_put(s):
    return status(s, "PUT", "/echo", 'If-Match: "no"', body=b"x") == 200


def saw_if_modified_since_despite_if_none_match(s):
    return status(s, "GET", "/", 'If-None-Match: "no"', f"If-Modified-Since: {LATER}") == 304


def saw_if_unmodified_since_despite_if_match(s):
    return status(s, "GET", "/", f"If-Match: {tag(s)}", f"If-Unmodified-Since: {EARLIER}") == 412


def saw_if_modified_since_for_post(s):
    return status(s, "POST", "/echo", f"If-Modified-Since: {LATER}", body=b"x") == 304


def saw_if_modified_since_invalid_304(s):
    return status(s, "GET", "/", "If-Modified-Since: yesterday") == 304


def saw_if_modified_since_exact_only(s):
    return status(s, "GET", "/", f"If-Modified-Since: {LATER}") == 200


def saw_if_unmodified_since_invalid_fails(s):
    return status(s, "GET", "/", "If-Unmodified-Since: 0") == 412


def saw_if_unmodified_since_not_for_head(s):
    return status(s, "HEAD", "/", f"If-Unmodified-Since: {EARLIER}") == 200


def saw_precondition_before_404(s):
    return status(s, "GET", fresh(), 'If-Match: "a"') == 412


def saw_precondition_before_405(s):
    return status(s, "POST", "/", "If-None-Match: *", body=b"x") == 412


def saw_if_range_weak_comparison(s):
    return status(s, "GET", "/", "Range: bytes=0-9", f"If-Range: W/{tag(s)}") == 206


def saw_if_range_date_later_holds(s):
    return status(s, "GET", "/", "Range: bytes=0-9", f"If-Range: {LATER}") == 206


def saw_if_range_not_for_many(s):
    return status(s, "GET", "/", TWO, 'If-Range: "no"') == 206


def saw_if_range_after_416(s):
    return status(s, "GET", "/", "Range: bytes=999999-", 'If-Range: "no"') == 416


def saw_if_range_needs_no_range(s):
    return status(s, "GET", "/", 'If-Range: "no"') == 412


def saw_if_range_206_all_fields(s):
    r = ask(s, "GET", "/", "Range: bytes=0-9", f"If-Range: {tag(s)}")
    return r.status == 206 and r.get("last-modified") is not None


def saw_range_unit_not_looked_at(s):
    return status(s, "GET", "/", "Range: lines=0-1") == 206


def saw_range_unknown_unit_416(s):
    return status(s, "GET", "/", "Range: lines=0-1") == 416


def saw_range_open_end_one_too_far(s):
    r = ask(s, "GET", "/", "Range: bytes=10000-")
    a, b, n = map(int, re.findall(r"\d+", r.get("content-range")))
    return r.status == 206 and b >= n


def saw_range_suffix_not_clamped(s):
    return "bytes -" in (ask(s, "GET", "/", "Range: bytes=-99999").get("content-range") or "")


def saw_range_suffix_from_start(s):
    return ask(s, "GET", "/", "Range: bytes=-10").get("content-range").startswith("bytes 0-")


def saw_range_suffix_zero_206(s):
    return status(s, "GET", "/", "Range: bytes=-0") == 206


def saw_range_last_beyond_416(s):
    return status(s, "GET", "/", "Range: bytes=10-99999999") == 416


def saw_range_last_beyond_kept(s):
    return "99999999" in ask(s, "GET", "/", "Range: bytes=10-99999999").get("content-range")


def saw_range_first_modulo_2_to_32(s):
    return status(s, "GET", "/", "Range: bytes=4294967296-4294967299") == 206


def saw_range_one_unsatisfiable_spoils_all(s):
    return status(s, "GET", "/", "Range: bytes=0-9,999999-") == 416


def saw_range_for_post(s):
    return status(s, "POST", "/echo", "Range: bytes=0-3", body=b"0123456789") == 206


def saw_range_416_on_404(s):
    return status(s, "GET", fresh(), "Range: bytes=999999-") == 416


def saw_range_416_without_content_range(s):
    r = ask(s, "GET", "/", "Range: bytes=999999-")
    return r.status == 416 and r.get("content-range") is None


def saw_range_416_length_unknown(s):
    return (ask(s, "GET", "/", "Range: bytes=999999-").get("content-range") or "").endswith("/*")


def saw_range_206_without_etag(s):
    r = ask(s, "GET", "/", "Range: bytes=0-9")
    return r.status == 206 and r.get("etag") is None


def saw_range_206_without_vary(s):
    r = ask(s, "GET", "/", "Range: bytes=0-9")
    return r.status == 206 and r.get("vary") is None


def saw_range_complete_length_of_identity(s):
    g = ask(s, "GET", "/", "Accept-Encoding: gzip"); r = ask(s, "GET", "/", "Accept-Encoding: gzip", "Range: bytes=0-9")
    return int(r.get("content-range").split("/")[1]) != len(g.body)


def saw_range_after_8192_shifted(s):
    return ask(s, "GET", "/", "Range: bytes=9000-9099").body != root(s)[9000:9100]


def saw_range_before_if_none_match(s):
    return status(s, "GET", "/", "Range: bytes=0-9", f"If-None-Match: {tag(s)}") == 206


def saw_range_416_before_precondition(s):
    return status(s, "GET", "/", "Range: bytes=999999-", 'If-Match: "no"') == 416


def saw_multipart_for_single_range(s):
    return ask(s, "GET", "/", "Range: bytes=0-9").get("content-type").startswith("multipart/")


def saw_multipart_not_closed(s):
    r = ask(s, "GET", "/", TWO)
    return r.status == 206 and not parts(r)[1]


def saw_multipart_later_part_without_range(s):
    return "content-range" not in parts(ask(s, "GET", "/", TWO))[0][1][0]


def saw_multipart_range_in_header(s):
    r = ask(s, "GET", "/", TWO)
    return "multipart" in r.get("content-type") and r.get("content-range") is not None


def saw_multipart_part_without_type(s):
    return "content-type" not in parts(ask(s, "GET", "/", TWO))[0][0][0]


def saw_multipart_second_part_from_start(s):
    return parts(ask(s, "GET", "/", TWO))[0][1][1] != root(s)[5000:5010]


def saw_multipart_length_without_end(s):
    d = raw(s, f"GET / HTTP/1.1\r\nHost: a\r\n{TWO}\r\n\r\n")
    return len(after_head(d)) != int(re.search(rb"(?i)content-length: *(\d+)", d).group(1))


def saw_multipart_boundary_of_first_answer(s):
    with Connection(s) as c:
        c.ask("GET", "/", TWO)
        return not parts(c.ask("GET", "/", TWO))[0]


def saw_expect_exact_case(s):
    return not hundred(s, "Expect: 100-Continue")


def saw_expect_only_with_length(s):
    with Connection(s) as c:
        c.send("POST /echo HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nTransfer-Encoding: chunked\r\n\r\n")
        return c.until(rb"\r\n\r\n", 0.5) is None


def saw_expect_only_first_request(s):
    with Connection(s) as c:
        c.ask("GET", "/")
        c.send("POST /echo HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n")
        return c.until(rb"\r\n\r\n", 0.5) is None


def saw_expect_100_after_content(s):
    return not hundred(s, "Expect: 100-continue")


def saw_expect_100_for_http10(s):
    with Connection(s) as c:
        c.send("POST /echo HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n")
        return (c.until(rb"\r\n\r\n", 0.4) or b"").startswith(b"HTTP/1.1 100")


def saw_expect_100_with_length(s):
    with Connection(s) as c:
        c.send("POST /echo HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n")
        return b"content-length" in (c.until(rb"\r\n\r\n", 1) or b"").lower()


def saw_expect_refused_content_is_request(s):
    with Connection(s) as c:
        c.send(f"POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: {len(PLAIN)}\r\n\r\n")
        first = c.response()
        c.send(PLAIN)
        return first.status == 405 and c.response(seconds=0.5) is not None


def saw_unread_content_is_request(s):
    with Connection(s) as c:
        first = c.ask("POST", "/", body=PLAIN.encode())
        return first.status == 405 and c.response(seconds=0.4) is not None


def saw_get_content_not_read(s):
    with Connection(s) as c:
        c.ask("GET", "/", body=PLAIN.encode())
        return c.response(seconds=0.4) is not None


def saw_connection_close_exact_only(s):
    with Connection(s) as c:
        c.ask("GET", "/", "Connection: x-one, close")
        return not c.closed()


def saw_connection_close_exact_case(s):
    with Connection(s) as c:
        c.ask("GET", "/", "Connection: Close")
        return not c.closed()


def saw_close_announced_not_done(s):
    with Connection(s) as c:
        r = c.ask("GET", fresh(), "Connection: close")
        return r.get("connection") == "close" and not c.closed()


def saw_404_closes_silently(s):
    with Connection(s) as c:
        r = c.ask("GET", fresh())
        return "close" not in (r.get("connection") or "") and c.closed()


def saw_http10_stays_open(s):
    with Connection(s) as c:
        c.ask("GET", "/", version="HTTP/1.0")
        return not c.closed()


def saw_chunked_for_http10(s):
    return b"transfer-encoding" in raw(s, "GET /echo HTTP/1.0\r\n\r\n").lower()


def saw_upgrade_for_http10(s):
    return b" 101 " in raw(s, "GET / HTTP/1.0\r\nConnection: upgrade\r\nUpgrade: example/1\r\n\r\n")[:20]


def saw_upgrade_to_another_protocol(s):
    r = ask(s, "GET", "/", "Connection: upgrade", "Upgrade: example/1")
    return r.status == 101 and r.get("upgrade") != "example/1"


def saw_upgrade_without_upgrade_field(s):
    r = ask(s, "GET", "/", "Connection: upgrade", "Upgrade: example/1")
    return r.status == 101 and r.get("upgrade") is None


def saw_pipelined_answers_out_of_order(s):
    with Connection(s) as c:
        c.send(f"{PLAIN}GET {fresh()} HTTP/1.1\r\nHost: a\r\n\r\n")
        return c.response().status == 404


def saw_pipelined_after_post_dropped(s):
    with Connection(s) as c:
        c.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc" + PLAIN)
        c.response()
        return c.response(seconds=0.5) is None


def saw_coding_name_exact_case(s):
    return not (chunked(s, "Transfer-Encoding: Chunked", b"3\r\nabc\r\n0\r\n\r\n") or b"").endswith(b"abc")


def saw_chunk_size_lowercase_only(s):
    return not (chunked(s, "Transfer-Encoding: chunked", b"A\r\n0123456789\r\n0\r\n\r\n") or b"").endswith(b"0123456789")


def saw_chunk_over_8192_loses_middle(s):
    data = bytes(i % 251 for i in range(10000))
    return not (chunked(s, "Transfer-Encoding: chunked", b"2710\r\n" + data + b"\r\n0\r\n\r\n") or b"").endswith(data)


def saw_trailer_merged_into_header(s):
    return b"X-Trailer" in (chunked(s, "Transfer-Encoding: chunked", b"3\r\nabc\r\n0\r\nX-Trailer: 1\r\n\r\n") or b"")


def saw_content_read_as_utf8(s):
    return echoed(ask(s, "POST", "/echo", body=b"\xff\x80a"))[1] != b"\xff\x80a"


def saw_content_ends_at_nul(s):
    return echoed(ask(s, "POST", "/echo", body=b"abc\0def"))[1] == b"abc"


def saw_content_octet_8192_lost(s):
    data = b"abcdefg" * 2000
    return echoed(ask(s, "POST", "/echo", body=data))[1] != data


def saw_content_of_65536_loses_last(s):
    data = b"y" * 65536
    return echoed(ask(s, "POST", "/echo", body=data))[1] != data


def saw_content_tail_of_earlier_request(s):
    with Connection(s) as c:
        c.ask("POST", "/echo", body=b"first-content")
        return echoed(c.ask("POST", "/echo", body=b"two"))[1] != b"two"


def saw_content_buffer_shared_by_connections(s):
    with Connection(s) as a, Connection(s) as b:
        a.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 8\r\n\r\nAAAA")
        time.sleep(0.1)
        b.ask("POST", "/echo", body=b"BBBB")
        a.send("AAAA")
        return echoed(a.response())[1] != b"AAAAAAAA"


def saw_echo_fields_of_latest_request(s):
    with Connection(s) as a, Connection(s) as b:
        a.send("POST /echo HTTP/1.1\r\nHost: a\r\nX-Who: first\r\nContent-Length: 3\r\n\r\n")
        time.sleep(0.1)
        b.ask("GET", "/", "X-Who: second")
        a.send("abc")
        return "X-Who: first" not in echoed(a.response())[0]


def saw_field_over_4096_dropped(s):
    r = ask(s, "GET", "/echo", "X-Long: " + "v" * 5000)
    return r.status == 200 and b"X-Long" not in r.body


def saw_fields_after_64_dropped(s):
    r = ask(s, "GET", "/echo", *[f"X-{i}: {i}" for i in range(90)])
    return r.status == 200 and b"X-89: 89" not in r.body


def saw_field_value_cut_at_colon(s):
    r = ask(s, "GET", "/echo", "X-Value: a:b:c")
    return b"a:b:c" not in r.body


def saw_field_value_taken_for_latin1(s):
    r = ask(s, "GET", "/echo", "X-Value: caf\xe9")
    return b"caf\xe9" not in r.body


def saw_field_lines_last_wins(s):
    r = ask(s, "GET", "/echo", "X-Value: one-1", "X-Value: two-2")
    return b"one-1" not in r.body


def saw_if_none_match_other_coding_matches(s):
    return status(s, "GET", "/", f"If-None-Match: {tag(s, 'Accept-Encoding: gzip')}") == 304


def saw_if_none_match_not_for_head(s):
    return status(s, "HEAD", "/", f"If-None-Match: {tag(s)}") == 200


def saw_304_etag_of_identity(s):
    z = "Accept-Encoding: gzip"; t = tag(s, z); r = ask(s, "GET", "/", z, f"If-None-Match: {t}")
    return r.status == 304 and r.get("etag") != t


def saw_range_206_without_content_encoding(s):
    z = "Accept-Encoding: gzip"; r = ask(s, "GET", "/", z, "Range: bytes=0-1")
    return r.status == 206 and r.body == b"\x1f\x8b" and r.get("content-encoding") is None


def saw_range_206_etag_of_part(s):
    r = ask(s, "GET", "/", "Range: bytes=0-9")
    return r.status == 206 and r.get("etag") != tag(s)


def saw_range_overlap_merged_wrong(s):
    r = ask(s, "GET", "/", "Range: bytes=0-99,50-199"); fields, octets = parts(r)[0][0]
    return r.status == 206 and fields["content-range"].startswith("bytes 0-199/") and octets != root(s)[:200]


def saw_early_hints_for_http10(s):
    return b" 103 " in raw(s, "GET /echo HTTP/1.0\r\n\r\n")[:20]


def saw_coding_unknown_400(s):
    with Connection(s) as c:
        c.send("POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: x-other, chunked\r\n\r\n0\r\n\r\n")
        return c.response().status == 400


def saw_version_of_request_sent_back(s):
    return ask(s, "GET", "/", version="HTTP/1.0").line.startswith("HTTP/1.0")


def saw_304_with_content_type(s):
    r = ask(s, "GET", "/", f"If-None-Match: {tag(s)}")
    return r.status == 304 and r.get("content-type") is not None


def saw_close_not_said_back(s):
    with Connection(s) as c:
        r = c.ask("GET", "/", "Connection: close")
        return "close" not in (r.get("connection") or "") and c.closed()


def saw_head_without_content_type(s):
    return ask(s, "HEAD", "/").get("content-type") is None and ask(s, "GET", "/").get("content-type") is not None


def saw_405_without_content_type(s):
    r = ask(s, "DELETE", "/")
    return r.status == 405 and len(r.body) > 0 and r.get("content-type") is None


def saw_404_without_content(s):
    r = ask(s, "GET", fresh())
    return r.status == 404 and not r.body


def saw_method_unknown_405(s):
    return status(s, "BREW", "/") == 405


def saw_empty_line_before_request_refused(s):
    with Connection(s) as c:
        c.send("\r\n" + PLAIN)
        return c.response().status == 400


def saw_answer_on_connection_of_latest_request(s):
    with Connection(s) as a, Connection(s) as b:
        a.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\n")
        time.sleep(0.1)
        b.ask("GET", "/")
        a.send("abc")
        return a.response(seconds=0.4) is None and b"abc" in b.rest(0.2)


def main(names):
    with open(os.path.join(HERE, "bugs.tsv"), encoding="utf-8") as table:
        rows = [dict(zip(("bug", "level", "section", "kind", "rule", "witness"), line.rstrip("\n").split("\t"))) for line in table][1:]
    unknown = set(names) - {row["bug"] for row in rows}
    if unknown:
        print("no such bug:", ", ".join(sorted(unknown)))
        return 1
    rows = [row for row in rows if not names or row["bug"] in names]
    shown, started = 0, time.time()
    correct = Server("")
    try:
        for row in rows:
            buggy = Server(row["bug"])
            try:
                witness = globals()[row["witness"]]
                results = []
                for server in (correct, buggy):
                    for _ in range(3):
                        try:
                            results.append(bool(witness(server)))
                        except Exception as error:
                            results.append(f"{type(error).__name__}: {error}")
                alive = status(buggy, "GET", "/") == 200
            finally:
                buggy.stop()
            good = results == [False] * 3 + [True] * 3 and alive
            shown += good
            print(f"{'shown' if good else 'NOT SHOWN'}  {row['bug']}" + ("" if good else f"  {results}{'' if alive else ' GET / fails'}"), flush=True)
    finally:
        correct.stop()
    print(f"{shown} of {len(rows)} shown, {time.time() - started:.0f} s")
    return 0 if shown == len(rows) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
