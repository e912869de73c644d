/** In charge of how much the server carries, beside the least that its database must do for it. Runs by choice only. */
@org.jspecify.annotations.NullMarked
package dev.bailiwick.load;
