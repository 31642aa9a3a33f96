"""The page and the echo for servers of ASGI."""
import os
import pathlib

PAGE = pathlib.Path(os.environ["PAGE"]).read_bytes()


async def application(scope, receive, send):
    if scope["type"] != "http":
        raise NotImplementedError(scope["type"])
    content = b""
    while (event := await receive())["type"] == "http.request":
        content += event.get("body", b"")
        if not event.get("more_body"):
            break
    path, method = scope["path"], scope["method"]
    status, fields = 404, [(b"content-type", b"text/plain")]
    if path == "/echo":
        status = 200
        content = b"".join(name + b": " + value + b"\n" for name, value in scope["headers"]) + b"\n" + content
    elif path == "/" and method in ("GET", "HEAD"):
        status, fields, content = 200, [(b"content-type", b"text/html")], PAGE
    elif path == "/":
        status, fields, content = 405, [(b"content-type", b"text/plain"), (b"allow", b"GET, HEAD")], b"not so\n"
    else:
        content = b"not here\n"
    await send({"type": "http.response.start", "status": status, "headers": [*fields, (b"content-length", str(len(content)).encode())]})
    await send({"type": "http.response.body", "body": b"" if method == "HEAD" else content})
