package dev.wireproof.reference.http1.fault;

/// What a server gets wrong about offers to switch protocols.
public enum UpgradeFault implements Http1Fault {
  UNKNOWN_PROTOCOL_ACCEPTED(
      new FaultSpec("Answers 101 to whatever is offered.").kills("http1.upgrade.unknown")),
  SWITCHES_IN_HTTP10(
      new FaultSpec("Accepts an Upgrade from HTTP/1.0 clients.").kills("http1.upgrade.http10")),
  SWITCHES_WITHOUT_THE_OPTION(
      new FaultSpec("Never looks whether Connection names Upgrade.")
          .kills("http1.upgrade.without-option")),
  SWITCHES_WITHOUT_A_NAME(
      new FaultSpec("Sends 101 without saying what it switches to.")
          .kills("http1.upgrade.switch-named")),
  SWITCHES_TO_ANOTHER(
      new FaultSpec("Switches to the one protocol that it knows, whatever was offered.")
          .kills("http1.upgrade.only-offered")),
  SWITCHES_BEFORE_CONTINUE(
      new FaultSpec("Sends 101 to a client that still waits for 100.")
          .kills("http1.upgrade.continue-first")),
  BODY_UNREAD_BESIDE_UPGRADE(
      new FaultSpec("Leaves the body of a request unread that offers an upgrade.")
          .kills("http1.upgrade.body"));

  private final FaultSpec spec;

  UpgradeFault(FaultSpec spec) {
    this.spec = spec;
  }

  @Override
  public FaultSpec spec() {
    return spec;
  }
}
