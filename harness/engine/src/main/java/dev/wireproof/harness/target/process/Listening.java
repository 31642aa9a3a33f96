package dev.wireproof.harness.target.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
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

  /// `port 8080` for each listening TCP socket of the processes; empty where `/proc` does not tell.
  static List<String> of(List<ProcessHandle> processes) {
    Set<String> inodes = new HashSet<>();
    processes.forEach(process -> inodes.addAll(sockets(process.pid())));
    var ports = new ArrayList<String>();
    for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
      try {
        Files.readAllLines(Path.of(table)).stream()
            .map(line -> line.strip().split("\\s+"))
            .filter(row -> row.length > INODE && row[STATE].equals(LISTEN))
            .filter(row -> inodes.contains(row[INODE]))
            .map(row -> row[LOCAL_ADDRESS].substring(row[LOCAL_ADDRESS].lastIndexOf(':') + 1))
            .map(hex -> "port " + Integer.parseInt(hex, 16))
            .filter(port -> !ports.contains(port))
            .forEach(ports::add);
      } catch (IOException _) {
        // no such table on this machine
      }
    }
    return ports;
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
