/** In charge of what the demo orgs hold, as org files: the world's zones from public data, the documented samples, two sandboxes. */
@org.jspecify.annotations.NullMarked
package dev.bailiwick.demo;
