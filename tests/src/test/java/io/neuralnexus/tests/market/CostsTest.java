package io.neuralnexus.tests.market;

import static io.neuralnexus.clarinet.assertj.ClarityAssertions.assertThat;
import static io.neuralnexus.clarity.Cl.uint;
import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarinet.CallCost;
import io.neuralnexus.clarinet.junit.ClarinetProject;
import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.ContractInterface.Access;
import io.neuralnexus.clarity.ContractInterface.Function;
import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.ExecutionCost;
import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.ResponseValue;
import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.tests.CostPage;
import io.neuralnexus.tests.contracts.Governance.FinishBootstrapRoles;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the public functions of both contracts cost, against the page that says so. */
@ClarinetProject(manifest = "../Clarinet.toml", trackCosts = true)
class CostsTest extends MarketStage {
  private static final String MARKET = "neural-training-market";
  private static final String GOVERNANCE = "governance";

  private static final long LONG = 4_320;

  private long highestBid = AMOUNT;

  @Test
  void theDearestHonestPathTakesAtMostAFortiethOfABlock() {
    var steps = playHonestPath();

    var total = steps.values().stream().reduce(ExecutionCost.ZERO, ExecutionCost::plus);
    CostPage.holds(
        CostPage.BID,
        "Register, bid with hold-out, evidence, claim, contest, draw, seven validators who commit"
            + " and reveal, verdict, nine claims. The share of a block must stay below 2.5 %.",
        "all calls of",
        steps,
        List.of(CostPage.row("**whole path**", total)));
    assertThat(total.shareOf(CostPage.MAINNET)).isLessThanOrEqualTo(0.025);
  }

  @Test
  void noFunctionOfTheMarketIsDearerThanItsPageSays() {
    playEveryFunctionOfTheMarket();

    var costs = CostPage.dearest(measured(MARKET));

    assertThat(costs.keySet()).isEqualTo(publicFunctions(MARKET));
    CostPage.holds(MARKET, "function", costs);
  }

  @Test
  void noFunctionOfGovernanceIsDearerThanItsPageSays() {
    playEveryFunctionOfGovernance();

    var costs = CostPage.dearest(measured(GOVERNANCE));

    assertThat(costs.keySet()).isEqualTo(publicFunctions(GOVERNANCE));
    CostPage.holds(GOVERNANCE, "function", costs);
  }

  // --- plays ---

  /** The costs of all calls of each function, in the order of the path. */
  private Map<String, ExecutionCost> playHonestPath() {
    judges(7);
    mineTo(heightThatSeats(uint(1), 1, 1, 1, 1, 1, 1, 1));
    chain.collectReport();
    var dataset = dataset();
    as(developer)
        .placeComputationBidWithHoldout(dataset, uint(AMOUNT), uint(TIME), uint(DEADLINE), HASH)
        .value()
        .ok();
    var bid = claimed(delivered(uint(1)), provider, 85);
    as(developer).contestResult(bid, uint(40)).value().ok();
    voted(drawn(bid), 80, 80, 80, 80, 80, 80, 80);
    verdict(bid);
    for (var voter : voters(bid)) as(voter).claimValidationReward(model(bid)).value().ok();
    as(provider).claimValidationReward(model(bid)).value().ok();
    as(developer).claimValidationReward(model(bid)).value().ok();

    var steps = new LinkedHashMap<String, ExecutionCost>();
    for (var call : measured(MARKET)) {
      steps.merge(call.function(), call.costs().total(), ExecutionCost::plus);
    }
    return steps;
  }

  private void playEveryFunctionOfTheMarket() {
    judges(7);
    mineTo(heightThatSeats(uint(1), 1, 1, 1, 1, 1, 1, 1));
    var dataset = dataset();
    var contested = bidOn(dataset, AMOUNT, TIME, LONG);
    fillQueue(dataset);
    var best = AMOUNT * 2;
    as(developer)
        .placeComputationBidWithHoldout(dataset, uint(best), uint(1), uint(LONG), HASH)
        .value()
        .ok();
    as(developer).cancelBid(queue(dataset).getLast()).value().ok();
    fillQueue(dataset);

    // A verdict, a slash, a top-up, two silences and an expiry, each serving the full queue.
    claimed(delivered(contested), provider, 85);
    as(developer).contestResult(contested, uint(20)).value().ok();
    voted(drawn(contested), 40, 40, 40, 40, 40, 80);
    verdict(contested);
    for (var voter : voters(contested)) {
      if (due(contested, voter) > 0) as(voter).claimValidationReward(model(contested)).value().ok();
    }
    as(provider).topUpDataset(dataset, uint(2 * STAKE)).value().ok();
    fillQueue(dataset);
    var accepted = claimed(delivered(running(dataset)), developer, 10);
    as(provider).acceptResult(accepted).value().ok();
    fillQueue(dataset);
    var silent = claimed(delivered(running(dataset)), provider, 85);
    mineTo(deadline(silent) + 1);
    as(keeper).settleUnanswered(silent).value().ok();
    fillQueue(dataset);
    var claimedLate = claimed(delivered(running(dataset)), provider, 85);
    mineTo(deadline(claimedLate) + 1);
    as(provider).claimValidationReward(model(claimedLate)).value().ok();
    fillQueue(dataset);
    as(provider).setTerms(dataset, uint(0), uint(33)).value().ok();
    assertThat(queued(dataset)).isZero();
    as(provider).setTerms(dataset, uint(0), uint(0)).value().ok();
    fillQueue(dataset);
    var expired = running(dataset);
    mineTo(deadline(expired) + 1);
    as(keeper).expireBid(expired).value().ok();
    as(provider).requestDatasetUnstake(dataset).value().ok();
    assertThat(queued(dataset)).isZero();

    var idle = dataset();
    as(provider).requestDatasetUnstake(idle).value().ok();
    var leaver = judges.getLast();
    as(leaver).topUpValidator(uint(VALIDATOR_STAKE)).value().ok();
    as(leaver).requestValidatorUnstake().value().ok();
    mineTo(burn() + UNBONDING + 1);
    as(provider).withdrawDatasetStake(idle).value().ok();
    as(leaver).withdrawValidatorStake().value().ok();
    as(developer).withdrawBalance(uint(1)).value().ok();
    chain.transferStx(1, vault, keeper);
    as(keeper).skim().value().ok();
  }

