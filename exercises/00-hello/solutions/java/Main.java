import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** An echo server: lines, many clients, and an end in order. */
public class Main {

  private static final Set<Client> CLIENTS = ConcurrentHashMap.newKeySet();

  /** Its parties are the clients, and the end. */
  private static final Phaser SERVED = new Phaser(1);

  private static volatile boolean ending;

  public static void main(String[] args) throws IOException {
    var listener = new ServerSocket();
    listener.setReuseAddress(true);
    listener.bind(
        new InetSocketAddress(System.getenv("HOST"), Integer.parseInt(System.getenv("PORT"))), 512);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(listener)));
    while (!ending) {
      try {
        var client = new Client(listener.accept());
        SERVED.register();
        CLIENTS.add(client);
        new Thread(client).start();
      } catch (IOException e) {
        // closed by the hook, or the client left before it was accepted
      }
    }
  }

  /** Takes nobody else, lets lines that have begun be finished, and returns in any case. */
  private static void end(ServerSocket listener) {
    ending = true;
    try {
      listener.close();
      for (Client client : CLIENTS) {
        client.closeIfIdle();
      }
      SERVED.awaitAdvanceInterruptibly(SERVED.arrive(), 1500, TimeUnit.MILLISECONDS);
    } catch (IOException | InterruptedException | TimeoutException e) {
      // the process ends now
    }
  }

  private static final class Client implements Runnable {
    private final Socket socket;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    Client(Socket socket) {
      this.socket = socket;
    }

    @Override
    public void run() {
      try (socket) {
        InputStream in = socket.getInputStream();
        var out = new BufferedOutputStream(socket.getOutputStream(), 64 * 1024);
        byte[] buffer = new byte[16 * 1024];
        int octets;
        while ((octets = in.read(buffer)) > 0) {
          byte[] whole = wholeLines(buffer, octets);
          out.write(whole);
          out.flush();
          if (ending && isIdle()) {
            return;
          }
        }
      } catch (IOException e) {
        // this client has left
      } finally {
        CLIENTS.remove(this);
        SERVED.arriveAndDeregister();
      }
    }

    private synchronized byte[] wholeLines(byte[] buffer, int octets) {
      int end = octets;
      while (end > 0 && buffer[end - 1] != '\n') {
        end--;
      }
      byte[] whole = {};
      if (end > 0) {
        line.write(buffer, 0, end);
        whole = line.toByteArray();
        line.reset();
      }
      line.write(buffer, end, octets - end);
      return whole;
    }

    private synchronized boolean isIdle() {
      return line.size() == 0;
    }

    synchronized void closeIfIdle() throws IOException {
      if (isIdle() && socket.getInputStream().available() == 0) {
        socket.close();
      }
    }
  }
}
