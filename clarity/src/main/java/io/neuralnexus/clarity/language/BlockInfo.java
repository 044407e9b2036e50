package io.neuralnexus.clarity.language;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.Cl;
import io.neuralnexus.clarity.ClarityVersion;
import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.Epoch;
import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.TypeSignature;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.clarity.Value;
import io.neuralnexus.clarity.analysis.CheckError;
import io.neuralnexus.clarity.analysis.FunctionType;
import io.neuralnexus.clarity.analysis.ReadOnlyCheck;
import io.neuralnexus.clarity.analysis.TypeCheck;
import io.neuralnexus.clarity.chain.Blocks;
import io.neuralnexus.clarity.chain.Blocks.BurnBlock;
import io.neuralnexus.clarity.chain.Blocks.PoxAddress;
import io.neuralnexus.clarity.chain.Blocks.StacksBlock;
import io.neuralnexus.clarity.chain.Blocks.Tenure;
import io.neuralnexus.clarity.chain.Network;
import io.neuralnexus.clarity.cost.CostFunction;
import io.neuralnexus.clarity.crypto.Hash;
import io.neuralnexus.clarity.runtime.Abort;
import io.neuralnexus.clarity.runtime.Application;
import io.neuralnexus.clarity.runtime.ErrorText;
import io.neuralnexus.clarity.runtime.Frame;
import io.neuralnexus.clarity.runtime.Linking;
import io.neuralnexus.clarity.runtime.Node;
import io.neuralnexus.clarity.syntax.Expression;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What contracts can learn about blocks and about other contracts, and {@code at-block}. */
final class BlockInfo {
  private static final TypeSignature BUFF_32 = new TypeSignature.BuffType(32);
  private static final Uint MAX_HEIGHT = Uint.of(0xffff_ffffL);

  /** Blocks until a reward can be spent. */
  private static final long REWARD_MATURITY = 100;

  private BlockInfo() {}

  /** All of them. */
  static List<Word> words() {
    return List.of(
        new GetBlockInfo(),
        new GetBurnBlockInfo(),
        new GetStacksBlockInfo(),
        new GetTenureInfo(),
        new AtBlock(),
        new ContractHash());
  }

  /**
   * Something that a block shows.
   *
   * @param type its type
   * @param since the first version of the language in which {@code get-block-info?} has it
   * @param read its value in a block that lies below the current height; empty if there is none yet
   */
  private record Property(TypeSignature type, ClarityVersion since, Reader read) {
    static Property of(TypeSignature type, Function<StacksBlock, Value> read) {
      return new Property(
          type,
          ClarityVersion.CLARITY_1,
          (blocks, height, block) -> Optional.of(read.apply(block)));
    }

    static Property ofTenure(TypeSignature type, Function<Tenure, Value> read) {
      return of(type, block -> read.apply(block.tenure()));
    }

    Property since(int version) {
      return new Property(type, ClarityVersion.of(version), read);
    }
  }

  private interface Reader {
    Optional<Value> read(Blocks blocks, long height, StacksBlock block);
  }

  private static final Property HEADER_HASH = Property.of(BUFF_32, StacksBlock::headerHash);
  private static final Property ID = Property.of(BUFF_32, StacksBlock::id);
  private static final Property BURN_TIME =
      Property.ofTenure(TypeSignature.UINT, tenure -> Uint.of(tenure.burnTime()));
  private static final Property BURN_HEADER_HASH =
      Property.ofTenure(BUFF_32, Tenure::burnHeaderHash);
  private static final Property VRF_SEED = Property.ofTenure(BUFF_32, Tenure::vrfSeed);
  private static final Property MINER = Property.ofTenure(TypeSignature.PRINCIPAL, Tenure::miner);
  private static final Property SPEND_TOTAL =
      Property.ofTenure(TypeSignature.UINT, Tenure::minerSpendTotal).since(2);
  private static final Property SPEND_WINNER =
      Property.ofTenure(
              TypeSignature.UINT,
              tenure ->
                  tenure
                      .minerSpendWinner()
                      .orElseThrow(
                          () ->
                              Abort.internal(
                                  "Expect(\"FATAL: no winning burnchain token spend record for"
                                      + " block\")")))
          .since(2);
  private static final Property REWARD =
      new Property(TypeSignature.UINT, ClarityVersion.CLARITY_2, BlockInfo::reward);

