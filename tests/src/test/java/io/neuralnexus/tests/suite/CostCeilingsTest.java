package io.neuralnexus.tests.suite;

import static io.neuralnexus.clarity.Cl.uint;
import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarinet.CallCost;
import io.neuralnexus.clarinet.junit.ClarinetProject;
import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.ExecutionCost;
import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.tests.CostPage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What the suite may cost, in parts of a mainnet block of epoch 4.0, dearest dimension. */
@ClarinetProject(manifest = "../Clarinet.toml", trackCosts = true)
class CostCeilingsTest extends SuiteStage {
  private static final Set<String> READ_BY_THE_TEST =
      Set.of("get-job", "get-training-job", "commitment-of");

  private final List<StandardPrincipal> others = new ArrayList<>();

  @Test
  void a_full_honest_job_of_20_data_sets_and_5_bids_takes_at_most_3_percent_of_a_block() {
    var datasets = new ArrayList<Uint>();
    for (int i = 0; i < 20; i++) datasets.add(dataset(somebody("owner " + i)));
    staff();
    var bidders = new ArrayList<StandardPrincipal>();
    for (int i = 0; i < 4; i++) {
      var bidder = somebody("bidder " + i);
      ok(computation.as(bidder).registerProvider(uint(PROVIDER_STAKE)));
      bidders.add(bidder);
    }
    chain.collectReport();

    var job = job("count", uint(20));
    ok(market.as(developer).matchJob(job, datasets));
    long price = BASE;
    for (var bidder : bidders) {
      ok(market.as(bidder).bidOnJob(job, uint(price)));
      price = price * 97 / 100;
    }
    ok(market.as(provider).bidOnJob(job, uint(price)));
    assigned(job);
    postKeys(job);
    postHoldout(job);
    ok(market.as(provider).confirmInputs(job));
    var trace = run(job);
    committed(job, trace);
    ok(reveal(job, trace));
    ok(
        computation
            .as(auditor)
            .revealAudit(execution(job), trace.end().hash(), uint(trace.length()), SALT));
    pass(CHALLENGE_WINDOW + 1);
    ok(market.as(keeper).finalizeJob(job));

    var steps = new LinkedHashMap<String, ExecutionCost>();
    for (var call : chain.collectReport().costs()) {
      if (!READ_BY_THE_TEST.contains(call.function())) {
        steps.merge(call.function(), call.costs().total(), ExecutionCost::plus);
      }
    }
    var total = steps.values().stream().reduce(ExecutionCost.ZERO, ExecutionCost::plus);
    CostPage.holds(
        CostPage.JOB,
        "Twenty data sets of as many owners, five bids, an auditor, a model with twenty"
            + " contributors. The share of a block must not be above 3 %.",
        "all calls of",
        steps,
        List.of(CostPage.row("**whole job**", total)));
    within(total, 0.030);
  }

  @Test
  void buying_a_licence_of_a_model_with_8_parents_takes_at_most_a_500th_of_a_block() {
    var parents = new ArrayList<Uint>();
    for (int i = 0; i < 8; i++) {
      var parent = ok(models.as(owner).registerModel(sha256("m" + i), "ipfs://m", List.of())).id();
      ok(models.as(owner).addTerms(parent, licenceTerms("share", uint(500))));
      parents.add(ok(models.as(developer).purchaseLicence(parent, uint(1), uint(10 * STX))).id());
    }
    var child = ok(models.as(developer).registerModel(sha256("c"), "ipfs://c", parents)).id();
    ok(models.as(developer).addTerms(child, licenceTerms()));
    chain.collectReport();

    ok(models.as(keeper).purchaseLicence(child, uint(1), uint(10 * STX)));
    within(total(call -> call.function().equals("purchase-licence")), 0.002);

    ok(models.as(keeper).settleRoyalty(child, uint(0)));
    within(total(call -> call.function().equals("settle-royalty")), 0.001);

    ok(models.as(keeper).claimShare(child, uint(0)));
    within(total(call -> call.function().equals("claim-share")), 0.001);
  }

  private ExecutionCost total(Predicate<CallCost> wanted) {
    return chain.collectReport().costs().stream()
        .filter(wanted)
        .map(call -> call.costs().total())
        .reduce(ExecutionCost.ZERO, ExecutionCost::plus);
  }

  private static void within(ExecutionCost cost, double share) {
    assertThat(cost.shareOf(CostPage.MAINNET))
        .as("%s of %s", cost.dearestDimension(CostPage.MAINNET), cost)
        .isLessThanOrEqualTo(share);
  }

  private StandardPrincipal somebody(String name) {
    var hash = Arrays.copyOf(sha256(name).bytes(), 20);
    var who = new StandardPrincipal(StandardPrincipal.TESTNET_SINGLE_SIG, Buff.of(hash));
    chain.mintStx(who, 1_000 * STX);
    others.add(who);
    return who;
  }

  @Override
  protected List<Principal> everybody() {
    var all = super.everybody();
    all.addAll(others);
    return all;
  }
}
