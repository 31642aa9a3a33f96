package dev.wireproof.engine.targets.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Where processes listen, from `/proc` (proc(5), `net/tcp` and `fd`).
final class Listening {

  private static final String LISTEN = "0A";
  private static final int LOCAL_ADDRESS = 1;
  private static final int STATE = 3;
  private static final int INODE = 9;

  private Listening() {}

  /// The address of each listening TCP socket of the processes; empty where `/proc` does not tell.
  static List<InetSocketAddress> of(List<ProcessHandle> processes) {
    Set<String> inodes = new HashSet<>();
    processes.forEach(process -> inodes.addAll(sockets(process.pid())));
    var addresses = new ArrayList<InetSocketAddress>();
    for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
      try {
        for (String line : Files.readAllLines(Path.of(table))) {
          String[] row = line.strip().split("\\s+", -1);
          if (row.length > INODE && row[STATE].equals(LISTEN) && inodes.contains(row[INODE])) {
            addresses.add(address(row[LOCAL_ADDRESS]));
          }
        }
      } catch (IOException _) {
        // no such table on this machine
      }
    }
    return addresses;
  }

  /// `0100007F:1F90` is 127.0.0.1:8080: words of four octets, each in the machine's own order.
  private static InetSocketAddress address(String hex) throws UnknownHostException {
    int colon = hex.lastIndexOf(':');
    byte[] words = HexFormat.of().parseHex(hex.substring(0, colon));
    ByteBuffer from = ByteBuffer.wrap(words).order(ByteOrder.nativeOrder());
    ByteBuffer octets = ByteBuffer.allocate(words.length);
    while (from.hasRemaining()) {
      octets.putInt(from.getInt());
    }
    return new InetSocketAddress(
        InetAddress.getByAddress(octets.array()), Integer.parseInt(hex.substring(colon + 1), 16));
  }

  private static Set<String> sockets(long pid) {
    var inodes = new HashSet<String>();
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/" + pid + "/fd"))) {
      descriptors.forEach(descriptor -> {
        String link = readLink(descriptor);
        if (link.startsWith("socket:[")) {
          inodes.add(link.substring("socket:[".length(), link.length() - 1));
        }
      });
    } catch (IOException _) {
      // it ended
    }
    return inodes;
  }

  private static String readLink(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException _) {
      return "";
    }
  }
}