  private static Optional<Value> reward(Blocks blocks, long height, StacksBlock block) {
    return height == 0 || height + 1 + REWARD_MATURITY >= blocks.stacksHeight()
        ? Optional.empty()
        : Optional.of(block.tenure().blockReward());
  }

  /** A form that takes the name of a property and a height, and answers an optional. */
  private abstract static class Info extends Form {
    private final CostFunction cost;
    private final CheckError nameMissing;

    Info(
        String name,
        Versions versions,
        String identifier,
        CostFunction cost,
        CheckError nameMissing) {
      super(name, versions, identifier);
      this.cost = cost;
      this.nameMissing = nameMissing;
    }

    /** The type of a property in a version of the language, if there is such. */
    abstract Optional<TypeSignature> type(String property, ClarityVersion version);

    abstract CheckError noSuchProperty(String property);

    /** Fails unless there are as many arguments as the official analysis wants. */
    void requireTwo(TypeCheck.Application application) {
      application.requireArguments(2);
    }

    @Override
    public final TypeSignature check(TypeCheck.Application application) {
      requireTwo(application);
      var property = application.name(0, nameMissing);
      var type =
          type(property, application.version())
              .orElseThrow(() -> application.error(noSuchProperty(property)));
      application.checkExpecting(application.arguments().get(1), TypeSignature.UINT);
      return new TypeSignature.OptionalType(type);
    }

    @Override
    public final Application link(Linking at) {
      var property = at.name(0);
      var node = at.argument(1);
      var found = at.arguments().size();
      return new Application(at) {
        @Override
        protected Value apply(Frame frame) {
          at.costs().charge(cost, 0, frame.meter());
          if (found != 2) throw Abort.check("IncorrectArgumentCount(2, " + found + ")");
          return switch (node.look(frame)) {
            case Uint height when height.compareTo(MAX_HEIGHT) > 0 -> Cl.none();
            case Uint height ->
                read(property, at, frame.world().blocks(), height.longValueExact())
                    .<Value>map(Cl::some)
                    .orElseGet(Cl::none);
            case Value other -> throw Abort.wrongType(TypeSignature.UINT, other);
          };
        }
      };
    }

    abstract Optional<Value> read(String property, Linking at, Blocks blocks, long height);
  }

  /** Properties of Stacks blocks. */
  private abstract static class StacksInfo extends Info {
    private final Map<String, Property> properties;

    StacksInfo(
        String name,
        Versions versions,
        String identifier,
        CheckError nameMissing,
        Map<String, Property> properties) {
      super(name, versions, identifier, CostFunction.BLOCK_INFO, nameMissing);
      this.properties = properties;
    }

    @Override
    final Optional<TypeSignature> type(String property, ClarityVersion version) {
      return Optional.ofNullable(properties.get(property))
          .filter(found -> version.compareTo(found.since()) >= 0)
          .map(Property::type);
    }

    @Override
    Optional<Value> read(String property, Linking at, Blocks blocks, long height) {
      if (height >= blocks.stacksHeight()) return Optional.empty();
      return blocks
          .stacksBlock(height)
          .flatMap(block -> properties.get(property).read().read(blocks, height, block));
    }
  }

  private static final class GetBlockInfo extends StacksInfo {
    GetBlockInfo() {
      super(
          "get-block-info?",
          Versions.between(1, 2),
          "special_get_block_info",
          CheckError.GET_BLOCK_INFO_EXPECT_PROPERTY_NAME,
          Map.of(
              "time", BURN_TIME,
              "vrf-seed", VRF_SEED,
              "header-hash", HEADER_HASH,
              "id-header-hash", ID,
              "burnchain-header-hash", BURN_HEADER_HASH,
              "miner-address", MINER,
              "miner-spend-winner", SPEND_WINNER,
              "miner-spend-total", SPEND_TOTAL,
              "block-reward", REWARD));
    }

    /** The VM is stricter than the analysis here. */
    @Override
    void requireTwo(TypeCheck.Application application) {
      application.requireAtLeast(2);
    }

