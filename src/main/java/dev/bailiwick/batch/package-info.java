/** In charge of batches after they ran: reading them and their receipts, taking them back, and letting them expire. */
@org.jspecify.annotations.NullMarked
package dev.bailiwick.batch;
