/** Batches that can be trusted, played against a naive model of docs/batches.md that shares nothing with the product. */
@org.jspecify.annotations.NullMarked
package dev.bailiwick.trust;
