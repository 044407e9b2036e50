package io.neuralnexus.cli.prove;

import io.neuralnexus.clarinet.Receipt;
import io.neuralnexus.clarinet.Simnet;
import io.neuralnexus.clarinet.SimnetOptions;
import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.Epoch;
import io.neuralnexus.clarity.ExecutionCost;
import io.neuralnexus.clarity.ExecutionCost.BlockLimits;
import io.neuralnexus.clarity.ResponseValue;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.clarity.Value;
import io.neuralnexus.cli.Nexus;
import io.neuralnexus.cli.demo.Account;
import io.neuralnexus.cli.demo.Chain;
import io.neuralnexus.cli.demo.Sha256;
import io.neuralnexus.cli.demo.Text;
import io.neuralnexus.offchain.contracts.DataRights;
import io.neuralnexus.offchain.contracts.DataRights.DatasetTerms;
import io.neuralnexus.offchain.contracts.DataRights.RecordStatementsStatements;
import io.neuralnexus.offchain.contracts.DataRights.RegisterDatasetRecord;
import io.neuralnexus.offchain.contracts.StarkVerifier;
import io.neuralnexus.offchain.contracts.ZkVerification;
import io.neuralnexus.offchain.files.ContentId;
import io.neuralnexus.offchain.zk.Binding;
import io.neuralnexus.offchain.zk.Profile;
import io.neuralnexus.offchain.zk.Proof;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The project's contracts on a chain of their own, as proofs meet them. */
final class SimulatedChain implements AutoCloseable {
  private static final Uint BUDGET = Uint.of(1_000_000);
  private static final Uint MEDICAL = Uint.ONE;
  private static final long EXPIRY_BLOCKS = 50_000;
  private static final ExecutionCost BLOCK = BlockLimits.mainnet(Epoch.EPOCH_4_0);

  private final Simnet simnet;
  private final Chain chain;
  private final Account owner = Account.named("owner");

  private SimulatedChain(Simnet simnet) {
    this.simnet = simnet;
    this.chain = Chain.open(simnet);
  }

  /**
   * Opens one.
   *
   * @throws RefusedException if the program was not started by the project's launcher
   */
  static SimulatedChain open() {
    var root =
        Nexus.repository()
            .orElseThrow(() -> new RefusedException("the project is not known: start ./nexus"));
    var options = SimnetOptions.defaults().withTrackCosts(true);
    return new SimulatedChain(Simnet.open(root.resolve("Clarinet.toml"), options));
  }

  /**
   * What a contract answered.
   *
   * @param cost of the call
   */
  record Answer(Value value, ExecutionCost cost) {
    private static Answer of(Receipt receipt) {
      return new Answer(receipt.result(), receipt.costs().orElseThrow().total());
    }

    boolean isOk() {
      return value instanceof ResponseValue.Ok;
    }

    /** Part of a block of mainnet, in the dimension of which it takes most. */
    double share() {
      return cost.shareOf(BLOCK);
    }

    String text() {
      return "%s of a block (%s)"
          .formatted(Text.fine(share()), cost.dearestDimension(BLOCK).replace('_', ' '));
    }
  }

  /** Has the contract {@code stark-verifier} check a proof, whatever it is bound to. */
  Answer verify(Binding binding, Buff root, Profile profile, Proof proof) {
    var arguments = List.of(binding.hash(), root, profile.value(), proof.value());
    return Answer.of(
        simnet.callReadOnly(StarkVerifier.NAME, "verify", arguments, simnet.deployer()));
  }

  /** Registers a data set of no content with this root, and returns what a proof is bound to. */
  Binding register(Buff root, Buff schemaHash) {
    long stake = chain.parameter("data-min-stake");
    chain.fund(owner, stake);
    var hash = Sha256.of("rehearsal".getBytes(StandardCharsets.UTF_8));
    var record = new RegisterDatasetRecord(BUDGET, root, hash, hash, hash, schemaHash);
    var terms =
        new DatasetTerms(
            false,
            "rehearsal",
            Uint.of(simnet.burnBlockHeight() + EXPIRY_BLOCKS),
            Uint.ONE,
            Uint.ZERO,
            Uint.ZERO,
            true,
            Uint.ZERO,
            List.of(),
            MEDICAL,
            new ContentId(hash).uri());
    var registered =
        chain.done(
            DataRights.on(simnet)
                .as(owner.address())
                .registerDataset(record, terms, List.of(), Uint.of(stake)));
    var verifier = new ContractPrincipal(simnet.deployer(), ZkVerification.NAME);
    return new Binding(
        BindingOptions.TESTNET, verifier, owner.address(), registered.value().id(), schemaHash);
  }

  /** Submits a proof as the owner of what was registered. */
  Submission submit(Binding binding, Profile profile, Proof proof) {
    var arguments = List.of(binding.dataset(), profile.value(), proof.value());
    var receipt =
        simnet.callPublic(ZkVerification.NAME, "submit-profile", arguments, owner.address());
    return new Submission(
        Answer.of(receipt),
        DataRights.on(simnet).events(receipt).stream()
            .filter(DataRights.Event.RecordStatements.class::isInstance)
            .map(DataRights.Event.RecordStatements.class::cast)
            .flatMap(event -> event.statements().stream())
            .toList());
  }

  /**
   * What became of a proof.
   *
   * @param recorded in data-rights
   */
  record Submission(Answer answer, List<RecordStatementsStatements> recorded) {
    Submission {
      recorded = List.copyOf(recorded);
    }
  }

  @Override
  public void close() {
    simnet.close();
  }
}
