package dev.bailiwick.bulk;

/**
 * A stored key that a person takes for another: it differs by case, blanks or Unicode form only.
 *
 * @param value as it is stored
 * @param owner what holds it
 */
public record Near(String value, Owner owner) {}
