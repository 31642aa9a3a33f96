package dev.wireproof.specs.push;

import dev.wireproof.clients.pattern.Calls;
import dev.wireproof.clients.pattern.Reply;

/// A webhook that was added to a room, and the calls that come to its address.
///
/// @param reply the response to the request that added it
record Hook(String room, String secret, String inbox, Reply reply, Calls calls) {

  /// The hook's own path, for DELETE.
  String path() {
    return "/rooms/" + room + "/hooks/" + reply.json().text("id");
  }
}
