package dev.wireproof.reports.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.wireproof.engine.result.Result;
import dev.wireproof.engine.result.RunInfo;
import dev.wireproof.reports.Explainer;
import dev.wireproof.reports.Samples;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class MatrixHtmlTest {

  private final List<Result> results = Samples.results();
  private final String page = MatrixHtml.render(Samples.run(results), results, Samples.EXPLAINER);

  @Test
  void itHoldsEveryResultWithItsEvidence() throws Exception {
    List<Map<String, Object>> shown = shown(page);

    assertThat(shown).hasSize(results.size());
    assertThat(shown.getFirst())
        .containsEntry("name", "http1.persistence.second-request")
        .containsEntry("verdict", "Violates")
        .containsEntry("stops", true)
        .containsEntry("expected", "a response with status 200")
        .containsEntry("decisive", 4)
        .containsEntry("link", "https://www.rfc-editor.org/rfc/rfc9112#section-9.3");
    assertThat((List<?>) shown.getFirst().get("events")).hasSize(6);
    assertThat(shown.get(3)).containsEntry("stops", false).containsKey("deviation");
  }

  @Test
  void topicsAndPropertiesAreThoseThatOccurInOneOrder() throws Exception {
    Map<String, Object> data = data(page);

    assertThat((List<?>) data.get("topics"))
        .extracting(topic -> ((Map<?, ?>) topic).get("slug"))
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
        .containsExactly(
            "http1", "idempotency", "nagle", "server-sent-events", "udp-echo", "websocket");
    assertThat((List<?>) data.get("properties"))
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
        .startsWith("statefulness", "idempotency", "keepalive")
        .doesNotContain("ordering");
  }

  @Test
  void explanationsAreRenderedOncePerSpec() throws Exception {
    Map<?, ?> explanations = member(data(page), "explanations");

    assertThat(explanations.keySet())
        .hasSize(
            (int)
                results.stream()
                    .map(each -> each.of().id())
                    .filter(id -> id.startsWith("http1."))
                    .distinct()
                    .count());
    assertThat(String.valueOf(member(explanations, "http1.base.get").get("why")))
        .startsWith("<p>Each TCP connection costs a <strong>round trip</strong>");
  }

  @Test
  void whatATargetSentCannotLeaveItsPlace() {
    RunInfo run = Samples.run(results);
    var hostile =
        new RunInfo(
            "{{data}}</title><script>alert(3)</script>",
            run.started(),
            run.took(),
            run.gate(),
            List.of("<img src=x onerror=alert(4)>"),
            Optional.of("</div><script>alert(5)</script>"));
    String attacked = MatrixHtml.render(hostile, results, Samples.EXPLAINER);

    assertThat(count(attacked, "<script")).isEqualTo(2);
    assertThat(count(attacked, "</script")).isEqualTo(2);
    assertThat(attacked).doesNotContain("<img", "<!-- ", "\u001b", "\0", "\ud800");
    assertThat(attacked).contains("{{data}}&lt;/title&gt;");
  }

  @Test
  void itNeedsNothingFromANetwork() {
    assertThat(page.replaceAll("(?s)<script type=\"application/json\".*?</script>", ""))
        .doesNotContain("src=", "<link", "@import", "url(", "fetch(", " style=", "onclick=")
        .containsOnlyOnce(".innerHTML");
  }

  @Test
  void itsPolicyAdmitsItsOwnScriptAndStyleAlone() throws Exception {
    String policy = group("Content-Security-Policy\" content=\"([^\"]*)\"");

    assertThat(policy)
        .startsWith("default-src 'none'")
        .contains("script-src '" + digest(group("(?s)<script>(.*?)</script>")) + "'")
        .contains("style-src '" + digest(group("(?s)<style>(.*?)</style>")) + "'")
        .doesNotContain("unsafe");
  }

  @Test
  void itsSizeIsBoundedAndFailuresKeepTheirEvidence() throws Exception {
    var many = new ArrayList<Result>();
    for (int i = 0; i < 400; i++) {
      many.add(Samples.resetOnSecondConnection());
      many.add(i < 380 ? Samples.longExchange() : Samples.hostile());
    }
    String large = MatrixHtml.render(Samples.run(many), many, Explainer.NONE);

    assertThat(large).hasSizeLessThan(20_000_000);
    List<Map<String, Object>> shown = shown(large);
    assertThat(shown)
        .anyMatch(each -> "Violates".equals(each.get("verdict")) && each.containsKey("events"));
    assertThat(shown).anyMatch(each -> !each.containsKey("events"));
  }

  private static List<Map<String, Object>> shown(String page) throws Exception {
    @SuppressWarnings("unchecked") // what the page holds is an array of objects
    var results = (List<Map<String, Object>>) data(page).get("results");
    return Objects.requireNonNull(results);
  }

  private static Map<?, ?> member(Map<?, ?> of, String name) {
    return (Map<?, ?>) Objects.requireNonNull(of.get(name), name);
  }

  private static Map<String, Object> data(String page) throws Exception {
    Matcher data =
        Pattern.compile("(?s)<script type=\"application/json\" id=\"data\">(.*?)</script>")
            .matcher(page);
    assertThat(data.find()).isTrue();
    return JSON.std.mapFrom(data.group(1));
  }

  private String group(String pattern) {
    Matcher match = Pattern.compile(pattern).matcher(page);
    assertThat(match.find()).as(pattern).isTrue();
    return match.group(1);
  }

  private static String digest(String text) throws Exception {
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    return "sha256-" + Base64.getEncoder().encodeToString(digest);
  }

  private static int count(String text, String part) {
    return text.split(Pattern.quote(part), -1).length - 1;
  }
}
