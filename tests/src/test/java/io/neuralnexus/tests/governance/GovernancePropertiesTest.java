package io.neuralnexus.tests.governance;

import static io.neuralnexus.clarity.Cl.uint;
import static io.neuralnexus.tests.contracts.Governance.Error.ERR_ALREADY_FROZEN;
import static io.neuralnexus.tests.contracts.Governance.Error.ERR_ALREADY_VETOED;
import static io.neuralnexus.tests.contracts.Governance.Error.ERR_ALREADY_VOTED;
import static io.neuralnexus.tests.contracts.Governance.Error.ERR_LOCKED;
import static io.neuralnexus.tests.contracts.Governance.Error.ERR_NOT_AUTHORISED;
import static io.neuralnexus.tests.contracts.Governance.Error.ERR_NOT_FROZEN;
import static io.neuralnexus.tests.contracts.Governance.Error.ERR_NOT_OVER;
import static io.neuralnexus.tests.contracts.Governance.Error.ERR_NOT_READY;
import static io.neuralnexus.tests.contracts.Governance.Error.ERR_NOT_VETOABLE;
import static io.neuralnexus.tests.contracts.Governance.Error.ERR_NO_LOCK;
import static io.neuralnexus.tests.contracts.Governance.Error.ERR_NO_SURPLUS;
import static io.neuralnexus.tests.contracts.Governance.Error.ERR_RESTING;
import static io.neuralnexus.tests.contracts.Governance.Error.ERR_TRANSFER_FAILED;
import static io.neuralnexus.tests.contracts.Governance.Error.ERR_UNKNOWN_PROPOSAL;
import static io.neuralnexus.tests.contracts.Governance.Error.ERR_VOTING_CLOSED;
import static java.util.Comparator.reverseOrder;
import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarinet.Simnet;
import io.neuralnexus.clarinet.bindings.TypedReceipt;
import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.tests.contracts.Governance;
import io.neuralnexus.tests.contracts.Governance.Error;
import io.neuralnexus.tests.contracts.Governance.Lock;
import io.neuralnexus.tests.contracts.Governance.Settings;
import io.neuralnexus.tests.governance.GovernanceModel.Heights;
import io.neuralnexus.tests.governance.GovernanceModel.Proposal;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;

/**
 * Whatever its users do, governance answers as the model expects that follows its events: the same
 * state of every proposal, the same locks, and never less STX than it owes.
 */
class GovernancePropertiesTest {
  private static final int MOST_PROPOSALS = 10;

  private static final Set<String> CLOSABLE = Set.of("defeated", "expired", "superseded");
  private static final Set<String> VETOABLE = Set.of("queued", "ready");
  private static final Uint MODEL = Uint.ONE;

  /** Passes a proposal alone. */
  private static final Uint ENOUGH = uint(GovernanceChain.QUORUM);

  /** The last of the four users is the guardian. */
  private static final int GUARDIAN = 3;

  private static final Arbitrary<Integer> WHO = Arbitraries.integers().between(0, GUARDIAN);
  private static final Arbitrary<Integer> AGE =
      Arbitraries.frequency(
          Tuple.of(8, 0), Tuple.of(4, 1), Tuple.of(2, 2), Tuple.of(1, 3), Tuple.of(1, 9));

  /**
   * What one of the users does, or the clock. A proposal is meant by its age, 0 being the newest.
   */
  sealed interface Step {
    record Propose(Question question, int by) implements Step {}

    record Vote(int proposal, int by, boolean support, Uint weight) implements Step {}

    record Execute(int proposal, int by) implements Step {}

    record Close(int proposal, int by) implements Step {}

    record Veto(int proposal, int by) implements Step {}

    record Withdraw(int by) implements Step {}

    record GuardianPause(int by) implements Step {}

    record Skim(int by) implements Step {}

    record Gift(long amount) implements Step {}

    /** Until a time of a proposal has this many blocks to go: 0 is its last block. */
    record Wait(int proposal, Period period, int offset) implements Step {}
  }

  enum Period {
    VOTING,
    TIMELOCK,
    EXPIRY
  }

  /** What is proposed; few subjects, so that proposals meet. */
  enum Question {
    FEE_OF_4,
    FEE_OF_5,
    GRANT,
    REVOKE,
    PAUSE,
    RESUME,
    FREEZE,
    OWNER,
    TREASURY,
    GUARDIAN
  }

