package io.neuralnexus.tests.suite;

import static io.neuralnexus.clarinet.assertj.ClarityAssertions.assertThat;
import static io.neuralnexus.clarity.Cl.uint;
import static io.neuralnexus.tests.contracts.ModelRegistry.Error.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarinet.bindings.Response;
import io.neuralnexus.clarinet.bindings.TypedReceipt;
import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.ClarityVersion;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.tests.contracts.ModelRegistry.AnchorModel;
import io.neuralnexus.tests.contracts.ModelRegistry.AnchorModelPosition;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Proof, by the Bitcoin chain, that a model existed. */
class AnchorTest extends ModelStage {
  private static final Uint HEIGHT = uint(7);
  private static final String ANNOTATION = ";; #[env(simnet)]";

  /** A block of five transactions, the fourth of which is ours. */
  private record Block(List<Buff> transactions, int ours) {
    Buff root() {
      var row = ids();
      while (row.size() > 1) row = parents(row);
      return row.getFirst();
    }

    List<Buff> siblings() {
      var siblings = new ArrayList<Buff>();
      int index = ours;
      for (var row = ids(); row.size() > 1; row = parents(row), index /= 2) {
        siblings.add(row.get(Math.min(index ^ 1, row.size() - 1)));
      }
      return siblings;
    }

    Buff header() {
      return bytes("00000020")
          .plus(Buff.of(new byte[32]))
          .plus(root())
          .plus(bytes("00e1f505ffff001d2a000000"));
    }

    AnchorModelPosition position() {
      return new AnchorModelPosition(uint(transactions.size()), uint(ours));
    }

    Buff transaction() {
      return transactions.get(ours);
    }

    private List<Buff> ids() {
      return transactions.stream().map(AnchorTest::twice).toList();
    }

    private static List<Buff> parents(List<Buff> row) {
      var next = new ArrayList<Buff>();
      for (int i = 0; i < row.size(); i += 2) {
        next.add(twice(row.get(i).plus(row.get(Math.min(i + 1, row.size() - 1)))));
      }
      return next;
    }
  }

  @Test
  void anOutputThatCommitsToTheModelAnchorsIt() {
    var id = model(owner);
    var block = block(scriptOf(id));
    mined(block);

    var event = ok(anchor(id, block));

    assertThat(event.topic()).isEqualTo("anchor-model");
    assertThat(event.model()).isEqualTo(id);
    assertThat(event.height()).isEqualTo(HEIGHT);
    assertThat(event.txid()).isEqualTo(twice(block.transaction()));
    assertThat(event.output()).isEqualTo(uint(1));
    var anchor = models.getAnchor(id).orElseThrow();
    assertThat(anchor.height()).isEqualTo(HEIGHT);
    assertThat(anchor.txid()).isEqualTo(event.txid());
    assertThat(anchor.output()).isEqualTo(uint(1));
  }

  @Test
  void aTransactionWithWitnessesCountsByItsBareId() {
    var id = model(owner);
    var block = block(scriptOf(id));
    mined(block);
    var bare = block.transaction();
    // Marker and flag after the version, one witness item before the lock time.
    var whole =
        bare.slice(0, 4)
            .plus(bytes("0001"))
            .plus(bare.slice(4, bare.length() - 4))
            .plus(bytes("0101ff"))
            .plus(bare.slice(bare.length() - 4, bare.length()));

    ok(anchor(id, block.header(), whole, 1, block.position(), block.siblings()));
  }

  @Test
  void theCommitmentNamesRegistryModelAndWeights() {
    var first = models.getCommitment(model(owner)).orElseThrow();
    var second = models.getCommitment(model(owner)).orElseThrow();
    assertThat(first.length()).isEqualTo(32);
    assertThat(first).isNotEqualTo(second);
    assertThat(models.getCommitment(uint(9))).isEmpty();
  }

  @Test
  void aModelIsAnchoredOnce() {
    var id = model(owner);
    var block = block(scriptOf(id));
    mined(block);
    ok(anchor(id, block));
    assertThat(anchor(id, block)).isErr(ERR_ALREADY_ANCHORED);
  }

