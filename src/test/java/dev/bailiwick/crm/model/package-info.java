/** An independent model of records: what each row of a request comes to, and what is stored after it. */
@org.jspecify.annotations.NullMarked
package dev.bailiwick.crm.model;
