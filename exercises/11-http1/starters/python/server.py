"""Answers one request on each connection, if all of it comes in one read."""

import os
import socket
import time
from email.utils import formatdate

HOST = os.environ.get("HOST", "127.0.0.1")
PORT = int(os.environ.get("PORT", 7000))

PAGE = b"Hello from the other side of the wire.\n"


def serve(client):
    octets = client.recv(65536)
    head, _, body = octets.partition(b"\r\n\r\n")
    request_line, _, fields = head.partition(b"\r\n")
    path, _, query = request_line.split(b" ")[1].partition(b"?")
    if path == b"/echo":
        answer(client, "200 OK", fields + b"\n" + body)
    elif path == b"/slow":  # /slow?ms=100
        time.sleep(int(query.removeprefix(b"ms=")) / 1000)
        answer(client, "200 OK", b"Here it is.\n")
    elif path == b"/":
        answer(client, "200 OK", PAGE, 'ETag: "page-1"\r\n')
    else:
        answer(client, "404 Not Found", b"There is nothing here.\n")


def answer(client, status, body, more=""):
    head = (
        f"HTTP/1.1 {status}\r\n"
        f"Date: {formatdate(usegmt=True)}\r\n"
        f"Content-Type: text/plain\r\n"
        f"Content-Length: {len(body)}\r\n"
        f"{more}"
        f"Connection: close\r\n\r\n"
    )
    client.sendall(head.encode() + body)


listener = socket.create_server((HOST, PORT), backlog=128)
while True:
    client, _ = listener.accept()
    with client:
        try:
            serve(client)
        except (OSError, ValueError, IndexError) as error:
            print("no answer:", error, flush=True)
