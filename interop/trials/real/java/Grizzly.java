import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.grizzly.http.server.NetworkListener;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;
import org.glassfish.grizzly.http.server.StaticHttpHandler;

/// Grizzly: its file handler, and an echo. It is one handler: of two, the mapper does not always find the one at "/".
class Grizzly extends StaticHttpHandler {

  Grizzly(String site) {
    super(site);
  }

  @Override
  public void service(Request request, Response response) throws Exception {
    if (request.getRequestURI().equals("/echo")) {
      echo(request, response);
    } else {
      super.service(request, response);
    }
  }

  private static void echo(Request request, Response response) throws Exception {
    var text = new StringBuilder();
    for (String name : request.getHeaderNames()) {
      for (String value : request.getHeaders(name)) {
        text.append(name).append(": ").append(value).append('\n');
      }
    }
    response.setContentType("text/plain");
    response.getOutputStream().write(Shown.of(text, request.getInputStream().readAllBytes()));
  }

  static void main(String[] args) throws Exception {
    var server = new HttpServer();
    server.addListener(new NetworkListener("page", "127.0.0.1", Integer.parseInt(args[0])));
    server.getServerConfiguration().addHttpHandler(new Grizzly(args[1]), "/");
    server.start();
    Thread.currentThread().join();
  }
}
