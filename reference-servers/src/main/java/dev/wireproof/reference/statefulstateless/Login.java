package dev.wireproof.reference.statefulstateless;

/// Who somebody is, as the cookie says it.
///
/// @param cart the cart that belongs to the login
record Login(String user, String cart) {}
