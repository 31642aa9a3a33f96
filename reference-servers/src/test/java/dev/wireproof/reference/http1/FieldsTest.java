package dev.wireproof.reference.http1;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldsTest extends CorrectServer {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-A : 1\r\n",
        "X-A\t: 1\r\n",
        "X-A\r\n",
        ": 1\r\n",
        "X(A): 1\r\n",
        "X\u00e9: 1\r\n",
        "X\u0000: 1\r\n",
        "X A: 1\r\n",
        "X-A: 1\r\n folded\r\n",
        "X-A: 1\r\n\tfolded\r\n",
        "X-A: a\u0000b\r\n",
        "X-A: a\rb\r\n",
        "X-A: a\nb\r\n",
        "X-A: a\u0007b\r\n",
        "X-A: a\u007fb\r\n",
      })
  void aMalformedLineIsRefusedAndTheConnectionClosed(String line) throws IOException {
    assertThat(all(echo(line) + SENTINEL))
        .startsWith("HTTP/1.1 400 ")
        .contains("\r\nConnection: close\r\n")
        .containsOnlyOnce("HTTP/1.1 4")
        .doesNotContain("HTTP/1.1 2");
  }

  @Test
  void whitespaceBeforeTheFirstFieldIsRefused() throws IOException {
    assertThat(answers("GET / HTTP/1.1\r\n Host: a\r\n\r\n" + SENTINEL)).containsExactly(400);
  }

  @Test
  void valuesKeepTheirOctetsAndLoseTheWhitespaceAround() throws IOException {
    assertThat(all(echo("X-A: \t a \u00e9\u00ff\tb \t\r\nX-Empty:\r\n")))
        .contains("field: X-A: a \u00e9\u00ff\tb\n", "field: X-Empty: \n");
  }

  @Test
  void linesOfOneNameKeepTheirOrder() throws IOException {
    assertThat(all(echo("X-A: 1\r\nX-B: 2\r\nx-a: 3\r\n")))
        .contains("field: X-A: 1\nfield: X-B: 2\nfield: x-a: 3\n");
  }

  @Test
  void namesIgnoreCase() throws IOException {
    assertThat(answers("GET / HTTP/1.1\r\nhOST: a\r\ncONNECTION: CLOSE\r\n\r\n" + SENTINEL))
        .containsExactly(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Host: a\r\nHost: a\r\n",
        "Host: a\r\nhost: b\r\n",
        "Host: a b\r\n",
        "Host: a/b\r\n",
        "Host: a,b\r\n",
        "Host: [::1\r\n",
        "Host: ::1\r\n",
        "Host: :80:80\r\n",
        "Host: a:80:80\r\n",
        "Host: :80\r\n",
        "Host: a:x\r\n",
        "Host: a:65536\r\n",
        "Host: u@a\r\n",
        "Host: u:p@a\r\n",
        "Host: a?b\r\n",
        "Host: a#b\r\n",
        "Host: %zz\r\n",
      })
  void aMissingDoubleOrInvalidHostIsRefused(String host) throws IOException {
    assertThat(answers("GET / HTTP/1.1\r\n" + host + "\r\n" + SENTINEL)).containsExactly(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a", "a.example", "a:80", "a:", "127.0.0.1:8080", "[::1]", "[::1]:80", "x_y", ""})
  void aValidHostIsTaken(String host) throws IOException {
    assertThat(answers("GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n" + SENTINEL))
        .containsExactly(200, 204);
  }

  @Test
  void anOversizedFieldIsRefusedAndTheClientSeesIt() throws IOException {
    try (var client = new RawClient(server)) {
      client.send(echo("X-A: " + "a".repeat(1_000_000) + "\r\n"));
      assertThat(client.response()).startsWith("HTTP/1.1 431 ").contains("Connection: close");
      assertThat(client.isFinished()).isTrue();
    }
  }

  @Test
  void tooManyFieldsAreRefused() throws IOException {
    assertThat(answers(echo("X-A: 1\r\n".repeat(10_000)))).containsExactly(431);
  }

  @Test
  void emptyElementsOfAListAreIgnored() throws IOException {
    assertThat(answers(echo("Connection: ,, close ,\r\n") + SENTINEL)).containsExactly(200);
  }
}