  @Test
  void onlyAModelIsAnchored() {
    var block = block(scriptOf(model(owner)));
    mined(block);
    assertThat(anchor(uint(9), block)).isErr(ERR_NO_MODEL);
  }

  @Test
  void theHeaderIsThatOfTheBurnBlock() {
    var id = model(owner);
    var block = block(scriptOf(id));
    known(sha256("other"));
    assertThat(anchor(id, block)).isErr(ERR_BAD_HEADER);
  }

  @Test
  void withoutATestHeaderTheChainsOwnCounts() {
    var id = model(owner);
    var block = block(scriptOf(id));
    pass(10);
    assertThat(anchor(id, block)).isErr(ERR_BAD_HEADER);
    assertThat(
            models
                .as(keeper)
                .anchorModel(
                    id,
                    uint(1_000_000),
                    block.header(),
                    block.transaction(),
                    uint(1),
                    block.position(),
                    block.siblings()))
        .isErr(ERR_BAD_HEADER);
  }

  @Test
  void aHeaderHas80Bytes() {
    var id = model(owner);
    var block = block(scriptOf(id));
    var cut = block.header().slice(0, 60);
    known(cut);
    assertThat(anchor(id, cut, block.transaction(), 1, block.position(), block.siblings()))
        .isErr(ERR_BAD_HEADER);
  }

  @Test
  void theTransactionIsInTheBlock() {
    var id = model(owner);
    var block = block(scriptOf(id));
    mined(block);
    var position = block.position();
    var other = new AnchorModelPosition(position.count(), uint(block.ours() - 1));
    var fewer = new AnchorModelPosition(uint(2), position.index());
    for (var wrong : List.of(other, fewer)) {
      assertThat(anchor(id, block.header(), block.transaction(), 1, wrong, block.siblings()))
          .isErr(ERR_BAD_PROOF);
    }
    assertThat(
            anchor(
                id, block.header(), block.transaction(), 1, position, block.siblings().reversed()))
        .isErr(ERR_BAD_PROOF);
    assertThat(
            anchor(
                id, block.header(), transaction(scriptOf(id), "02"), 1, position, block.siblings()))
        .isErr(ERR_BAD_PROOF);
  }

  @Test
  void anInnerNodeDoesNotPoseAsATransaction() {
    var id = model(owner);
    // Version, an input without a script, an output with a script of 4 bytes.
    var small =
        bytes("01000000" + "01" + "00".repeat(36) + "00" + "ffffffff")
            .plus(bytes("01" + "00".repeat(8) + "04" + "6a020102" + "00000000"));
    assertThat(small.length()).isEqualTo(64);
    var block = new Block(List.of(small), 0);
    mined(block);
    assertThat(anchor(id, block.header(), small, 0, block.position(), List.of()))
        .isErr(ERR_BAD_PROOF);
  }

  @Test
  void theOutputCommitsToThisModel() {
    var id = model(owner);
    var other = model(owner);
    var commitment = models.getCommitment(id).orElseThrow();
    for (var script :
        List.of(
            scriptOf(other),
            bytes("6a21").plus(commitment),
            bytes("0020").plus(commitment),
            scriptOf(id).plus(bytes("00")))) {
      var block = block(script);
      mined(block);
      assertThat(anchor(id, block)).isErr(ERR_BAD_ANCHOR);
    }
  }

  @Test
  void theTransactionHasTheOutput() {
    var id = model(owner);
    var block = block(scriptOf(id));
    mined(block);
    assertThat(
            anchor(id, block.header(), block.transaction(), 0, block.position(), block.siblings()))
        .isErr(ERR_BAD_ANCHOR);
    assertThat(
            anchor(id, block.header(), block.transaction(), 2, block.position(), block.siblings()))
        .isErr(ERR_BAD_ANCHOR);
    assertThat(anchor(id, block.header(), bytes("00"), 0, block.position(), block.siblings()))
        .isErr(ERR_BAD_ANCHOR);
  }

  // --- what tests have in place of Bitcoin

