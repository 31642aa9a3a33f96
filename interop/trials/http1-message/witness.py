#!/usr/bin/env python3
"""Shows each planted bug on the wire: python3 witness.py [BUG...]

Every witness runs three times in turn against the correct server (must return False) and the buggy one (True).
"""
import csv
import os
import re
import socket
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))


# --- a client that sees every octet --------------------------------------------------------------------

class Response:
    def __init__(self, version, status, space, fields, interim):
        self.version, self.status, self.space, self.fields, self.interim = version, status, space, fields, interim
        self.content, self.raw_head, self.chunked, self.trailers = b"", b"", False, []

    def get(self, name):
        found = [v for n, v in self.fields if n.lower() == name.lower()]
        return ", ".join(found) if found else None


def parse_fields(text):
    fields = []
    for line in text.split(b"\r\n"):
        name, _, value = line.partition(b":")
        fields.append((name.decode("latin-1"), value.strip(b" \t").decode("latin-1")))
    return fields


def parse(data, methods, closed):
    """Complete final responses in data, and the rest."""
    found, interim = [], []
    while True:
        head, mark, rest = data.partition(b"\r\n\r\n")
        match = re.match(rb"(HTTP/[0-9.]+) ([0-9]{3})( ?)[^\r\n]*(?:\r\n|\Z)", head)
        if not mark or not match:
            return found, interim, data
        fields = parse_fields(head[match.end():]) if len(head) > match.end() else []
        status = int(match[2])
        if status < 200:
            interim.append((status, fields))
            data = rest
            continue
        response = Response(match[1].decode(), status, match[3] == b" ", fields, interim)
        response.raw_head = head
        method = methods[min(len(found), len(methods) - 1)]
        length, coding = response.get("content-length"), (response.get("transfer-encoding") or "").lower()
        if method == "HEAD" or status in (204, 304):
            pass
        elif coding == "chunked":
            response.chunked = True
            content, at = b"", 0
            while True:
                end = rest.find(b"\r\n", at)
                if end < 0:
                    return found, interim, data
                size = rest[at:end].partition(b";")[0].strip()
                if not re.match(rb"[0-9A-Fa-f]+\Z", size):
                    return found, interim, data
                size = int(size, 16)
                at = end + 2
                if size == 0:
                    break
                if len(rest) < at + size + 2 or rest[at + size:at + size + 2] != b"\r\n":
                    return found, interim, data
                content += rest[at:at + size]
                at += size + 2
            if rest[at:at + 2] == b"\r\n":
                at += 2
            else:
                end = rest.find(b"\r\n\r\n", at)
                if end < 0:
                    return found, interim, data
                response.trailers = parse_fields(rest[at:end])
                at = end + 4
            response.content, rest = content, rest[at:]
        elif length is not None:
            if len(rest) < int(length):
                return found, interim, data
            response.content, rest = rest[:int(length)], rest[int(length):]
        elif closed:
            response.content, rest = rest, b""
        else:
            return found, interim, data
        found.append(response)
        interim = []
        data = rest


class Talk:
    def __init__(self, port):
        self.sock = socket.create_connection(("127.0.0.1", port), timeout=3)
        self.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.data, self.closed = b"", False
        self.all, self.interim, self.rest = [], [], b""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.sock.close()

    def send(self, data):
        try:
            self.sock.sendall(data)
        except OSError:
            pass

    def read(self, n=1, methods=("GET",), wait=1.5, eof=False, until=None):
        end = time.monotonic() + wait
        while True:
            self.all, self.interim, self.rest = parse(self.data, methods, self.closed)
            if self.closed or (len(self.all) >= n and not eof) or (until and until(self)):
                return self
            left = end - time.monotonic()
            if left <= 0:
                return self
            self.sock.settimeout(left)
            try:
                data = self.sock.recv(65536)
            except socket.timeout:
                continue
            except OSError:
                data = b""
            if not data:
                self.closed = True
            self.data += data

    @property
    def statuses(self):
        return [r.status for r in self.all]

    @property
    def first(self):
        return self.all[0].status if self.all else 0

    @property
    def content(self):
        return self.all[0].content if self.all else b""


