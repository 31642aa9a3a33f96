package dev.wireproof.reference.http1;

/// A message that is not processed: the status to refuse it with, why, and how the connection ends.
final class Refused extends Exception {

  /// What becomes of the connection. Only [#CLOSES] is right.
  enum Ending {
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
  static Refused breaking(Check check) {
    return closing(check.status(), check.rule());
  }

  static Refused closing(Status status, String why) {
    return new Refused(status, why, Ending.CLOSES);
  }

  static Refused lingering(Status status, String why) {
    return new Refused(status, why, Ending.LINGERS);
  }

  static Refused pretending(Status status, String why) {
    return new Refused(status, why, Ending.PRETENDS);
  }

  static Refused stalling(Status status, String why) {
    return new Refused(status, why, Ending.STALLS);
  }

  Status status() {
    return status;
  }

  Ending ending() {
    return ending;
  }

  String why() {
    return String.valueOf(getMessage());
  }
}
