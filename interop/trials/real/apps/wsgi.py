"""The page and the echo for servers of WSGI."""
import os
import pathlib

PAGE = pathlib.Path(os.environ["PAGE"]).read_bytes()


def shown(environ):
    text = b""
    for name, value in environ.items():
        if name.startswith("HTTP_") or name in ("CONTENT_TYPE", "CONTENT_LENGTH") and value:
            text += f"{name.removeprefix('HTTP_').replace('_', '-')}: {value}\n".encode("latin-1")
    content = b""
    if environ.get("CONTENT_LENGTH"):
        content = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
    elif environ.get("HTTP_TRANSFER_ENCODING"):
        content = environ["wsgi.input"].read()
    return text + b"\n" + content


def application(environ, start_response):
    path, method = environ["PATH_INFO"], environ["REQUEST_METHOD"]
    status, fields, content = "404 Not Found", [("Content-Type", "text/plain")], b"not here\n"
    if path == "/echo":
        status, content = "200 OK", shown(environ)
    elif path == "/" and method in ("GET", "HEAD"):
        status, fields, content = "200 OK", [("Content-Type", "text/html")], PAGE
    elif path == "/":
        status, fields, content = "405 Method Not Allowed", [("Content-Type", "text/plain"), ("Allow", "GET, HEAD")], b"not so\n"
    start_response(status, [*fields, ("Content-Length", str(len(content)))])
    return [b"" if method == "HEAD" else content]
