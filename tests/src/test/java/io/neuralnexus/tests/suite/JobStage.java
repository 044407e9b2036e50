package io.neuralnexus.tests.suite;

import static io.neuralnexus.clarity.Cl.uint;

import io.neuralnexus.clarinet.bindings.Response;
import io.neuralnexus.clarinet.bindings.TypedReceipt;
import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.ResponseValue;
import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.TupleValue;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.clarity.Value;
import io.neuralnexus.offchain.machine.Program;
import io.neuralnexus.tests.contracts.Compensation;
import io.neuralnexus.tests.contracts.Governance;
import io.neuralnexus.tests.contracts.Marketplace.TrainingJobBid;
import io.neuralnexus.tests.contracts.Marketplace.TrainingJobMatch;
import io.neuralnexus.tests.contracts.Marketplace.TrainingJobProgress;
import java.util.HashMap;
import java.util.List;

/** Words about jobs and votes that several specifications of the front door share. */
abstract class JobStage extends SuiteStage {
  /** What the job of most tests escrows: 80 STX of pay, 3 % of it, one auditor. */
  static final long BUDGET = 88_400_000;

  static final long TIPS = 3 * TIP;
  static final long KEY_WINDOW = 144;
  static final long CONFIRM_WINDOW = 72;

  /** What the provider of such a job has at stake. */
  static final long LOCKED = BASE + BONUS;

  static final long BOND = 25 * STX;

  TrainingJobProgress progress(Uint job) {
    return market.getTrainingJob(job).orElseThrow().progress().orElseThrow();
  }

  String state(Uint job) {
    return progress(job).state();
  }

  TrainingJobMatch match(Uint job) {
    return market.getTrainingJob(job).orElseThrow().match().orElseThrow();
  }

  TrainingJobBid bid(Uint job) {
    return market.getTrainingJob(job).orElseThrow().bid().orElseThrow();
  }

  boolean hasEscrow(Uint job) {
    return vault.getEscrow(market.contract(), job).isPresent();
  }

  Compensation.Hold stakeOf(StandardPrincipal provider) {
    return vault.getHold(computation.getProvider(provider).orElseThrow().stake()).orElseThrow();
  }

  long wallet(Principal who) {
    return chain.stxBalance(who).longValueExact();
  }

  /** Another provider than the one of most tests. */
  StandardPrincipal rival() {
    return guardian;
  }

  void register(StandardPrincipal provider) {
    ok(computation.as(provider).registerProvider(uint(PROVIDER_STAKE)));
  }

  TypedReceipt<Response<io.neuralnexus.tests.contracts.Marketplace.ProposeMatch, Uint>> propose(
      StandardPrincipal who, Uint job, Uint... datasets) {
    return market.as(who).proposeMatch(job, List.of(datasets));
  }

  /** A job for this program with one data set of each owner, in training. */
  Uint training(Program program, Object... changes) {
    staff();
    var first = dataset(owner, "programs", programs(program));
    var second = dataset(secondOwner, "programs", programs(program));
    var job = ok(market.as(developer).createTrainingJob(spec(program, changes), List.of())).id();
    matched(job, first, second);
    ok(market.as(provider).bidOnJob(job, uint(BASE)));
    return begun(assigned(job));
  }

  Uint begun(Uint job) {
    postKeys(job);
    postHoldout(job);
    ok(market.as(provider).confirmInputs(job));
    return job;
  }

  /** Run honestly to the end of the window for challenges. */
  Uint concluded(Uint job, Program program) {
    var execution = execution(job);
    var trace = run(job, program);
    var seats = computation.getExecution(execution).orElseThrow().auditors().size();
    ok(
        computation
            .as(provider)
            .commit(
                execution, commitment(execution, provider, trace.end().hash(), trace.length())));
    if (seats > 0) {
      ok(
          computation
              .as(auditor)
              .commit(
                  execution, commitment(execution, auditor, trace.end().hash(), trace.length())));
    } else {
      pass(TRAINING_WINDOW);
    }
    ok(reveal(job, trace));
    if (seats > 0) {
      ok(
          computation
              .as(auditor)
              .revealAudit(execution, trace.end().hash(), uint(trace.length()), SALT));
    }
    pass(CHALLENGE_WINDOW + 1);
    return job;
  }

  // --- votes ---

  /** Has a proposal voted and executed. */
  void enact(TypedReceipt<Response<Governance.ProposeFreeze, Uint>> proposed) {
    var id = ok(proposed).id();
    var proposal = governance.getProposal(id).orElseThrow();
    ok(governance.as(deployer).vote(id, true, proposal.quorum()));
    pass(number(proposal.timelock()) + 1);
    ok(governance.as(keeper).execute(id));
  }

  /** Takes a role from a contract, by vote. */
  void revoke(ContractPrincipal contract, String role) {
    enact(governance.as(developer).proposeRole(contract, role, code(contract), false));
  }

  Buff code(ContractPrincipal contract) {
    var hash = chain.execute("(contract-hash? '%s)".formatted(contract)).result();
    return (Buff) ((ResponseValue.Ok) hash).value();
  }

  // --- values ---

  static TupleValue with(TupleValue tuple, String name, Value value) {
    var fields = new HashMap<>(tuple.fields());
    if (fields.put(name, value) == null) {
      throw new IllegalArgumentException("there is no field " + name);
    }
    return new TupleValue(fields);
  }
}
