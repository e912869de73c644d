package dev.bailiwick.record;

/** How a condition compares. */
public enum Operator {
    /** The same; of texts, whatever their letter case, Unicode form and blanks at the ends, as where they must be unique. */
    EQUALS,
    /** Anything else, and nothing at all. */
    NOT_EQUAL,
    GREATER_EQUAL,
    GREATER_THAN,
    LESS_EQUAL,
    LESS_THAN,
    /** From the first value to the second, both included. */
    BETWEEN,
    /** One of the values. */
    IN,
    /** A text that begins so, whatever its letter case. */
    STARTS_WITH
}
