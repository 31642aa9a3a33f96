package dev.wireproof.reports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wireproof.engine.result.Gate;
import dev.wireproof.engine.result.Result;
import dev.wireproof.engine.result.RunInfo;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class JunitXmlTest {

  private final List<Result> results = Samples.results();
  private String xml = "";

  @BeforeEach
  void render() {
    xml = JunitXml.render(Samples.run(results), results, Samples.EXPLAINER);
  }

  @Test
  void itIsWellFormedWhateverTheTargetSent() throws Exception {
    assertThat(elements("testcase")).hasSize(results.size());
    assertThat(elements("script")).isEmpty();
  }

  @Test
  void aViolationIsAFailureThatTellsAll() throws Exception {
    Element failure = only("http1.persistence.second-request", "failure");

    assertThat(failure.getAttribute("type")).isEqualTo("Violates");
    assertThat(failure.getAttribute("message"))
        .isEqualTo(
            "Violates: expected a response with status 200, saw the peer closed the connection (FIN)");
    assertThat(failure.getTextContent())
        .contains("RFC 9112 §9.3", "a response with status 200", "nc -w 3 127.0.0.1 8080", "FIN")
        .containsPattern("beside it .*persistence\\.");
  }

  @Test
  void aFaultOfTheHarnessIsAnErrorAndNoFailure() throws Exception {
    assertThat(only("websocket.close.echo", "error").getTextContent())
        .contains("CloseSpec.java:31");
    assertThat(inside(testCase("websocket.close.echo"), "failure")).isEmpty();
  }

  @Test
  void whatStopsNothingIsSkippedWithItsReason() throws Exception {
    assertThat(only("http1.expect.continue", "skipped").getAttribute("message"))
        .isEqualTo("NotApplicable: the target does not claim it");
    assertThat(only("http1.persistence.many-requests", "skipped").getAttribute("message"))
        .startsWith("Known deviation (the load balancer in front allows 60");
  }

  @Test
  void aFactIsShownAndPasses() throws Exception {
    assertThat(only("nagle.replies.segments", "system-out").getTextContent())
        .contains("3 segments");
  }

  @Test
  void countsAgreeWithTheElements() throws Exception {
    Element suites = elements("testsuites").getFirst();

    assertThat(suites.getAttribute("failures")).isEqualTo("3");
    assertThat(elements("failure")).hasSize(3);
    assertThat(suites.getAttribute("errors")).isEqualTo("1");
    assertThat(elements("error")).hasSize(1);
    assertThat(suites.getAttribute("skipped")).isEqualTo(elements("skipped").size() + "");
    assertThat(elements("testsuite"))
        .extracting(each -> each.getAttribute("name"))
        .contains("http1", "websocket", "server-sent-events");
  }

  @Test
  void aDeviationThatConformsNowFails() throws Exception {
    Result good = results.get(5);
    Result listed =
        new Result(good.of(), good.outcome(), 1, Optional.of("slow start"), "", good.recording());
    xml = JunitXml.render(Samples.run(List.of(listed)), List.of(listed), Samples.EXPLAINER);

    assertThat(only(good.fullId(), "failure").getAttribute("message"))
        .isEqualTo("Conforms, but is listed as a deviation (slow start): remove it from the list");
  }

  @Test
  void aStrictRunFailsWhatItOnlyTolerates() throws Exception {
    RunInfo run = Samples.run(results);
    var strict =
        new RunInfo(
            run.target(),
            run.started(),
            run.took(),
            Gate.of(results, true),
            run.observations(),
            run.unusable());
    xml = JunitXml.render(strict, results, Samples.EXPLAINER);

    assertThat(only("http1.concurrency.two-at-once", "failure").getAttribute("type"))
        .isEqualTo("Tolerated");
  }

  private Element only(String id, String name) throws Exception {
    List<Element> found = inside(testCase(id), name);
    assertThat(found).as(name + " of " + id).hasSize(1);
    return found.getFirst();
  }

  private Element testCase(String id) throws Exception {
    return elements("testcase").stream()
        .filter(each -> each.getAttribute("name").equals(id))
        .findFirst()
        .orElseThrow();
  }

  private List<Element> elements(String name) throws Exception {
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(xml)));
    return list(document.getElementsByTagName(name));
  }

  private static List<Element> inside(Element parent, String name) {
    return list(parent.getElementsByTagName(name));
  }

  private static List<Element> list(org.w3c.dom.NodeList nodes) {
    return IntStream.range(0, nodes.getLength()).mapToObj(i -> (Element) nodes.item(i)).toList();
  }
}