def talk(port, *parts, n=1, methods=("GET",), wait=1.5, eof=False, half=False, pause=0.2):
    """Send the parts one packet each, read n final responses (or to the end of the connection)."""
    with Talk(port) as t:
        for i, part in enumerate(parts):
            if i:
                time.sleep(pause)
            t.send(part)
        if half:
            t.sock.shutdown(socket.SHUT_WR)
        return t.read(n, methods, wait, eof)


def request(method="GET", target="/", *lines, content=b"", version="HTTP/1.1", host="a.example"):
    head = [f"{method} {target} {version}"] + ([f"Host: {host}"] if host is not None else []) + list(lines)
    if content and not any(":" in line and line.split(":")[0].lower() in ("content-length", "transfer-encoding")
                           for line in lines):
        head.append(f"Content-Length: {len(content)}")
    return ("\r\n".join(head) + "\r\n\r\n").encode("latin-1") + content


def post(*lines, content=b"", target="/echo", **more):
    return request("POST", target, *lines, content=content, **more)


def chunked(content, *lines, method="POST", target="/echo", **more):
    return request(method, target, "Transfer-Encoding: chunked", *lines, content=content, **more)


CLOSE = "Connection: close"
NEXT = request("GET", "/echo", "X-Next: yes")
FIVE = b"5\r\nhello\r\n0\r\n\r\n"


def ok(port, data):
    return talk(port, data).first == 200


def not_ok(port, data):
    """An answer, or silence, where a valid request deserves 200."""
    return talk(port, data).first != 200


def extra(port, data, method="GET"):
    """Something was answered to what is no request of its own, or the next request was lost."""
    t = talk(port, data + NEXT, n=2, methods=(method, "GET"))
    return not (len(t.all) == 2 and b"X-Next: yes" in t.all[1].content)


# --- request line --------------------------------------------------------------------------------------

def version_any_case(port):
    return ok(port, request(version="http/1.1"))


def version_two_digit_minor(port):
    return ok(port, request(version="HTTP/1.10"))


def method_any_case(port):
    return ok(port, request("get"))


def method_over_16_is_400(port):
    return talk(port, request("UNKNOWNMETHODFROMAFAR")).first == 400


def unknown_method_is_get(port):
    return ok(port, request("FROBNICATE"))


def target_with_blank(port):
    return ok(port, request("GET", "/echo?a b"))


def bare_cr_in_target(port):
    return ok(port, request("GET", "/echo?a\rb"))


def fragment_accepted(port):
    return ok(port, request("GET", "/echo#part"))


def empty_line_before_second_request(port):
    t = talk(port, request() + b"\r\n" + request(), n=2)
    return t.statuses[:1] == [200] and t.statuses != [200, 200]


def target_too_long_400(port):
    return talk(port, request("GET", "/" + "a" * 70000)).first == 400


def request_line_limit_4k(port):
    return not_ok(port, request("GET", "/echo?" + "a" * 7900))


def blank_before_first_field(port):
    return b"X-Hidden" in talk(port, b"GET /echo HTTP/1.1\r\n X-Hidden: 1\r\nHost: a.example\r\n\r\n").content


# --- fields ----------------------------------------------------------------------------------------------

def tab_before_colon(port):
    return ok(port, request("GET", "/echo", "X-Field\t: 1"))


def blank_inside_name(port):
    return ok(port, request("GET", "/echo", "X Field: 1"))


def line_without_colon_skipped(port):
    return ok(port, request("GET", "/echo", "nonsense", "X-A: 1"))


def nul_kept(port):
    return b"\0" in talk(port, request("GET", "/echo", "X-Nul: a\0b")).content


def bare_cr_ends_field(port):
    return b"\nX-Inner: 2" in talk(port, request("GET", "/echo", "X-Outer: 1\rX-Inner: 2")).content


def fold_joined_without_blank(port):
    return b"onetwo" in talk(port, request("GET", "/echo", "X-Fold: one\r\n two")).content


