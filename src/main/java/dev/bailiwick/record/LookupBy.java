package dev.bailiwick.record;

/**
 * Another record, named in an item by a value that only it has.
 *
 * @param field an external or unique field of the other record's module
 */
public record LookupBy(String field, String value) {}
