package io.neuralnexus.offchain.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.offchain.machine.Slot;
import io.neuralnexus.offchain.training.Plan.Part;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rounds in which owners train on their own rows and only models are brought together. */
class FederatedTest {
  private static final int K = 19;
  private static final Buff SECRET = Buff.of(new byte[32]);
  private static final Architecture MODEL = Architecture.softmax(30, 2);
  private static final LibraryProgram LOCAL = Plan.local(MODEL, K).write();
  private static final LibraryProgram AVERAGE =
      Plan.averaging(MODEL, K).with(Part.CONTRIBUTIONS).write();
  private static final Settings SETTINGS = Settings.of(2, 0.2, 8);
  private static final Update BLANK = blank(LOCAL.plan());

  private final Sample tumours = Sample.breastCancer().scaledBy(Sample.breastCancer());
  private final Sample holdout = tumours.part(0, 4);
  private final List<Sample> owners =
      List.of(tumours.part(1, 4), tumours.part(2, 4).head(40), tumours.part(3, 4).head(90));

  private static Update blank(Plan plan) {
    return new Update(Collections.nCopies(plan.modelWords(), 0L), 0);
  }

  @Test
  void three_rounds_learn_as_well_as_the_rows_brought_together() {
    var model = BLANK;
    int score = 0;
    for (int round = 0; round < 3; round++) {
      var output = average(updates(LOCAL, model)).output();
      model = new Update(output.model(), 0);
      score = output.score();
    }

    var together = Run.of(Plan.training(MODEL, K), Settings.of(6, 0.2, 8), owners, holdout);
    assertThat((double) score).isCloseTo(together.output().score(), within(100.0));
    assertThat(score).isGreaterThan(9_500);
  }

  @Test
  void a_local_training_is_the_central_one_when_it_starts_from_nothing() {
    var local = local(LOCAL, BLANK, owners.getFirst());
    var central = Run.of(Plan.training(MODEL, K), SETTINGS, owners.subList(0, 1), holdout);

    assertThat(local.output().model()).isEqualTo(central.output().model());
  }

  @Test
  void a_local_training_goes_on_from_the_model_that_it_is_given() {
    var half = Settings.of(1, 0.2, 8);
    var owner = owners.getFirst();
    var once = new Update(local(LOCAL, BLANK, owner, half).output().model(), 0);

    assertThat(local(LOCAL, once, owner, half).output().model())
        .isEqualTo(local(LOCAL, BLANK, owner).output().model());
  }

  @Test
  void models_are_weighed_by_their_rows() {
    var updates = updates(LOCAL, BLANK);

    var average = average(updates).output().model();

    int rows = updates.stream().mapToInt(Update::rows).sum();
    for (int i = 0; i < average.size(); i++) {
      int word = i;
      double expected =
          updates.stream().mapToDouble(u -> (double) u.words().get(word) * u.rows() / rows).sum();
      assertThat((double) average.get(i)).isCloseTo(expected, within(10.0));
    }
  }

  @Test
  void a_model_that_does_harm_contributes_nothing() {
    var updates = new ArrayList<>(updates(LOCAL, BLANK));
    var turned = updates.get(1).words().stream().map(word -> -word).toList();
    updates.set(1, new Update(turned, updates.get(1).rows()));

    var weights = average(updates).output().weights();

    assertThat(weights.get(1)).isZero();
    assertThat(weights.stream().mapToInt(Integer::intValue).sum()).isEqualTo(10_000);
  }

  @Test
  void models_of_no_rows_average_to_nothing() {
    var nothing = new Update(updates(LOCAL, BLANK).getFirst().words(), 0);

    assertThat(average(List.of(nothing, nothing)).output().model()).containsOnly(0L);
  }

  @Test
  void private_updates_still_make_a_good_model() {
    var program = Plan.local(MODEL, K).with(new Privacy(1, 6, 4, 1)).write();
    var settings = Settings.of(4, 1, 150);
    var updates =
        owners.stream()
            .map(
                owner ->
                    new Update(
                        local(program, BLANK, owner, settings).output().model(), owner.size()))
            .toList();

    assertThat(average(updates).output().score()).isGreaterThan(9_000);
  }

  @Test
  void a_standardised_model_brings_its_scales_along() {
    var raw = Sample.breastCancer();
    var exam = raw.part(0, 3);
    var central = Plan.training(MODEL, K).with(Part.STANDARDISED);
    var first = Run.of(central, SETTINGS, List.of(raw.part(1, 3)), exam).output().model();
    var program = Plan.local(MODEL, K).with(Part.STANDARDISED).write();

    var second = local(program, new Update(first, 0), raw.part(2, 3)).output().model();

    int weights = MODEL.weights();
    assertThat(second.subList(weights, second.size()))
        .isEqualTo(first.subList(weights, first.size()));
    var average = Plan.averaging(MODEL, K).with(Part.STANDARDISED).write();
    var update = List.of(new Update(second, 1).slot(SECRET));
    var score = Run.of(average, SETTINGS.words(), update, exam.slot()).output().score();
    assertThat(score).isGreaterThan(9_500);
  }

  @Test
  void a_model_of_another_length_ends_a_round_before_it_begins() {
    var shorter = new Update(List.of(1L, 2L), 3);

    assertThat(local(LOCAL, shorter, owners.getFirst()).machine().steps()).isLessThan(100);
    assertThat(average(List.of(shorter)).machine().steps()).isLessThan(100);
  }

  @Test
  void an_update_is_the_model_that_was_committed_to() {
    var output = local(LOCAL, BLANK, owners.getFirst()).output();

    var update = Update.committed("owner 7", K, output.model(), 143, output.modelRoot());

    assertThat(update).isEqualTo(new Update(output.model(), 143));
  }

  @Test
  void an_update_that_was_not_committed_to_is_refused() {
    var output = local(LOCAL, BLANK, owners.getFirst()).output();
    var changed = new ArrayList<>(output.model());
    changed.set(3, changed.get(3) + 1);

    assertThatThrownBy(() -> Update.committed("owner 7", K, changed, 143, output.modelRoot()))
        .hasMessageStartingWith("the model of owner 7 is not what the chain holds: its root is 0x")
        .hasMessageContaining("expected is " + output.modelRoot())
        .hasMessageEndingWith("ask for the words that its run put out");
  }

  @Test
  void a_number_of_rows_that_no_training_has_is_refused() {
    assertThatThrownBy(() -> new Update(List.of(), -1)).hasMessageStartingWith("-1 rows");
  }

  private List<Update> updates(LibraryProgram program, Update from) {
    return owners.stream()
        .map(owner -> new Update(local(program, from, owner).output().model(), owner.size()))
        .toList();
  }

  private static Run local(LibraryProgram program, Update from, Sample owner) {
    return local(program, from, owner, SETTINGS);
  }

  private static Run local(LibraryProgram program, Update from, Sample owner, Settings settings) {
    return Run.of(program, settings.words(), List.of(owner.slot()), from.slot(SECRET));
  }

  private Run average(List<Update> updates) {
    List<Slot> slots = updates.stream().map(update -> update.slot(SECRET)).toList();
    return Run.of(AVERAGE, SETTINGS.words(), slots, holdout.slot());
  }
}
