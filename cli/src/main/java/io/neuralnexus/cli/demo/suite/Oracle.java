package io.neuralnexus.cli.demo.suite;

import io.neuralnexus.cli.demo.Account;
import io.neuralnexus.cli.demo.Cashbook;
import io.neuralnexus.cli.demo.Chain;
import io.neuralnexus.offchain.machine.Output;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * What everyone should get and give, computed from terms, outputs of runs and parameters only; what
 * the contracts did is never looked at. Amounts are micro-STX, rates bps.
 */
final class Oracle {
  private static final long BPS = 10_000;

  /** Of a loser's bond, for the winner; the rest is the treasury's. */
  private static final long WINNER = 8_000;

  /** Of a refuted provider's stake, for the developer. */
  private static final long INJURED = 5_000;

  /**
   * What the suite's parameters say.
   *
   * @param fee of the platform
   * @param bounty of a slash, for the prover
   * @param tip for a keeper's call
   * @param bond of a provider, of the base
   * @param leastBond of a provider
   * @param challengeBond of a challenger
   */
  record Parameters(
      long fee, long bounty, long tip, long bond, long leastBond, long challengeBond) {
    static Parameters of(Chain chain) {
      return new Parameters(
          chain.parameter("platform-fee-bps"),
          chain.parameter("bounty-bps"),
          chain.parameter("keeper-tip"),
          chain.parameter("compute-bond-bps"),
          chain.parameter("compute-min-bond"),
          chain.parameter("challenge-bond"));
    }
  }

  /**
   * A job as it was agreed.
   *
   * @param prices of the owners' data sets, in the job's order
   * @param price of the provider
   */
  record Deal(
      Account developer,
      SequencedMap<Account, Long> prices,
      Account provider,
      long price,
      Account auditor,
      Account keeper) {}

  /** A part of a model's income that its parent gets, at least so much for each licence. */
  record Edge(long parent, long bps, long minimum) {}

  /** A part of a model's income, after its parents, that somebody gets. */
  record Share(Account holder, long bps) {}

  private static final class Pool {
    final List<Share> shares;
    final List<Edge> edges;

    /** Due to each parent, in micro-STX x bps, so that nothing is rounded. */
    final long[] due;

    long total;
    long paid;

    Pool(List<Share> shares, List<Edge> edges) {
      this.shares = shares;
      this.edges = edges;
      this.due = new long[edges.size()];
    }
  }

  private final Parameters parameters;
  private final Cashbook cashbook = new Cashbook();
  private final TreeMap<Long, Pool> pools = new TreeMap<>();
  private long treasury;

  Oracle(Parameters parameters) {
    this.parameters = parameters;
  }

  /** The result stands: a bonus for the score above the threshold, for data and computation. */
  void accepted(Deal deal, Output output) {
    var score = output.score();
    var above = Math.max(0, score - Developer.THRESHOLD);
    var bonus = Developer.BONUS * above / (BPS - Developer.THRESHOLD);
    var dataBonus = bonus * Developer.DATA_SHARE / BPS;
    var weights = output.weights();
    var earned = 0L;
    var index = 0;
    for (var owner : deal.prices().entrySet()) {
      var pay = owner.getValue() + dataBonus * weights.get(index++) / BPS;
      book(owner.getKey(), Reason.DATA, pay);
      earned += pay;
    }
    var computation = deal.price() + bonus - dataBonus;
    book(deal.provider(), Reason.COMPUTATION, computation);
    settle(deal, earned + computation);
  }

  /**
   * The auditor has proven that the result is false.
   *
   * @param stake of the provider that was bound to the job
   */
  void refuted(Deal deal, long stake) {
    var bond = Math.max(Developer.BASE * parameters.bond() / BPS, parameters.leastBond());
    deal.prices().forEach((owner, price) -> book(owner, Reason.DATA, price));
    book(deal.provider(), Reason.SLASHED, -bond - stake);
    var bounty = stake * parameters.bounty() / BPS;
    book(deal.auditor(), Reason.BONDS_WON, bond * WINNER / BPS);
    book(deal.auditor(), Reason.BOUNTIES, bounty);
    book(deal.developer(), Reason.COMPENSATION, stake * INJURED / BPS);
    treasury += bond - bond * WINNER / BPS + stake - stake * INJURED / BPS - bounty;
    settle(deal, deal.prices().values().stream().mapToLong(Long::longValue).sum());
  }

