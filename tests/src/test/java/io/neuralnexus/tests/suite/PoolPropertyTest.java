package io.neuralnexus.tests.suite;

import static io.neuralnexus.clarity.Cl.uint;
import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarinet.Simnet;
import io.neuralnexus.clarinet.bindings.Response;
import io.neuralnexus.clarinet.bindings.TypedReceipt;
import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.tests.contracts.Compensation;
import io.neuralnexus.tests.contracts.Compensation.OpenPoolContributors;
import io.neuralnexus.tests.contracts.Compensation.OpenPoolParents;
import io.neuralnexus.tests.contracts.Governance;
import io.neuralnexus.tests.contracts.Governance.FinishBootstrapRoles;
import io.neuralnexus.tests.model.Ratio;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Whatever the lineage, the sales and the order of settlements: nobody is ever paid more than the
 * exact share, and in the end at most one micro-STX less for each claim that was rounded down.
 */
class PoolPropertyTest {
  private static final int MOST_POOLS = 17;
  private static final int MOST_PARENTS = 8;

  private static Simnet wired;

  @BeforeContainer
  static void wire() {
    wired = Simnet.open(Path.of("../Clarinet.toml"));
    var controller = Relay.deploy(wired, "controller", Compensation.NAME);
    var done =
        Governance.on(wired)
            .as(wired.deployer())
            .finishBootstrap(
                wired.account("wallet_7"),
                wired.account("wallet_8"),
                List.of(Compensation.on(wired).contract()),
                List.of(new FinishBootstrapRoles("controller", controller)));
    assertThat(done.value().isOk()).isTrue();
  }

  @AfterContainer
  static void close() {
    wired.close();
  }

  @Property(tries = 25)
  void royalties_are_conserved_in_any_lineage(@ForAll Random random) {
    try (var chain = wired.fork()) {
      new Lineage(chain, random).play();
    }
  }

  private record Edge(int parent, long bps, long minimum) {}

  private record Share(int pool, int index) {}

  /** Pools, what is exactly due in them, and who was paid how much. */
  private static final class Lineage {
    private final Random random;
    private final Compensation vault;
    private final Compensation.As controller;
    private final List<List<Edge>> parents = new ArrayList<>();
    private final List<long[]> bps = new ArrayList<>();

    /** Exact due of all shares, and what they were paid. */
    private final Map<Share, Ratio> due = new LinkedHashMap<>();

    private final Map<Share, Long> paid = new LinkedHashMap<>();
    private int claims;
    private long sold;

    Lineage(Simnet chain, Random random) {
      this.random = random;
      vault = Compensation.on(chain);
      var itself = new ContractPrincipal(chain.deployer(), "controller");
      controller = Compensation.on(chain, itself).as(chain.account("wallet_1"));
      int pools = 1 + random.nextInt(MOST_POOLS);
      for (int id = 0; id < pools; id++) open(id, chain.account("wallet_2"));
    }

    private void open(int id, StandardPrincipal owner) {
      var edges = new ArrayList<Edge>();
      long left = 5_000;
      // Mostly the newest pools: deep lineages.
      for (int older = id - 1; older >= 0 && edges.size() < MOST_PARENTS; older--) {
        if (random.nextInt(3) == 0) continue;
        long share = random.nextLong(left + 1);
        left -= share;
        edges.add(new Edge(older, share, random.nextBoolean() ? 0 : random.nextLong(40)));
      }
      var contributors = new ArrayList<OpenPoolContributors>();
      var shares = new long[1 + random.nextInt(4)];
      long rest = 10_000;
      for (int i = 1; i < shares.length; i++) {
        shares[i] = random.nextLong(rest + 1);
        rest -= shares[i];
        contributors.add(new OpenPoolContributors(uint(shares[i]), owner));
      }
      shares[0] = rest;
      for (int i = 0; i < shares.length; i++) {
        due.put(new Share(id, i), Ratio.ZERO);
        paid.put(new Share(id, i), 0L);
      }
      claims += shares.length + edges.size();
      parents.add(edges);
      bps.add(shares);
      var opened =
          controller.openPool(
              uint(id),
              owner,
              contributors,
              edges.stream()
                  .map(e -> new OpenPoolParents(uint(e.bps()), uint(e.minimum()), uint(e.parent())))
                  .toList());
      assertThat(opened.value().isOk()).isTrue();
    }

