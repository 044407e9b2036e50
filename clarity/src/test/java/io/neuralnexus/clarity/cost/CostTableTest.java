package io.neuralnexus.clarity.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.neuralnexus.clarity.Epoch;
import io.neuralnexus.clarity.ExecutionCost;
import io.neuralnexus.clarity.cost.CostOverrun.Kind;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CostTableTest {
  private static final long[] SIZES = {0, 1, 100, 1_000_000};

  private static final Map<String, CostTable> TABLES =
      Map.of(
          "costs", CostTable.of(Epoch.EPOCH_2_0),
          "costs-2", CostTable.mainnet(Epoch.EPOCH_2_05),
          "costs-2-testnet", CostTable.of(Epoch.EPOCH_2_05),
          "costs-3", CostTable.of(Epoch.EPOCH_2_1),
          "costs-4", CostTable.of(Epoch.EPOCH_3_3),
          "costs-5", CostTable.of(Epoch.EPOCH_4_0));

  /** What an epoch was seen to charge in all, the charges this should be, and their cause. */
  record Observation(Epoch epoch, String figures, String charges, String source) {
    static Observation of(String... fields) {
      return new Observation(Epoch.parse(fields[0]), fields[1], fields[2], fields[3]);
    }

    /** The sum of charges such as {@code 3*lookup_function add:2}. */
    String sum() {
      var table = CostTable.of(epoch);
      var meter = CostMeter.free();
      for (var charge : charges.split(" ")) {
        var parts = charge.split("[*]");
        var nameAndSize = parts[parts.length - 1].split(":");
        var times = parts.length == 1 ? 1 : Integer.parseInt(parts[0]);
        var size = nameAndSize.length == 1 ? 0 : Long.parseLong(nameAndSize[1]);
        for (int i = 0; i < times; i++) {
          table.charge(Lines.function(nameAndSize[0]), size, meter);
        }
      }
      return CostTableTest.figures(meter.total());
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"EPOCH_2_0", "EPOCH_2_05", "EPOCH_2_1", "EPOCH_3_3", "EPOCH_4_0"})
  void chargesAddUpToWhatTheOfficialVmChargedForTheSameExpression(Epoch epoch) {
    var observations =
        Lines.read("observed.txt").stream()
            .map(Observation::of)
            .filter(observed -> observed.epoch == epoch)
            .toList();

    assertThat(observations)
        .isNotEmpty()
        .filteredOn(observed -> !observed.sum().equals(observed.figures))
        .as("charged otherwise than by the official VM")
        .isEmpty();
  }

  @Test
  void everyFunctionHasTheCostThatTheCostContractsGiveIt() {
    var defined = new HashMap<CostTable, EnumSet<CostFunction>>();
    for (var fields : Lines.read("golden.txt")) {
      var table = TABLES.get(fields[0]);
      var function = Lines.function(fields[1]);
      defined.computeIfAbsent(table, t -> EnumSet.noneOf(CostFunction.class)).add(function);
      var runtimes = fields[2].split(" ");
      for (int i = 0; i < SIZES.length; i++) {
        if (runtimes[i].equals("-")) continue;
        var cost = table.cost(function, SIZES[i]);
        assertThat(cost.runtime())
            .as("%s of %d in %s", function, SIZES[i], table)
            .isEqualTo(Long.parseLong(runtimes[i]));
        if (SIZES[i] == 100) {
          assertThat(figures(cost)).as("%s in %s", function, table).endsWith(" " + fields[3]);
        }
      }
    }
    for (var table : TABLES.values()) {
      for (var function : CostFunction.values()) {
        assertThat(table.defines(function))
            .as("%s in %s", function, table)
            .isEqualTo(defined.get(table).contains(function));
      }
    }
  }

  @Test
  void everyEpochHasTheTableOfItsTime() {
    var byTable =
        Stream.of(Epoch.values())
            .collect(
                Collectors.groupingBy(
                    epoch -> CostTable.of(epoch).toString().replaceAll(".*[.]", ""),
                    Collectors.mapping(Epoch::label, Collectors.joining(" "))));

    assertThat(byTable)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "costs", "2.0",
                "costs-2", "2.05",
                "costs-3", "2.1 2.2 2.3 2.4 2.5 3.0 3.1 3.2",
                "costs-4", "3.3 3.4",
                "costs-5", "4.0"));
  }

  @Test
  void mainnetDiffersIn2_05Alone() {
    for (var epoch : Epoch.values()) {
      var differs = false;
      for (var function : CostFunction.values()) {
        if (!CostTable.of(epoch).defines(function)) continue;
        differs |=
            !CostTable.of(epoch)
                .cost(function, 100)
                .equals(CostTable.mainnet(epoch).cost(function, 100));
      }
      assertThat(differs).as(epoch.label()).isEqualTo(epoch == Epoch.EPOCH_2_05);
    }
    assertThat(CostTable.mainnet(Epoch.EPOCH_4_0))
        .hasToString("SP000000000000000000002Q6VF78.costs-5");
  }

  @Test
  void aFunctionThatTheTableLacksCannotBeCharged() {
    var table = CostTable.of(Epoch.EPOCH_3_4);

    assertThat(table.defines(CostFunction.SECP256K1DECOMPRESS)).isFalse();
    assertThatThrownBy(() -> table.charge(CostFunction.SECP256K1DECOMPRESS, 0, meter()))
        .isInstanceOfSatisfying(
            CostOverrun.class, e -> assertThat(e.kind()).isEqualTo(Kind.COST_COMPUTATION_FAILED))
        .hasMessage(
            "RuntimeCheck(CostComputationFailed(\"Error evaluating result of cost function"
                + " ST000000000000000000002AMW42H.costs-4.cost_secp256k1decompress:"
                + " RuntimeCheck(UndefinedFunction(\\\"cost_secp256k1decompress\\\"))\"))");
  }

  @Test
  void nothingHasNoLogarithm() {
    var table = CostTable.of(Epoch.EPOCH_4_0);

    assertThatThrownBy(() -> table.charge(CostFunction.FROM_CONSENSUS_BUFF, 0, meter()))
        .hasMessage(
            "RuntimeCheck(CostComputationFailed(\"Error evaluating result of cost function"
                + " ST000000000000000000002AMW42H.costs-5.cost_from_consensus_buff:"
                + " Arithmetic(\\\"log2 must be passed a positive integer\\\")\"))");
    assertThat(table.cost(CostFunction.FROM_CONSENSUS_BUFF, 1).runtime()).isEqualTo(185);
  }

  @Test
  void whereCostsAreOffWhatTheTableLacksIsFree() {
    var meter = CostMeter.free();

    CostTable.of(Epoch.EPOCH_3_4).charge(CostFunction.SECP256K1DECOMPRESS, 0, meter);
    CostTable.of(Epoch.EPOCH_4_0).charge(CostFunction.FROM_CONSENSUS_BUFF, 0, meter);

    assertThat(meter.total()).isEqualTo(ExecutionCost.ZERO);
  }

  private static CostMeter meter() {
    return new CostMeter(ExecutionCost.BlockLimits.SIMNET, CostMeter.MEMORY_LIMIT);
  }

  private static String figures(ExecutionCost cost) {
    return "%d %d %d %d %d"
        .formatted(
            cost.runtime(),
            cost.readCount(),
            cost.readLength(),
            cost.writeCount(),
            cost.writeLength());
  }
}
