"""Shows each bug on the wire, and that the correct server has none: `witness.py [BUG…]`."""
import contextlib
import os
import pathlib
import socket
import subprocess
import sys
import time


@contextlib.contextmanager
def serving(bug):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen([sys.executable, pathlib.Path(__file__).with_name("server.py"), bug],
                              env=os.environ | {"HOST": "127.0.0.1", "PORT": str(port)}, stderr=subprocess.DEVNULL)
    try:
        yield port
    finally:
        server.kill()
        server.wait()


def exchange(port, request):
    for _ in range(100):
        with contextlib.suppress(ConnectionRefusedError), socket.create_connection(("127.0.0.1", port), 5) as connection:
            connection.sendall(request)
            return connection.recv(4096)
        time.sleep(0.05)
    raise RuntimeError("the server does not listen")


def host_missing(port):
    return exchange(port, b"GET / HTTP/1.1\r\n\r\n").startswith(b"HTTP/1.1 200 ")


def method_unknown(port):
    return not exchange(port, b"BREW / HTTP/1.1\r\nHost: a\r\n\r\n").startswith(b"HTTP/1.1 501 ")


witnesses = {"host-missing": host_missing, "method-unknown": method_unknown}
shown = 0
wanted = sys.argv[1:] or list(witnesses)
for bug in wanted:
    with serving("none") as correct, serving(bug) as buggy:
        holds = all(witnesses[bug](buggy) and not witnesses[bug](correct) for _ in range(3))
    shown += holds
    print(f"{bug}: {'shown' if holds else 'not shown'}")
print(f"{shown} of {len(wanted)}")
sys.exit(shown < len(wanted))
