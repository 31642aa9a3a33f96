import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.resource.PathResourceManager;
import io.undertow.util.Headers;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/// Undertow: the files of a folder, and an echo.
class UndertowServer {

  static void main(String[] args) {
    var files = PathResourceManager.builder().setBase(Path.of(args[1])).build();
    Undertow.builder()
        .addHttpListener(Integer.parseInt(args[0]), "127.0.0.1")
        .setHandler(
            Handlers.path(Handlers.resource(files)).addExactPath("/echo", UndertowServer::echo))
        .build()
        .start();
  }

  private static void echo(HttpServerExchange exchange) {
    exchange
        .getRequestReceiver()
        .receiveFullBytes((whole, content) -> {
          var text = new Shown();
          whole
              .getRequestHeaders()
              .forEach(field ->
                  field.forEach(value -> text.field(field.getHeaderName().toString(), value)));
          whole.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/plain");
          whole.getResponseSender().send(ByteBuffer.wrap(text.with(content)));
        });
  }
}
