package io.neuralnexus.offchain.operator;

import io.neuralnexus.offchain.chain.SignedCall;

/**
 * A call that was decided on and signed, in the outbox.
 *
 * @param row of the outbox
 * @param intention what it is for; no two calls for the same are on their way at once
 * @param attempt from 0; more after a contract refused it
 */
record Outgoing(long row, String intention, int attempt, SignedCall call) {}