  private void playEveryFunctionOfGovernance() {
    var house = somebody("house", 0);
    var guardian = somebody("guardian", 0);
    var voter = somebody("voter", 2_000_000 * STX);
    List<Principal> vaults =
        IntStream.range(0, 8).<Principal>mapToObj(this::emptyContract).toList();
    var roles =
        IntStream.range(0, 16).mapToObj(i -> new FinishBootstrapRoles("role-" + i, vault)).toList();
    governance.as(treasury).finishBootstrap(house, guardian, vaults, roles).value().ok();
    var code = codeOf(market.contract());
    var calls = governance.as(voter);
    var ids = new ArrayList<Uint>();
    ids.add(calls.proposeParameter("market-contest-window", uint(200)).value().ok().id());
    ids.add(calls.proposeFreeze(uint(1)).value().ok().id());
    ids.add(calls.proposePause(false).value().ok().id());
    ids.add(calls.proposeProgram(HASH, uint(1_000_000), uint(64), true).value().ok().id());
    ids.add(calls.proposeRetirement(keeper).value().ok().id());
    ids.add(calls.proposeTreasury(somebody("new house", 0)).value().ok().id());
    var role = calls.proposeRole(vault, "controller", code, true).value().ok().id();
    var list = calls.proposeVaults(vaults.reversed()).value().ok().id();
    var defeated = calls.proposeGuardian(keeper).value().ok().id();
    for (var id : ids) vote(voter, id);
    vote(voter, role);
    vote(voter, list);
    chain.mineEmptyBurnBlocks(1_008 + 432 + 1);
    governance.as(keeper).close(defeated).value().ok();
    for (var id : ids) governance.as(keeper).execute(id).value().ok();
    governance.as(guardian).guardianPause().value().ok();
    governance.as(guardian).veto(role).value().ok();
    calls.proposeOwner(uint(1), keeper).value().ok();
    chain.mineEmptyBurnBlocks(1_008 + 2_160 - 1_440 + 1);
    governance.as(keeper).execute(list).value().ok();
    chain.transferStx(1, governance.contract(), keeper);
    governance.as(keeper).skim().value().ok();
    calls.withdrawLock().value().ok();
  }

  private ContractPrincipal emptyContract(int number) {
    var name = "vault-" + number;
    chain.deploy(name, "(define-read-only (nothing) none)", treasury);
    return new ContractPrincipal(treasury, name);
  }

  private void vote(StandardPrincipal voter, Uint proposal) {
    governance.as(voter).vote(proposal, true, uint(1_000_000 * STX)).value().ok();
  }

  private Buff codeOf(Principal contract) {
    var hash = chain.execute("(contract-hash? '" + contract + ")").result();
    return hash instanceof ResponseValue.Ok(Buff code) ? code : Buff.EMPTY;
  }

  /** Bids, each better than all before it, until the queue is full and one more has been outbid. */
  private void fillQueue(Uint dataset) {
    for (long count = queued(dataset); count <= 32; count++) {
      bidOn(dataset, highestBid++, TIME, LONG);
    }
  }

  private Uint running(Uint dataset) {
    for (long id = 1; id <= number(market.vars().lastBidId()); id++) {
      var bid = bid(uint(id));
      if (bid.state().equals(uint(RUNNING)) && bid.datasetId().equals(dataset)) return uint(id);
    }
    throw new IllegalStateException("no bid runs on data set " + dataset);
  }

  // --- figures ---

  private List<CallCost> measured(String contract) {
    var functions = publicFunctions(contract);
    Predicate<CallCost> counts =
        call -> call.contract().name().equals(contract) && functions.contains(call.function());
    return chain.collectReport().costs().stream().filter(counts).toList();
  }

  private Set<String> publicFunctions(String contract) {
    return chain.contractInterface(contract).functions().stream()
        .filter(function -> function.access() == Access.PUBLIC)
        .map(Function::name)
        .collect(Collectors.toSet());
  }
}
