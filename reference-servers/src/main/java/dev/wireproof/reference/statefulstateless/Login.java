package dev.wireproof.reference.statefulstateless;

/// The user of a session, as the cookie names it.
///
/// @param cart the cart that belongs to the login
record Login(String user, String cart) {}
