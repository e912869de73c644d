/**
 * In charge of the door {@code /v2/locations}: one existing dialect of bulk zone and store updates, from its JSON to
 * batches and back. The sheet it keeps to is {@code docs/zones-door.md}.
 */
@org.jspecify.annotations.NullMarked
package dev.bailiwick.locations;