  @Test
  void aDeploymentHasNoTestHeaders() {
    var source = chain.contractSource("model-registry").orElseThrow();
    assertThat(source).contains("test-header").contains(ANNOTATION);

    var stripped = stripped(source);

    assertThat(stripped).doesNotContain("test-header").doesNotContain("env(simnet)");
    assertThat(stripped).contains("(get-burn-block-info? header-hash height)");
  }

  @Test
  void theRestOfItStandsWithoutThem() {
    var stripped = stripped(chain.contractSource("model-registry").orElseThrow());
    var name = deployer + ".stripped-registry";

    chain.deploy("stripped-registry", stripped, ClarityVersion.CLARITY_6, deployer);

    var functions =
        chain.contractInterface(name).functions().stream().map(each -> each.name()).toList();
    assertThat(functions).contains("anchor-model").doesNotContain("set-test-header");
  }

  @Test
  void noOtherContractHasCodeForTests() {
    for (var contract : chain.contractInterfaces().keySet()) {
      if (!contract.issuer().equals(deployer) || contract.name().equals("model-registry")) continue;
      assertThat(chain.contractSource(contract.toString()).orElseThrow())
          .doesNotContain("env(simnet)");
    }
  }

  /** Without the lines of each annotation and of the expression that follows it. */
  private static String stripped(String source) {
    var kept = new StringBuilder();
    int depth = 0;
    boolean dropping = false;
    for (var line : source.lines().toList()) {
      if (line.strip().equals(ANNOTATION)) {
        dropping = true;
        depth = 0;
        continue;
      }
      if (!dropping) {
        kept.append(line).append('\n');
        continue;
      }
      var code = line.replaceAll(";;.*", "").replaceAll("\"[^\"]*\"", "");
      depth += (int) (code.chars().filter(c -> c == '(').count());
      depth -= (int) (code.chars().filter(c -> c == ')').count());
      dropping = depth > 0 || code.isBlank();
    }
    return kept.toString();
  }

  private TypedReceipt<Response<AnchorModel, Uint>> anchor(Uint id, Block block) {
    return anchor(id, block.header(), block.transaction(), 1, block.position(), block.siblings());
  }

  private TypedReceipt<Response<AnchorModel, Uint>> anchor(
      Uint id,
      Buff header,
      Buff transaction,
      int output,
      AnchorModelPosition position,
      List<Buff> siblings) {
    return models
        .as(keeper)
        .anchorModel(id, HEIGHT, header, transaction, uint(output), position, siblings);
  }

  private void mined(Block block) {
    known(block.header());
  }

  /** The burn block at that height is the one with this header. */
  private void known(Buff header) {
    assertThat(models.as(deployer).setTestHeader(HEIGHT, reversed(twice(header)))).isOk();
  }

  private Buff scriptOf(Uint id) {
    return bytes("6a20").plus(models.getCommitment(id).orElseThrow());
  }

  private static Block block(Buff script) {
    var transactions = new ArrayList<Buff>();
    for (var seed : List.of("0a", "0b", "0c", "0d", "0e")) {
      transactions.add(transaction(bytes("51"), seed));
    }
    transactions.set(3, transaction(script, "01"));
    return new Block(List.copyOf(transactions), 3);
  }

  /** One input from a made-up transaction; a payment, and an output with this script. */
  private static Buff transaction(Buff script, String seed) {
    return bytes("02000000" + "01" + seed.repeat(32) + "00000000" + "00" + "fdffffff" + "02")
        .plus(bytes("e803000000000000" + "16" + "0014" + "aa".repeat(20)))
        .plus(bytes("0000000000000000"))
        .plus(Buff.of((byte) script.length()))
        .plus(script)
        .plus(bytes("00000000"));
  }

  private static Buff bytes(String hex) {
    return Buff.fromHex(hex);
  }

  static Buff twice(Buff bytes) {
    try {
      var sha256 = MessageDigest.getInstance("SHA-256");
      return Buff.of(sha256.digest(sha256.digest(bytes.bytes())));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }

  static Buff reversed(Buff hash) {
    var bytes = hash.bytes();
    var result = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) result[i] = bytes[bytes.length - 1 - i];
    return Buff.of(result);
  }
}
