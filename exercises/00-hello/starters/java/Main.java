import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Sends back what one read returns, to one client at a time. */
public class Main {

  public static void main(String[] args) throws IOException {
    String host = System.getenv().getOrDefault("HOST", "127.0.0.1");
    int port = Integer.parseInt(System.getenv().getOrDefault("PORT", "7000"));
    try (ServerSocket listener = new ServerSocket(port, 128, InetAddress.getByName(host))) {
      while (true) {
        try (Socket client = listener.accept()) {
          serve(client);
        } catch (IOException e) {
          System.err.println("a client has left: " + e.getMessage());
        }
      }
    }
  }

  private static void serve(Socket client) throws IOException {
    byte[] buffer = new byte[1024];
    int octets;
    while ((octets = client.getInputStream().read(buffer)) > 0) {
      client.getOutputStream().write(buffer, 0, octets);
    }
  }
}
