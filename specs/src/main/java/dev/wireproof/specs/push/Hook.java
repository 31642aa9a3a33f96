package dev.wireproof.specs.push;

import dev.wireproof.clients.pattern.Calls;
import dev.wireproof.clients.pattern.Reply;

/// A webhook that was asked for, and the calls that come to its address.
///
/// @param reply how the request for it was answered
record Hook(String room, String secret, String inbox, Reply reply, Calls calls) {

  /// The hook's own path, for DELETE.
  String path() {
    return "/rooms/" + room + "/hooks/" + reply.json().text("id");
  }
}
