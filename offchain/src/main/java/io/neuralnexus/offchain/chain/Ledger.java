package io.neuralnexus.offchain.chain;

import io.neuralnexus.clarinet.CallException;
import io.neuralnexus.clarinet.ClarityRuntimeException;
import io.neuralnexus.clarinet.Event;
import io.neuralnexus.clarinet.Simnet;
import io.neuralnexus.clarity.Cl;
import io.neuralnexus.clarity.ResponseValue;
import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** What was made on a {@link Simnet}, and what is sent and not yet made. For one thread. */
final class Ledger {
  /** How far a nonce may be ahead of the next: what waits takes memory. */
  static final int MOST_AHEAD = 1024;

  private static final int EVENTS_OF_PAGE = 500;
  private static final Value ABORTED = new ResponseValue.Err(Cl.none());

  private final String id;
  private final Simnet simnet;
  private final Map<CallId, MadeCall> made = new HashMap<>();
  private final Map<StandardPrincipal, Long> nonces = new HashMap<>();
  private final List<ChainEvent> events = new ArrayList<>();

  /** Calls that are not made yet by address of the sender and nonce. */
  private final NavigableMap<String, NavigableMap<Long, SignedCall>> pool = new TreeMap<>();

  Ledger(String id, Simnet simnet) {
    this.id = id;
    this.simnet = simnet;
  }

  Heights heights() {
    return new Heights(simnet.stacksBlockHeight(), simnet.burnBlockHeight());
  }

  long nonce(StandardPrincipal account) {
    return nonces.getOrDefault(account, 0L);
  }

  Optional<MadeCall> find(CallId call) {
    return Optional.ofNullable(made.get(call));
  }

  /** Takes a call into the pool, unless it is there or made. */
  CallId send(SignedCall call) {
    if (!call.chain().equals(id)) {
      throw refused(call, "it is for the chain '%s', and this is '%s'".formatted(call.chain(), id));
    }
    if (!Wallet.isSigned(call)) throw refused(call, "its signature is not the sender's");
    var name = call.id();
    if (made.containsKey(name)) return name;
    var next = nonce(call.sender());
    if (call.nonce() < next) {
      throw refused(call, "another call had this nonce; the next is " + next);
    }
    if (call.nonce() - next >= MOST_AHEAD) {
      throw refused(
          call, "the next nonce is %d, and at most %d calls wait".formatted(next, MOST_AHEAD));
    }
    var waiting = pool.getOrDefault(call.sender().address(), new TreeMap<>());
    var there = waiting.get(call.nonce());
    if (there != null) {
      if (there.id().equals(name)) return name;
      throw refused(call, "another call, %s, waits with this nonce".formatted(there.id()));
    }
    try {
      simnet.checkPublic(call.contract().toString(), call.function(), call.arguments());
    } catch (CallException e) {
      throw refused(call, e.getMessage());
    }
    waiting.put(call.nonce(), call);
    pool.put(call.sender().address(), waiting);
    return name;
  }

  private static ChainException refused(SignedCall call, String why) {
    return new ChainException(
        ChainException.Kind.REFUSED,
        "the call of %s by %s with nonce %d is refused: %s"
            .formatted(call.function(), call.sender(), call.nonce(), why));
  }

  /** Whether a call can be made: one with the next nonce of its sender. */
  boolean hasReady() {
    return pool.values().stream()
        .map(waiting -> waiting.firstEntry().getValue())
        .anyMatch(call -> call.nonce() == nonce(call.sender()));
  }

  /**
   * Makes all calls that can be made, in the order of addresses and then nonces, each in a Stacks
   * block of its own, and after them a burn block.
   */
  void makeRound() {
    for (var waiting : pool.values()) {
      while (!waiting.isEmpty()) {
        var call = waiting.firstEntry().getValue();
        if (call.nonce() != nonce(call.sender())) break;
        make(call);
        waiting.pollFirstEntry();
      }
    }
    pool.values().removeIf(Map::isEmpty);
    passBurnBlocks(1);
  }

  private void make(SignedCall call) {
    var name = call.id();
    Value result;
    List<Event> happened;
    try {
      var receipt =
          simnet.callPublic(
              call.contract().toString(), call.function(), call.arguments(), call.sender());
      result = receipt.result();
      happened = receipt.events();
    } catch (ClarityRuntimeException e) {
      result = ABORTED;
      happened = List.of();
    }
    var at = heights();
    made.put(name, new MadeCall(at, call, result));
    nonces.merge(call.sender(), 1L, Long::sum);
    for (var event : happened) {
      if (event instanceof Event.Print(var contract, var value)) {
        events.add(new ChainEvent(at, name, contract, value));
      }
    }
  }

  /** Makes empty burn blocks, each with a Stacks block. */
  void passBurnBlocks(int count) {
    simnet.mineEmptyBurnBlocks(count);
  }

  /** Whole blocks of events, until they are enough for one answer. */
  EventPage events(long from) {
    var first = firstAt(from);
    var last = first;
    while (last < events.size()) {
      if (last - first >= EVENTS_OF_PAGE && height(last) != height(last - 1)) {
        return new EventPage(events.subList(first, last), height(last));
      }
      last++;
    }
    return new EventPage(events.subList(first, last), Math.max(from, heights().stacks() + 1));
  }

  private long height(int event) {
    return events.get(event).at().stacks();
  }

  /** The index of the first event at or after a height. */
  private int firstAt(long from) {
    var low = 0;
    var high = events.size();
    while (low < high) {
      var middle = (low + high) >>> 1;
      if (height(middle) < from) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
