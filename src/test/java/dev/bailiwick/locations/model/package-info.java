/** A naive reference model of the bulk zone and store doors, the random batches to try it with, and nothing of the product. */
@org.jspecify.annotations.NullMarked
package dev.bailiwick.locations.model;