  @Property(tries = 16)
  void it_does_what_the_model_expects(@ForAll("campaigns") List<Step> campaign) {
    try (var simnet = Simnet.open(Path.of("../Clarinet.toml"))) {
      var run = new Run(GovernanceChain.on(simnet));
      for (var step : campaign) {
        run.perform(step);
        run.compareMoney();
        if (step instanceof Step.Wait) run.compareAll();
      }
      run.compareAll();
    }
    for (var call : List.of("Execute", "Close", "Withdraw")) {
      Statistics.label("step").coverage(of -> of.check(call, "ok").count(times -> times > 0));
    }
  }

  /** Single steps, and now and then a proposal that is carried through a vote. */
  @Provide
  Arbitrary<List<Step>> campaigns() {
    var question = Arbitraries.of(Question.class);
    var passed = Arbitraries.of(Period.VOTING, Period.TIMELOCK);
    var carried =
        Combinators.combine(question, WHO, WHO, passed)
            .as(
                (asked, by, voter, until) ->
                    List.of(
                        new Step.Propose(asked, by),
                        new Step.Vote(0, voter, true, ENOUGH),
                        new Step.Wait(0, until, 1)));
    var scene =
        Arbitraries.frequencyOf(
            Tuple.of(1, carried), Tuple.of(9, step(question).map(List::<Step>of)));
    return scene
        .list()
        .ofMinSize(25)
        .ofMaxSize(40)
        .map(scenes -> scenes.stream().<Step>flatMap(List::stream).toList());
  }

  private static Arbitrary<Step> step(Arbitrary<Question> question) {
    var support = Arbitraries.frequency(Tuple.of(2, true), Tuple.of(1, false));
    var weight = Arbitraries.of(Uint.ONE, uint(33_333_333_333L), ENOUGH, Uint.MAX);
    var period = Arbitraries.of(Period.class);
    var offset = Arbitraries.integers().between(0, 1);
    return Arbitraries.frequencyOf(
        Tuple.of(2, Combinators.combine(question, WHO).as(Step.Propose::new)),
        Tuple.of(3, Combinators.combine(AGE, WHO, support, weight).as(Step.Vote::new)),
        Tuple.of(6, Combinators.combine(AGE, WHO).as(Step.Execute::new)),
        Tuple.of(3, Combinators.combine(AGE, WHO).as(Step.Close::new)),
        Tuple.of(2, AGE.map(age -> new Step.Veto(age, GUARDIAN))),
        Tuple.of(1, Combinators.combine(AGE, WHO).as(Step.Veto::new)),
        Tuple.of(2, WHO.map(Step.Withdraw::new)),
        Tuple.of(1, WHO.map(Step.GuardianPause::new)),
        Tuple.of(1, WHO.map(Step.Skim::new)),
        Tuple.of(1, Arbitraries.longs().between(1, 1000).map(Step.Gift::new)),
        Tuple.of(3, Combinators.combine(AGE, period, offset).as(Step.Wait::new)));
  }

  /** A chain and the model of it, side by side. */
  private static final class Run {
    private final GovernanceChain chain;
    private final GovernanceModel model = new GovernanceModel();
    private final List<StandardPrincipal> users;
    private final Buff code;

    Run(GovernanceChain chain) {
      this.chain = chain;
      code = chain.code(chain.market);
      users = List.of(chain.alice, chain.bob, chain.carol, chain.guardian);
      model.see(
          chain.ok(
              chain
                  .as(chain.deployer)
                  .finishBootstrap(
                      chain.treasury, chain.guardian, List.of(chain.market), List.of())));
    }

    void perform(Step step) {
      switch (step) {
        case Step.Gift(long amount) -> chain.simnet.transferStx(amount, chain.self, chain.stranger);
        case Step.Wait wait -> pass(wait);
        case Step.Propose _ when model.proposals.size() == MOST_PROPOSALS -> {}
        default -> {
          var id = proposal(step);
          var expected = refusal(step, id);
          var done = call(step, id);
          assertThat(done.declaredError()).as("error of %s", step).isEqualTo(expected);
          if (expected.isEmpty()) model.see(chain.ok(done));
          Statistics.label("step")
              .collect(step.getClass().getSimpleName(), expected.map(Error::name).orElse("ok"));
        }
      }
    }

