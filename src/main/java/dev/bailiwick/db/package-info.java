/** In charge of the DataSource, embedded PostgreSQL, migrations, SQL values and SQLSTATE mapping. */
@org.jspecify.annotations.NullMarked
package dev.bailiwick.db;
