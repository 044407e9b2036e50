package io.neuralnexus.tests.zk;

import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarinet.Receipt;
import io.neuralnexus.clarinet.Simnet;
import io.neuralnexus.clarinet.SimnetOptions;
import io.neuralnexus.clarity.Bool;
import io.neuralnexus.clarity.Cl;
import io.neuralnexus.clarity.ClarityVersion;
import io.neuralnexus.clarity.Epoch;
import io.neuralnexus.clarity.ExecutionCost.BlockLimits;
import io.neuralnexus.clarity.ListValue;
import io.neuralnexus.clarity.TupleValue;
import io.neuralnexus.clarity.Value;
import io.neuralnexus.tests.contracts.StarkVerifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a verification takes of a block, against docs/contracts/zk-verification.md. Proofs of this
 * size take seconds to make, so they stand in files; {@code -Dproofs.write=true} makes them anew.
 */
class VerificationCostsTest {
  private static final double MOST = 0.03;
  private static final double TOLERANCE = 1.05;
  private static final boolean WRITE = Boolean.getBoolean("proofs.write");
  private static final Path FILES = Path.of("src/test/resources/io/neuralnexus/tests/zk");
  private static final Path CONTRACT = Path.of("../contracts/stark-verifier.clar");
  private static final Path PAGE = Path.of("../docs/contracts/zk-verification.md");

  /** The price tables: that of the epoch before, for the language before, and today's. */
  enum Prices {
    BEFORE(Epoch.EPOCH_3_4, ClarityVersion.CLARITY_5),
    TODAY(Epoch.EPOCH_4_0, ClarityVersion.CLARITY_6);

    private final Epoch epoch;
    private final ClarityVersion version;

    Prices(Epoch epoch, ClarityVersion version) {
      this.epoch = epoch;
      this.version = version;
    }
  }

  @ParameterizedTest
  @EnumSource
  void profiles_of_30_features_take_three_hundredths_of_a_block_at_most(Prices prices)
      throws IOException {
    try (var chain = Simnet.empty(SimnetOptions.defaults().withTrackCosts(true))) {
      chain.setEpoch(prices.epoch);
      var source = Files.readString(CONTRACT);
      chain.deploy(StarkVerifier.NAME, source, prices.version, chain.deployer());
      for (int rows : new int[] {569, 10_000}) {
        var proof = proof(rows);
        var receipt = verify(chain, proof);

        assertThat(receipt.result()).isEqualTo(Cl.ok(Bool.TRUE));
        var cost = receipt.costs().orElseThrow().total();
        assertThat(cost.shareOf(BlockLimits.mainnet(prices.epoch))).isLessThan(MOST);
        assertThat(cost.readCount()).isLessThanOrEqualTo(3);
        assertAsThePageSays(rows, proof, cost.runtime());
      }
    }
  }

  private static Receipt verify(Simnet chain, TupleValue proof) {
    return chain.callReadOnly(
        StarkVerifier.NAME,
        "verify",
        List.of(proof.get("binding"), proof.get("root"), proof.get("profile"), proof.get("proof")),
        chain.deployer());
  }

  private static void assertAsThePageSays(int rows, TupleValue given, long runtime) {
    var columns = (ListValue) ((TupleValue) given.get("proof")).get("at-z");
    var row =
        String.format(
            Locale.ROOT,
            "| %,d | 30 | %d | %,d | %,d | %.2f %% |",
            rows,
            columns.size(),
            given.get("proof").serialize().length,
            runtime,
            runtime / 5e7);
    var told =
        text().lines().filter(line -> line.startsWith("| %,d | 30 |".formatted(rows))).findFirst();
    assertThat(told).as("no row; it would be %s", row).isPresent();
    double stated = Double.parseDouble(told.orElseThrow().split("\\|")[5].replace(",", ""));
    assertThat((double) runtime).as(row).isBetween(stated / TOLERANCE, stated * TOLERANCE);
  }

  private static String text() {
    try {
      return Files.readString(PAGE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static TupleValue proof(int rows) throws IOException {
    var file = FILES.resolve("proof-of-%d-rows.bin".formatted(rows));
    if (WRITE) {
      var proven = Proven.of(rows);
      Files.createDirectories(FILES);
      Files.write(
          file,
          Cl.tuple(
                  "binding", proven.binding(),
                  "root", proven.root(),
                  "profile", proven.profile().value(),
                  "proof", proven.proof().value())
              .serialize());
    }
    return (TupleValue) Value.deserialize(Files.readAllBytes(file));
  }
}