    private void pass(Step.Wait wait) {
      var proposal = model.proposals.get(id(wait.proposal(), Set.of()));
      if (proposal == null) return;
      var blocks = proposal.number(wait.period().name().toLowerCase(Locale.ROOT));
      var end = proposal.since().burn().plus(blocks).longValueExact() + wait.offset();
      chain.mine(end - chain.simnet.burnBlockHeight());
    }

    /** The proposal that the step is about, if it is about one. */
    private Uint proposal(Step step) {
      return switch (step) {
        case Step.Vote vote -> id(vote.proposal(), Set.of("voting"));
        case Step.Execute execute -> id(execute.proposal(), Set.of("ready"));
        case Step.Close close -> id(close.proposal(), CLOSABLE);
        case Step.Veto veto -> id(veto.proposal(), VETOABLE);
        default -> Uint.ZERO;
      };
    }

    /** Of the proposal of that age in one of those states; else in any state; else of none. */
    private Uint id(int age, Set<String> states) {
      var now = next();
      var ids = model.proposals.keySet().stream().sorted(reverseOrder()).toList();
      var fit =
          ids.stream()
              .filter(id -> states.contains(model.state(model.proposals.get(id), now)))
              .toList();
      var chosen = fit.isEmpty() ? ids : fit;
      return age < chosen.size() ? chosen.get(age) : uint(MOST_PROPOSALS + 1);
    }

    private StandardPrincipal user(int index) {
      return users.get(index);
    }

    private TypedReceipt<?> call(Step step, Uint id) {
      return switch (step) {
        case Step.Propose(var question, int by) -> propose(question, user(by));
        case Step.Vote(int _, int by, boolean support, Uint weight) ->
            chain.as(user(by)).vote(id, support, weight);
        case Step.Execute(int _, int by) -> chain.as(user(by)).execute(id);
        case Step.Close(int _, int by) -> chain.as(user(by)).close(id);
        case Step.Veto(int _, int by) -> chain.as(user(by)).veto(id);
        case Step.Withdraw(int by) -> chain.as(user(by)).withdrawLock();
        case Step.GuardianPause(int by) -> chain.as(user(by)).guardianPause();
        case Step.Skim(int by) -> chain.as(user(by)).skim();
        case Step.Gift _, Step.Wait _ -> throw new AssertionError(step + " is no call");
      };
    }

    private TypedReceipt<?> propose(Question question, StandardPrincipal by) {
      var as = chain.as(by);
      return switch (question) {
        case FEE_OF_4 -> as.proposeParameter("platform-fee-bps", uint(400));
        case FEE_OF_5 -> as.proposeParameter("platform-fee-bps", uint(500));
        case GRANT -> as.proposeRole(chain.market, "opener", code, true);
        case REVOKE -> as.proposeRole(chain.market, "opener", code, false);
        case PAUSE -> as.proposePause(true);
        case RESUME -> as.proposePause(false);
        case FREEZE -> as.proposeFreeze(MODEL);
        case OWNER -> as.proposeOwner(MODEL, chain.carol);
        case TREASURY -> as.proposeTreasury(chain.keeper);
        case GUARDIAN -> as.proposeGuardian(chain.bob);
      };
    }

    private Heights now() {
      return new Heights(
          uint(chain.simnet.stacksBlockHeight()), uint(chain.simnet.burnBlockHeight()));
    }

    /** The heights that the next call sees: it is made in a Stacks block of its own. */
    private Heights next() {
      return new Heights(now().stacks().plus(Uint.ONE), now().burn());
    }

