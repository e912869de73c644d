/** In charge of one existing dialect: records and what describes them, as clients of that API ask for them. */
@org.jspecify.annotations.NullMarked
package dev.bailiwick.crm;
