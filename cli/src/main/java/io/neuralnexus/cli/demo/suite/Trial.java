package io.neuralnexus.cli.demo.suite;

import io.neuralnexus.clarity.Uint;
import io.neuralnexus.cli.demo.Account;
import io.neuralnexus.cli.demo.Stx;
import io.neuralnexus.cli.demo.Text;
import io.neuralnexus.offchain.contracts.DataRights;
import io.neuralnexus.offchain.contracts.Marketplace.FinalizeJob;
import io.neuralnexus.offchain.dispute.Run;
import io.neuralnexus.offchain.machine.Output;
import java.util.ArrayList;
import java.util.List;

/**
 * One job twice: first it goes to a cheat, whose auditor proves that the result is false; then to
 * an honest machine, whose result stands.
 */
final class Trial {
  /** How often it begins an act. */
  static final int ACTS = 7;

  private static final double BPS = 10_000;

  private final Scene scene;
  private final Stage stage;
  private final Grantee cheat;
  private final List<Grantee> honest;
  private final List<Computed> computed = new ArrayList<>();

  Trial(Scene scene) {
    this.scene = scene;
    this.stage = scene.stage();
    var machines = new ArrayList<>(scene.machines());
    cheat = machines.remove(stage.seed().random("cheat").nextInt(machines.size()));
    honest = List.copyOf(machines);
  }

  /** What came of the two jobs. */
  List<Computed> computed() {
    return List.copyOf(computed);
  }

  /** The job goes to the cheat. */
  void refute() {
    scene.act("A job");
    var job = Job.create(scene);
    var owners = scene.owners();
    var late = owners.getLast();
    var withLate = List.of(owners.get(0), owners.get(1), late);
    job.proposeInVain(withLate, DataRights.Error.ERR_NOT_PROVEN);
    scene.tell("the data of %s is refused: nothing is proven of it", late.account());
    late.prove();
    scene.tell("%s proves what it states", late.account());
    scene
        .audit()
        .found(
            "proofs",
            "the chain knows what each owner proved, and no row more",
            owners.stream().allMatch(Owner::isProven));
    job.propose(withLate);
    job.propose(owners.subList(0, Job.DATASETS));
    job.match();

    scene.act("Auction");
    job.bid(honest.get(0), Stx.of(48));
    job.bid(honest.get(1), Stx.of(45));
    job.bid(cheat, Stx.of(40));
    var execution = job.assign();

    scene.act("A false result");
    var truth = Run.honest(job.auditor().run(job.id()));
    var half = truth.length() / 2;
    var step = half + stage.seed().random("lie").nextLong(half - 1);
    var lie = Run.tampered(cheat.run(job.id()), step, Recipe.MOST_STEPS);
    scene.tell("what nobody knows: %s changes a word of memory at step %,d", cheat.account(), step);
    var shown = show(job, execution, lie, truth);

    scene.act("Dispute");
    var agrees = job.auditor().audit(execution, truth);
    scene.tell(
        "%s shows that it came to another state: a dispute begins by itself",
        job.auditor().account());
    var auditor = job.auditor().account();
    var verdict = play(execution, cheat.account(), lie, auditor, truth);
    var outcome = job.settle().outcome();
    var stake = Developer.BASE + Developer.BONUS;
    scene.oracle().refuted(job.deal(), stake);
    record(job, lie.length(), shown, truth, outcome);
    scene.tell(
        "%s loses its bond and %s STX of its stake, to %s, %s and the treasury",
        cheat.account(), Stx.plain(stake), auditor, scene.developer().account());
    scene.tell("owners and auditor are paid; the rest of the budget goes back");
    scene
        .audit()
        .found(
            "dispute",
            "the lie was found at the very step where it was told, and refuted",
            !agrees && !verdict.holds() && verdict.step() == step - 1 && outcome.equals("refuted"));
  }

