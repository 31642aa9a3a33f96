package dev.wireproof.clients.http1;

import static dev.wireproof.clients.http1.Responses.anyResponse;
import static dev.wireproof.wire.http1.Http1Request.get;

import dev.wireproof.engine.context.SpecContext;
import dev.wireproof.engine.context.Survival;
import dev.wireproof.engine.context.WireClient;
import dev.wireproof.wire.http1.Http1Request;

/// Whether a server that speaks HTTP/1.1 outlives what it is sent.
public final class Http1Survival implements WireClient {

  private final Survival run;
  private final Http1Wire wire;

  public Http1Survival(SpecContext context) {
    this.run = new Survival(context);
    this.wire = new Http1Wire(context);
  }

  /// Nothing that the run has sent brought the target down, and neither does this request, however
  /// it is answered: the next client gets a response.
  ///
  /// @throws dev.wireproof.engine.verdict.VerdictException when the target went down
  public void expectServingAfter(Http1Request broken) {
    run.expectNoCrash();
    var _ = wire.send(broken).next();
    wire.close();
    wire.another()
        .send(get("/"))
        .expect(anyResponse().as("a response to the next client, whatever was sent before"));
  }

  @Override
  public void close() {}
}
