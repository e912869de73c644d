/** In charge of the statement budget: what each write costs, counted at the driver. */
@org.jspecify.annotations.NullMarked
package dev.bailiwick.budget;