  /** The same job again, and what came of it. */
  Accepted accept() {
    scene.act("The job again");
    var job = Job.create(scene);
    job.propose(scene.owners().subList(0, Job.DATASETS));
    job.match();
    job.bid(honest.get(0), Stx.of(47));
    job.bid(honest.get(1), Stx.of(44));
    job.bidInVain(cheat, Stx.of(42));
    var execution = job.assign();
    var run = Run.honest(job.provider().run(job.id()));
    var audit = Run.honest(job.auditor().run(job.id()));
    var shown = show(job, execution, run, audit);
    var agrees = job.auditor().audit(execution, audit);
    scene.tell("%s shows the same", job.auditor().account());

    scene.act("A sham challenge");
    var guess = Run.honest(cheat.guess(job.id()));
    cheat.challenge(execution, guess);
    scene.tell(
        "%s, without keys to this job, runs it on rows that it kept, and challenges with a bond",
        cheat.account());
    var provider = job.provider().account();
    var verdict = play(execution, provider, run, cheat.account(), guess);
    scene.oracle().falseChallenge(cheat.account(), provider);
    scene.tell("%s loses its bond to %s and the treasury", cheat.account(), provider);

    scene.act("Settlement");
    stage.chain().waitOut(Uint.of(stage.chain().parameter("challenge-window")));
    var settled = job.settle();
    scene.oracle().accepted(job.deal(), run.output());
    record(job, run.length(), shown, run, settled.outcome());
    tell(job, settled);
    scene
        .audit()
        .found(
            "defence",
            "the true result withstood the sham challenge, and was accepted",
            agrees && verdict.holds() && settled.outcome().equals("accepted"));
    return new Accepted(job.deal(), settled.model(), run.output(), deliver(job, execution, run));
  }

  private void tell(Job job, FinalizeJob settled) {
    scene.tell(
        "the result stands: %s STX bonus, half of it for the data, by what each contributed",
        Stx.plain(settled.bonus().longValueExact()));
    for (var payment : settled.data()) {
      scene.tell(
          "  %s gets %s STX",
          scene.name(payment.to()), Stx.plain(payment.amount().longValueExact()));
    }
    scene.tell(
        "  %s gets %s STX, %s %s",
        job.provider().account(),
        Stx.plain(settled.compute().longValueExact()),
        job.auditor().account(),
        Stx.plain(Developer.AUDIT_FEE));
    scene.tell(
        "%s owns model %s, registered in the same call",
        scene.developer().account(), Text.number(settled.model()));
  }

  /** The weights, as the developer gets them. */
  private List<Long> deliver(Job job, Uint execution, Run run) {
    job.provider().deliver(execution, scene.developer().account(), run);
    stage.call(stage.computation.as(scene.keeper().address()).closeDelivery(execution));
    scene.tell(
        "%s delivers the weights, wrapped for %s, and has its bond back",
        job.provider().account(), scene.developer().account());
    return scene.developer().weights(execution);
  }

  /**
   * A result that was accepted.
   *
   * @param model that was registered with it
   * @param words of the model as they were delivered
   */
  record Accepted(Oracle.Deal deal, Uint model, Output output, List<Long> words) {}

  /** Both commit to what they say came out, then the provider shows it; returns the score. */
  private int show(Job job, Uint execution, Run provided, Run audited) {
    var provider = job.provider();
    provider.commit(execution, provided);
    job.auditor().commit(execution, audited);
    scene.tell(
        "%s and %s run it, each for itself, and commit to what came out",
        provider.account(), job.auditor().account());
    var shown = provider.complete(job.id(), execution, provided);
    scene.tell(
        "%s shows a run of %,d steps with %s right",
        provider.account(), provided.length(), Text.percent(shown / BPS));
    return shown;
  }

  private Dispute.Verdict play(
      Uint execution, Account provider, Run provided, Account challenger, Run claimed) {
    var verdict = new Dispute(stage, execution, provider, provided, challenger, claimed).play();
    scene.tell(
        "the chain makes step %,d itself, \"%s\": the state after it is %s",
        verdict.step(),
        verdict.instruction(),
        verdict.holds() ? "the one that was shown" : "another than the one that was shown");
    return verdict;
  }

  private void record(Job job, long steps, int shown, Run truth, String outcome) {
    computed.add(
        new Computed(
            job.id(),
            job.provider().account(),
            job.auditor().account(),
            steps,
            shown,
            truth.output().score(),
            outcome));
  }
}
