package dev.wireproof.reference.http1.fault;

/// What a server gets wrong about conditions that name entity tags, and about what 304 says.
public enum ConditionalFault implements Http1Fault {
  CONDITIONS_ON_OPTIONS(
      new FaultSpec("Looks at conditions before it looks at the method.")
          .kills("http1.conditional.options")),
  IF_NONE_MATCH_IGNORED(
      new FaultSpec("Sends entity tags and never compares the ones that come back.")
          .kills("http1.conditional.if-none-match")),
  NONE_MATCH_LIST_COMPARED_AS_WHOLE(
      new FaultSpec("Compares the whole value of If-None-Match with its entity tag, list or not.")
          .kills("http1.conditional.if-none-match-list")),
  NONE_MATCH_COMPARED_STRONGLY(
      new FaultSpec("Takes W/\"a\" and \"a\" for different tags in If-None-Match.")
          .kills("http1.conditional.if-none-match-weak")),
  NONE_MATCH_STAR_TAKEN_FOR_A_TAG(
      new FaultSpec("Looks for an entity tag that is an asterisk.")
          .kills("http1.conditional.if-none-match-any", "http1.conditional.create-only")),
  NONE_MATCH_COMPARED_BY_PREFIX(
      new FaultSpec("Takes a tag for its own when it begins like it.")
          .kills("http1.conditional.if-none-match-other")),
  NONE_MATCH_IGNORED_ON_PUT(
      new FaultSpec("Looks at If-None-Match only to save a download, never to save a file.")
          .kills("http1.conditional.create-only")),
  NONE_MATCH_IGNORED_ON_HEAD(
      new FaultSpec("Looks at If-None-Match for GET, and forgets HEAD.")
          .kills("http1.conditional.head")),
  MATCH_IGNORED(
      new FaultSpec("Does not know If-Match.")
          .kills(
              "http1.conditional.if-match-stale",
              "http1.conditional.lost-update",
              "http1.conditional.if-match-absent")),
  MATCH_IGNORED_ON_PUT(
      new FaultSpec("Checks If-Match when it reads and not when it writes.")
          .kills("http1.conditional.lost-update", "http1.conditional.if-match-absent")),
  MATCH_COMPARED_WEAKLY(
      new FaultSpec("Compares If-Match as If-None-Match, so that a weak tag is good enough.")
          .kills("http1.conditional.if-match-weak")),
  MATCH_LIST_COMPARED_AS_WHOLE(
      new FaultSpec("Compares the whole value of If-Match with its entity tag, list or not.")
          .kills("http1.conditional.if-match-current")),
  MATCH_STAR_HOLDS_FOR_NOTHING(
      new FaultSpec("Takes If-Match: * for granted, also where there is nothing to match.")
          .kills("http1.conditional.if-match-absent")),
  NONE_MATCH_BEFORE_MATCH(
      new FaultSpec("Looks at If-None-Match first, so that 304 hides that If-Match failed.")
          .kills("http1.conditional.order")),
  RANGE_BEFORE_CONDITIONS(
      new FaultSpec("Cuts out the range before it looks at the conditions.")
          .kills("http1.conditional.before-range")),
  CONDITIONS_BEFORE_LOOKUP(
      new FaultSpec(
              "Evaluates If-Match before it knows whether the resource exists: 412 hides the 404.")
          .kills("http1.conditional.not-found")),
  NOT_MODIFIED_WITHOUT_ETAG(
      new FaultSpec(
              "Sends 304 without the entity tag, so that caches cannot tell what was confirmed.")
          .kills("http1.conditional.not-modified-fields")),
  NOT_MODIFIED_WITHOUT_CACHE_CONTROL(
      new FaultSpec("Sends 304 without the Cache-Control that the 200 has.")
          .kills("http1.conditional.not-modified-fields")),
  NOT_MODIFIED_WITH_BODY(
      new FaultSpec("Sends an explanation in the body of 304.")
          .kills(
              "http1.conditional.not-modified-framing",
              "http1.pipelining.bodiless",
              "http1.response.bodiless-body"));

  private final FaultSpec spec;

  ConditionalFault(FaultSpec spec) {
    this.spec = spec;
  }

  @Override
  public FaultSpec spec() {
    return spec;
  }
}
