package io.neuralnexus.clarity.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.Epoch;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SimulatedBlocksTest {
  private final SimulatedBlocks blocks = new SimulatedBlocks(Epoch.EPOCH_4_0, 1_000);

  @Test
  void stacksBlocksAreTenSecondsApartAndBurnBlocksTenMinutes() {
    blocks.advanceStacks(3);
    assertThat(blocks.time()).isEqualTo(1_040);

    blocks.advanceBurn(1);
    assertThat(blocks.time()).isEqualTo(1_610);
    blocks.advanceBurn(1);
    assertThat(blocks.time()).isEqualTo(2_210);
  }

  @Test
  void aBurnBlockIsNeverOlderThanTheStacksBlocksBelow() {
    blocks.advanceStacks(100);
    blocks.advanceBurn(1);

    assertThat(blocks.stacksBlock(101).orElseThrow().tenure().burnTime()).isEqualTo(2_020);
    assertThat(blocks.time()).isEqualTo(2_030);
  }

  @Test
  void everyBlockIsFoundByItsHeight() {
    for (int i = 0; i < 50; i++) {
      blocks.advanceStacks(i % 4);
      blocks.advanceBurn(1);
    }

    for (long height = 1; height <= blocks.stacksHeight(); height++) {
      var block = blocks.stacksBlock(height).orElseThrow();
      var before = blocks.stacksBlock(height - 1).orElseThrow();
      assertThat(block.time()).isGreaterThan(before.time());
      assertThat(blocks.asOf(block.id()).orElseThrow().stacksHeight()).isEqualTo(height);
    }
    assertThat(blocks.stacksBlock(blocks.stacksHeight() + 1)).isEmpty();
  }

  @Test
  void momentsAreVisitedInAnyOrder() {
    var start = blocks.mark();
    blocks.advanceStacks(5);
    var five = blocks.mark();
    blocks.restore(start);
    blocks.advanceBurn(2);
    var two = blocks.mark();

    blocks.restore(five);
    assertThat(blocks.stacksHeight()).isEqualTo(5);
    assertThat(blocks.latestBurnHeight()).isZero();
    blocks.restore(two);
    assertThat(blocks.stacksHeight()).isEqualTo(2);
    assertThat(blocks.latestBurnHeight()).isEqualTo(2);
    blocks.restore(start);
    assertThat(blocks.stacksHeight()).isZero();
  }

  @Test
  void burnBlocksToComeFollowFromASeedAndThoseThatAreThereStay() {
    blocks.advanceBurn(3);
    var copies = List.of(blocks, blocks.copy(1), blocks.copy(1).copy(), blocks.copy(2));
    for (var copy : copies) copy.advanceBurn(2);

    for (long height = 0; height <= 3; height++) {
      assertThat(headersAt(height, copies)).as("height %d", height).hasSize(1);
    }
    for (long height = 4; height <= 5; height++) {
      assertThat(headersAt(height, copies)).as("height %d", height).hasSize(3);
    }
  }

  private static Set<Buff> headersAt(long height, List<SimulatedBlocks> chains) {
    return chains.stream()
        .map(each -> each.burnBlock(height).orElseThrow().headerHash())
        .collect(Collectors.toSet());
  }
}
