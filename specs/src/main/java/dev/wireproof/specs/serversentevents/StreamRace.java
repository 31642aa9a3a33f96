package dev.wireproof.specs.serversentevents;

import static dev.wireproof.clients.http1.Responses.status;

import dev.wireproof.clients.pattern.PrimedRequest;
import dev.wireproof.engine.verdict.VerdictException;
import java.util.List;
import java.util.stream.Stream;

/// A client that comes back in the middle of four posts.
///
/// All five requests are complete but for their last octets, which are sent in this order within
/// one moment: two posts, the stream, two posts. A server that replays what is kept first and adds
/// the stream to the room then loses an event that comes between the two steps; one that does it
/// the other way round without a lock sends an event twice.
///
/// @param listener the stream, after the last event that the client knew
/// @param texts of the four events
record StreamRace(Listener listener, List<String> texts) {

  /// Sends the five requests.
  ///
  /// @throws VerdictException when one of them is refused: the spec is inconclusive
  static StreamRace run(Room room, Posted last) {
    PrimedRequest stream = room.api().hold(room.streamRequestAfter(last.id()));
    List<String> texts = Stream.generate(room::newText).limit(4).toList();
    List<PrimedRequest> posts =
        texts.stream().map(room::postRequest).map(room.api()::hold).toList();
    posts.subList(0, 2).forEach(PrimedRequest::release);
    stream.release();
    posts.subList(2, 4).forEach(PrimedRequest::release);
    var listener = new Listener(room, stream.stream());
    posts.forEach(post -> post.reply().require(status(201)));
    return new StreamRace(listener, texts);
  }
}
