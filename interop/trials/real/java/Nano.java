import fi.iki.elonen.NanoHTTPD;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// NanoHTTPD: one page, and an echo.
class Nano extends NanoHTTPD {
  private final byte[] page;

  Nano(int port, byte[] page) {
    super("127.0.0.1", port);
    this.page = page;
  }

  @Override
  public Response serve(IHTTPSession session) {
    boolean reads = session.getMethod() == Method.GET || session.getMethod() == Method.HEAD;
    if (session.getUri().equals("/echo")) {
      return response(Response.Status.OK, "text/plain", shown(session));
    }
    if (!session.getUri().equals("/")) {
      return response(Response.Status.NOT_FOUND, "text/plain", "not here\n".getBytes());
    }
    if (!reads) {
      Response refusal = response(Response.Status.METHOD_NOT_ALLOWED, "text/plain", "not so\n".getBytes());
      refusal.addHeader("Allow", "GET, HEAD");
      return refusal;
    }
    return response(Response.Status.OK, "text/html", page);
  }

  private static Response response(Response.Status status, String type, byte[] content) {
    return newFixedLengthResponse(status, type, new ByteArrayInputStream(content), content.length);
  }

  private static byte[] shown(IHTTPSession session) {
    var text = new StringBuilder();
    session.getHeaders().forEach((name, value) -> text.append(name).append(": ").append(value).append('\n'));
    try {
      int length = Integer.parseInt(session.getHeaders().getOrDefault("content-length", "0"));
      return Shown.of(text, session.getInputStream().readNBytes(length));
    } catch (IOException e) {
      return Shown.of(text, new byte[0]);
    }
  }

  static void main(String[] args) throws Exception {
    new Nano(Integer.parseInt(args[0]), Files.readAllBytes(Path.of(args[1], "index.html"))).start(SOCKET_READ_TIMEOUT, false);
  }
}
