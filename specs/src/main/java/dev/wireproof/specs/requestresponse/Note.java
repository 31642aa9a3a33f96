package dev.wireproof.specs.requestresponse;

/// A note that was posted.
///
/// @param id as the server chose it
record Note(String id, String text) {

  String path() {
    return "/notes/" + id;
  }
}
