package dev.wireproof.reference.http1.check;

import dev.wireproof.reference.http1.message.Status;

/// A message that is not processed: the status to refuse it with, why, and how the connection ends.
public final class Refused extends Exception {

  /// What becomes of the connection. Only [#CLOSES] is right.
  public enum Ending {
    CLOSES,
    LINGERS,
    PRETENDS,
    STALLS
  }

  private final Status status;
  private final Ending ending;

  private Refused(Status status, String why, Ending ending) {
    super(why, null, false, false);
    this.status = status;
    this.ending = ending;
  }

  /// What a correct server makes of a message that breaks `check`.
  public static Refused breaking(Check check) {
    return closing(check.status(), check.rule());
  }

  public static Refused closing(Status status, String why) {
    return new Refused(status, why, Ending.CLOSES);
  }

  public static Refused lingering(Status status, String why) {
    return new Refused(status, why, Ending.LINGERS);
  }

  public static Refused pretending(Status status, String why) {
    return new Refused(status, why, Ending.PRETENDS);
  }

  public static Refused stalling(Status status, String why) {
    return new Refused(status, why, Ending.STALLS);
  }

  public Status status() {
    return status;
  }

  public Ending ending() {
    return ending;
  }

  public String why() {
    return String.valueOf(getMessage());
  }
}
