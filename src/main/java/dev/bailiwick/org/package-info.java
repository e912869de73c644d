/** In charge of orgs: their settings, their users, who is who at the door, and the org file that says all of it. */
@org.jspecify.annotations.NullMarked
package dev.bailiwick.org;
