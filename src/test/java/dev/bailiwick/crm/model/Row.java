package dev.bailiwick.crm.model;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A row of a request: what it names, and what it says; a field that is absent is left alone. */
record Row(@Nullable Object id, Map<String, @Nullable Object> values) {}
