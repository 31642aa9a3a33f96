package dev.wireproof.clients.pattern;

import dev.wireproof.clients.upstream.Answer;
import dev.wireproof.clients.upstream.Call;
import dev.wireproof.clients.upstream.Stub;
import dev.wireproof.clients.upstream.UpstreamServer;
import dev.wireproof.engine.context.SpecContext;
import dev.wireproof.engine.context.WireClient;
import dev.wireproof.engine.verdict.VerdictException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// The server behind the target, which the spec controls: what the target calls there is held until
/// the spec answers it. A spec tells its calls from those of others by a name of its own in them.
public final class Upstream implements WireClient {

  private final SpecContext context;
  private final List<Stub> stubs = new ArrayList<>();

  public Upstream(SpecContext context) {
    this.context = context;
    context.adopt(this);
  }

  private UpstreamServer server() {
    return context
        .target()
        .backend(UpstreamServer.class)
        .orElseThrow(() ->
            VerdictException.notApplicable(
                "the target was not told an upstream of ours; let us start it (wireproof.yaml), or"
                    + " start it with UPSTREAM=http://127.0.0.1:PORT and say --upstream-port"
                    + " PORT"));
  }

  /// Where something of ours listens under this path, such as a webhook's receiver.
  public URI url(String path) {
    return server().base().resolve(path);
  }

  /// Holds the calls that `which` wants until the spec answers each.
  public Calls holding(Predicate<Call> which) {
    return stub(which, Optional.empty());
  }

  /// Answers the calls that `which` wants at once.
  public Calls answering(Predicate<Call> which, Answer answer) {
    return reacting(which, call -> call.answer(answer));
  }

  /// Cuts the calls that `which` wants at once, without a word.
  public Calls cutting(Predicate<Call> which) {
    return reacting(which, Call::cut);
  }

  private Calls reacting(Predicate<Call> which, Consumer<Call> reaction) {
    return stub(which, Optional.of(reaction));
  }

  private Calls stub(Predicate<Call> which, Optional<Consumer<Call>> reaction) {
    Stub stub = server().stub(which, reaction, context.transcript());
    synchronized (stubs) {
      stubs.add(stub);
    }
    return new Calls(context, stub);
  }

  @Override
  public void close() {
    synchronized (stubs) {
      stubs.forEach(Stub::close);
    }
  }
}
