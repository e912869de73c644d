package dev.bailiwick.record;

import java.util.List;

/** Values of a list that an item adds to those that a record has, instead of taking their place. */
public record Added(List<?> values) {}
