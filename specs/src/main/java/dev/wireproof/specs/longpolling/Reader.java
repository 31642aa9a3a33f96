package dev.wireproof.specs.longpolling;

import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.engine.verdict.VerdictException;
import java.util.ArrayList;
import java.util.List;

/// A client that follows `next`, and remembers what it has seen.
final class Reader {

  private static final int MOST_QUESTIONS = 5000;

  private final Room room;
  private final List<String> texts = new ArrayList<>();
  private String cursor;

  Reader(Room room, String cursor) {
    this.room = room;
    this.cursor = cursor;
  }

  Held hold() {
    return room.hold(cursor);
  }

  /// Takes note of the news.
  Reader take(News news) {
    texts.addAll(news.texts());
    cursor = news.next();
    return this;
  }

  /// Asks without waiting until there is no news.
  Reader readToEnd() {
    Reply reply = room.askNow(cursor);
    List<String> before = List.of();
    for (int i = 0; reply.status() != 204; i++) {
      if (i == MOST_QUESTIONS) {
        throw VerdictException.violates(
            "an end of the news", texts.size() + " events, and more to come");
      }
      News news = News.needed(reply);
      expectOthers(before, news);
      before = news.ids();
      take(news);
      reply = room.askNow(cursor);
    }
    return this;
  }

  /// Who looks at no cursor answers with the same events for ever.
  private void expectOthers(List<String> before, News news) {
    if (!before.isEmpty() && news.ids().equals(before)) {
      throw VerdictException.violates(
          "what comes after the cursor “%s”, the next of the answer before".formatted(cursor),
          "the same %d events again, from “%s” on, as if after was ignored"
              .formatted(news.texts().size(), news.texts().getFirst()));
    }
  }

  String cursor() {
    return cursor;
  }

  /// What it has seen so far, in order.
  List<String> texts() {
    return List.copyOf(texts);
  }
}
