"""A page behind a check of Host, and two bugs: `server.py [BUG]`, on HOST and PORT."""
import http.server
import os
import sys

bug = sys.argv[1] if len(sys.argv) > 1 else "none"


class Page(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        hosts = len(self.headers.get_all("Host", []))
        if hosts > 1 or (hosts == 0 and bug != "host-missing"):
            self.send_error(400)
            return
        self.send_response(200)
        self.send_header("Content-Length", "6")
        self.end_headers()
        self.wfile.write(b"a page")

    def send_error(self, code, *words):
        super().send_error(400 if code == 501 and bug == "method-unknown" else code, *words)


http.server.ThreadingHTTPServer((os.environ["HOST"], int(os.environ["PORT"])), Page).serve_forever()
