/** An independent model of where records belong: what each request comes to, and where every record is after it. */
@org.jspecify.annotations.NullMarked
package dev.bailiwick.assignment.model;
