package dev.wireproof.reference.http1;

import dev.wireproof.reference.Fault;
import dev.wireproof.reference.http1.fault.ConditionalFault;
import dev.wireproof.reference.http1.fault.ConnectionFault;
import dev.wireproof.reference.http1.fault.FieldFault;
import dev.wireproof.reference.http1.fault.FramingFault;
import dev.wireproof.reference.http1.fault.ParsingFault;
import dev.wireproof.reference.http1.fault.SemanticsFault;
import java.io.IOException;
import java.net.BindException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// For each fault one way to see it: what a client does, what it sees of a correct server, and what
/// of the faulty one.
final class Probes {

  /// What can be seen of a server with these faults, in words.
  @FunctionalInterface
  interface Sight {
    String of(Http1Server server, Set<Fault> faults) throws IOException;
  }

  record Probe(Sight sight, String correct, String faulty) {}

  static final String GET = get("");
  private static final String CLOSING = get("Connection: close\r\n");

  private final Map<Fault, Probe> probes = new HashMap<>();

  Map<Fault, Probe> all() {
    parsing();
    fields();
    framing();
    responses();
    connections();
    pipelines();
    return probes;
  }

  private static String get(String fieldLines) {
    return "GET / HTTP/1.1\r\nHost: a\r\n" + fieldLines + "\r\n";
  }

  private static String post(String fieldLines, String body) {
    return "POST / HTTP/1.1\r\nHost: a\r\n" + fieldLines + "\r\n" + body;
  }

  /// The status codes that come back when these octets are all that is sent.
  private void answers(Fault fault, String octets, String correct, String faulty) {
    sees(fault, (server, _) -> codes(RawClient.all(server, octets)), correct, faulty);
  }

  /// What happens one after the other when these octets are sent and the client stays.
  private void happens(Fault fault, String octets, String correct, String faulty) {
    sees(
        fault,
        (server, _) -> {
          try (var client = new RawClient(server)) {
            return sequence(client.send(octets), correct.split(" ").length);
          }
        },
        correct,
        faulty);
  }

  private void sees(Fault fault, Sight sight, String correct, String faulty) {
    probes.put(fault, new Probe(sight, correct, faulty));
  }

  private static String codes(String answers) {
    return RawClient.statuses(answers).stream()
        .map(String::valueOf)
        .collect(Collectors.joining(" "));
  }

  private static String sequence(RawClient client, int length) throws IOException {
    var seen = new ArrayList<String>();
    for (int i = 0; i < length; i++) {
      seen.add(client.next());
    }
    return String.join(" ", seen);
  }

  private void parsing() {
    answers(ParsingFault.LEADING_EMPTY_LINE_REFUSED, "\r\n" + GET, "200", "400");
    answers(ParsingFault.ABSOLUTE_FORM_NOT_FOUND, GET.replace(" / ", " http://a/ "), "200", "404");
    answers(ParsingFault.UNKNOWN_MAJOR_VERSION_ANSWERED, GET.replace("/1.1", "/3.7"), "505", "200");
    happens(ParsingFault.READ_TAKEN_FOR_LINE, "GET / HT", "silence", "400");
  }

  private void fields() {
    answers(FieldFault.HOST_NOT_REQUIRED, "GET / HTTP/1.1\r\n\r\n", "400", "200");
    answers(FieldFault.FIRST_OF_SEVERAL_HOSTS_TAKEN, get("Host: b\r\n"), "400", "200");
    answers(FieldFault.INVALID_HOST_TAKEN, GET.replace("Host: a", "Host: a b"), "400", "200");
    answers(FieldFault.SPACE_BEFORE_COLON_TRIMMED, get("X-A : 1\r\n"), "400", "200");
    answers(FieldFault.LINE_WITHOUT_COLON_SKIPPED, get("no colon\r\n"), "400", "200");
    answers(FieldFault.NAMES_COMPARED_BY_CASE, GET.replace("Host", "hOsT"), "200", "400");
    String large = get("X-A: " + "a".repeat(100_000) + "\r\n");
    answers(FieldFault.OVERSIZED_HEAD_CRASHES, large, "431", "500");
  }

  private void framing() {
    String chunks = "5\r\nhello\r\n0\r\n\r\n";
    answers(
        FramingFault.FIRST_CONTENT_LENGTH_TAKEN,
        post("Content-Length: 5\r\nContent-Length: 6\r\n", "hello"),
        "400",
        "200");
    answers(
        FramingFault.CONTENT_LENGTH_READ_LENIENTLY,
        post("Content-Length: +5\r\n", "hello")
            + post("Content-Length: 5_0\r\n", "hello")
            + post("Content-Length: 18446744073709551621\r\n", "hello")
            + post("Content-Length: -5\r\n", ""),
        "400",
        "200 200 200 200");
    answers(
        FramingFault.CONTENT_LENGTH_WINS,
        post("Transfer-Encoding: chunked\r\nContent-Length: 15\r\n", chunks) + GET,
        "400",
        "200 200");
    answers(
        FramingFault.CHUNKED_ANYWHERE_TAKEN,
        post("Transfer-Encoding: chunked, gzip\r\n", chunks) + GET,
        "400",
        "200 200");
    answers(
        FramingFault.CHUNK_SIZE_READ_LENIENTLY,
        post("Transfer-Encoding: chunked\r\n", chunks.replace("5", "0x5"))
            + post("Transfer-Encoding: chunked\r\n", chunks.replace("5", "10000000000000005")),
        "400",
        "200 200");
    answers(
        FramingFault.UNWANTED_BODY_LEFT_UNREAD,
        get("Content-Length: " + CLOSING.length() + "\r\n") + CLOSING,
        "200",
        "200 200");
  }

