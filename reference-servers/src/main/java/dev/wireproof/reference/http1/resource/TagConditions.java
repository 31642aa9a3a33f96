package dev.wireproof.reference.http1.resource;

import dev.wireproof.reference.http1.fault.ConditionalFault;
import dev.wireproof.reference.http1.fault.Faults;
import dev.wireproof.reference.http1.message.Fields;
import dev.wireproof.reference.http1.message.Method;
import java.util.List;
import java.util.Optional;

/// Conditions that name entity tags (RFC 9110 §13.1.1, §13.1.2).
final class TagConditions {

  static final String MATCH = "If-Match";
  static final String NONE_MATCH = "If-None-Match";

  private final Faults faults;

  TagConditions(Faults faults) {
    this.faults = faults;
  }

  /// If-Match, compared strongly: false for a client whose copy is not what is there.
  boolean isMatched(Method method, Fields fields, Optional<Representation> current) {
    if (ignoresMatch(method)) {
      return true;
    }
    List<String> tags = tags(fields, MATCH, ConditionalFault.MATCH_LIST_COMPARED_AS_WHOLE);
    if (EntityTags.isAny(tags)) {
      return current.isPresent() || faults.has(ConditionalFault.MATCH_STAR_HOLDS_FOR_NOTHING);
    }
    return current
        .filter(now -> tags.stream().anyMatch(tag -> isSame(tag, now.entityTag())))
        .isPresent();
  }

  /// If-None-Match, compared weakly: true for a client that has what is there.
  boolean isKnown(Method method, Fields fields, Optional<Representation> current) {
    if (ignoresNoneMatch(method)) {
      return false;
    }
    List<String> tags =
        tags(fields, NONE_MATCH, ConditionalFault.NONE_MATCH_LIST_COMPARED_AS_WHOLE);
    if (EntityTags.isAny(tags) && understandsStar()) {
      return current.isPresent();
    }
    return current
        .filter(now -> tags.stream().anyMatch(tag -> isEquivalent(tag, now.entityTag())))
        .isPresent();
  }

  private List<String> tags(Fields fields, String name, ConditionalFault wholeValue) {
    return faults.has(wholeValue) ? fields.values(name) : fields.elements(name);
  }

  private boolean isSame(String tag, String current) {
    return faults.has(ConditionalFault.MATCH_COMPARED_WEAKLY)
        ? EntityTags.isWeakMatch(tag, current)
        : EntityTags.isStrongMatch(tag, current);
  }

  private boolean isEquivalent(String tag, String current) {
    if (faults.has(ConditionalFault.NONE_MATCH_COMPARED_BY_PREFIX)) {
      return current.startsWith(EntityTags.opaque(tag).replaceFirst("\"$", ""));
    }
    return faults.has(ConditionalFault.NONE_MATCH_COMPARED_STRONGLY)
        ? EntityTags.isStrongMatch(tag, current)
        : EntityTags.isWeakMatch(tag, current);
  }

  private boolean ignoresMatch(Method method) {
    return faults.has(ConditionalFault.MATCH_IGNORED)
        || (method == Method.PUT && faults.has(ConditionalFault.MATCH_IGNORED_ON_PUT));
  }

  private boolean ignoresNoneMatch(Method method) {
    return switch (method) {
      case PUT -> faults.has(ConditionalFault.NONE_MATCH_IGNORED_ON_PUT);
      case HEAD -> faults.has(ConditionalFault.NONE_MATCH_IGNORED_ON_HEAD);
      default -> faults.has(ConditionalFault.IF_NONE_MATCH_IGNORED);
    };
  }

  private boolean understandsStar() {
    return !faults.has(ConditionalFault.NONE_MATCH_STAR_TAKEN_FOR_A_TAG);
  }
}