def fold_with_colon_is_field(port):
    return b"\nX-Inner: 2" in talk(port, request("GET", "/echo", "X-Fold: one\r\n X-Inner: 2")).content


def trailing_tab_kept(port):
    return b"X-Tab: v\t" in talk(port, request("GET", "/echo", "X-Tab: v\t")).content


def empty_value_refused(port):
    return not_ok(port, request("GET", "/echo", "X-Empty:"))


def fields_over_100_dropped(port):
    t = talk(port, request("GET", "/echo", *[f"X-N{i}: {i}" for i in range(120)]))
    return t.first == 200 and b"X-N119" not in t.content


def value_cut_at_4096(port):
    t = talk(port, request("GET", "/echo", "X-Long: " + "a" * 6000 + "end"))
    return t.first == 200 and b"aend" not in t.content


def obs_text_recoded(port):
    return b"X-Obs: \xc3\xa9" in talk(port, request("GET", "/echo", "X-Obs: \xe9")).content


def field_name_uppercase_unknown(port):
    return b"hello" not in talk(port, request("POST", "/echo", "CONTENT-LENGTH: 5", content=b"hello")).content


def underscore_is_hyphen(port):
    inner = request("GET", "/echo")
    t = talk(port, post(f"Content_Length: {len(inner)}") + inner, n=2, wait=2)
    return len(t.all) == 1


def connection_case(port):
    return not talk(port, request("GET", "/", "Connection: Close"), eof=True).closed


def connection_list_unsplit(port):
    return not talk(port, request("GET", "/", "Connection: x-other, close"), eof=True).closed


def connection_first_line_only(port):
    return not talk(port, request("GET", "/", "Connection: x-other", CLOSE), eof=True).closed


def connection_empty_member(port):
    return not talk(port, request("GET", "/", "Connection: , close"), eof=True).closed


# --- host and target -------------------------------------------------------------------------------------

def host_missing_on_second(port):
    return talk(port, request() + request(host=None), n=2).statuses == [200, 200]


def host_twice_when_same(port):
    return ok(port, request("GET", "/", "Host: a.example"))


def host_port_unchecked(port):
    return ok(port, request(host="a.example:8x"))


def host_userinfo_accepted(port):
    return ok(port, request(host="user@a.example"))


def host_twice_in_1_0(port):
    return ok(port, request("GET", "/", "Host: b.example", version="HTTP/1.0"))


def host_missing_with_absolute_form(port):
    return ok(port, request("GET", "http://a.example/", host=None))


def host_missing_in_1_2(port):
    return ok(port, request(host=None, version="HTTP/1.2"))


def host_ip_literal_refused(port):
    return not_ok(port, request(host="[::1]:8080"))


def absolute_scheme_case(port):
    return not_ok(port, request("GET", "HTTP://a.example/echo"))


def absolute_without_path(port):
    return not_ok(port, request("GET", "http://a.example?q=1"))


def absolute_form_get_only(port):
    return not_ok(port, post(target="http://a.example/echo", content=b"hello"))


def absolute_empty_host(port):
    return ok(port, request("GET", "http:///"))


def absolute_userinfo_accepted(port):
    return ok(port, request("GET", "http://user:word@a.example/"))


def https_target_served(port):
    return ok(port, request("GET", "https://a.example/"))


def asterisk_with_get(port):
    return ok(port, request("GET", "*"))


def authority_form_with_get(port):
    return ok(port, request("GET", "a.example:80"))


# --- Content-Length --------------------------------------------------------------------------------------

def length_accepted(port, *lines, content=b"hello"):
    with Talk(port) as t:
        t.send(request("POST", "/echo", *lines, content=content))
        return t.read().first == 200


def length_list_first_wins(port):
    return length_accepted(port, "Content-Length: 5, 6")


def length_third_line_unchecked(port):
    return length_accepted(port, "Content-Length: 5", "Content-Length: 5", "Content-Length: 6")


def length_plus_sign(port):
    return length_accepted(port, "Content-Length: +5")


def length_underscore(port):
    return length_accepted(port, "Content-Length: 1_0", content=b"helloworld")


def length_negative_is_zero(port):
    return length_accepted(port, "Content-Length: -5", content=b"")


