package io.neuralnexus.cli.learning;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AccuracyTest {
  @Test
  void aModelThatIsAlwaysRightScoresOneHundred() {
    assertThat(new Accuracy(43, 43, 72, 72).score()).isEqualTo(100);
  }

  @Test
  void aModelThatAlwaysNamesOneClassScoresNothingHoweverCommonTheClass() {
    var accuracy = new Accuracy(0, 5, 95, 95);

    assertThat(accuracy.accuracy()).isEqualTo(0.95);
    assertThat(accuracy.balanced()).isEqualTo(0.5);
    assertThat(accuracy.score()).isZero();
  }

  @Test
  void aModelWorseThanACoinScoresNothing() {
    assertThat(new Accuracy(1, 43, 2, 72).score()).isZero();
  }

  @Test
  void theScoreIsTwiceTheLeadOfTheBalancedAccuracyOverACoinRoundedDown() {
    // 42/43 + 71/72 - 1 = 0.9628...
    assertThat(new Accuracy(42, 43, 71, 72).score()).isEqualTo(96);
    // 9/10 + 9/10 - 1, exactly 0.8: no rounding error may cost the point
    assertThat(new Accuracy(9, 10, 9, 10).score()).isEqualTo(80);
  }
}