    @Override
    CheckError noSuchProperty(String property) {
      return CheckError.noSuchBlockInfoProperty(property);
    }

    /** From epoch 3.0 on the height counts tenures, except on the test network. */
    @Override
    Optional<Value> read(String property, Linking at, Blocks blocks, long height) {
      if (!at.isAtLeast(Epoch.EPOCH_3_0) || at.linker().network() == Network.TESTNET) {
        return super.read(property, at, blocks, height);
      }
      return blocks.firstBlock(height).flatMap(block -> super.read(property, at, blocks, block));
    }
  }

  private static final class GetStacksBlockInfo extends StacksInfo {
    GetStacksBlockInfo() {
      super(
          "get-stacks-block-info?",
          Versions.since(3),
          "special_get_stacks_block_info",
          CheckError.GET_STACKS_BLOCK_INFO_EXPECT_PROPERTY_NAME,
          Map.of(
              "id-header-hash", ID,
              "header-hash", HEADER_HASH,
              "time", Property.of(TypeSignature.UINT, block -> Uint.of(block.time()))));
    }

    @Override
    CheckError noSuchProperty(String property) {
      return CheckError.noSuchStacksBlockInfoProperty(property);
    }
  }

  private static final class GetTenureInfo extends StacksInfo {
    GetTenureInfo() {
      super(
          "get-tenure-info?",
          Versions.since(3),
          "special_get_tenure_info",
          CheckError.GET_TENURE_INFO_EXPECT_PROPERTY_NAME,
          Map.of(
              "time", BURN_TIME,
              "vrf-seed", VRF_SEED,
              "burnchain-header-hash", BURN_HEADER_HASH,
              "miner-address", MINER,
              "miner-spend-winner", SPEND_WINNER,
              "miner-spend-total", SPEND_TOTAL,
              "block-reward", REWARD));
    }

    @Override
    CheckError noSuchProperty(String property) {
      return CheckError.noSuchTenureInfoProperty(property);
    }
  }

  private static final class GetBurnBlockInfo extends Info {
    private static final TypeSignature POX_ADDRESSES =
        TypeSignature.TupleType.of(
            Map.of(
                "addrs",
                new TypeSignature.ListType(
                    TypeSignature.TupleType.of(
                        Map.of("version", new TypeSignature.BuffType(1), "hashbytes", BUFF_32)),
                    2),
                "payout",
                TypeSignature.UINT));

    GetBurnBlockInfo() {
      super(
          "get-burn-block-info?",
          Versions.since(2),
          "special_get_burn_block_info",
          CostFunction.BURN_BLOCK_INFO,
          CheckError.GET_BURN_BLOCK_INFO_EXPECT_PROPERTY_NAME);
    }

    @Override
    Optional<TypeSignature> type(String property, ClarityVersion version) {
      return switch (property) {
        case "header-hash" -> Optional.of(BUFF_32);
        case "pox-addrs" -> Optional.of(POX_ADDRESSES);
        default -> Optional.empty();
      };
    }

    @Override
    CheckError noSuchProperty(String property) {
      return CheckError.noSuchBlockInfoProperty(property);
    }

    @Override
    Optional<Value> read(String property, Linking at, Blocks blocks, long height) {
      var block = blocks.burnBlock(height);
      return property.equals("header-hash")
          ? block.map(BurnBlock::headerHash)
          : block.map(GetBurnBlockInfo::payouts);
    }

    private static Value payouts(BurnBlock block) {
      return Cl.tuple(
          "addrs",
          Cl.list(block.payouts().stream().map(GetBurnBlockInfo::address).toList()),
          "payout",
          block.payout());
    }

    private static Value address(PoxAddress address) {
      return Cl.tuple("version", address.version(), "hashbytes", address.hashBytes());
    }
  }

  /** Evaluates an expression in the state and with the blocks that a block has left. */
  private static final class AtBlock extends Form {
    private static final int ID_LENGTH = 32;
    private static final int MEMORY = 1;

    AtBlock() {
      super("at-block", Versions.between(1, 4), "special_at_block");
    }

