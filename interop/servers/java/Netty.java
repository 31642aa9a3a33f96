import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.DateFormatter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpServerKeepAliveHandler;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Date;

/// Netty's codec, aggregator and keep-alive handler with the least behind them: one page, and an
/// echo, with the Date that Netty leaves to its users. Ranges and conditions are not here.
class Netty {

  static void main(String[] args) throws Exception {
    byte[] page = Files.readAllBytes(Path.of(args[1], "index.html"));
    new ServerBootstrap()
        .group(new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory()))
        .channel(NioServerSocketChannel.class)
        .childHandler(
            new ChannelInitializer<SocketChannel>() {
              @Override
              protected void initChannel(SocketChannel channel) {
                channel
                    .pipeline()
                    .addLast(new HttpServerCodec(), new HttpServerKeepAliveHandler())
                    .addLast(new HttpObjectAggregator(10_000_000), new Pages(page));
              }
            })
        .bind("127.0.0.1", Integer.parseInt(args[0]))
        .sync();
  }

  private static final class Pages extends SimpleChannelInboundHandler<FullHttpRequest> {

    private final byte[] page;

    Pages(byte[] page) {
      this.page = page;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
      if (request.decoderResult().isFailure()) {
        answer(context, request, HttpResponseStatus.BAD_REQUEST, new byte[0])
            .addListener(ChannelFutureListener.CLOSE);
      } else if (path(request).equals("/")) {
        answer(context, request, HttpResponseStatus.OK, page);
      } else if (path(request).equals("/echo")) {
        var text = new Shown();
        request.headers().forEach(field -> text.field(field.getKey(), field.getValue()));
        answer(
            context,
            request,
            HttpResponseStatus.OK,
            text.with(ByteBufUtil.getBytes(request.content())));
      } else {
        answer(context, request, HttpResponseStatus.NOT_FOUND, new byte[0]);
      }
    }

    /// A target may be in absolute form.
    private static String path(FullHttpRequest request) {
      String path =
          new QueryStringDecoder(request.uri().replaceFirst("(?i)^http://[^/?]*", "")).path();
      return path.isEmpty() ? "/" : path;
    }

    private static ChannelFuture answer(
        ChannelHandlerContext context,
        FullHttpRequest request,
        HttpResponseStatus status,
        byte[] content) {
      ByteBuf body =
          request.method().equals(HttpMethod.HEAD)
              ? Unpooled.EMPTY_BUFFER
              : Unpooled.wrappedBuffer(content);
      FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, body);
      response.headers().set(HttpHeaderNames.CONTENT_TYPE, "text/plain");
      response.headers().set(HttpHeaderNames.DATE, DateFormatter.format(new Date()));
      response.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, content.length);
      return context.writeAndFlush(response);
    }
  }
}
