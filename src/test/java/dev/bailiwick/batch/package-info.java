/** Batches after they ran: what is kept, and for how long. */
@org.jspecify.annotations.NullMarked
package dev.bailiwick.batch;
