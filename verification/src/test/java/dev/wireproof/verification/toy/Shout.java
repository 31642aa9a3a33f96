package dev.wireproof.verification.toy;

/// `hey` is answered with `HEY`.
public final class Shout extends ToyProtocol {

  public Shout() {
    super("shout", "hey", "HEY");
  }

  @Override
  public String title() {
    return "Shouting";
  }
}
