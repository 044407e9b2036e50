package io.neuralnexus.simulator.suite;

import static io.neuralnexus.simulator.world.Participant.MICRO;

import io.neuralnexus.clarity.Uint;
import io.neuralnexus.offchain.contracts.Governance;
import io.neuralnexus.simulator.world.World;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Tells governors of proposals, and what is promised beside the chain for a vote. */
final class Polls {
  private final List<Consumer<Governance.Event.Propose>> governors = new ArrayList<>();
  private final Map<Uint, Double> promises = new HashMap<>();

  private Polls(World world) {
    var governance = Governance.on(world.chain());
    world.listen(
        governance.contract(),
        print -> {
          switch (governance.event(print).orElse(null)) {
            case Governance.Event.Propose made ->
                List.copyOf(governors).forEach(each -> each.accept(made));
            case Governance.Event.Vote vote -> {
              var stx = vote.weight().longValueExact() / MICRO;
              world.recorder().add(vote.support() ? "votes.yes" : "votes.no", stx);
            }
            case Governance.Event.Execute done -> world.recorder().add("proposals.executed", 1);
            case Governance.Event.Close closed -> world.recorder().add("proposals.closed", 1);
            case null, default -> {}
          }
        });
  }

  static Polls of(World world) {
    return world.shared(Polls.class, Polls::new);
  }

  void attend(Consumer<Governance.Event.Propose> governor) {
    governors.add(governor);
  }

  /** STX for each STX that votes yes. */
  void promise(Uint proposal, double rate) {
    promises.put(proposal, rate);
  }

  double promised(Uint proposal) {
    return promises.getOrDefault(proposal, 0.0);
  }
}
