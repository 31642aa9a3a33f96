import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Answers one request on each connection, if all of it comes in one read. */
public class Main {

  private static final String PAGE = "Hello from the other side of the wire.\n";
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT);

  public static void main(String[] args) throws IOException {
    String host = System.getenv().getOrDefault("HOST", "127.0.0.1");
    int port = Integer.parseInt(System.getenv().getOrDefault("PORT", "7000"));
    try (ServerSocket listener = new ServerSocket(port, 128, InetAddress.getByName(host))) {
      while (true) {
        try (Socket client = listener.accept()) {
          serve(client);
        } catch (IOException | RuntimeException e) {
          System.err.println("no answer: " + e);
        }
      }
    }
  }

  private static void serve(Socket client) throws IOException {
    byte[] buffer = new byte[65536];
    int n = client.getInputStream().read(buffer);
    if (n < 0) {
      return; // this client has left
    }
    // one character for each octet
    String[] parts = new String(buffer, 0, n, ISO_8859_1).split("\r\n\r\n", 2);
    String[] lines = parts[0].split("\r\n", 2);
    String[] target = lines[0].split(" ")[1].split("\\?", 2);
    switch (target[0]) {
      case "/echo" -> answer(client, "200 OK", lines[1] + "\n" + parts[1], "");
      case "/slow" -> { // /slow?ms=100
        pause(Long.parseLong(target[1].replace("ms=", "")));
        answer(client, "200 OK", "Here it is.\n", "");
      }
      case "/" -> answer(client, "200 OK", PAGE, "ETag: \"page-1\"\r\n");
      default -> answer(client, "404 Not Found", "There is nothing here.\n", "");
    }
  }

  private static void answer(Socket client, String status, String body, String more)
      throws IOException {
    String head =
        "HTTP/1.1 " + status + "\r\n"
            + "Date: " + DATE.format(ZonedDateTime.now(ZoneOffset.UTC)) + "\r\n"
            + "Content-Type: text/plain\r\n"
            + "Content-Length: " + body.length() + "\r\n"
            + more
            + "Connection: close\r\n\r\n";
    client.getOutputStream().write((head + body).getBytes(ISO_8859_1));
  }

  private static void pause(long milliseconds) {
    try {
      Thread.sleep(milliseconds);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
