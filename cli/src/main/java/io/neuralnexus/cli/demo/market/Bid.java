package io.neuralnexus.cli.demo.market;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.Uint;

/**
 * A matched bid.
 *
 * @param id number of the bid
 * @param modelId number of the model that it buys
 * @param amount for the provider at full score, micro-STX
 * @param tips for keepers, micro-STX
 * @param bond that whoever claims or contests a score locks, micro-STX
 * @param holdOutHash sha256 of the rows that the model will be scored on
 */
record Bid(
    Uint id,
    Uint modelId,
    Provider provider,
    long amount,
    long tips,
    long bond,
    Buff holdOutHash) {}
