package dev.wireproof.reference.http1;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FilesTest extends CorrectServer {

  private static String put(String name, String fields, String content) {
    return "PUT /files/%s HTTP/1.1\r\nHost: a\r\n%sContent-Length: %d\r\n\r\n%s"
        .formatted(name, fields, content.length(), content);
  }

  private static String on(String method, String name) {
    return "%s /files/%s HTTP/1.1\r\nHost: a\r\n\r\n".formatted(method, name);
  }

  @Test
  void aFileIsCreatedReplacedReadAndDeleted() throws IOException {
    assertThat(
            answers(
                on("GET", "a")
                    + put("a", "", "one")
                    + put("a", "", "two")
                    + on("GET", "a")
                    + on("DELETE", "a")
                    + on("DELETE", "a")
                    + on("GET", "a")))
        .containsExactly(404, 201, 204, 200, 204, 404, 404);
  }

  @Test
  void aFileIsSentBackAsItCame() throws IOException {
    assertThat(all(put("b", "Content-Type: text/x\r\n", "\u0000\u00ff\r\n") + on("GET", "b")))
        .contains("\r\nLocation: /files/b\r\n", "\r\nContent-Type: text/x\r\n")
        .endsWith("\r\n\r\n\u0000\u00ff\r\n");
  }

  @Test
  void aPartIsNotTakenForTheWhole() throws IOException {
    assertThat(answers(put("c", "Content-Range: bytes 0-2/9\r\n", "one") + on("GET", "c")))
        .containsExactly(400, 404);
  }

  @Test
  void conditionsGuardAgainstLostUpdates() throws IOException {
    assertThat(
            answers(
                put("d", "If-Match: *\r\n", "one")
                    + put("d", "If-None-Match: *\r\n", "one")
                    + put("d", "If-None-Match: *\r\n", "two")
                    + put("d", "If-Match: \"stale\"\r\n", "two")
                    + put("d", "If-Match: *\r\n", "two")))
        .containsExactly(412, 201, 412, 412, 204);
  }

  @Test
  void thereIsRoomForSoMuchOnly() throws IOException {
    var answers = new StringBuilder();
    String large = "a".repeat(1024 * 1024);
    try (var own = Http1Server.start(ANY_PORT, Set.of())) {
      for (int i = 0; i < 33; i++) {
        answers.append(RawClient.all(own, put("large-" + i, "", large)));
      }
    }
    assertThat(RawClient.statuses(answers.toString())).hasSize(33).startsWith(201).endsWith(507);
  }

  @Test
  void aFileHasAName() throws IOException {
    assertThat(answers(put("", "", "one"))).containsExactly(404);
  }
}
