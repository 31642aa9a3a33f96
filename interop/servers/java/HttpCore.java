import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.impl.bootstrap.ServerBootstrap;
import org.apache.hc.core5.http.impl.routing.RequestRouter;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;

/// The classic server of Apache HttpComponents Core: one page, and an echo.
class HttpCore {

  static void main(String[] args) throws Exception {
    byte[] page = Files.readAllBytes(Path.of(args[1], "index.html"));
    ServerBootstrap.bootstrap()
        .setLocalAddress(InetAddress.getLoopbackAddress())
        .setListenerPort(Integer.parseInt(args[0]))
        .setAuthorityResolver(RequestRouter.LOCAL_AUTHORITY_RESOLVER)
        .register(
            "/",
            (request, response, context) -> {
              if (request.getMethod().equals("GET") || request.getMethod().equals("HEAD")) {
                response.setEntity(new ByteArrayEntity(page, ContentType.TEXT_HTML));
              } else {
                response.setCode(405);
                response.setHeader("Allow", "GET, HEAD");
              }
            })
        .register(
            "/echo",
            (request, response, context) ->
                response.setEntity(new ByteArrayEntity(shown(request), ContentType.TEXT_PLAIN)))
        .create()
        .start();
  }

  private static byte[] shown(ClassicHttpRequest request) throws java.io.IOException {
    byte[] content =
        request.getEntity() == null ? new byte[0] : EntityUtils.toByteArray(request.getEntity());
    var text = new Shown();
    for (Header field : request.getHeaders()) {
      text.field(field.getName(), field.getValue());
    }
    return text.with(content);
  }
}
