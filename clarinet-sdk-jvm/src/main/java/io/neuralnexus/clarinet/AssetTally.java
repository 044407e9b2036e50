package io.neuralnexus.clarinet;

import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.clarity.chain.ChainEvent;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Every asset's holders as the events tell it: what came and went, added up as Clarinet adds it up.
 * A tally is never changed, so that it can be part of a snapshot; sums are made when somebody looks
 * or the events become many.
 */
final class AssetTally {
  /** Transactions after which sums are made, if holders are not more than that. */
  private static final int MANY = 1_000;

  private static final BigInteger WORD = BigInteger.ONE.shiftLeft(128);

  /** Nothing has moved. */
  static final AssetTally EMPTY = new AssetTally(null, List.of(), 0, MANY, Map.of());

  private AssetTally before;
  private List<ChainEvent> events;
  private int depth;
  private final int most;
  private Map<String, Map<Principal, BigInteger>> sums;

  private AssetTally(
      AssetTally before,
      List<ChainEvent> events,
      int depth,
      int most,
      Map<String, Map<Principal, BigInteger>> sums) {
    this.before = before;
    this.events = events;
    this.depth = depth;
    this.most = most;
    this.sums = sums;
  }

  /** The tally after the events of a transaction. */
  AssetTally with(List<ChainEvent> happened) {
    if (!hasMoved(happened)) return this;
    if (depth < most) return new AssetTally(this, happened, depth + 1, most, null);
    var all = sums();
    int holders = all.values().stream().mapToInt(Map::size).sum();
    var summed = new AssetTally(null, List.of(), 0, Math.max(MANY, holders), all);
    return new AssetTally(summed, happened, 1, summed.most, null);
  }

  private static boolean hasMoved(List<ChainEvent> happened) {
    for (var event : happened) {
      if (moves(event)) return true;
    }
    return false;
  }

  private static boolean moves(ChainEvent event) {
    return !(event instanceof ChainEvent.Print || event instanceof ChainEvent.StxLock);
  }

  /** The holders of each asset: {@code STX}, and tokens as {@code .contract.token}. */
  Map<String, Map<Principal, BigInteger>> sums() {
    if (sums == null) {
      var steps = new ArrayDeque<AssetTally>();
      var step = this;
      for (; step.sums == null; step = step.before) steps.addFirst(step);
      var total = new TreeMap<String, Map<Principal, BigInteger>>();
      step.sums.forEach((asset, holders) -> total.put(asset, new HashMap<>(holders)));
      for (var each : steps) new Sum(total).add(each.events);
      total.replaceAll((_, holders) -> Collections.unmodifiableMap(holders));
      sums = Collections.unmodifiableMap(total);
      before = null;
      events = List.of();
      depth = 0;
    }
    return sums;
  }

  /** One transaction's events: first what came to somebody, then what went. */
  private record Sum(Map<String, Map<Principal, BigInteger>> total) {

    void add(List<ChainEvent> events) {
      for (var event : events) {
        switch (event) {
          case ChainEvent.StxTransfer e -> credit("STX", e.recipient(), e.amount());
          case ChainEvent.StxMint e -> credit("STX", e.recipient(), e.amount());
          case ChainEvent.FtTransfer e -> credit(name(e.asset()), e.recipient(), e.amount());
          case ChainEvent.FtMint e -> credit(name(e.asset()), e.recipient(), e.amount());
          case ChainEvent.NftTransfer e -> credit(name(e.asset()), e.recipient(), Uint.ONE);
          case ChainEvent.NftMint e -> credit(name(e.asset()), e.recipient(), Uint.ONE);
          case ChainEvent.StxBurn _,
              ChainEvent.FtBurn _,
              ChainEvent.NftBurn _,
              ChainEvent.Print _,
              ChainEvent.StxLock _ -> {}
        }
      }
      for (var event : events) {
        switch (event) {
          case ChainEvent.StxTransfer e -> debit("STX", e.sender(), e.amount());
          case ChainEvent.StxBurn e -> debit("STX", e.sender(), e.amount());
          case ChainEvent.FtTransfer e -> debit(name(e.asset()), e.sender(), e.amount());
          case ChainEvent.FtBurn e -> debit(name(e.asset()), e.sender(), e.amount());
          case ChainEvent.NftTransfer e -> debit(name(e.asset()), e.sender(), Uint.ONE);
          case ChainEvent.NftBurn e -> debit(name(e.asset()), e.sender(), Uint.ONE);
          case ChainEvent.StxMint _,
              ChainEvent.FtMint _,
              ChainEvent.NftMint _,
              ChainEvent.Print _,
              ChainEvent.StxLock _ -> {}
        }
      }
    }

    private static String name(ChainEvent.Asset asset) {
      return "." + asset.contract().name() + "." + asset.name();
    }

    private void credit(String asset, Principal holder, Uint amount) {
      holders(asset).merge(holder, amount.toBigInteger(), (one, more) -> wrapped(one.add(more)));
    }

    /** Who has never received anything begins with what he gives: so does Clarinet. */
    private void debit(String asset, Principal holder, Uint amount) {
      holders(asset)
          .merge(holder, amount.toBigInteger(), (one, less) -> wrapped(one.subtract(less)));
    }

    private static BigInteger wrapped(BigInteger number) {
      return number.signum() < 0 || number.bitLength() > 128 ? number.mod(WORD) : number;
    }

    private Map<Principal, BigInteger> holders(String asset) {
      return total.computeIfAbsent(asset, _ -> new HashMap<>());
    }
  }
}
