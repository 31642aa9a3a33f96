package dev.wireproof.reports.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MarkdownTest {

  @Test
  void paragraphsListsAndCode() {
    assertThat(
            Markdown.html(
                """
                Read *until* the **end**, see `Content-Length`
                and [RFC 9112](https://example.org/a_b#c).

                - one
                  more
                - two
                ```
                if (a < b) **x**
                ```
                1. first\
                """))
        .isEqualTo(
            "<p>Read <em>until</em> the <strong>end</strong>, see <code>Content-Length</code> and"
                + " <a rel=\"noreferrer\" href=\"https://example.org/a_b#c\">RFC 9112</a>.</p>"
                + "<ul><li>one more</li><li>two</li></ul>"
                + "<pre><code>if (a &lt; b) **x**\n</code></pre>"
                + "<ol><li>first</li></ol>");
  }

  @Test
  void markupIsText() {
    assertThat(Markdown.html("<b>`<i>`</b> [x](javascript:alert(1))"))
        .isEqualTo("<p>&lt;b&gt;<code>&lt;i&gt;</code>&lt;/b&gt; [x](javascript:alert(1))</p>");
  }

  @Test
  void namesWithUnderscoresAndStarsStay() {
    assertThat(Markdown.html("SO_REUSE_PORT and 2 * 3 * 4"))
        .isEqualTo("<p>SO_REUSE_PORT and 2 * 3 * 4</p>");
  }

  @Test
  void anUnendedFenceEndsWithTheText() {
    assertThat(Markdown.html("```\nx")).isEqualTo("<pre><code>x\n</code></pre>");
  }
}
