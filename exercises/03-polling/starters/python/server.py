"""Jobs. The work is done first, and 202 is said then."""

import json
import os
import urllib.request
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

UPSTREAM = os.environ.get("UPSTREAM", "http://127.0.0.1:9000")
results = {}  # by the job's id


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"  # keeps connections alive
    wbufsize = -1  # head and body leave in one write

    def do_GET(self):
        path = self.path.split("/")  # ["", "jobs", id] or ["", "jobs", id, "result"]
        job = path[2] if len(path) > 2 else None
        if self.path == "/":
            self.answer(200, {"name": "jobs"})
        elif job in results and path[3:] == ["result"]:
            self.answer(200, results[job])
        elif job in results:
            self.answer(200, self.status(job))
        else:
            self.answer(404, {"title": "Not Found", "status": 404})

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.path == "/jobs":
            self.post(json.loads(body))
        else:
            self.answer(404, {"title": "Not Found", "status": 404})

    def post(self, wanted):
        work = urllib.request.Request(
            UPSTREAM + "/work",
            data=json.dumps({"input": wanted["input"]}).encode(),
            headers={"Content-Type": "application/json"},
        )
        with urllib.request.urlopen(work) as done:
            job = str(uuid.uuid4())
            results[job] = json.load(done)
        self.answer(202, self.status(job))

    def status(self, job):
        return {"id": job, "status": "done", "progress": 100, "result": f"/jobs/{job}/result"}

    def answer(self, status, value):
        body = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


class Server(ThreadingHTTPServer):
    request_queue_size = 512


Server((os.environ.get("HOST", "127.0.0.1"), int(os.environ.get("PORT", 8080))), Handler).serve_forever()
