package dev.wireproof.engine.result;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.wireproof.wire.Address;
import dev.wireproof.wire.Channel;
import dev.wireproof.wire.Decoded;
import dev.wireproof.wire.Event;
import dev.wireproof.wire.Event.Side;
import dev.wireproof.wire.Recording;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/// A recording as two fields of a result: the channels, each once, and the events, which name
/// theirs by its place in that list. An event's `kind` and `text` are enough for a person or a
/// script; what else it has is there for [RecordingReader].
final class RecordingJson {

  private final JsonGenerator json;
  private final Map<Channel, Integer> places = new LinkedHashMap<>();

  private RecordingJson(JsonGenerator json) {
    this.json = json;
  }

  static void write(JsonGenerator json, Recording recording) throws IOException {
    var writer = new RecordingJson(json);
    for (Event event : recording.events()) {
      if (event instanceof Event.OnChannel on) {
        writer.place(on.channel());
      }
    }
    writer.channels();
    json.writeArrayFieldStart("transcript");
    for (Event event : recording.events()) {
      writer.event(event);
    }
    json.writeEndArray();
  }

  /// Carriers come before what they carry.
  private void place(Channel channel) {
    if (!places.containsKey(channel)) {
      channel.carrier().ifPresent(this::place);
      places.put(channel, places.size());
    }
  }

  private int placeOf(Channel channel) {
    return Objects.requireNonNull(places.get(channel));
  }

  private void channels() throws IOException {
    json.writeArrayFieldStart("channels");
    for (Channel channel : places.keySet()) {
      json.writeStartObject();
      json.writeNumberField("connection", channel.number());
      json.writeStringField("layer", channel.layer());
      if (channel.stream().isPresent()) {
        json.writeNumberField("stream", channel.stream().get());
      }
      if (channel.carrier().isPresent()) {
        json.writeNumberField("carrier", placeOf(channel.carrier().get()));
      }
      json.writeStringField("ends", ResultJson.word(channel.ends()));
      address("local", channel.local());
      address("remote", channel.remote());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void address(String name, Address address) throws IOException {
    if (address.isKnown()) {
      json.writeObjectFieldStart(name);
      json.writeStringField("host", address.host());
      json.writeNumberField("port", address.port());
      json.writeEndObject();
    }
  }

  private void event(Event event) throws IOException {
    json.writeStartObject();
    json.writeFieldName("ms");
    json.writeNumber(BigDecimal.valueOf(event.nanos(), 6));
    Channel channel = event instanceof Event.OnChannel on ? on.channel() : null;
    json.writeNumberField("connection", channel == null ? 0 : channel.number());
    if (channel != null) {
      json.writeNumberField("channel", placeOf(channel));
    }
    json.writeStringField("kind", kind(event));
    json.writeStringField("text", event.text());
    details(event);
    json.writeEndObject();
  }

  /// One word, which says more of an end than that it is one.
  private static String kind(Event event) {
    return switch (event) {
      case Event.Opened _ -> "connected";
      case Event.Sent _ -> "sent";
      case Event.Received _ -> "received";
      case Event.Ended ended -> ending(ended);
      case Event.Silent _ -> "silence";
      case Event.Keyed _ -> "keyed";
      case Event.Signalled _ -> "signalled";
      case Event.Lived _ -> "process";
      case Event.Noted _ -> "note";
    };
  }

  private static String ending(Event.Ended ended) {
    boolean ours = ended.by() == Side.HARNESS;
    return switch (ended.how()) {
      case FIN, CLOSE_NOTIFY -> ours ? "half-closed" : "finished";
      case TRUNCATED -> "finished";
      case RST, BROKEN, ABANDONED -> ours ? "closed" : "reset";
    };
  }

  private void details(Event event) throws IOException {
    Event.Data data = event instanceof Event.Data carried ? carried : null;
    json.writeStringField("octets", data == null ? "" : data.octets().hex());
    json.writeNumberField("size", data == null ? 0 : data.size());
    if (data != null && !data.decoded().isEmpty()) {
      decoded(data);
    }
    switch (event) {
      case Event.Opened opened -> json.writeStringField("detail", opened.detail());
      case Event.Ended ended -> {
        json.writeStringField("by", ResultJson.word(ended.by()));
        json.writeStringField("how", ResultJson.word(ended.how()));
        json.writeStringField("why", ended.why());
      }
      case Event.Silent silent -> json.writeNumberField("waited", silent.waited().toMillis());
      case Event.Keyed keyed -> json.writeStringField("log", keyed.log());
      case Event.Signalled signalled -> {
        json.writeStringField("process", signalled.process());
        json.writeStringField("signal", signalled.signal());
      }
      case Event.Lived lived -> {
        json.writeStringField("process", lived.process());
        json.writeStringField("life", ResultJson.word(lived.life()));
      }
      case Event.Sent _, Event.Received _, Event.Noted _ -> {}
    }
  }

  private void decoded(Event.Data data) throws IOException {
    json.writeArrayFieldStart("decoded");
    for (Decoded decoded : data.decoded()) {
      json.writeStartObject();
      json.writeStringField("summary", decoded.summary());
      json.writeStringField("content", decoded.content());
      json.writeBooleanField("piece", decoded.piece());
      json.writeBooleanField("changesSomething", decoded.changesSomething());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