    void play() {
      for (int step = 0; step < 40; step++) {
        int pool = random.nextInt(parents.size());
        switch (random.nextInt(4)) {
          case 0 -> claim(pool, random.nextInt(bps.get(pool).length));
          case 1 -> settle(pool);
          default -> sell(pool);
        }
        nobodyHasTooMuch();
      }
      for (int id = parents.size() - 1; id >= 0; id--) {
        settle(id);
        for (int i = 0; i < bps.get(id).length; i++) claim(id, i);
      }
      nobodyHasTooMuch();
      nobodyHasMuchTooLittle();
    }

    private void sell(int pool) {
      long price = 1 + (random.nextBoolean() ? random.nextLong(300) : random.nextLong(10_000_000));
      var sale = controller.payPool(uint(pool), uint(price), uint(0), false);
      var royalties = Ratio.ZERO;
      for (var edge : parents.get(pool)) royalties = royalties.plus(royalty(edge, price));
      boolean covered = !royalties.exceeds(Ratio.of(price));
      assertThat(sale.value().isOk()).as("a sale at %d", price).isEqualTo(covered);
      if (!covered) return;
      sold += price;
      keep(pool, Ratio.of(price).minus(royalties));
      var received = new Ratio[pool];
      Arrays.fill(received, Ratio.ZERO);
      for (var edge : parents.get(pool)) {
        received[edge.parent()] = received[edge.parent()].plus(royalty(edge, price));
      }
      passOn(received);
    }

    private static Ratio royalty(Edge edge, long price) {
      var share = Ratio.of(price).part(edge.bps());
      var minimum = Ratio.of(edge.minimum());
      return minimum.exceeds(share) ? minimum : share;
    }

    /** Parents have their shares of royalties that come in, without any minimum. */
    private void passOn(Ratio[] received) {
      for (int pool = received.length - 1; pool >= 0; pool--) {
        var rest = received[pool];
        for (var edge : parents.get(pool)) {
          var share = received[pool].part(edge.bps());
          received[edge.parent()] = received[edge.parent()].plus(share);
          rest = rest.minus(share);
        }
        keep(pool, rest);
      }
    }

    private void keep(int pool, Ratio rest) {
      for (int i = 0; i < bps.get(pool).length; i++) {
        long part = bps.get(pool)[i];
        due.merge(new Share(pool, i), rest.part(part), Ratio::plus);
      }
    }

    private void settle(int pool) {
      for (int i = 0; i < parents.get(pool).size(); i++) {
        paidOrNothingDue(controller.payRoyalty(uint(pool), uint(i), false));
      }
    }

    private void claim(int pool, int index) {
      paidOrNothingDue(controller.payShare(uint(pool), uint(index), false))
          .ifPresent(
              event -> paid.merge(new Share(pool, index), number(event.amount()), Long::sum));
    }

    private static <T> Optional<T> paidOrNothingDue(TypedReceipt<Response<T, Uint>> call) {
      return switch (call.value()) {
        case Response.Ok(var event) -> Optional.of(event);
        case Response.Err(var code) -> {
          assertThat(code).isEqualTo(Compensation.Error.ERR_NOTHING_DUE.code());
          yield Optional.empty();
        }
      };
    }

    private void nobodyHasTooMuch() {
      paid.forEach(
          (share, amount) ->
              assertThat(Ratio.of(amount).exceeds(due.get(share)))
                  .as("%s was paid %d of %s", share, amount, due.get(share))
                  .isFalse());
    }

    private void nobodyHasMuchTooLittle() {
      paid.forEach(
          (share, amount) ->
              assertThat(due.get(share).exceeds(Ratio.of(amount + claims)))
                  .as("%s was paid %d of %s", share, amount, due.get(share))
                  .isFalse());
      long dust = sold - paid.values().stream().mapToLong(Long::longValue).sum();
      assertThat(dust).as("dust of %d claims", claims).isBetween(0L, (long) claims - 1);
      assertThat(number(vault.getSolvency().obligations())).isEqualTo(sold);
    }

    private static long number(Uint value) {
      return value.toBigInteger().longValueExact();
    }
  }
}
