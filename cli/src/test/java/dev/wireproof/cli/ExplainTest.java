package dev.wireproof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExplainTest {

  @Test
  void showsTheRequestsThatTheSpecSends() {
    Said said = Said.by("explain", "http1.pipelining.order");
    assertThat(said.code()).isZero();
    assertThat(said.out())
        .containsSubsequence(
            "What it sends",
            "#1 GET /no-such-resource-wireproof",
            "#2 GET /",
            "#2 GET /no-such-resource-wireproof",
            "#2 GET /",
            "Why it matters");
  }

  @Test
  void countsRequestsThatAreAlike() {
    Said said = Said.by("explain", "http1.pipelining.hundred");
    assertThat(said.code()).isZero();
    assertThat(said.out()).containsPattern("#\\d+ GET /  \\(100 times\\)");
  }

  @Test
  void namesTheRowOfATable() {
    Said said = Said.by("explain", "http1.host.invalid");
    assertThat(said.code()).isZero();
    assertThat(said.out()).contains("What it sends, with ");
  }

  @Test
  void saysNothingOfRequestsWhereNoneAreSent() {
    Said said = Said.by("explain", "http1.response.date");
    assertThat(said.code()).isZero();
    assertThat(said.out()).doesNotContain("What it sends");
  }
}
