package dev.wireproof.clients.http1;

import dev.wireproof.engine.verdict.Verdict;
import dev.wireproof.engine.verdict.Verdict.Conforms;
import dev.wireproof.engine.verdict.Verdict.Tolerated;
import dev.wireproof.engine.verdict.Verdict.Violates;
import dev.wireproof.wire.http1.Http1Response;
import dev.wireproof.wire.http1.Seen;
import java.util.Arrays;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A judgement of the next thing that the peer does: a value, made of what is expected in words and
/// of the check itself, so that the two cannot drift apart.
///
/// @param expected ends the sentence “expected …”
public record Expectation(String expected, Function<Seen, Verdict> check) {

  private static final Pattern REFUSED = Pattern.compile("HTTP/1\\.[01] +(?:4\\d\\d|501|505)\\b");

  public Verdict judge(Seen seen) {
    return check.apply(seen);
  }

  /// A final response with one of these statuses.
  public static Expectation status(int... statuses) {
    String expected =
        "a response with status "
            + Arrays.stream(statuses)
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(" or "));
    return answer(expected, response -> contains(statuses, response.status()));
  }

  /// Any 2xx.
  public static Expectation success() {
    return answer("a 2xx response", Http1Response::isSuccess);
  }

  /// A final response that is as it should be.
  public static Expectation answer(String expected, Predicate<Http1Response> right) {
    return new Expectation(
        expected,
        seen ->
            seen instanceof Seen.Response(var response) && right.test(response)
                ? new Conforms()
                : new Violates(expected, seen.toString()));
  }

  /// The request is not acted on: the status that the RFC names, or, with a lesser flaw, another
  /// 4xx, 501 or 505, a close without a word, or a reset while it is being told. Silence, success
  /// and a server error are violations.
  public static Expectation refusal(int... statuses) {
    String named =
        Arrays.stream(statuses).mapToObj(Integer::toString).collect(Collectors.joining(" or "));
    String expected = "a refusal with " + named;
    return new Expectation(
        expected,
        seen ->
            switch (seen) {
              case Seen.Response(var response) when contains(statuses, response.status()) ->
                  new Conforms();
              case Seen.Response(var response) when isRefusal(response) ->
                  new Tolerated("refused with " + response.status() + " instead of " + named);
              case Seen.Closed(var partial) when partial.isEmpty() ->
                  new Tolerated("closed the connection without saying why (" + named + ")");
              case Seen.Broken(_, var partial) when partial.isEmpty() ->
                  new Tolerated("reset the connection without saying why (" + named + ")");
              case Seen.Broken(_, var partial) when REFUSED.matcher(partial.latin1()).lookingAt() ->
                  new Tolerated("refused, and reset the connection before the response had ended");
              case Seen.Silence(_, var partial)
                  when REFUSED.matcher(partial.latin1()).lookingAt() ->
                  new Tolerated("refused, and did not end the response");
              default -> new Violates(expected, seen.toString());
            });
  }

  private static boolean isRefusal(Http1Response response) {
    return response.isClientError() || response.status() == 501 || response.status() == 505;
  }

  /// Whichever of the two judges more kindly: where the RFC allows two behaviours, both pass.
  public Expectation or(Expectation other) {
    String either = expected + ", or " + other.expected;
    return new Expectation(
        either,
        seen -> {
          Verdict first = judge(seen);
          Verdict second = other.judge(seen);
          if (first instanceof Violates && second instanceof Violates) {
            return new Violates(either, seen.toString());
          }
          return first instanceof Conforms || second instanceof Violates ? first : second;
        });
  }

  /// The same, but the other is tolerated for this reason: the right effect with a lesser flaw.
  public Expectation tolerating(Expectation other, String why) {
    String either = expected + ", or " + other.expected;
    return new Expectation(
        either,
        seen -> {
          if (!(judge(seen) instanceof Violates)) {
            return judge(seen);
          }
          return other.judge(seen) instanceof Violates
              ? new Violates(either, seen.toString())
              : new Tolerated(why);
        });
  }

  /// The same, but where the other holds the rule has nothing to say to this target.
  public Expectation unless(Expectation other, String why) {
    return new Expectation(
        expected,
        seen ->
            other.judge(seen) instanceof Violates ? judge(seen) : new Verdict.NotApplicable(why));
  }

  /// The same, and the response has this too.
  public Expectation where(String what, Predicate<Http1Response> holds) {
    String both = expected + " and " + what;
    return new Expectation(
        both,
        seen -> {
          Verdict verdict = judge(seen);
          if (verdict instanceof Violates) {
            return new Violates(both, seen.toString());
          }
          return seen instanceof Seen.Response(var response) && !holds.test(response)
              ? new Violates(both, response + " without it: " + response.head())
              : verdict;
        });
  }

  /// The connection ends without another response.
  public static Expectation closed() {
    return new Expectation(
        "the connection closed",
        seen ->
            switch (seen) {
              case Seen.Closed(var partial) when partial.isEmpty() -> new Conforms();
              case Seen.Broken(_, var partial) when partial.isEmpty() -> new Conforms();
              case Seen.Silence(_, var partial) when partial.isEmpty() ->
                  new Violates("the connection closed", "it was still open: " + seen);
              case Seen.Response(var response) ->
                  new Violates("the connection closed", "another answer: " + response);
              default -> new Violates("the connection closed", seen.toString());
            });
  }

  private static boolean contains(int[] statuses, int status) {
    return Arrays.stream(statuses).anyMatch(each -> each == status);
  }
}
