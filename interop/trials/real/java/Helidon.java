import io.helidon.http.HeaderNames;
import io.helidon.http.HttpMediaTypes;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.Handler;
import java.nio.file.Files;
import java.nio.file.Path;

/// Helidon's web server: one page, and an echo.
class Helidon {

  static void main(String[] args) throws Exception {
    byte[] page = Files.readAllBytes(Path.of(args[1], "index.html"));
    Handler echo =
        (request, response) -> {
          var text = new StringBuilder();
          request.headers().forEach(field ->
              field.allValues().forEach(value -> text.append(field.name()).append(": ").append(value).append('\n')));
          byte[] content = request.content().hasEntity() ? request.content().as(byte[].class) : new byte[0];
          response.headers().contentType(HttpMediaTypes.PLAINTEXT_UTF_8);
          response.send(Shown.of(text, content));
        };
    WebServer.builder()
        .host("127.0.0.1")
        .port(Integer.parseInt(args[0]))
        .routing(
            routing ->
                routing
                    .get("/", (request, response) -> {
                      response.header(HeaderNames.CONTENT_TYPE, "text/html");
                      response.send(page);
                    })
                    .any("/echo", echo))
        .build()
        .start();
  }
}
