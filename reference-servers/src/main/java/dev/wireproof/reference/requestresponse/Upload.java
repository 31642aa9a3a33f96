package dev.wireproof.reference.requestresponse;

import static dev.wireproof.reference.requestresponse.RequestResponseFault.DIGEST_IN_UPPER_CASE;
import static dev.wireproof.reference.requestresponse.RequestResponseFault.FIRST_GAP_ONLY;
import static dev.wireproof.reference.requestresponse.RequestResponseFault.FIRST_PART_STAYS;
import static dev.wireproof.reference.requestresponse.RequestResponseFault.GAPS_TO_THE_HIGHEST;
import static dev.wireproof.reference.requestresponse.RequestResponseFault.JOINED_AS_RECEIVED;
import static dev.wireproof.reference.requestresponse.RequestResponseFault.JOINED_BY_NAME;
import static dev.wireproof.reference.requestresponse.RequestResponseFault.NEVER_COMPLETE;
import static dev.wireproof.reference.requestresponse.RequestResponseFault.NOTHING_MISSING;
import static dev.wireproof.reference.requestresponse.RequestResponseFault.PARTS_AS_TEXT;
import static dev.wireproof.reference.requestresponse.RequestResponseFault.PARTS_COUNTED;
import static dev.wireproof.reference.requestresponse.RequestResponseFault.PARTS_UNSORTED;
import static dev.wireproof.reference.requestresponse.RequestResponseFault.REPEATED_PART_APPENDED;

import dev.wireproof.wire.Octets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The parts of one upload. Each has its number, so the order in which they come means nothing.
final class Upload {

  private final Set<RequestResponseFault> faults;

  /// In the order in which they came.
  private final Map<Integer, Octets> parts = new LinkedHashMap<>();

  private @Nullable Map<String, Object> whole;

  Upload(Set<RequestResponseFault> faults) {
    this.faults = faults;
  }

  /// Takes a part; one that was there is replaced.
  ///
  /// @return whether it is taken: not when the upload is complete
  synchronized boolean take(int number, byte[] octets, boolean alsoWhenComplete) {
    if (whole != null && !alsoWhenComplete) {
      return false;
    }
    whole = null;
    Octets part = Octets.of(octets);
    if (has(PARTS_AS_TEXT)) {
      part = Octets.utf8(part.utf8());
    }
    Octets before = parts.get(number);
    if (before != null && has(REPEATED_PART_APPENDED)) {
      part = before.plus(part);
    }
    if (before == null || !has(FIRST_PART_STAYS)) {
      parts.put(number, part);
    }
    return true;
  }

  synchronized Map<String, Object> state() {
    Collection<Integer> numbers =
        has(PARTS_UNSORTED) ? parts.keySet() : new TreeSet<>(parts.keySet());
    var state = new LinkedHashMap<String, Object>();
    state.put("parts", List.copyOf(numbers));
    state.put("missing", has(NOTHING_MISSING) ? List.of() : gapsBelow(highest()));
    state.put("complete", whole != null && !has(NEVER_COMPLETE));
    return state;
  }

  private int highest() {
    return parts.keySet().stream().mapToInt(each -> each).max().orElse(0);
  }

  private List<Integer> gapsBelow(int end) {
    return IntStream.rangeClosed(1, end).filter(n -> !parts.containsKey(n)).boxed().toList();
  }

  /// Which of the parts 1 to `count` are not there.
  synchronized List<Integer> missing(int count) {
    List<Integer> gaps = gapsBelow(has(GAPS_TO_THE_HIGHEST) ? Math.min(count, highest()) : count);
    return has(FIRST_GAP_ONLY) && !gaps.isEmpty() ? gaps.subList(0, 1) : gaps;
  }

  synchronized Optional<Map<String, Object>> completed() {
    return Optional.ofNullable(whole);
  }

  /// Joins the parts 1 to `count`.
  synchronized Map<String, Object> complete(int count) {
    var joined = new ArrayList<Octets>();
    inOrder()
        .forEach((number, part) -> {
          if (number <= count) {
            joined.add(part);
          }
        });
    Octets octets = Octets.join(joined);
    String digest = sha256(octets);
    var result = new LinkedHashMap<String, Object>();
    result.put("size", has(PARTS_COUNTED) ? joined.size() : octets.size());
    result.put("sha256", has(DIGEST_IN_UPPER_CASE) ? digest.toUpperCase(Locale.ROOT) : digest);
    whole = result;
    return result;
  }

  private Map<Integer, Octets> inOrder() {
    if (has(JOINED_AS_RECEIVED)) {
      return parts;
    }
    if (has(JOINED_BY_NAME)) {
      var byName = new TreeMap<Integer, Octets>((a, b) -> a.toString().compareTo(b.toString()));
      byName.putAll(parts);
      return byName;
    }
    return new TreeMap<>(parts);
  }

  private static String sha256(Octets octets) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(octets.toArray());
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private boolean has(RequestResponseFault fault) {
    return faults.contains(fault);
  }
}
