package io.neuralnexus.offchain.operator;

/**
 * A job that a role looks at.
 *
 * @param id of the marketplace
 * @param phase what it was doing about it when last written down
 */
record WatchedJob(long id, String phase) {}
