"""aiohttp: its file response, and an echo: aiohttp_page.py PORT SITE."""
import sys

from aiohttp import web


async def page(_):
    return web.FileResponse(f"{sys.argv[2]}/index.html")


async def echo(request):
    content = await request.read()
    return web.Response(body=b"".join(name + b": " + value + b"\n" for name, value in request.raw_headers) + b"\n" + content,
                        content_type="text/plain")


application = web.Application()
application.add_routes([web.get("/", page), web.route("*", "/echo", echo)])
web.run_app(application, host="127.0.0.1", port=int(sys.argv[1]), print=None)
