"""The echo behind nginx: the request's field lines as nginx hands them on, and its content."""
import socketserver
import sys


class Echo(socketserver.StreamRequestHandler):
    def handle(self):
        size = b""
        while (digit := self.rfile.read(1)) not in (b":", b""):
            size += digit
        parts = self.rfile.read(int(size or 0)).split(b"\0")
        self.rfile.read(1)  # the comma behind the fields
        text, length = b"", 0
        for name, value in zip(parts[::2], parts[1::2]):
            if name == b"CONTENT_LENGTH":
                length = int(value or 0)
            elif not name.startswith(b"HTTP_"):
                continue
            if name != b"HTTP_CONTENT_LENGTH":
                text += name.removeprefix(b"HTTP_").replace(b"_", b"-") + b": " + value + b"\n"
        content = self.rfile.read(length)
        self.wfile.write(b"Status: 200 OK\r\nContent-Type: text/plain\r\n\r\n" + text + b"\n" + content)


class Server(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
    daemon_threads = True
    request_queue_size = 128


Server(sys.argv[1], Echo).serve_forever()
