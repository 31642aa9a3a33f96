import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// What the echo shows: the field lines, an empty line, the content.
class Shown {

  static byte[] of(CharSequence fields, byte[] content) {
    var shown = new ByteArrayOutputStream();
    shown.writeBytes((fields + "\n").getBytes(StandardCharsets.ISO_8859_1));
    shown.writeBytes(content);
    return shown.toByteArray();
  }
}
