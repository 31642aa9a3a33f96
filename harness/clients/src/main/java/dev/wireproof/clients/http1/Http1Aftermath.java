package dev.wireproof.clients.http1;

import dev.wireproof.wire.Octets;
import dev.wireproof.wire.http1.Http1Exchange;
import dev.wireproof.wire.http1.Http1Response.Framing;
import dev.wireproof.wire.http1.Http1Rule;
import dev.wireproof.wire.http1.RequestSyntax;
import dev.wireproof.wire.http1.Violation;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Whether all that was asked on a connection is answered, so that whatever comes now was not asked
/// for. Only after requests that nobody can misunderstand: what follows on others is the matter of
/// their own specs.
final class Http1Aftermath {

  private static final int MOST_WATCHED = 64 * 1024;

  /// A server may say that it gives up an idle connection (RFC 9110 §15.5.9).
  private static final Pattern GIVEN_UP = Pattern.compile("HTTP/1\\.1 408 ");

  private Octets sent = Octets.NONE;
  private int answered;
  private boolean blurred;
  private @Nullable Http1Exchange last;

  void sent(Octets octets) {
    if (sent.size() + octets.size() > MOST_WATCHED) {
      blur();
    }
    if (!blurred) {
      sent = sent.plus(octets);
    }
  }

  /// A final response that was read whole.
  void answered(Http1Exchange exchange) {
    answered++;
    last = exchange;
    if (exchange.response().status() == 101 || exchange.method().equals("CONNECT")) {
      blur();
    }
  }

  /// From now on nothing is certain on this connection.
  void blur() {
    blurred = true;
    sent = Octets.NONE;
  }

  /// Whether one response was read for each request, and each of them was well-formed.
  boolean isComplete() {
    return !blurred
        && answered > 0
        && RequestSyntax.count(sent).stream().anyMatch(asked -> asked == answered);
  }

  /// What is wrong with octets that come when nothing more is due.
  Optional<Violation> flaw(Octets unasked) {
    Http1Exchange exchange = last;
    if (exchange == null || unasked.isEmpty() || GIVEN_UP.matcher(unasked.latin1()).lookingAt()) {
      return Optional.empty();
    }
    boolean bodiless = exchange.response().framing() == Framing.NO_BODY;
    boolean another = unasked.first(5).latin1().equals("HTTP/");
    Http1Rule rule = bodiless && !another ? Http1Rule.BODILESS_BODY : Http1Rule.UNASKED;
    String what = another ? "another response" : unasked.size() + " octets";
    return Optional.of(
        rule.violation(
            what
                + " behind the "
                + exchange.response()
                + " to "
                + exchange.method()
                + ": “"
                + unasked.first(80).printable()
                + "”"));
  }
}