  /** Audit, fee and tips: the developer locked the match, the keeper assigned and settled. */
  private void settle(Deal deal, long earned) {
    var fee = earned * parameters.fee() / BPS;
    var tips = 3 * parameters.tip();
    treasury += fee;
    book(deal.auditor(), Reason.AUDITS, Developer.AUDIT_FEE);
    book(deal.developer(), Reason.TIPS, parameters.tip());
    book(deal.keeper(), Reason.TIPS, 2 * parameters.tip());
    book(deal.developer(), Reason.BUDGETS, -earned - fee - Developer.AUDIT_FEE - tips);
  }

  /** A challenger has lost a dispute. */
  void falseChallenge(Account challenger, Account provider) {
    var bond = parameters.challengeBond();
    book(challenger, Reason.SLASHED, -bond);
    book(provider, Reason.BONDS_WON, bond * WINNER / BPS);
    treasury += bond - bond * WINNER / BPS;
  }

  /** A model whose income is shared so. */
  void model(long id, List<Share> shares, List<Edge> edges) {
    pools.put(id, new Pool(List.copyOf(shares), List.copyOf(edges)));
  }

  /** The shares of a job's model, of which the developer has what contributors have not. */
  static List<Share> shares(Deal deal, Output output) {
    var shares = new ArrayList<Share>();
    var left = BPS;
    var index = 0;
    for (var owner : deal.prices().keySet()) {
      var bps = Developer.CONTRIBUTORS_SHARE * output.weights().get(index++) / BPS;
      shares.add(new Share(owner, bps));
      left -= bps;
    }
    shares.addFirst(new Share(deal.developer(), left));
    return shares;
  }

  /** A licence is sold. */
  void sale(Account buyer, long model, long price) {
    var fee = price * parameters.fee() / BPS;
    treasury += fee;
    book(buyer, Reason.LICENCES, -price);
    var pool = pools.get(model);
    var income = price - fee;
    pool.total += income;
    for (int i = 0; i < pool.due.length; i++) {
      var edge = pool.edges.get(i);
      pool.due[i] += Math.max(income * edge.bps(), edge.minimum() * BPS);
    }
  }

  /** All royalties are passed on, from the youngest model up; then all shares are claimed. */
  void claimAll() {
    for (var pool : pools.descendingMap().values()) passOn(pool);
    for (var pool : pools.values()) {
      var rest = pool.total * BPS;
      for (var due : pool.due) rest -= due;
      for (var share : pool.shares) {
        var amount = rest * share.bps() / (BPS * BPS);
        book(share.holder(), Reason.SHARES, amount);
        pool.paid += amount;
      }
    }
  }

  private void passOn(Pool pool) {
    for (int i = 0; i < pool.due.length; i++) {
      var amount = pool.due[i] / BPS;
      var parent = pools.get(pool.edges.get(i).parent());
      pool.paid += amount;
      parent.total += amount;
      for (int j = 0; j < parent.due.length; j++) {
        parent.due[j] += amount * parent.edges.get(j).bps();
      }
    }
  }

  /** What rounding leaves in the pools for ever. */
  long dust() {
    return pools.values().stream().mapToLong(pool -> pool.total - pool.paid).sum();
  }

  /** Shares and parents of all models: the dust is less than one micro-STX for each. */
  long claimants() {
    return pools.values().stream().mapToLong(pool -> pool.shares.size() + pool.edges.size()).sum();
  }

  /** Fees, and parts of slashes. */
  long treasury() {
    return treasury;
  }

  /** What an account should have got for a reason, negative if it should have paid it. */
  long of(Account account, Reason reason) {
    return cashbook.of(account).getOrDefault(reason.toString(), 0L);
  }

  private void book(Account account, Reason reason, long amount) {
    cashbook.add(account, reason.toString(), amount);
  }

  /** Whether an account's books say the same for these reasons. */
  boolean agrees(Account account, Map<String, Long> books, List<Reason> reasons) {
    return reasons.stream()
        .allMatch(reason -> of(account, reason) == books.getOrDefault(reason.toString(), 0L));
  }
}
