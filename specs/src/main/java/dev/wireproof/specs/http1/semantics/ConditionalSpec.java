package dev.wireproof.specs.http1.semantics;

import static dev.wireproof.clients.http1.Responses.having;
import static dev.wireproof.clients.http1.Responses.refusal;
import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.engine.spec.Property.CONCURRENCY;
import static dev.wireproof.engine.spec.Property.FIDELITY;
import static dev.wireproof.engine.spec.Property.NEGOTIATION;
import static dev.wireproof.specs.http1.Http1Controls.requireHead;
import static dev.wireproof.specs.http1.semantics.Page.OTHER_TAG;
import static dev.wireproof.wire.http1.Http1Request.get;
import static dev.wireproof.wire.http1.Http1Request.head;

import dev.wireproof.clients.http1.Http1Wire;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.spec.Safety;

/// If-None-Match: a client that has the current version already (RFC 9110 §13.1.2).
class ConditionalSpec {

  @Must(
      id = "http1.conditional.if-none-match",
      claim = "a GET whose If-None-Match names the current ETag is answered with 304",
      rfc = "9110#13.1.2",
      proves = NEGOTIATION)
  void currentEntityTagIsNotModified(Http1Wire wire) {
    Page page = Page.of(wire);
    wire.send(get("/").with("If-None-Match", page.tag())).expect(status(304));
  }

  @Must(
      id = "http1.conditional.if-none-match-list",
      claim = "the current ETag is found wherever it stands in If-None-Match",
      rfc = "9110#13.1.2",
      proves = NEGOTIATION,
      cases = TagList.class)
  void currentEntityTagIsFoundInList(Http1Wire wire, TagList list) {
    Page page = Page.requireConfirmedByTag(wire);
    wire.send(get("/").with("If-None-Match", list.value.replace("TAG", page.tag())))
        .expect(status(304));
  }

  /// Lists of entity tags with the current one (`TAG`) among them.
  enum TagList implements Case {
    FIRST("TAG, \"a\""),
    LAST("\"a\", \"b\", TAG"),
    WITHOUT_BLANKS("\"a\",TAG,\"b\""),
    BEHIND_A_WEAK_ONE("W/\"a\", TAG"),
    BEHIND_A_COMMA_IN_QUOTES("\"a,b\", TAG");

    private final String value;

    TagList(String value) {
      this.value = value;
    }
  }

  @Must(
      id = "http1.conditional.if-none-match-weak",
      claim = "If-None-Match is compared weakly: W/ makes no difference",
      rfc = "9110#13.1.2",
      proves = NEGOTIATION)
  void weakTwinMatches(Http1Wire wire) {
    Page page = Page.requireConfirmedByTag(wire);
    wire.send(get("/").with("If-None-Match", "W/" + page.strongTag())).expect(status(304));
  }

  @Must(
      id = "http1.conditional.if-none-match-any",
      claim = "If-None-Match: * fails for whatever exists",
      rfc = "9110#13.1.2",
      proves = NEGOTIATION)
  void starMatchesWhateverExists(Http1Wire wire) {
    Page.requireConfirmedByTag(wire);
    wire.send(get("/").with("If-None-Match", "*")).expect(status(304));
  }

  @Must(
      id = "http1.conditional.if-none-match-other",
      claim = "an ETag that is not the current one does not stop a GET",
      rfc = "9110#13.1.2",
      proves = {NEGOTIATION, FIDELITY},
      cases = OtherTag.class)
  void otherEntityTagIsModified(Http1Wire wire, OtherTag other) {
    Page page = Page.requireConfirmedByTag(wire);
    wire.send(get("/").with("If-None-Match", other.of(page.tag())))
        .expect(status(200).and(having("a body", response -> !response.body().isEmpty())));
  }

  /// Tags that are near the current one and are not it.
  enum OtherTag implements Case {
    UNRELATED,
    SHORTENED,
    LENGTHENED;

    String of(String tag) {
      String open = tag.substring(0, tag.length() - 1);
      return switch (this) {
        case UNRELATED -> OTHER_TAG;
        case SHORTENED -> open.substring(0, open.length() - 1) + '"';
        case LENGTHENED -> open + "x\"";
      };
    }
  }

  @Must(
      id = "http1.conditional.head",
      claim = "a HEAD is answered with 304 where a GET would be",
      rfc = "9110#13.1.2",
      proves = NEGOTIATION)
  void headIsConditionalToo(Http1Wire wire) {
    Page page = Page.requireConfirmedByTag(wire);
    requireHead(wire);
    wire.send(head("/").with("If-None-Match", page.tag())).expect(status(304));
  }

  @Must(
      id = "http1.conditional.create-only",
      claim = "a PUT with If-None-Match: * does not overwrite what exists",
      rfc = "9110#13.1.2",
      proves = {NEGOTIATION, CONCURRENCY},
      safety = Safety.LOAD)
  void creatingDoesNotOverwrite(Http1Wire wire) {
    try (var file = Stored.with(wire, "first")) {
      wire.send(file.put("second").with("If-None-Match", "*")).expect(refusal(412));
      file.expectContent("first", "a PUT that was only to create");
    }
  }
}
