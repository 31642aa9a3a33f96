package dev.wireproof.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VisibleTest {

  @ParameterizedTest
  @CsvSource({
    "0x00, \\x00",
    "0x1b, \\x1b",
    "0x7f, \\x7f",
    "0x85, \\x85",
    "0x0d, \\r",
    "0x202e, \\u{202e}",
    "0x2028, \\u{2028}",
    "0xfeff, \\u{feff}",
    "0xd800, \\u{d800}",
    "0xffff, \\u{ffff}"
  })
  void whatCannotBeSeenStandsAsAnEscape(String character, String escape) {
    assertThat(Visible.of(Character.toString(Integer.decode(character)))).isEqualTo(escape);
  }

  @Test
  void whatCanBeSeenStays() {
    assertThat(Visible.of("é § 💥 日本\tx\ny")).isEqualTo("é § 💥 日本\tx\ny");
  }

  @Test
  void aLongTextSaysWhatWasLeftOut() {
    assertThat(Visible.of("abcdef", 4)).isEqualTo("abcd… (2 more characters)");
    assertThat(Visible.of("abcd", 4)).isEqualTo("abcd");
  }

  @Test
  void aCharacterOfTwoUnitsIsNotCutInHalf() {
    String cut = Visible.of("a💥b", 2);

    assertThat(cut).isEqualTo("a💥… (1 more characters)");
    assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(cut)).isTrue();
  }

  @Test
  void aLineIsOneLine() {
    assertThat(Visible.line(" a\r\nb\tc\n", 80)).isEqualTo("a b c");
  }
}
