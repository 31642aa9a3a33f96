package dev.wireproof.reference.web;

/// What the web server gets wrong when it reads or writes on a connection, for references that have
/// such a fault.
public enum WebFault {
  /// Reads once, answers the one request that it looks for, and forgets what came after it.
  FORGETS_REST_OF_READ,
  /// Takes for the body what is there when the head has been read.
  BODY_IS_ONE_READ,
  /// Turns each piece of a body into characters by itself.
  DECODES_EACH_READ,
  /// Acts on a body whose client has left before its end.
  TAKES_CUT_BODIES,
  /// Refuses a body by its media type, and does not read it.
  LEAVES_OTHER_TYPES_UNREAD,
  /// Takes a body in chunks for none.
  KNOWS_NO_CHUNKS,
  /// Holds each chunk to its limit, and not all of them together.
  CHUNKS_NOT_COUNTED,
  /// Keeps lengths in 32 bits.
  LENGTH_IN_32_BITS,
  /// Reads one body at a time, however many clients send one.
  ONE_BODY_AT_A_TIME,
  /// Responds to each request of a connection when it is done, in whatever order that is.
  ANSWERS_OVERTAKE,
  /// Ends the connection with each response.
  CLOSES_AFTER_ANSWER,
  /// Counts the characters of a 201 and calls it its length.
  LENGTH_IN_CHARACTERS,
  /// Sends a word of its own after each 201.
  SAYS_MORE,
  /// Leaves the socket open when its client has left.
  KEEPS_LEFT_SOCKETS,
  /// Ends its connections with a reset when it ends itself.
  RESETS_AT_THE_END,
  /// Has 32 workers, and each connection takes one.
  FEW_WORKERS,
  /// Loses one of 64 workers, for a while, to each client that leaves in the middle of a request.
  LOSES_WORKERS
}
