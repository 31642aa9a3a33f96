import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.grizzly.http.server.NetworkListener;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;
import org.glassfish.grizzly.http.server.StaticHttpHandler;

/// Grizzly: its file handler, and an echo.
class Grizzly {

  static void main(String[] args) throws Exception {
    var server = new HttpServer();
    server.addListener(new NetworkListener("page", "127.0.0.1", Integer.parseInt(args[0])));
    server.getServerConfiguration().addHttpHandler(new StaticHttpHandler(args[1]), "/");
    server.getServerConfiguration().addHttpHandler(new Echo(), "/echo");
    server.start();
    Thread.currentThread().join();
  }

  private static class Echo extends HttpHandler {
    @Override
    public void service(Request request, Response response) throws Exception {
      var text = new StringBuilder();
      for (String name : request.getHeaderNames()) {
        for (String value : request.getHeaders(name)) {
          text.append(name).append(": ").append(value).append('\n');
        }
      }
      response.setContentType("text/plain");
      response.getOutputStream().write(Shown.of(text, request.getInputStream().readAllBytes()));
    }
  }
}
