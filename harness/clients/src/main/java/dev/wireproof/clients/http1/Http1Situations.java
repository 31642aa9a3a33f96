package dev.wireproof.clients.http1;

import dev.wireproof.engine.context.Situation;
import dev.wireproof.engine.context.Situation.Due;
import dev.wireproof.wire.http1.Http1Request;
import dev.wireproof.wire.http1.Http1Response;
import dev.wireproof.wire.http1.Seen;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The situations in which something of HTTP/1.1 is waited for.
final class Http1Situations {

  private static final String END = "end";
  private static final String PIPELINED = "pipelined";

  private static final Pattern FIRST_SEGMENT =
      Pattern.compile("\\S+ (?:https?://[^/ ]*)?(/[^/? ]*)\\S* HTTP/1\\.\\d");

  private Http1Situations() {}

  /// The answer to a request that was sent whole, with nothing unanswered before it.
  static Situation answer(Http1Request request) {
    return new Situation(named(request), request.method(), Due.ALWAYS);
  }

  /// The answer to a request behind others that were not answered when it was sent, or the end of
  /// the connection in its place.
  static Situation pipelined(Http1Request request, @Nullable Http1Response last) {
    return new Situation(
        "pipelined " + named(request) + " after " + after(last), PIPELINED, Due.SOME_TIME);
  }

  /// What comes after octets that the spec put together itself.
  static Situation octets(@Nullable Http1Response last) {
    return new Situation("answer to octets after " + after(last), PIPELINED, Due.SOME_TIME);
  }

  /// The answer to a request of which a part is still to come.
  static Situation early(Http1Request request) {
    return new Situation("early answer to " + named(request), "early answer", Due.PERHAPS);
  }

  /// The head of an answer whose body may go on for long.
  static Situation head(Situation answer) {
    return new Situation("head of " + answer.name(), "head", answer.due());
  }

  /// An interim response, or the final one in its place.
  static Situation interim(Situation answer) {
    return new Situation("interim " + answer.name(), "interim", Due.PERHAPS);
  }

  /// The end of a connection after its last response.
  static Situation end(@Nullable Http1Response last) {
    return new Situation("end after " + after(last), END, Due.SOME_TIME);
  }

  private static String after(@Nullable Http1Response last) {
    return last == null
        ? "the beginning"
        : last.status() / 100 + "xx" + (last.announcesClose() ? " and close" : "");
  }

  /// Whether it is what was waited for: a close says nothing of the time for an answer.
  static boolean isShownBy(Situation situation, Seen seen) {
    return switch (seen) {
      case Seen.Response _ -> !situation.kind().equals(END);
      case Seen.Closed _, Seen.Broken _ ->
          situation.kind().equals(END) || situation.kind().equals(PIPELINED);
      default -> false;
    };
  }

  private static String named(Http1Request request) {
    Matcher line = FIRST_SEGMENT.matcher(request.toString());
    return request.method() + " " + (line.matches() ? line.group(1) : "/");
  }
}