  private void responses() {
    sees(
        FramingFault.RESPONSE_FRAMED_TWICE,
        (server, _) -> has(RawClient.all(server, CLOSING), "Content-Length:", "Transfer-Encoding:"),
        "Content-Length:",
        "Content-Length: Transfer-Encoding:");
    sees(
        SemanticsFault.DATE_OMITTED,
        (server, _) -> has(RawClient.all(server, CLOSING), "Date:", "Server:"),
        "Date: Server:",
        "Server:");
    sees(
        SemanticsFault.PAGE_EMPTY,
        (server, _) ->
            has(RawClient.all(server, CLOSING), "HTTP/1.1 200", "Content-Length: 0", "<html"),
        "HTTP/1.1 200 <html",
        "HTTP/1.1 200 Content-Length: 0");
    sees(
        SemanticsFault.HEAD_ANSWERED_WITH_BODY,
        (server, _) ->
            has(RawClient.all(server, CLOSING.replace("GET", "HEAD")), "200 OK", "<html"),
        "200 OK",
        "200 OK <html");
    sees(
        SemanticsFault.CONNECTION_REMEMBERED,
        (server, _) -> page(server).equals(page(server)) ? "the same" : "different",
        "the same",
        "different");
    happens(
        SemanticsFault.CONTINUE_NOT_SENT,
        post("Content-Length: 5\r\nExpect: 100-continue\r\n", ""),
        "100",
        "silence");
    answers(SemanticsFault.UNKNOWN_METHOD_TAKEN_FOR_GET, GET.replace("GET", "BREW"), "501", "200");
    answers(ConditionalFault.IF_NONE_MATCH_IGNORED, get("If-None-Match: *\r\n"), "304", "200");
  }

  /// Which of these stand in the answer.
  private static String has(String answer, String... parts) {
    return Stream.of(parts).filter(answer::contains).collect(Collectors.joining(" "));
  }

  private static String page(Http1Server server) throws IOException {
    String answer = RawClient.all(server, CLOSING);
    return answer.substring(answer.indexOf("\r\n\r\n"));
  }

  private void connections() {
    happens(ConnectionFault.SECOND_REQUEST_CLOSES, GET, "200 silence", "200 FIN");
    happens(ConnectionFault.CLOSE_IGNORED, CLOSING, "200 FIN", "200 silence");
    happens(ConnectionFault.RESET_INSTEAD_OF_FIN, CLOSING, "200 FIN", "200 RST");
    happens(ConnectionFault.HTTP10_KEPT_OPEN, "GET / HTTP/1.0\r\n\r\n", "200 FIN", "200 silence");
    sees(
        ConnectionFault.CLOSE_NOT_ANNOUNCED,
        (server, _) -> has(RawClient.all(server, CLOSING), "200 OK", "Connection: close"),
        "200 OK Connection: close",
        "200 OK");
    answers(ConnectionFault.HALF_CLOSE_TAKEN_FOR_ABORT, GET, "200", "");
    sees(
        ConnectionFault.ONE_HEAD_AT_A_TIME,
        (server, _) -> besideASlowClient(server),
        "200",
        "silence");
    sees(ConnectionFault.PORT_NOT_REUSED, Probes::restart, "200", "the port is taken");
    sees(
        ConnectionFault.NAGLE_ON_WITH_TWO_WRITES,
        (server, _) -> pace(server),
        "at once",
        "held back");
  }

  private static String besideASlowClient(Http1Server server) throws IOException {
    try (var slow = new RawClient(server);
        var client = new RawClient(server)) {
      // the request that is answered second was read second
      slow.send(GET).response();
      slow.send("GET / HTTP/1.1\r\n").next();
      return client.send(GET).next();
    }
  }

  private static String restart(Http1Server server, Set<Fault> faults) throws IOException {
    try (var client = new RawClient(server)) {
      client.send(CLOSING).rest();
    }
    server.close();
    try (var again = Http1Server.start(server.address(), faults)) {
      return codes(RawClient.all(again, GET));
    } catch (BindException _) {
      return "the port is taken";
    }
  }

  /// Linux acknowledges after 40 ms at the earliest when there is nothing to send along, but not on
  /// the first exchanges of a connection.
  private static String pace(Http1Server server) throws IOException {
    var durations = new ArrayList<Long>();
    try (var client = new RawClient(server)) {
      for (int i = 0; i < 9; i++) {
        long begin = System.nanoTime();
        client.send(GET).response();
        durations.add(System.nanoTime() - begin);
      }
    }
    long median = durations.stream().sorted().toList().get(durations.size() / 2);
    return median > 30_000_000 ? "held back" : "at once";
  }

  private void pipelines() {
    answers(
        ConnectionFault.PIPELINE_ANSWERED_NEWEST_FIRST,
        GET + GET.replace(" / ", " /nowhere ") + GET.replace(" / ", " /empty "),
        "200 404 204",
        "204 200 404");
    answers(
        ConnectionFault.PIPELINE_CUT_AT_SIXTEEN,
        GET.repeat(20),
        String.join(" ", Collections.nCopies(20, "200")),
        String.join(" ", Collections.nCopies(16, "200")));
  }
}
