import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.Executors;

/// The HTTP server of the JDK: the files of a folder, and an echo.
class Jdk {

  static void main(String[] args) throws Exception {
    var address =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0]));
    HttpServer server = HttpServer.create(address, 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", SimpleFileServer.createFileHandler(Path.of(args[1])));
    server.createContext(
        "/echo",
        exchange -> {
          byte[] content = exchange.getRequestBody().readAllBytes();
          var text = new Shown();
          exchange
              .getRequestHeaders()
              .forEach((name, values) -> values.forEach(value -> text.field(name, value)));
          byte[] shown = text.with(content);
          exchange.getResponseHeaders().set("Content-Type", "text/plain");
          exchange.sendResponseHeaders(200, shown.length);
          exchange.getResponseBody().write(shown);
          exchange.close();
        });
    server.start();
  }
}
