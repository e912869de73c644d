/** In charge of what must hold whoever is faster: races, refusals of the database, and the invariants of all data. */
@org.jspecify.annotations.NullMarked
package dev.bailiwick.race;
