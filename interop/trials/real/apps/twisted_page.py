"""Twisted: its file resource, and an echo: twisted_page.py PORT SITE."""
import sys

from twisted.internet import reactor
from twisted.web import resource, server, static


class Echo(resource.Resource):
    isLeaf = True

    def render(self, request):
        request.setHeader(b"Content-Type", b"text/plain")
        lines = [name + b": " + value + b"\n" for name, values in request.requestHeaders.getAllRawHeaders() for value in values]
        return b"".join(lines) + b"\n" + request.content.read()


root = static.File(sys.argv[2])
root.putChild(b"echo", Echo())
reactor.listenTCP(int(sys.argv[1]), server.Site(root), interface="127.0.0.1")
reactor.run()