    @Override
    public TypeSignature check(TypeCheck.Application application) {
      application.requireArguments(2);
      if (application.epoch().compareTo(Epoch.EPOCH_3_4) >= 0) {
        throw application.error(CheckError.AT_BLOCK_UNAVAILABLE);
      }
      application.checkExpecting(application.arguments().getFirst(), BUFF_32);
      return application.check(1);
    }

    @Override
    public boolean isReadOnly(ReadOnlyCheck check, List<Expression> arguments) {
      ReadOnlyCheck.requireArguments(2, arguments);
      var id = check.isReadOnly(arguments.get(0));
      if (!check.isReadOnly(arguments.get(1))) {
        throw ReadOnlyCheck.error(CheckError.AT_BLOCK_CLOSURE_MUST_BE_READ_ONLY);
      }
      return id;
    }

    @Override
    public Application link(Linking at) {
      var gone = at.isAtLeast(Epoch.EPOCH_3_4);
      var id = at.argument(0);
      var closure = at.argument(1);
      return new Application(at) {
        @Override
        protected Value apply(Frame frame) {
          if (gone) throw Abort.check("AtBlockUnavailable");
          var meter = frame.meter();
          at.costs().charge(CostFunction.AT_BLOCK, 0, meter);
          var past = blocks(frame, id.look(frame));
          meter.addMemory(MEMORY);
          var value = evaluate(frame, past);
          closure.keep(frame, value);
          meter.dropMemory(MEMORY);
          return value;
        }

        private Blocks blocks(Frame frame, Value value) {
          if (!(value instanceof Buff block)) throw Abort.wrongType(BUFF_32, value);
          if (block.length() != ID_LENGTH) {
            throw abort(frame, "BadBlockHash(" + unsigned(block.bytes()) + ")");
          }
          return frame
              .world()
              .blocks()
              .asOf(block)
              .orElseThrow(() -> abort(frame, "UnknownBlockHeaderHash(" + block + ")"));
        }

        private Value evaluate(Frame frame, Blocks past) {
          var execution = frame.execution();
          var savepoint = execution.beginReadOnly();
          try {
            execution.travel(past);
            return closure.look(frame);
          } finally {
            // Inside of another at-block too: the rest of that one sees the present, as in the VM.
            execution.present();
            execution.rollback(savepoint);
          }
        }
      };
    }

    private static String unsigned(byte[] bytes) {
      var numbers = new int[bytes.length];
      for (int i = 0; i < bytes.length; i++) numbers[i] = bytes[i] & 0xff;
      return Arrays.toString(numbers);
    }
  }

  /** Errors: 1 if it is no contract's principal, 2 if there is no such contract. */
  private static final class ContractHash extends io.neuralnexus.clarity.language.Function {
    private static final Value NO_CONTRACT = Cl.err(Cl.uint(1));
    private static final Value NOT_DEPLOYED = Cl.err(Cl.uint(2));

    ContractHash() {
      super(
          "contract-hash?",
          Versions.since(4),
          "special_contract_hash",
          true,
          FunctionType.fixed(
              new TypeSignature.ResponseType(BUFF_32, TypeSignature.UINT),
              TypeSignature.PRINCIPAL));
    }

    @Override
    public Application link(Linking at, Node[] arguments) {
      return new Application(at) {
        @Override
        protected Value apply(Frame frame) {
          if (arguments.length != 1) {
            throw Abort.check("IncorrectArgumentCount(1, " + arguments.length + ")");
          }
          return switch (arguments[0].look(frame)) {
            case StandardPrincipal account -> NO_CONTRACT;
            case ContractPrincipal contract -> {
              at.costs().charge(CostFunction.CONTRACT_HASH, 0, frame.meter());
              yield frame
                  .world()
                  .contract(contract)
                  .map(state -> hash(state.code().source()))
                  .orElse(NOT_DEPLOYED);
            }
            case Value other ->
                throw Abort.check(
                    "ExpectedContractPrincipalValue(\"" + ErrorText.quoted(other) + "\")");
          };
        }
      };
    }

    private static Value hash(String source) {
      return Cl.ok(Buff.of(Hash.sha512Half(source.getBytes(StandardCharsets.UTF_8))));
    }
  }
}
