package io.neuralnexus.simulator.suite;

import static io.neuralnexus.clarity.Cl.uint;

import io.neuralnexus.clarity.Uint;
import io.neuralnexus.offchain.dispute.Run;
import io.neuralnexus.simulator.world.Part;
import io.neuralnexus.simulator.world.World;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Is drawn for seats, commits to what a job comes to, reveals it, and disputes what differs. */
final class Verifier extends SuiteAgent {
  private static final int SEATS = 4;

  private final AuditStrategy strategy;

  /** What it has committed to; nothing for seats on which it is silent. */
  private final Map<Uint, Optional<Run>> seats = new HashMap<>();

  private boolean leaving;

  Verifier(World world, Part part, AuditStrategy strategy) {
    super(world, part);
    this.strategy = strategy;
    later(
        1,
        () -> {
          register();
          account.send(calls.data().setEncryptionKey(ComputeProvider.KEY));
        });
  }

  private void register() {
    if (funds() < SEATS * world.parameter("audit-bond")) return;
    account.send(calls.computation().registerVerifier());
  }

  @Override
  public void see(LiveJob job, Happening what) {
    if (!job.auditors().contains(account.address())) return;
    switch (what) {
      // After the provider, so that it can be asked.
      case STARTED -> later(1 + chance.below(3), () -> audit(job));
      case REVEALED ->
          seats
              .getOrDefault(job.id, Optional.empty())
              .ifPresent(
                  run ->
                      account.send(
                          calls
                              .computation()
                              .revealAudit(
                                  job.execution,
                                  run.end().hash(),
                                  uint(run.length()),
                                  ComputeProvider.SALT)));
      case DISPUTED ->
          job.turn
              .filter(turn -> turn.who().equals(account.address()))
              .flatMap(
                  turn ->
                      seats.get(job.id).map(run -> Moves.pick(calls.computation(), job, turn, run)))
              .ifPresent(account::send);
      case FINALIZED -> {
        seats.remove(job.id);
        if (seats.isEmpty()) renew();
      }
      default -> {}
    }
  }

  private void audit(LiveJob job) {
    if (feed.job(job.id).isEmpty()) return;
    var cost = stx(part.setting("audit-cost")) * truth.work(job);
    var bond = world.parameter("audit-bond") / MICRO;
    var told = truth.told(job);
    var run =
        switch (strategy.audit(
            new AuditStrategy.Seat(job.auditFee / MICRO, bond, cost, told.isPresent()))) {
          case "run" -> {
            account.spend(cost);
            yield Optional.of(Run.honest(truth.run(job)));
          }
          case "ask" -> told;
          default -> Optional.<Run>empty();
        };
    seats.put(job.id, run);
    run.ifPresent(
        known ->
            account.send(
                calls
                    .computation()
                    .commit(
                        job.execution,
                        computation.commitmentOf(
                            job.execution,
                            account.address(),
                            known.end().hash(),
                            uint(known.length()),
                            ComputeProvider.SALT))));
  }

  /** Registers anew if slashes have taken what a seat needs. */
  private void renew() {
    var number = computation.getVerifierNumber(account.address());
    if (number.isEmpty()) return;
    var known = computation.getVerifier(number.get()).orElseThrow();
    var bond = world.parameter("audit-bond");
    var enough = known.open() && vault.getFree(known.stake()).longValueExact() >= bond;
    if (leaving || !enough) {
      account.send(calls.computation().unstakeVerifier(number.get()));
      if (!leaving && !isClosed()) later(1, this::register);
      collectUnbonded(known.stake());
    }
  }

  @Override
  public void leave() {
    close();
    leaving = true;
    if (seats.isEmpty()) renew();
  }

  @Override
  public boolean isBusy() {
    return !seats.isEmpty();
  }
}