def length_garbage_after_digits(port):
    return length_accepted(port, "Content-Length: 5abc")


def length_empty_is_zero(port):
    return length_accepted(port, "Content-Length:", content=b"")


def length_octal(port):
    t = talk(port, post("Content-Length: 010", content=b"0123456789") + NEXT, n=2)
    return not (t.statuses == [200, 200] and b"0123456789" in t.content)


def length_32_bits(port):
    return length_accepted(port, "Content-Length: 4294967301")


def bad_length_stays_open(port):
    return len(talk(port, request("POST", "/echo", "Content-Length: 1x") + NEXT, n=2).all) == 2


def content_404_unread(port):
    return extra(port, post(target="/nowhere", content=request("GET", "/echo")))


def chunked_405_unread(port):
    inner = request("GET", "/echo")
    return extra(port, chunked(b"%x\r\n" % len(inner) + inner + b"\r\n0\r\n\r\n", method="DELETE", target="/"))


def head_content_unread(port):
    return extra(port, request("HEAD", "/echo", content=request("GET", "/echo")), "HEAD")


def options_star_content_unread(port):
    return extra(port, request("OPTIONS", "*", content=request("GET", "/echo")))


# --- Transfer-Encoding -----------------------------------------------------------------------------------

def length_wins_over_te(port):
    t = talk(port, chunked(FIVE, f"Content-Length: {len(FIVE)}"))
    return t.first == 200 and not t.content.endswith(b"\nhello")


def te_with_length_stays_open(port):
    return not talk(port, chunked(FIVE, "Content-Length: 5"), eof=True).closed


def te_case(port):
    return not_ok(port, request("POST", "/echo", "Transfer-Encoding: Chunked", content=FIVE))


def te_in_1_0(port):
    t = talk(port, chunked(FIVE, "Connection: keep-alive", version="HTTP/1.0"), eof=True)
    return t.first == 200 and not t.closed


def te_not_last(port):
    return ok(port, request("POST", "/echo", "Transfer-Encoding: chunked, gzip", content=FIVE))


def te_substring(port):
    return ok(port, request("POST", "/echo", "Transfer-Encoding: xchunked", content=FIVE))


def te_identity_ignored(port):
    return ok(port, request("POST", "/echo", "Transfer-Encoding: identity", "Content-Length: 5", content=b"hello"))


def te_first_line_only(port):
    return ok(port, chunked(FIVE, "Transfer-Encoding: gzip"))


def te_unknown_coding_accepted(port):
    return ok(port, request("POST", "/echo", "Transfer-Encoding: gzip, chunked", content=FIVE))


def te_python_strip(port):
    return ok(port, request("POST", "/echo", "Transfer-Encoding: \vchunked", content=FIVE))


def te_empty_member(port):
    return not_ok(port, request("POST", "/echo", "Transfer-Encoding: , chunked", content=FIVE))


# --- chunked ---------------------------------------------------------------------------------------------

def content_is(port, want, *parts):
    t = talk(port, *parts)
    return t.first == 200 and t.content.endswith(b"\n\n" + want)


def chunk_size_uppercase_refused(port):
    return not content_is(port, b"helloworld", chunked(b"A\r\nhelloworld\r\n0\r\n\r\n"))


def last_chunk_with_extension(port):
    return not content_is(port, b"hello", chunked(b"5\r\nhello\r\n0;end=1\r\n\r\n"))


def chunk_extension_blank_refused(port):
    return not content_is(port, b"hello", chunked(b"5 ; a = b\r\nhello\r\n0\r\n\r\n"))


def chunk_extension_quoted_refused(port):
    return not content_is(port, b"hello", chunked(b'5;a="b c;d"\r\nhello\r\n0\r\n\r\n'))


def last_chunk_zeros(port):
    return not content_is(port, b"hello", chunked(b"5\r\nhello\r\n000\r\n\r\n"))


def chunk_size_0x(port):
    return ok(port, chunked(b"0x5\r\nhello\r\n0\r\n\r\n"))


