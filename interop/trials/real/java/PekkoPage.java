import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.Route;

/// Pekko HTTP: its file directive, and an echo.
class PekkoPage extends AllDirectives {

  Route routes(String site) {
    return concat(
        path("echo", () -> extractRequest(request -> extractStrictEntity(java.time.Duration.ofSeconds(30), entity -> {
          var text = new StringBuilder();
          for (HttpHeader field : request.getHeaders()) {
            text.append(field.name()).append(": ").append(field.value()).append('\n');
          }
          byte[] shown = Shown.of(text, entity.getData().toArray());
          return complete(HttpResponse.create().withEntity(HttpEntities.create(ContentTypes.TEXT_PLAIN_UTF8, shown)));
        }))),
        pathSingleSlash(() -> get(() -> getFromFile(site + "/index.html"))));
  }

  static void main(String[] args) {
    ActorSystem system = ActorSystem.create("page");
    Http.get(system).newServerAt("127.0.0.1", Integer.parseInt(args[0])).bind(new PekkoPage().routes(args[1]));
  }
}
