package dev.wireproof.specs.syncasync;

import dev.wireproof.clients.pattern.Calls;
import dev.wireproof.clients.pattern.Pending;
import dev.wireproof.clients.upstream.Answer;
import dev.wireproof.clients.upstream.Call;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.verdict.VerdictException;
import java.util.function.Predicate;

/// Query strings that are to arrive at the upstream as they are; `%s` is a tag.
enum Query implements Case {
  TAG("?tag=%s"),
  ENCODED("?tag=%s&q=a%%20b%%2Fc+d&empty="),
  NONE("");

  private final String text;

  Query(String text) {
    this.text = text;
  }

  /// Sends it with a request, and looks at what is asked because of it.
  ///
  /// @param path of the request
  /// @param asked where the upstream is asked
  /// @throws VerdictException when it is asked otherwise
  void judge(Work work, String path, String asked) {
    String tag = work.tag();
    String query = text.formatted(tag);
    Predicate<Call> mine =
        call ->
            text.isEmpty()
                ? call.query("tag").isEmpty()
                : call.query("tag").filter(tag::equals).isPresent();
    Calls calls = work.upstream().answering(mine, Answer.text(200, "ok"));
    Pending pending = work.api().begin(work.api().request("GET", path + query));
    pending.reply();
    String expected = "GET " + asked + query;
    boolean right = calls.all().stream().anyMatch(call -> call.toString().equals(expected));
    if (calls.count() == 0) {
      throw VerdictException.inconclusive(
          "the upstream was not called with the tag of this request");
    }
    if (!right) {
      throw VerdictException.violates(expected + " at the upstream", calls.all().toString());
    }
  }
}
