package io.neuralnexus.offchain.zk.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.offchain.zk.Refusal;
import io.neuralnexus.offchain.zk.prover.Forger;
import io.neuralnexus.offchain.zk.prover.Forger.Forgery;
import io.neuralnexus.offchain.zk.verifier.Cheat.Sheet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each constraint is needed: whoever may leave it out proves something false. */
class AdversaryTest {
  private static final Buff BINDING = Buff.of(new byte[32]);

  static List<Cheat> cheats() {
    return Cheat.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cheats")
  void whoever_violates_one_constraint_is_refused_because_of_it(Cheat cheat) {
    var forgery = forgery(cheat);
    var without = new Verifier(Cheat.PARAMETERS, Cheat.without(cheat.constraint()));

    assertThat(verdict(new Verifier(Cheat.PARAMETERS), cheat, forgery))
        .contains(Refusal.BAD_COMPOSITION);
    assertThat(verdict(without, cheat, forgery)).isEmpty();
  }

  @Test
  void each_constraint_has_its_adversary() {
    assertThat(cheats())
        .extracting(Cheat::constraint)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, Cheat.constraints()).boxed().toList());
  }

  @Test
  void the_true_trace_is_accepted() {
    var honest = new Cheat("nothing", 0, Cheat.TRUE, Sheet::count);
    var forgery =
        Forger.forgery(Cheat.PARAMETERS, BINDING, Cheat.TRUE, Cheat.table(), _ -> {}, _ -> true);

    assertThat(verdict(new Verifier(Cheat.PARAMETERS), honest, forgery)).isEmpty();
  }

  private static Forgery forgery(Cheat cheat) {
    return Forger.forgery(
        Cheat.PARAMETERS,
        BINDING,
        cheat.profile(),
        Cheat.table(),
        cells -> cheat.change().accept(new Sheet(cheat.profile(), cells)),
        number -> number != cheat.constraint());
  }

  private static Optional<Refusal> verdict(Verifier verifier, Cheat cheat, Forgery forgery) {
    return verifier.refusal(BINDING, forgery.root(), cheat.profile(), forgery.proof());
  }
}
