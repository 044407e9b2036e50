package io.neuralnexus.clarity.cost;

import io.neuralnexus.clarity.Epoch;
import io.neuralnexus.clarity.ExecutionCost;
import io.neuralnexus.clarity.chain.ChainProfile;
import io.neuralnexus.clarity.cost.Charge.Storage;
import io.neuralnexus.clarity.cost.Charge.Term;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.StringTokenizer;

/**
 * What each function costs in some epochs: the cost contract that applies there. The figures are in
 * {@code costs.txt} beside this class. Sizes n are from 0 below 2^32.
 */
public final class CostTable {
  private static final String BOOT_ADDRESS = "ST000000000000000000002AMW42H";
  private static final String BOOT_ADDRESS_OF_MAINNET = "SP000000000000000000002Q6VF78";

  /** The columns of the file, in its order. */
  private enum Column {
    COSTS_1("costs"),
    COSTS_2("costs-2"),
    COSTS_2_TESTNET("costs-2"),
    COSTS_3("costs-3"),
    COSTS_4("costs-4"),
    COSTS_5("costs-5");

    private final String contract;

    Column(String contract) {
      this.contract = contract;
    }

    private static Column of(Epoch epoch, boolean mainnet) {
      return switch (epoch) {
        case EPOCH_2_0 -> COSTS_1;
        case EPOCH_2_05 -> mainnet ? COSTS_2 : COSTS_2_TESTNET;
        case EPOCH_2_1,
            EPOCH_2_2,
            EPOCH_2_3,
            EPOCH_2_4,
            EPOCH_2_5,
            EPOCH_3_0,
            EPOCH_3_1,
            EPOCH_3_2 ->
            COSTS_3;
        case EPOCH_3_3, EPOCH_3_4 -> COSTS_4;
        case EPOCH_4_0 -> COSTS_5;
      };
    }
  }

  private static final class TestNetwork {
    static final CostTable[] TABLES = read(BOOT_ADDRESS);
  }

  private static final class Mainnet {
    static final CostTable[] TABLES = read(BOOT_ADDRESS_OF_MAINNET);
  }

  private final String contract;

  /** By ordinal of the function; null where the table does not have it. */
  private final Charge[] charges = new Charge[CostFunction.values().length];

  private CostTable(String contract) {
    this.contract = contract;
  }

  /** The table that applies in an epoch on the test network and in the simnet. */
  public static CostTable of(Epoch epoch) {
    return TestNetwork.TABLES[Column.of(epoch, false).ordinal()];
  }

  /** The table that applies in an epoch on mainnet: only that of 2.05 differs. */
  public static CostTable mainnet(Epoch epoch) {
    return Mainnet.TABLES[Column.of(epoch, true).ordinal()];
  }

  /** The table that applies in an epoch by the rules of one or the other. */
  public static CostTable of(Epoch epoch, ChainProfile profile) {
    return switch (profile) {
      case SIMNET -> of(epoch);
      case MAINNET -> mainnet(epoch);
    };
  }

  /**
   * What one use of a function costs.
   *
   * @throws CostOverrun of kind {@code COST_COMPUTATION_FAILED} if the table does not say
   */
  public ExecutionCost cost(CostFunction function, long n) {
    return charge(function, n).at(n);
  }

  /**
   * Charges one use of a function to a meter.
   *
   * @throws CostOverrun if the meter is over its limit then, or, unless the meter is free, of kind
   *     {@code COST_COMPUTATION_FAILED} if the table does not say what the use costs
   */
  public void charge(CostFunction function, long n, CostMeter meter) {
    if (meter.isFree() && !defines(function, n)) return;
    charge(function, n).addTo(meter, n);
  }

  /** Whether the table has the function at all. */
  public boolean defines(CostFunction function) {
    return charges[function.ordinal()] != null;
  }

  private boolean defines(CostFunction function, long n) {
    return defines(function) && !(n == 0 && charges[function.ordinal()].refusesZero());
  }

  private Charge charge(CostFunction function, long n) {
    var charge = charges[function.ordinal()];
    if (charge == null) {
      throw CostOverrun.ofComputation(
          contract,
          function,
          "RuntimeCheck(UndefinedFunction(\\\"" + function.contractName() + "\\\"))");
    }
    if (n == 0 && charge.refusesZero()) {
      throw CostOverrun.ofComputation(
          contract, function, "Arithmetic(\\\"log2 must be passed a positive integer\\\")");
    }
    return charge;
  }

  /** The contract that holds the table: {@code ST000000000000000000002AMW42H.costs-5}. */
  @Override
  public String toString() {
    return contract;
  }

  private static CostTable[] read(String address) {
    var tables = new CostTable[Column.values().length];
    for (var column : Column.values()) {
      tables[column.ordinal()] = new CostTable(address + "." + column.contract);
    }
    try (var lines =
        new BufferedReader(
            new InputStreamReader(
                CostTable.class.getResourceAsStream("costs.txt"), StandardCharsets.UTF_8))) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.startsWith("#")) readLine(new StringTokenizer(line), tables);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return tables;
  }

  private static void readLine(StringTokenizer words, CostTable[] tables) {
    var function = CostFunction.valueOf(words.nextToken().toUpperCase(Locale.ROOT));
    var runtimes = new String[tables.length];
    for (int i = 0; i < tables.length; i++) runtimes[i] = words.nextToken();
    var reads = Storage.NONE;
    var writes = Storage.NONE;
    while (words.hasMoreTokens()) {
      var isRead = words.nextToken().equals("reads");
      var storage = Storage.read(words);
      if (isRead) reads = storage;
      else writes = storage;
    }
    Charge charge = null;
    for (int i = 0; i < tables.length; i++) {
      if (runtimes[i].equals("-")) continue;
      if (!runtimes[i].equals("=")) charge = new Charge(Term.parse(runtimes[i]), reads, writes);
      tables[i].charges[function.ordinal()] = charge;
    }
  }
}