def chunk_size_eight_digits(port):
    return not content_is(port, b"hello", chunked(b"0000000005\r\nhello\r\n0\r\n\r\n"))


def chunk_size_32_bits(port):
    return ok(port, chunked(b"100000005\r\nhello\r\n0\r\n\r\n"))


def chunk_size_16_bits(port):
    big = bytes(97 + i % 23 for i in range(70000))
    return not content_is(port, big, chunked(b"%x\r\n" % len(big) + big + b"\r\n0\r\n\r\n"))


def chunk_end_unchecked(port):
    return ok(port, chunked(b"5\r\nhelloXX0\r\n\r\n"))


def trailers_merged(port):
    return b"X-Late: 1" in talk(port, chunked(b"5\r\nhello\r\n0\r\nX-Late: 1\r\n\r\n")).content


def trailers_left_unread(port):
    t = talk(port, chunked(b"5\r\nhello\r\n0\r\nX-Late: 1\r\nX-Later: 2\r\n\r\n") + NEXT, n=2)
    return t.statuses != [200, 200]


def chunk_size_line_split(port):
    head, _, _ = chunked(FIVE).partition(b"5\r\n")
    return not content_is(port, b"0123456789abcdefg", head, b"1", b"1\r\n0123456789abcdefg\r\n0\r\n\r\n")


def chunk_end_split(port):
    return not content_is(port, b"hello", chunked(b"5\r\nhello\r"), b"\n0\r\n\r\n")


def chunked_without_end_is_complete(port):
    return talk(port, chunked(b"5\r\nhello\r\n"), half=True, eof=True).first == 200


def short_content_is_complete(port):
    return talk(port, post("Content-Length: 10", content=b"hello"), half=True, eof=True).first == 200


def chunked_put_unread(port):
    t = talk(port, chunked(FIVE, method="PUT"))
    return not (t.first == 200 and t.content.endswith(b"\nhello"))


# --- Expect ----------------------------------------------------------------------------------------------

def got_100(t):
    return any(s == 100 for s, _ in t.interim) or any(s == 100 for r in t.all for s, _ in r.interim)


def no_100(port, head, before=b""):
    with Talk(port) as t:
        if before:
            t.send(before)
            t.read()
            t.data = b""
        t.send(head)
        t.read(wait=1.5, until=lambda t: bool(t.interim))
        return not got_100(t)


def case_100(port):
    return no_100(port, post("Expect: 100-Continue", "Content-Length: 5"))


def not_for_chunked_100(port):
    return no_100(port, chunked(b"", "Expect: 100-continue"))


def first_request_only_100(port):
    return no_100(port, post("Expect: 100-continue", "Content-Length: 5"), before=request())


def for_post_only_100(port):
    return no_100(port, request("PUT", "/echo", "Expect: 100-continue", "Content-Length: 5"))


def waits_for_content_100(port):
    return no_100(port, post("Expect: 100-continue", "Content-Length: 5"))


def to_1_0_100(port):
    with Talk(port) as t:
        t.send(post("Expect: 100-continue", "Content-Length: 5", version="HTTP/1.0"))
        t.read(wait=0.3, until=lambda t: bool(t.interim))
        t.send(b"hello")
        return got_100(t.read())


def with_length_100(port):
    with Talk(port) as t:
        t.send(post("Expect: 100-continue", "Content-Length: 5"))
        t.read(until=lambda t: bool(t.interim))
        return any(n.lower() == "content-length" for s, fields in t.interim if s == 100 for n, _ in fields)


def refused_expectation_stays_open(port):
    inner = request("GET", "/echo")
    t = talk(port, request("POST", "/nowhere", "Expect: 100-continue", f"Content-Length: {len(inner)}"),
             inner, n=2)
    return len(t.all) == 2 and t.all[1].status == 200


# --- persistence -----------------------------------------------------------------------------------------

def requests_after_close_served(port):
    return len(talk(port, request("GET", "/", CLOSE) + NEXT, n=2).all) == 2


def close_unsaid(port):
    t = talk(port, request("GET", "/", CLOSE), eof=True)
    return t.closed and t.first == 200 and "close" not in (t.all[0].get("connection") or "").lower()


