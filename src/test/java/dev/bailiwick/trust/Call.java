package dev.bailiwick.trust;

import tools.jackson.databind.node.ArrayNode;

/**
 * A write at the zones door.
 *
 * @param creates POST, else PUT
 * @param rows the body
 */
record Call(boolean creates, boolean atomic, boolean strict, String actor, ArrayNode rows) {}
