"""Tornado: its file handler, and an echo: tornado_page.py PORT SITE."""
import asyncio
import sys

import tornado.web


class Echo(tornado.web.RequestHandler):
    def any(self):
        self.set_header("Content-Type", "text/plain")
        self.write("".join(f"{name}: {value}\n" for name, value in self.request.headers.get_all()).encode("latin-1") + b"\n")
        self.write(self.request.body)

    get = post = put = any


async def main():
    files = (r"/(.*)", tornado.web.StaticFileHandler, {"path": sys.argv[2], "default_filename": "index.html"})
    tornado.web.Application([(r"/echo", Echo), files]).listen(int(sys.argv[1]), "127.0.0.1")
    await asyncio.Event().wait()


asyncio.run(main())
