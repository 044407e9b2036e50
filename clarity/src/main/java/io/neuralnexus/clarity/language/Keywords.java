package io.neuralnexus.clarity.language;

import static io.neuralnexus.clarity.language.Word.Versions.between;
import static io.neuralnexus.clarity.language.Word.Versions.since;

import io.neuralnexus.clarity.Bool;
import io.neuralnexus.clarity.Cl;
import io.neuralnexus.clarity.Epoch;
import io.neuralnexus.clarity.OptionalValue;
import io.neuralnexus.clarity.TypeSignature;
import io.neuralnexus.clarity.TypeSignature.OptionalType;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.clarity.Value;
import io.neuralnexus.clarity.chain.Blocks;
import io.neuralnexus.clarity.chain.Network;
import io.neuralnexus.clarity.cost.CostFunction;
import io.neuralnexus.clarity.runtime.Frame;
import io.neuralnexus.clarity.runtime.Linker;
import io.neuralnexus.clarity.runtime.Node;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** {@code tx-sender}, {@code true}, {@code stacks-block-height} and their like. */
final class Keywords {
  private Keywords() {}

  /** All of them. */
  static List<Keyword> keywords() {
    return List.of(
        constant("true", Bool.TRUE),
        constant("false", Bool.FALSE),
        constant("none", Cl.none()),
        new Free("tx-sender", since(1), TypeSignature.PRINCIPAL, Frame::sender),
        new Free("contract-caller", since(1), TypeSignature.PRINCIPAL, Frame::caller),
        new Free("tx-sponsor?", since(2), new OptionalType(TypeSignature.PRINCIPAL), sponsor()),
        new Free(
            "current-contract", since(4), TypeSignature.PRINCIPAL, frame -> frame.contract().id()),
        new Free("is-in-regtest", since(1), TypeSignature.BOOL, regtest()),
        new Free("is-in-mainnet", since(2), TypeSignature.BOOL, mainnet()),
        new Free("chain-id", since(2), TypeSignature.UINT, chainId()),
        new Height("block-height", between(1, 2), Keywords::blockHeight),
        new Height("stacks-block-height", since(3), Blocks::stacksHeight),
        new Height("tenure-height", since(3), Blocks::tenureHeight),
        new Height("burn-block-height", since(1), Blocks::burnHeight),
        new Height("stacks-block-time", since(4), Blocks::time),
        new Stored(
            "stx-liquid-supply",
            since(1),
            TypeSignature.UINT,
            frame -> frame.world().ledger().liquidSupply()));
  }

  private static Keyword constant(String name, Value value) {
    return new Free(name, since(1), value.type(), frame -> value);
  }

  private static Function<Frame, Value> sponsor() {
    return frame ->
        frame
            .world()
            .blocks()
            .sponsor()
            .<OptionalValue>map(OptionalValue.Some::new)
            .orElseGet(Cl::none);
  }

  private static Function<Frame, Value> regtest() {
    return frame -> Bool.of(frame.world().blocks().regtest());
  }

  private static Function<Frame, Value> mainnet() {
    return frame -> Bool.of(frame.world().network() == Network.MAINNET);
  }

  private static Function<Frame, Value> chainId() {
    return frame -> Uint.of(frame.world().network().chainId());
  }

  /**
   * Blocks became faster in epoch 3.0. Contracts that count them go on to count tenures, which come
   * as often as blocks did.
   */
  private static long blockHeight(Blocks blocks) {
    return blocks.epoch().compareTo(Epoch.EPOCH_3_0) < 0
        ? blocks.stacksHeight()
        : blocks.tenureHeight();
  }

  /** A keyword that costs nothing. */
  private static final class Free extends Keyword {
    private final Function<Frame, Value> value;

    Free(String name, Word.Versions versions, TypeSignature type, Function<Frame, Value> value) {
      super(name, versions, type);
      this.value = value;
    }

    @Override
    public Node link(Linker linker) {
      return new Node() {
        @Override
        public Value look(Frame frame) {
          return value.apply(frame);
        }

        @Override
        public Value freely(Frame frame) {
          return value.apply(frame);
        }
      };
    }
  }

  /** A keyword that the VM reads out of its storage, and charges as a variable of one byte. */
  private static class Stored extends Keyword {
    private final Function<Frame, Value> value;

    Stored(String name, Word.Versions versions, TypeSignature type, Function<Frame, Value> value) {
      super(name, versions, type);
      this.value = value;
    }

    @Override
    public Node link(Linker linker) {
      var costs = linker.costs();
      return new Node() {
        @Override
        public Value look(Frame frame) {
          costs.charge(CostFunction.FETCH_VAR, 1, frame.meter());
          return value.apply(frame);
        }

        @Override
        public Value freely(Frame frame) {
          return value.apply(frame);
        }
      };
    }
  }

  /** A height or time of the block that is being made. */
  private static final class Height extends Stored {
    Height(String name, Word.Versions versions, ToLongFunction<Blocks> height) {
      super(
          name,
          versions,
          TypeSignature.UINT,
          frame -> Uint.of(height.applyAsLong(frame.world().blocks())));
    }
  }
}
