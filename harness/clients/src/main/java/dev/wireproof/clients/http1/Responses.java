package dev.wireproof.clients.http1;

import dev.wireproof.engine.verdict.Expectation;
import dev.wireproof.engine.verdict.Verdict;
import dev.wireproof.engine.verdict.Verdict.Conforms;
import dev.wireproof.engine.verdict.Verdict.Tolerated;
import dev.wireproof.engine.verdict.Verdict.Violates;
import dev.wireproof.wire.Octets;
import dev.wireproof.wire.Visible;
import dev.wireproof.wire.http1.Http1Response;
import dev.wireproof.wire.http1.Seen;
import java.util.Arrays;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Expectations of the next thing that an HTTP/1.1 peer does: a response, or what comes instead.
public final class Responses {

  private static final Pattern REFUSED = Pattern.compile("HTTP/1\\.[01] +(?:4\\d\\d|501|505)\\b");

  private static final int MOST_FIELDS = 600;
  private static final int MOST_BODY = 200;

  private Responses() {}

  /// A final response with one of these statuses.
  public static Expectation<Seen> status(int... statuses) {
    return response(
        "a response with status " + named(statuses),
        response -> contains(statuses, response.status()));
  }

  /// Any 2xx.
  public static Expectation<Seen> success() {
    return response("a 2xx response", Http1Response::isSuccess);
  }

  /// A final response, whichever.
  public static Expectation<Seen> anyResponse() {
    return response("a response", _ -> true);
  }

  /// A final response that is as it should be.
  public static Expectation<Seen> response(String expected, Predicate<Http1Response> right) {
    return response(expected, right, Http1Response::toString);
  }

  /// As [#response(String, Predicate)].
  ///
  /// @param shown what is to be seen of one that is not
  public static Expectation<Seen> response(
      String expected, Predicate<Http1Response> right, Function<Http1Response, String> shown) {
    return Expectation.of(
        expected,
        seen -> seen instanceof Seen.Response(var response) && right.test(response),
        seen ->
            seen instanceof Seen.Response(var response) ? shown.apply(response) : seen.toString());
  }

  /// To be added to one of the others with [Expectation#and]: if it is a response, it has this too.
  public static Expectation<Seen> having(String what, Predicate<Http1Response> right) {
    return new Expectation<>(
        what,
        seen ->
            seen instanceof Seen.Response(var response) && !right.test(response)
                ? new Violates(what, shown(response))
                : new Conforms());
  }

  /// What there is to see of a response: its status, its fields, and how its body begins.
  static String shown(Http1Response response) {
    String fields =
        response
            .head()
            .latin1()
            .lines()
            .skip(1)
            .filter(line -> !line.isEmpty())
            .map(line -> Octets.latin1(line).printable())
            .collect(Collectors.joining(" | "));
    return response + " with " + (fields.isEmpty() ? "no field" : cut(fields)) + body(response);
  }

  private static String body(Http1Response response) {
    return response.body().isEmpty()
        ? ", and no body"
        : ", and %d octets of body: “%s”"
            .formatted(response.body().size(), Visible.line(response.body().utf8(), MOST_BODY));
  }

  private static String cut(String fields) {
    return fields.length() <= MOST_FIELDS ? fields : fields.substring(0, MOST_FIELDS) + "…";
  }

  /// A response that has the field, and its value is as expected.
  public static Expectation<Seen> field(String name, Expectation<? super String> value) {
    String expected = name + ": " + value.expected();
    return new Expectation<>(
        expected,
        seen -> {
          if (!(seen instanceof Seen.Response(var response))) {
            return new Violates(expected, seen.toString());
          }
          var found = response.field(name);
          if (found.isEmpty()) {
            return new Violates(expected, response + " without " + name);
          }
          return value.check().apply(found.get()) instanceof Violates(_, String saw)
              ? new Violates(expected, name + ": " + saw)
              : value.check().apply(found.get());
        });
  }

  /// The request is not acted on: the status that the RFC names, or, with a lesser flaw, another
  /// 4xx, 501 or 505, a close without a word, or a reset while it is being told. Silence, success
  /// and a server error are violations.
  public static Expectation<Seen> refusal(int... statuses) {
    String named = named(statuses);
    String expected = "a refusal with " + named;
    return new Expectation<>(
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

  /// The request is not acted on, where the RFC asks for that and names no status: any 4xx, 501 or
  /// 505. Tolerated: a server error after which the connection ends, and an end without a word.
  public static Expectation<Seen> rejection() {
    String expected = "a refusal: a 4xx, or the end of the connection";
    return new Expectation<>(
        expected,
        seen -> {
          if (seen instanceof Seen.Response(var response) && isRefusal(response)) {
            return new Conforms();
          }
          if (seen instanceof Seen.Response(var response)
              && response.status() / 100 == 5
              && response.announcesClose()) {
            return new Tolerated(
                "refused with " + response.status() + ", as if it were the server's own mistake");
          }
          return switch (refusal(400).judge(seen)) {
            case Violates(_, String saw) -> new Violates(expected, saw);
            case Verdict verdict -> verdict;
          };
        });
  }

  /// What is only asked of a response: an end without one has nothing to do with the rule, and
  /// where nothing comes nothing was shown.
  public static Expectation<Seen> ifAnswered(String expected, Predicate<Http1Response> right) {
    return new Expectation<>(
        expected,
        seen ->
            switch (seen) {
              case Seen.Response(var response) ->
                  right.test(response)
                      ? new Conforms()
                      : new Violates(expected, response + ": " + response.head());
              case Seen.Closed(var partial) when partial.isEmpty() -> new Conforms();
              case Seen.Broken(_, var partial) when partial.isEmpty() -> new Conforms();
              default -> new Verdict.Inconclusive(seen.toString());
            });
  }

  /// Who answers 408 has waited, and refused nothing.
  private static boolean isRefusal(Http1Response response) {
    return (response.isClientError() && response.status() != 408)
        || response.status() == 501
        || response.status() == 505;
  }

  /// The connection ends without another response.
  public static Expectation<Seen> closed() {
    String expected = "the connection closed";
    return new Expectation<>(
        expected,
        seen ->
            switch (seen) {
              case Seen.Closed(var partial) when partial.isEmpty() -> new Conforms();
              case Seen.Broken(_, var partial) when partial.isEmpty() -> new Conforms();
              case Seen.Silence(_, var partial) when partial.isEmpty() ->
                  new Violates(expected, "it was still open: " + seen);
              case Seen.Response(var response) ->
                  new Violates(expected, "another answer: " + response);
              default -> (Verdict) new Violates(expected, seen.toString());
            });
  }

  private static String named(int[] statuses) {
    return Arrays.stream(statuses).mapToObj(Integer::toString).collect(Collectors.joining(" or "));
  }

  private static boolean contains(int[] statuses, int status) {
    return Arrays.stream(statuses).anyMatch(each -> each == status);
  }
}
