package dev.wireproof.reports.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wireproof.engine.result.Result;
import dev.wireproof.reports.Samples;
import dev.wireproof.wire.Recording;
import java.io.StringReader;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class SequenceSvgTest {

  static List<Result> results() {
    return Samples.results();
  }

  @ParameterizedTest
  @MethodSource("results")
  void aFileIsWellFormedAndNeedsNothingElse(Result result) throws Exception {
    String svg = SequenceSvg.file(result.recording());

    assertThat(elements(svg, "script")).isEmpty();
    assertThat(svg).doesNotContain("href").contains("<style>");
  }

  @Test
  void theEventAtWhichTheRuleBrokeIsMarked() throws Exception {
    List<Element> bad =
        elements(SequenceSvg.inline(Samples.secondRequestCloses().recording()), "g").stream()
            .filter(group -> group.getAttribute("class").equals("bad"))
            .toList();

    assertThat(bad).singleElement().extracting(Element::getTextContent).isEqualTo("1.6 msFIN");
  }

  private static List<String> labels(Recording recording) throws Exception {
    return elements(SequenceSvg.inline(recording), "text").stream()
        .filter(text -> !List.of("time", "conn").contains(text.getAttribute("class")))
        .map(Element::getTextContent)
        .toList();
  }

  @Test
  void whoStandsBehindTheTargetHasALifelineOfItsOwn() throws Exception {
    assertThat(labels(Recordings.proxy()))
        .containsExactly(
            "client",
            "server",
            "upstream",
            "connected to 127.0.0.1:8080",
            "GET /a",
            "accepted from 127.0.0.1:41000",
            "GET /b",
            "200",
            "RST",
            "502",
            "FIN");
    // the call travels from the server to the upstream, the answer back
    assertThat(SequenceSvg.inline(Recordings.proxy()))
        .contains("M540 206L962 206\"/>", "M970 248L548 248\"/>");
  }

  @Test
  void layersStreamsAndDatagramsAreDrawnBetweenTheSameTwo() throws Exception {
    assertThat(labels(Recordings.truncatedTls()))
        .startsWith("client", "server")
        .endsWith("HTTP/1.1 200 OK\\r\\n … (22 octets)", "FIN without close_notify");
    assertThat(labels(Recordings.datagrams()))
        .endsWith("query 7", "response 7", "query 8", "nothing for 240 ms");
    assertThat(elements(SequenceSvg.inline(Recordings.streams()), "text"))
        .extracting(Element::getTextContent)
        .contains("#1", "#1/1", "#1/3");
  }

  @Test
  void aGoodExchangeHasNoMark() throws Exception {
    assertThat(elements(SequenceSvg.inline(Samples.resetOnSecondConnection().recording()), "g"))
        .hasSize(9)
        .noneMatch(group -> group.getAttribute("class").contains("bad"))
        .anyMatch(group -> group.getAttribute("class").equals("ok c1"));
  }

  @Test
  void theMiddleOfALongExchangeIsFolded() throws Exception {
    String svg = SequenceSvg.inline(Samples.longExchange().recording());

    assertThat(elements(svg, "g")).hasSize(26);
    assertThat(svg).contains("96 events not drawn");
  }

  @Test
  void whatWasNotKeptIsSaid() {
    assertThat(SequenceSvg.inline(Samples.hostile().recording()))
        .contains("12 more events not kept");
  }

  private static List<Element> elements(String svg, String name) throws Exception {
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(svg)));
    var nodes = document.getElementsByTagName(name);
    return IntStream.range(0, nodes.getLength()).mapToObj(i -> (Element) nodes.item(i)).toList();
  }
}
