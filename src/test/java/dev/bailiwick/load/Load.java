package dev.bailiwick.load;

import java.util.List;
import java.util.function.LongConsumer;

/**
 * Something that both sides are measured at.
 *
 * @param change what is written
 * @param clients how many write at once, and where
 * @param door a client each: one batch through the server's door
 * @param bare the same by bare SQL
 * @param wrote is told how many batches there were
 */
record Load(String change, String clients, List<Runnable> door, List<Runnable> bare, LongConsumer wrote) {}
