import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.FileSystemAccess;
import io.vertx.ext.web.handler.StaticHandler;

/// Vert.x: the files of a folder, and an echo.
class Vertx {

  static void main(String[] args) {
    io.vertx.core.Vertx vertx = io.vertx.core.Vertx.vertx();
    Router router = Router.router(vertx);
    router.route("/echo").handler(BodyHandler.create(false));
    router
        .route("/echo")
        .handler(context -> {
          var text = new Shown();
          context.request().headers().forEach(text::field);
          Buffer content = context.body().buffer();
          byte[] octets = content == null ? new byte[0] : content.getBytes();
          context
              .response()
              .putHeader("Content-Type", "text/plain")
              .end(Buffer.buffer(text.with(octets)));
        });
    router.route().handler(StaticHandler.create(FileSystemAccess.ROOT, args[1]));
    vertx
        .createHttpServer()
        .requestHandler(router)
        .listen(Integer.parseInt(args[0]), "127.0.0.1")
        .await();
  }
}
