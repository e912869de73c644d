package dev.bailiwick.zone;

/**
 * What an item says of the zone above in place of a name: it goes by an earlier item, and leaves what is below it to
 * another.
 *
 * @param item which one
 * @param from the zone that goes
 * @param to the zone that it names to take its place
 */
record Moved(int item, long from, long to) {}