def last_request_close_unsaid(port):
    with Talk(port) as t:
        for i in range(1, 61):
            t.send(request())
            if len(t.read(n=i).all) < i:
                return "close" not in (t.all[-1].get("connection") or "").lower()
            if "close" in (t.all[-1].get("connection") or "").lower():
                return False
    return False


def stays_open_1_0(port):
    return not talk(port, request(version="HTTP/1.0"), eof=True).closed


def keep_alive_without_length_1_0(port):
    t = talk(port, request("GET", "/echo", "Connection: keep-alive", version="HTTP/1.0"), n=1)
    return not t.all and not t.closed and b"200" in t.data[:20]


def keep_alive_beats_close(port):
    return not talk(port, request("GET", "/", "Connection: keep-alive, close"), eof=True).closed


def announced_close_not_done(port):
    t = talk(port, request("GET", "/nowhere"), eof=True)
    return "close" in (t.all[0].get("connection") or "").lower() and not t.closed


def pipeline_order(port):
    t = talk(port, request("GET", "/echo", "X-First: 1") + request("GET", "/echo", "X-Second: 2"), n=2)
    return b"X-Second" in t.content


def rest_after_content_dropped(port):
    return len(talk(port, post(content=b"hello") + NEXT, n=2).all) == 1


def bad_field_stays_open(port):
    return len(talk(port, request("GET", "/", "X(Y): 1") + NEXT, n=2).all) == 2


# --- state left over -------------------------------------------------------------------------------------

def fields_remembered(port):
    t = talk(port, request("GET", "/echo", "X-Once: 1") + NEXT, n=2)
    return len(t.all) == 2 and b"X-Once" in t.all[1].content


def content_remembered(port):
    t = talk(port, post(content=b"secret") + NEXT, n=2)
    return len(t.all) == 2 and b"secret" in t.all[1].content


def length_remembered(port):
    t = talk(port, post(content=b"hello") + NEXT, n=2)
    return len(t.all) == 1


def head_flag_sticks(port):
    t = talk(port, request("HEAD") + request(), n=2, methods=("HEAD", "GET"))
    return len(t.all) == 1


def content_buffer_shared(port):
    with Talk(port) as a, Talk(port) as b:
        a.send(chunked(b"5\r\nAAAAA\r\n"))
        time.sleep(0.25)
        b.send(chunked(b"5\r\nBBBBB\r\n"))
        time.sleep(0.25)
        a.send(b"5\r\naaaaa\r\n0\r\n\r\n")
        a.read()
        b.send(b"0\r\n\r\n")
        b.read()
        return not a.content.endswith(b"\n\nAAAAAaaaaa") or not b.content.endswith(b"\n\nBBBBB")


# --- versions --------------------------------------------------------------------------------------------

def chunked_to_1_0(port):
    t = talk(port, request("GET", "/echo", version="HTTP/1.0"), eof=True)
    return bool(t.all and t.all[0].get("transfer-encoding"))


def minor_2_is_505(port):
    return not_ok(port, request(version="HTTP/1.2"))


def version_mirrored(port):
    t = talk(port, request(version="HTTP/1.7"))
    return bool(t.all) and t.all[0].version == "HTTP/1.7"


def answered_as_1_0(port):
    t = talk(port, request(version="HTTP/1.0"))
    return bool(t.all) and t.all[0].version == "HTTP/1.0"


# --- framing of responses --------------------------------------------------------------------------------

def head_of_error_with_content(port):
    t = talk(port, request("HEAD", "/nowhere", CLOSE), eof=True, methods=("HEAD",))
    return bool(t.rest)


def head_length_zero(port):
    t = talk(port, request("HEAD"), methods=("HEAD",))
    return bool(t.all) and t.all[0].get("content-length") == "0"


def with_length_204(port):
    t = talk(port, request("OPTIONS", "*"))
    return t.first == 204 and t.all[0].get("content-length") is not None


def with_chunked_204(port):
    t = talk(port, request("OPTIONS", "/"))
    return t.first == 204 and t.all[0].get("transfer-encoding") is not None


