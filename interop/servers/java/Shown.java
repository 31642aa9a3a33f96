import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// What an echo answers: the field lines that the server saw, one on a line, and the content.
final class Shown {

  private final ByteArrayOutputStream octets = new ByteArrayOutputStream();

  void field(String name, String value) {
    octets.writeBytes((name + ": " + value + "\n").getBytes(StandardCharsets.ISO_8859_1));
  }

  byte[] with(byte[] content) {
    octets.write('\n');
    octets.writeBytes(content);
    return octets.toByteArray();
  }
}
