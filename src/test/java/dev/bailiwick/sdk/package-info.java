/** Official clients of the API whose dialect the record door speaks, unmodified, against a real server. */
@org.jspecify.annotations.NullMarked
package dev.bailiwick.sdk;
