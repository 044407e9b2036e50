package io.neuralnexus.clarity.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.neuralnexus.clarity.ExecutionCost;
import io.neuralnexus.clarity.cost.CostOverrun.Kind;
import org.junit.jupiter.api.Test;

class CostMeterTest {
  private static final ExecutionCost LIMIT = new ExecutionCost(50, 5, 40, 4, 1000);

  private final CostMeter meter = new CostMeter(LIMIT, 100);

  @Test
  void itAddsUpEveryDimension() {
    meter.runtime(10);
    meter.add(100, 1, 2, 3, 4);

    assertThat(meter.total()).isEqualTo(new ExecutionCost(4, 3, 2, 1, 110));
  }

  @Test
  void aLimitMayBeReached() {
    assertThatNoException().isThrownBy(() -> meter.add(1000, 4, 40, 5, 50));
  }

  @Test
  void anOverrunTellsTheTotalsWithTheOperationThatCausedIt() {
    meter.add(999, 1, 2, 3, 4);

    assertThatThrownBy(() -> meter.runtime(2))
        .isInstanceOfSatisfying(
            CostOverrun.class, e -> assertThat(e.kind()).isEqualTo(Kind.COST_BALANCE_EXCEEDED))
        .hasMessage(
            "RuntimeCheck(CostBalanceExceeded(ExecutionCost { write_length: 4, write_count: 3,"
                + " read_length: 2, read_count: 1, runtime: 1001 }, ExecutionCost { write_length:"
                + " 50, write_count: 5, read_length: 40, read_count: 4, runtime: 1000 }))");
  }

  @Test
  void everyDimensionCanBeOverrun() {
    for (var over :
        new long[][] {
          {1001, 0, 0, 0, 0}, {0, 5, 0, 0, 0}, {0, 0, 41, 0, 0}, {0, 0, 0, 6, 0}, {0, 0, 0, 0, 51}
        }) {
      meter.reset();
      assertThatThrownBy(() -> meter.add(over[0], over[1], over[2], over[3], over[4]))
          .isInstanceOf(CostOverrun.class);
    }
  }

  @Test
  void afterAnOverrunNothingIsWithinTheLimit() {
    assertThatThrownBy(() -> meter.add(1, 5, 0, 0, 0)).isInstanceOf(CostOverrun.class);

    assertThatThrownBy(() -> meter.runtime(7))
        .hasMessageContaining("read_count: 5, runtime: 8 }, ");
    assertThatThrownBy(() -> meter.add(0, 0, 0, 0, 0)).isInstanceOf(CostOverrun.class);
  }

  @Test
  void memoryIsGivenBack() {
    meter.addMemory(60);
    meter.dropMemory(50);
    meter.addMemory(90);

    assertThat(meter.memory()).isEqualTo(100);
  }

  @Test
  void anOverrunOfMemoryLeavesItInUse() {
    meter.addMemory(60);

    assertThatThrownBy(() -> meter.addMemory(41))
        .isInstanceOfSatisfying(
            CostOverrun.class, e -> assertThat(e.kind()).isEqualTo(Kind.MEMORY_BALANCE_EXCEEDED))
        .hasMessage("RuntimeCheck(MemoryBalanceExceeded(101, 100))");
    assertThat(meter.memory()).isEqualTo(101);
  }

  @Test
  void anOverrunWhileAllowancesAreReadHasAnErrorOfItsOwn() {
    meter.addAllowanceMemory(60);

    assertThatThrownBy(() -> meter.addAllowanceMemory(41))
        .hasMessage("RuntimeCheck(RestrictAssetsMemoryExceeded(101, 100))");
    assertThat(meter.memory()).isEqualTo(101);
  }

  @Test
  void memoryThatIsNotInUseCannotBeGivenBack() {
    meter.addMemory(1);

    assertThatThrownBy(() -> meter.dropMemory(2))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("2 bytes of memory dropped while 1 are in use");
  }

  @Test
  void aFreeMeterCountsAndNeverStops() {
    var free = CostMeter.free();

    free.add(1L << 60, 1L << 60, 1L << 60, 1L << 60, 1L << 60);
    free.runtime(1L << 60);
    free.addMemory(1L << 60);

    assertThat(free.total().runtime()).isEqualTo(1L << 61);
    assertThat(free.memory()).isEqualTo(1L << 60);
  }

  @Test
  void resetIsForTheNextTransaction() {
    assertThatThrownBy(() -> meter.add(1, 5, 0, 0, 0)).isInstanceOf(CostOverrun.class);
    meter.addMemory(7);

    meter.reset();
    meter.runtime(1000);

    assertThat(meter.total()).isEqualTo(new ExecutionCost(0, 0, 0, 0, 1000));
    assertThat(meter.memory()).isZero();
  }
}
