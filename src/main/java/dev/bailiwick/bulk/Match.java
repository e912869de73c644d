package dev.bailiwick.bulk;

/**
 * Which key found the thing that an item is about.
 *
 * @param by the kind of key: {@code id}, {@code code}, {@code externalId}, …
 * @param value the key's value as it was looked up
 */
public record Match(String by, String value) {}
