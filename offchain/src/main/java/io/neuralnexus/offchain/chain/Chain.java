package io.neuralnexus.offchain.chain;

import io.neuralnexus.clarinet.ContractHost;
import io.neuralnexus.clarity.StandardPrincipal;
import java.util.Optional;

/**
 * A Stacks chain with the suite on it, as those who act on it see it: reading contracts (it is what
 * typed bindings need), sending signed calls, following what contracts print, waiting for blocks.
 *
 * <p>A call that is sent is not yet made: it is in a block, or never, later. What a chain tells is
 * that of its latest block. Whoever sends a call writes it down before, signed, and sends the same
 * call again when in doubt: the chain makes it once.
 *
 * <p>Every method throws {@link ChainException} if the chain cannot be reached or refuses what is
 * asked. Safe for several threads.
 */
public interface Chain extends ContractHost, AutoCloseable {
  /** Names the chain, so that nothing that is signed for it can be sent to another. */
  String id();

  /** The heights of the latest block. */
  Heights heights();

  /** The nonce of the next call of an account: the number of its calls that are in blocks. */
  long nonce(StandardPrincipal account);

  /**
   * Sends a call, to be made in one of the next blocks. The same call again, also after it is made,
   * changes nothing.
   *
   * @return {@link SignedCall#id()}
   * @throws ChainException if the signature is not the sender's, or another call of the sender has
   *     or had its nonce
   */
  CallId send(SignedCall call);

  /** A call that is in a block, by its id. */
  Optional<MadeCall> find(CallId id);

  /**
   * What contracts printed from a Stacks height on, block by block. A chain may tell fewer blocks
   * at once than there are; whoever follows it goes on at {@link EventPage#next} and writes that
   * down together with what the events led to.
   *
   * @param from a Stacks height, 0 for all
   */
  EventPage events(long from);

  /**
   * Waits for something new: until there is a block after a Stacks height, at most until the burn
   * chain has a height, and not for ever: an early return changes nothing.
   *
   * @param seen the heights that the caller acted on
   * @param burn the burn height of the caller's next deadline; {@link Long#MAX_VALUE} for none. A
   *     chain that is paced by those who wait for it goes there at once when nobody has anything
   *     else to do. One that is not above the present height says that the caller is busy: such a
   *     chain stands still, and the wait is short
   * @return the heights now
   * @throws InterruptedException if the thread is interrupted
   */
  Heights await(Heights seen, long burn) throws InterruptedException;

  /** Ends the connection. Does nothing the second time. */
  @Override
  void close();
}