def not_modified(port):
    tag = talk(port, request()).all[0].get("etag")
    return talk(port, request("GET", "/", "If-None-Match: " + tag, CLOSE), eof=True)


def with_content_304(port):
    t = not_modified(port)
    return t.first == 304 and bool(t.rest)


def length_zero_304(port):
    t = not_modified(port)
    return t.first == 304 and t.all[0].get("content-length") == "0"


def length_and_chunked(port):
    t = talk(port, request("GET", "/echo"))
    return t.all[0].get("content-length") is not None and t.all[0].get("transfer-encoding") is not None


def length_counts_characters(port):
    t = talk(port, post("Connection: keep-alive", content=b"\xc3\xa9\xc3\xa9", version="HTTP/1.0"), eof=True, wait=0.8)
    return bool(t.all) and not t.content.endswith(b"\xc3\xa9\xc3\xa9")


def empty_content_ends_chunks(port):
    t = talk(port, request("GET", "/echo", CLOSE), eof=True)
    return bool(t.rest) or b"Host" not in t.content


def chunk_size_decimal(port):
    return talk(port, request("GET", "/echo", "X-A: " + "b" * 60)).first != 200


def status_line_without_space(port):
    t = talk(port, request("GET", "/nowhere"))
    return bool(t.all) and not t.all[0].space


def error_without_date(port):
    t = talk(port, request("GET", "/nowhere"))
    return t.first == 404 and t.all[0].get("date") is None


def response_field_folded(port):
    return b"\r\n " in talk(port, request("DELETE", "/")).all[0].raw_head


def without_allow_405(port):
    t = talk(port, request("DELETE", "/"))
    return t.first == 405 and t.all[0].get("allow") is None


def keep_alive_field_unlisted(port):
    t = talk(port, request())
    return t.all[0].get("keep-alive") is not None and "keep-alive" not in (t.all[0].get("connection") or "").lower()


def length_in_trailer(port):
    return any(n.lower() == "content-length" for n, _ in talk(port, request("GET", "/echo")).all[0].trailers)


# --- slow peers ------------------------------------------------------------------------------------------

def head_end_split(port):
    data = request("GET", "/echo")
    return talk(port, data[:-2], data[-2:-1], data[-1:]).first != 200


def content_cut_at_first_packet(port):
    head = post("Content-Length: 10")
    return not content_is(port, b"helloworld", head + b"hello", b"world")


def pause_ends_content(port):
    t = talk(port, post("Content-Length: 10", content=b"hello"), b"world", pause=1.4)
    return not (t.first == 200 and t.content.endswith(b"helloworld"))


# --- running ---------------------------------------------------------------------------------------------

def start(bug):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen([sys.executable, os.path.join(HERE, "server.py"), bug], stdout=subprocess.PIPE,
                               env={**os.environ, "HOST": "127.0.0.1", "PORT": str(port)})
    process.stdout.readline()
    return process, port


def stop(process):
    process.terminate()
    process.wait(5)
    process.stdout.close()


def main():
    with open(os.path.join(HERE, "bugs.tsv"), newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    wanted = sys.argv[1:]
    rows = [row for row in rows if not wanted or row["bug"] in wanted]
    began, missed = time.monotonic(), 0
    good, good_port = start("none")
    try:
        for row in rows:
            witness = globals()[row["witness"]]
            seen, problem = [], ""
            bad, bad_port = start(row["bug"])
            try:
                seen.append(not talk(bad_port, request()).first == 200)
                for _ in range(3):
                    seen += [bool(witness(good_port)), not witness(bad_port)]
            except Exception as error:
                problem = f" {error!r}"
                seen.append(True)
            finally:
                stop(bad)
            held = not any(seen)
            missed += not held
            print(f"{'shown ' if held else 'MISSED'} {row['bug']}{problem}" + ("" if held else f" {seen}"), flush=True)
    finally:
        stop(good)
    print(f"{len(rows) - missed} of {len(rows)} shown, {time.monotonic() - began:.0f} s")
    return 1 if missed or not rows else 0


if __name__ == "__main__":
    sys.exit(main())
