package dev.wireproof.reports.matrix;

import dev.wireproof.reports.text.Markup;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The part of Markdown that explanations use, as HTML: paragraphs, lists, fenced code, code,
/// strong, emphasis, links to the web. Everything else is text.
final class Markdown {

  private static final Pattern ITEM = Pattern.compile("\\s*(?:[-*]|\\d+\\.)\\s+(.*)");
  private static final Pattern INLINE =
      Pattern.compile(
          "`(?<code>[^`]+)`"
              + "|\\[(?<label>[^]\\[]+)]\\((?<link>https?://[^\\s)<>]+)\\)"
              + "|\\*\\*(?<strong>[^*]+)\\*\\*"
              + "|(?<![\\w*])[*_](?<em>[^*_\\s][^*_]*)[*_](?![\\w*])");

  private final StringBuilder html = new StringBuilder();
  private final List<String> paragraph = new ArrayList<>();
  private final List<String> items = new ArrayList<>();
  private boolean numbered;

  private Markdown() {}

  static String html(String markdown) {
    var page = new Markdown();
    boolean code = false;
    for (String line : markdown.split("\n", -1)) {
      boolean fence = line.strip().startsWith("```");
      if (fence) {
        page.finish();
        page.html.append(code ? "</code></pre>" : "<pre><code>");
        code = !code;
      } else if (code) {
        page.html.append(Markup.escape(line)).append('\n');
      } else {
        page.line(line);
      }
    }
    page.finish();
    return page.html.append(code ? "</code></pre>" : "").toString();
  }

  private void line(String line) {
    Matcher item = ITEM.matcher(line);
    if (line.isBlank()) {
      finish();
    } else if (item.matches()) {
      finishParagraph();
      numbered = Character.isDigit(line.strip().charAt(0));
      items.add(item.group(1));
    } else if (!items.isEmpty()) {
      items.set(items.size() - 1, items.getLast() + " " + line.strip());
    } else {
      paragraph.add(line.strip());
    }
  }

  private void finish() {
    finishParagraph();
    if (!items.isEmpty()) {
      String list = numbered ? "ol" : "ul";
      html.append('<').append(list).append('>');
      items.forEach(item -> html.append("<li>").append(inline(item)).append("</li>"));
      html.append("</").append(list).append('>');
      items.clear();
    }
  }

  private void finishParagraph() {
    if (!paragraph.isEmpty()) {
      html.append("<p>").append(inline(String.join(" ", paragraph))).append("</p>");
      paragraph.clear();
    }
  }

  private static String inline(String text) {
    var html = new StringBuilder();
    Matcher mark = INLINE.matcher(text);
    int at = 0;
    while (mark.find()) {
      html.append(Markup.escape(text.substring(at, mark.start()))).append(marked(mark));
      at = mark.end();
    }
    return html.append(Markup.escape(text.substring(at))).toString();
  }

  private static String marked(Matcher mark) {
    if (mark.group("code") != null) {
      return "<code>" + Markup.escape(mark.group("code")) + "</code>";
    }
    if (mark.group("link") != null) {
      return "<a rel=\"noreferrer\" href=\""
          + (Markup.escape(mark.group("link")) + "\">")
          + (inline(mark.group("label")) + "</a>");
    }
    if (mark.group("strong") != null) {
      return "<strong>" + inline(mark.group("strong")) + "</strong>";
    }
    return "<em>" + inline(mark.group("em")) + "</em>";
  }
}