    /** How the call must fail. */
    private Optional<Error> refusal(Step step, Uint id) {
      var now = next();
      return switch (step) {
        case Step.Propose propose ->
            switch (propose.question()) {
              case FREEZE -> refusedIf(model.freezes.containsKey(MODEL), ERR_ALREADY_FROZEN);
              case OWNER -> refusedIf(!model.frozen(MODEL, now), ERR_NOT_FROZEN);
              default -> Optional.empty();
            };
        case Step.Vote vote -> on(id, proposal -> refusal(vote, id, model.state(proposal, now)));
        case Step.Execute _ ->
            on(
                id,
                proposal ->
                    refusedIf(!model.state(proposal, now).equals("ready"), ERR_NOT_READY)
                        .or(
                            () ->
                                refusedIf(
                                    proposal.kind().equals("owner") && !model.frozen(MODEL, now),
                                    ERR_NOT_FROZEN)));
        case Step.Close _ ->
            on(
                id,
                proposal ->
                    refusedIf(!CLOSABLE.contains(model.state(proposal, now)), ERR_NOT_OVER));
        case Step.Veto(int _, int by) ->
            on(id, proposal -> refusal(user(by), proposal, model.state(proposal, now)));
        case Step.Withdraw(int by) ->
            Optional.ofNullable(model.locks.get(user(by)))
                .map(lock -> refusedIf(!now.over(lock.release(), Uint.ZERO), ERR_LOCKED))
                .orElse(Optional.of(ERR_NO_LOCK));
        case Step.GuardianPause(int by) ->
            refusedIf(!user(by).equals(model.guardian), ERR_NOT_AUTHORISED)
                .or(() -> refusedIf(model.resting(now), ERR_RESTING));
        case Step.Skim _ ->
            refusedIf(
                chain.balance(chain.self).equals(model.owed().toBigInteger()), ERR_NO_SURPLUS);
        case Step.Gift _, Step.Wait _ -> Optional.empty();
      };
    }

    private Optional<Error> on(Uint id, Function<Proposal, Optional<Error>> refusal) {
      return Optional.ofNullable(model.proposals.get(id))
          .map(refusal)
          .orElse(Optional.of(ERR_UNKNOWN_PROPOSAL));
    }

    private Optional<Error> refusal(Step.Vote vote, Uint id, String state) {
      var voter = user(vote.by());
      var reach = chain.balance(voter).add(model.locked(voter).toBigInteger());
      return refusedIf(!state.equals("voting"), ERR_VOTING_CLOSED)
          .or(() -> refusedIf(model.hasVoted(voter, id), ERR_ALREADY_VOTED))
          .or(
              () ->
                  refusedIf(
                      vote.weight().toBigInteger().compareTo(reach) > 0, ERR_TRANSFER_FAILED));
    }

    private Optional<Error> refusal(StandardPrincipal by, Proposal proposal, String state) {
      boolean vetoable = proposal.kind().equals("role") && VETOABLE.contains(state);
      return refusedIf(!by.equals(model.guardian), ERR_NOT_AUTHORISED)
          .or(() -> refusedIf(!vetoable, ERR_NOT_VETOABLE))
          .or(() -> refusedIf(model.decision(proposal).vetoed(), ERR_ALREADY_VETOED));
    }

    private static Optional<Error> refusedIf(boolean condition, Error error) {
      return condition ? Optional.of(error) : Optional.empty();
    }

    /** Locks and obligations are what the events told, and what is owed is there. */
    void compareMoney() {
      for (var user : users) {
        assertThat(chain.governance.maps().locks(user).map(Lock::toClarity))
            .as("lock of %s", user)
            .isEqualTo(model.lock(user));
      }
      assertThat(chain.governance.vars().obligations()).as("obligations").isEqualTo(model.owed());
      assertThat(chain.balance(chain.self))
          .as("balance")
          .isGreaterThanOrEqualTo(model.owed().toBigInteger());
    }

    /** All that can be read is what the events and the clock tell. */
    void compareAll() {
      var now = now();
      var ids = LongStream.rangeClosed(1, MOST_PROPOSALS).mapToObj(Uint::of).toList();
      assertThat(
              chain.governance.getProposals(ids).stream()
                  .map(read -> read.map(Governance.Proposal::toClarity)))
          .containsExactlyElementsOf(ids.stream().map(id -> model.proposal(id, now)).toList());
      assertThat(chain.governance.getSettings(List.of("platform-fee-bps")))
          .isEqualTo(
              new Settings(
                  model.paused(now),
                  model.treasury,
                  List.of(model.parameters.get("platform-fee-bps"))));
      assertThat(chain.governance.isFrozen(MODEL)).as("frozen").isEqualTo(model.frozen(MODEL, now));
      assertThat(chain.governance.hasRole(chain.market, "opener"))
          .as("role")
          .isEqualTo(model.roles.getOrDefault(chain.market, false));
      assertThat(chain.governance.vars().guardian()).contains(model.guardian);
      assertThat(chain.governance.vars().lastProposal()).isEqualTo(uint(model.proposals.size()));
    }
  }
}
