package dev.wireproof.reports.compare;

import dev.wireproof.harness.evidence.Story;
import dev.wireproof.harness.result.Result;
import dev.wireproof.harness.result.Result.About;
import dev.wireproof.harness.result.SavedRun;
import dev.wireproof.harness.target.InputError;
import dev.wireproof.harness.verdict.Verdict;
import dev.wireproof.harness.verdict.Verdict.Kind;
import dev.wireproof.reports.compare.Comparison.Row;
import dev.wireproof.reports.compare.JudgedServer.Shown;
import dev.wireproof.reports.text.Visible;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The page that shows several servers beside each other: counts, the specs that not all of them
/// keep, each failure with its evidence, what was observed, and how steady the verdicts were.
public final class ServersPage {

  private static final int MOST_TEXT = 220;
  private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.\\d+ \\d{3}[^\\r\\n]*");

  private final StringBuilder page = new StringBuilder();
  private final List<JudgedServer> servers;
  private final List<Row> rows;

  private ServersPage(List<JudgedServer> servers) {
    this.servers = servers;
    this.rows = Comparison.of(servers.stream().map(JudgedServer::first).toList()).rows();
  }

  /// The page about the servers whose results lie in the folders of a folder.
  ///
  /// @throws InputError when there are none
  public static String render(Path folder) {
    try (Stream<Path> folders = Files.list(folder)) {
      List<JudgedServer> servers =
          folders
              .filter(each -> Files.exists(each.resolve("title.txt")))
              .sorted()
              .map(JudgedServer::read)
              .toList();
      if (servers.isEmpty()) {
        throw new InputError(folder + " holds no judged servers");
      }
      return new ServersPage(servers).page();
    } catch (IOException e) {
      throw new InputError(folder + " cannot be read: " + e.getMessage());
    }
  }

  private String page() {
    page.append(introduction());
    counts();
    matrix();
    failures();
    grouped(
        "Tolerated", Kind.TOLERATED, "What a SHOULD or an option says and a server leaves out.");
    grouped("Observed", Kind.OBSERVED, "Facts that no rule judges.");
    steadiness();
    return page.toString();
  }

  private static String introduction() {
    try (InputStream in = ServersPage.class.getResourceAsStream("servers.md")) {
      return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("the page's introduction cannot be read", e);
    }
  }

  private void counts() {
    var head = new ArrayList<>(List.of("server"));
    Stream.of(Kind.values()).map(Kind::title).forEach(head::add);
    table("Counts", head, servers.stream().map(ServersPage::counts).toList());
  }

  private static List<String> counts(JudgedServer server) {
    var cells = new ArrayList<>(List.of(server.title()));
    Stream.of(Kind.values()).map(kind -> Long.toString(server.count(kind))).forEach(cells::add);
    return cells;
  }

  private void matrix() {
    var head = new ArrayList<>(List.of("spec", "level"));
    servers.stream().map(ServersPage::shortName).forEach(head::add);
    List<List<String>> body =
        rows.stream().filter(ServersPage::isWorthARow).map(this::row).toList();
    table("Where not all conform", head, body);
    long alike = rows.stream().filter(row -> !isWorthARow(row)).count();
    page.append("\n✓ conforms, ~ tolerated, ✗ violates, – not applicable, ? inconclusive. ")
        .append(alike)
        .append(" more specs and rows are kept by all of them, or only observed.\n");
  }

  private static String shortName(JudgedServer server) {
    return server.title().split("[, ]", 2)[0];
  }

  private static boolean isWorthARow(Row row) {
    return row.results().stream()
        .flatMap(Optional::stream)
        .anyMatch(result -> !result.is(Kind.CONFORMS) && !result.is(Kind.OBSERVED));
  }

  private List<String> row(Row row) {
    var cells = new ArrayList<>(List.of(code(row.of().fullId()), row.of().level().toString()));
    row.results().forEach(result -> cells.add(result.map(ServersPage::mark).orElse("")));
    return cells;
  }

  private static String mark(Result result) {
    return result
        .verdict()
        .map(verdict ->
            switch (verdict.kind()) {
              case CONFORMS -> "✓";
              case TOLERATED -> "~";
              case VIOLATES -> "**✗**";
              case NOT_APPLICABLE -> "–";
              case INCONCLUSIVE -> "?";
              case OBSERVED -> "•";
            })
        .orElse("!");
  }

