package dev.bailiwick.bulk;

/** Which thing holds a key. */
public record Owner(Kind kind, long id) {}
