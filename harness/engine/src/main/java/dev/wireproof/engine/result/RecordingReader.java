package dev.wireproof.engine.result;

import dev.wireproof.wire.Address;
import dev.wireproof.wire.Channel;
import dev.wireproof.wire.Decoded;
import dev.wireproof.wire.Ends;
import dev.wireproof.wire.Event;
import dev.wireproof.wire.Event.How;
import dev.wireproof.wire.Event.Life;
import dev.wireproof.wire.Event.Side;
import dev.wireproof.wire.Octets;
import dev.wireproof.wire.Recording;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Reads what [RecordingJson] wrote. Results from before there were channels are read too: their
/// connections are TCP to the target, at addresses that are not known.
final class RecordingReader {

  private final ResultReader result;
  private final List<Channel> channels = new ArrayList<>();

  RecordingReader(ResultReader result) {
    this.result = result;
  }

  Recording recording() {
    result.objects("channels").forEach(each -> channels.add(channel(each)));
    return new Recording(
        result.objects("transcript").stream().map(this::event).toList(),
        result.number("dropped").longValue(),
        result.has("decisive")
            ? OptionalInt.of(result.number("decisive").intValue())
            : OptionalInt.empty());
  }

  private Channel channel(ResultReader in) {
    return new Channel(
        in.number("connection").intValue(),
        in.needed("layer"),
        in.has("stream") ? Optional.of(in.number("stream").longValue()) : Optional.empty(),
        in.has("carrier") ? Optional.of(place(in, "carrier")) : Optional.empty(),
        in.constant(Ends.class, "ends"),
        address(in, "local"),
        address(in, "remote"));
  }

  private Channel place(ResultReader in, String name) {
    int place = in.number(name).intValue();
    if (place < 0 || place >= channels.size()) {
      throw new IllegalArgumentException("unknown " + name + ": " + place);
    }
    return channels.get(place);
  }

  private static Address address(ResultReader in, String name) {
    return in.object(name)
        .map(at -> new Address(at.needed("host"), at.number("port").intValue()))
        .orElse(Address.UNKNOWN);
  }

  private Channel channelOf(ResultReader in) {
    return in.has("channel")
        ? place(in, "channel")
        : Channel.base(
            in.number("connection").intValue(),
            Channel.TCP,
            Ends.CLIENT_TO_TARGET,
            Address.UNKNOWN,
            Address.UNKNOWN);
  }

  private Event event(ResultReader in) {
    long nanos = Math.round(in.number("ms").doubleValue() * 1e6);
    String text = in.needed("text");
    Octets octets = Octets.hex(in.needed("octets"));
    long size = in.number("size").longValue();
    String kind = in.needed("kind");
    return switch (kind) {
      case "connected" -> new Event.Opened(nanos, channelOf(in), in.text("detail").orElse(""));
      case "sent" -> new Event.Sent(nanos, channelOf(in), octets, size, decoded(in));
      case "received" -> new Event.Received(nanos, channelOf(in), octets, size, decoded(in));
      case "half-closed" -> ended(in, nanos, Side.HARNESS, How.FIN);
      case "finished" -> ended(in, nanos, Side.PEER, How.FIN);
      case "reset" -> ended(in, nanos, Side.PEER, How.RST);
      case "closed" -> ended(in, nanos, Side.HARNESS, How.ABANDONED);
      case "silence" ->
          new Event.Silent(
              nanos,
              channelOf(in),
              Duration.ofMillis(in.has("waited") ? in.number("waited").longValue() : 0));
      case "keyed" -> new Event.Keyed(nanos, channelOf(in), in.needed("log"));
      case "signalled" -> new Event.Signalled(nanos, in.needed("process"), in.needed("signal"));
      case "process" -> lived(in, nanos, text);
      case "note" -> new Event.Noted(nanos, text);
      default -> throw new IllegalArgumentException("unknown kind: " + kind);
    };
  }

  private Event ended(ResultReader in, long nanos, Side by, How how) {
    return in.has("how")
        ? new Event.Ended(
            nanos,
            channelOf(in),
            in.constant(Side.class, "by"),
            in.constant(How.class, "how"),
            in.needed("why"))
        : new Event.Ended(nanos, channelOf(in), by, how, "");
  }

  private static Event lived(ResultReader in, long nanos, String text) {
    return in.has("life")
        ? new Event.Lived(nanos, in.needed("process"), in.constant(Life.class, "life"), text)
        : new Event.Noted(nanos, text);
  }

  private static List<Decoded> decoded(ResultReader in) {
    return in.objects("decoded").stream()
        .map(each ->
            new Decoded(
                each.needed("summary"),
                each.needed("content"),
                each.flag("piece"),
                each.flag("changesSomething")))
        .toList();
  }
}