  private void failures() {
    page.append("\n## Failures\n");
    rows.stream()
        .filter(
            row -> row.results().stream().flatMap(Optional::stream).anyMatch(ServersPage::violates))
        .forEach(this::failure);
  }

  private static boolean violates(Result result) {
    return result.is(Kind.VIOLATES);
  }

  private void failure(Row row) {
    About of = row.of();
    page.append("\n### ").append(code(of.fullId())).append("\n\n");
    page.append(of.level()).append(" · ").append(source(of));
    page.append(" · ").append(text(of.claim())).append("\n\n");
    page.append("| server | expected | saw | by hand |\n| --- | --- | --- | --- |\n");
    servers.forEach(server ->
        server
            .result(of.fullId())
            .filter(ServersPage::violates)
            .ifPresent(result -> evidence(server, result)));
    servers.stream()
        .flatMap(server -> server.result(of.fullId()).filter(ServersPage::violates).stream())
        .map(Result::reproduction)
        .filter(command -> !command.isEmpty())
        .findFirst()
        .ifPresent(command -> page.append("\n```sh\n").append(command).append("\n```\n"));
  }

  private static String source(About of) {
    return of.link().isEmpty() ? of.source() : "[" + of.source() + "](" + of.link() + ")";
  }

  private void evidence(JudgedServer server, Result result) {
    if (result.verdict().orElseThrow() instanceof Verdict.Violates(String expected, String saw)) {
      Shown shown = server.byHand().get(result.fullId());
      line(
          List.of(
              shortName(server), text(expected), text(saw), shown == null ? "" : byHand(shown)));
    }
  }

  /// The status lines that came, for a command may send several requests.
  private static String byHand(Shown shown) {
    String octets = shown.octets();
    List<String> statusLines =
        STATUS_LINE
            .matcher(octets)
            .results()
            .map(MatchResult::group)
            .map(ServersPage::code)
            .toList();
    String came =
        octets.isEmpty()
            ? "nothing"
            : statusLines.isEmpty()
                ? code(Visible.line(octets, 80))
                : String.join(" ", statusLines);
    return came + (shown.closed() ? ", then closed" : ", stayed open");
  }

  /// What was said of each spec, and of which servers.
  private void grouped(String title, Kind kind, String what) {
    var body = new ArrayList<List<String>>();
    for (Row row : rows) {
      var said = new LinkedHashMap<String, List<String>>();
      for (int i = 0; i < servers.size(); i++) {
        String server = shortName(servers.get(i));
        row.results()
            .get(i)
            .filter(result -> result.is(kind))
            .ifPresent(result ->
                said.computeIfAbsent(Story.line(result), _ -> new ArrayList<>()).add(server));
      }
      for (Map.Entry<String, List<String>> each : said.entrySet()) {
        body.add(
            List.of(
                code(row.of().fullId()), text(each.getKey()), String.join(", ", each.getValue())));
      }
    }
    table(title, List.of("spec", "what", "servers"), body);
    page.append('\n').append(what).append('\n');
  }

  private void steadiness() {
    List<List<String>> body =
        servers.stream()
            .map(server ->
                List.of(
                    server.title(),
                    Integer.toString(server.runs().size()),
                    Integer.toString(results(server)),
                    names(server.unsteady()),
                    names(server.flips())))
            .toList();
    table(
        "Steadiness",
        List.of("server", "runs", "results", "not always the same", "Conforms and Violates"),
        body);
  }

  private static int results(JudgedServer server) {
    return server.runs().stream().map(SavedRun::results).mapToInt(List::size).sum();
  }

  private static String names(List<String> ids) {
    return ids.isEmpty()
        ? "none"
        : ids.stream().map(ServersPage::code).collect(Collectors.joining(", "));
  }

  private void table(String title, List<String> head, List<List<String>> body) {
    page.append("\n## ").append(title).append("\n\n");
    line(head);
    line(head.stream().map(_ -> "---").toList());
    body.forEach(this::line);
  }

  private void line(List<String> cells) {
    page.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  private static String code(String text) {
    return "`" + text.replace("`", "'").replace("|", "\\|") + "`";
  }

  private static String text(String text) {
    return Visible.line(text, MOST_TEXT).replace("<", "&lt;").replace("|", "\\|");
  }
}
