package dev.bailiwick.rule;

/** How a value stands to what it is compared with, negation apart. */
enum Relation {
    EQUAL,
    CONTAINS,
    STARTS_WITH,
    ENDS_WITH,
    GREATER_THAN,
    LESS_THAN,
    GREATER_EQUAL,
    LESS_EQUAL,
    BETWEEN
}
