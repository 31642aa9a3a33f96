package dev.wireproof.reference.publishsubscribe;

import static dev.wireproof.reference.publishsubscribe.BrokerFault.DOTS_ARE_WILD;
import static dev.wireproof.reference.publishsubscribe.BrokerFault.FILTER_UNCHECKED;
import static dev.wireproof.reference.publishsubscribe.BrokerFault.HASH_IS_A_PREFIX;
import static dev.wireproof.reference.publishsubscribe.BrokerFault.HASH_NEEDS_A_LEVEL;
import static dev.wireproof.reference.publishsubscribe.BrokerFault.STAR_SPANS_LEVELS;
import static dev.wireproof.reference.publishsubscribe.BrokerFault.TOPIC_NAME_UNCHECKED;

import dev.wireproof.reference.web.Problem;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Which topics a subscription wants. `*` stands for one level, `#` at the end for any number.
record Filter(String text, Pattern pattern) {

  private static final String LEVEL = "[A-Za-z0-9_-]{1,64}";
  private static final Pattern TOPIC = Pattern.compile(LEVEL + "(\\." + LEVEL + ")*");
  private static final Pattern FILTER =
      Pattern.compile("#|(%1$s|\\*)(\\.(%1$s|\\*))*(\\.#)?".formatted(LEVEL));
  private static final int LONGEST = 128;

  static Filter of(String text, Set<BrokerFault> faults) throws Problem {
    boolean fine = FILTER.matcher(text).matches() && text.length() <= LONGEST;
    if (!fine && !faults.contains(FILTER_UNCHECKED)) {
      throw new Problem(422, "“" + text + "” is no filter.");
    }
    return new Filter(text, Pattern.compile(regex(text, faults)));
  }

  private static String regex(String text, Set<BrokerFault> faults) {
    if (text.equals("#")) {
      return ".*";
    }
    boolean hash = text.endsWith(".#");
    String levels = hash ? text.substring(0, text.length() - 2) : text;
    String dot = faults.contains(DOTS_ARE_WILD) ? "." : "\\.";
    String star = faults.contains(STAR_SPANS_LEVELS) ? ".*" : "[^.]+";
    String begin =
        Stream.of(levels.split("\\.", -1))
            .map(level -> level.equals("*") ? star : Pattern.quote(level))
            .collect(Collectors.joining(dot));
    return begin + (hash ? rest(faults) : "");
  }

  private static String rest(Set<BrokerFault> faults) {
    if (faults.contains(HASH_IS_A_PREFIX)) {
      return ".*";
    }
    return faults.contains(HASH_NEEDS_A_LEVEL) ? "\\..*" : "(\\..*)?";
  }

  boolean matches(String topic) {
    return pattern.matcher(topic).matches();
  }

  boolean isOneTopic() {
    return TOPIC.matcher(text).matches();
  }

  static String topic(String name, Set<BrokerFault> faults) throws Problem {
    boolean fine = TOPIC.matcher(name).matches() && name.length() <= LONGEST;
    if (!fine && !faults.contains(TOPIC_NAME_UNCHECKED)) {
      throw new Problem(400, "“" + name + "” is no topic.");
    }
    return name;
  }
}
