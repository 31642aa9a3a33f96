package dev.wireproof.reference.http1;

/// What a server gets wrong about offers to switch protocols.
enum UpgradeFault implements Http1Fault {
  UNKNOWN_PROTOCOL_ACCEPTED(
      new Bug("Answers 101 to whatever is offered.").kills("http1.upgrade.unknown")),
  SWITCHES_IN_HTTP10(
      new Bug("Accepts an Upgrade from HTTP/1.0 clients.").kills("http1.upgrade.http10")),
  SWITCHES_WITHOUT_THE_OPTION(
      new Bug("Never looks whether Connection names Upgrade.")
          .kills("http1.upgrade.without-option")),
  SWITCHES_WITHOUT_A_NAME(
      new Bug("Sends 101 without saying what it switches to.").kills("http1.upgrade.switch-named")),
  SWITCHES_TO_ANOTHER(
      new Bug("Switches to the one protocol that it knows, whatever was offered.")
          .kills("http1.upgrade.only-offered")),
  SWITCHES_BEFORE_CONTINUE(
      new Bug("Sends 101 to a client that still waits for 100.")
          .kills("http1.upgrade.continue-first")),
  BODY_UNREAD_BESIDE_UPGRADE(
      new Bug("Leaves the body of a request unread that offers an upgrade.")
          .kills("http1.upgrade.body"));

  private final Bug bug;

  UpgradeFault(Bug bug) {
    this.bug = bug;
  }

  @Override
  public Bug bug() {
    return bug;
  }
}
