package dev.wireproof.wire.http1;

import static dev.wireproof.wire.http1.Http1Request.get;
import static dev.wireproof.wire.http1.Http1Request.post;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class Http1RequestTest {

  private static String octets(Http1Request request) {
    return request.octets("h:1", "/p$1", List.of("X-Key: k")).latin1();
  }

  @Test
  void hostPathAndExtraFieldsAreTheTargets() {
    assertThat(octets(get("/"))).isEqualTo("GET /p$1 HTTP/1.1\r\nHost: h:1\r\nX-Key: k\r\n\r\n");
    assertThat(octets(get("/other"))).startsWith("GET /other HTTP/1.1\r\n");
  }

  @Test
  void aBodyHasTheLengthOfItsOctetsNotOfItsCharacters() {
    assertThat(octets(post("/x", "é"))).contains("Content-Length: 2\r\n").endsWith("\r\n\r\nÃ©");
  }

  @Test
  void oneVisiblePlaceIsBentAndNothingElse() {
    assertThat(octets(get("/x").without("Host"))).doesNotContain("Host");
    assertThat(octets(get("/x").with("Host", "b"))).contains("Host: h:1\r\nHost: b\r\n");
    assertThat(octets(get("/x").version("HTTP/1.0"))).startsWith("GET /x HTTP/1.0\r\n");
    assertThat(octets(get("/x").endingLinesWith("\n"))).doesNotContain("\r");
    assertThat(octets(get("/x").withChunks("hello"))).endsWith("5\r\nhello\r\n0\r\n\r\n");
  }
}
