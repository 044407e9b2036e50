package io.neuralnexus.clarity.language;

import io.neuralnexus.clarity.Bool;
import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.CallableContract;
import io.neuralnexus.clarity.Cl;
import io.neuralnexus.clarity.Epoch;
import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.TupleShape;
import io.neuralnexus.clarity.TypeSignature;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.clarity.Value;
import io.neuralnexus.clarity.analysis.CheckError;
import io.neuralnexus.clarity.analysis.FunctionType;
import io.neuralnexus.clarity.analysis.ReadOnlyCheck;
import io.neuralnexus.clarity.analysis.TypeCheck;
import io.neuralnexus.clarity.chain.ChainEvent;
import io.neuralnexus.clarity.cost.CostFunction;
import io.neuralnexus.clarity.runtime.Abort;
import io.neuralnexus.clarity.runtime.Application;
import io.neuralnexus.clarity.runtime.Frame;
import io.neuralnexus.clarity.runtime.FungibleToken;
import io.neuralnexus.clarity.runtime.Linking;
import io.neuralnexus.clarity.runtime.Movements;
import io.neuralnexus.clarity.runtime.Node;
import io.neuralnexus.clarity.runtime.NonFungibleToken;
import io.neuralnexus.clarity.syntax.Expression;
import io.neuralnexus.clarity.typing.Typing;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tokens and STX: balances, owners, minting, transfers, burning. */
final class Assets {
  private static final TypeSignature DONE =
      new TypeSignature.ResponseType(TypeSignature.BOOL, TypeSignature.UINT);
  private static final Value OK = Cl.ok(Bool.TRUE);

  /** The errors of all of them, by code; each word says what its codes mean. */
  private static final Value[] ERRORS = {
    Cl.err(Cl.uint(0)),
    Cl.err(Cl.uint(1)),
    Cl.err(Cl.uint(2)),
    Cl.err(Cl.uint(3)),
    Cl.err(Cl.uint(4))
  };

  private static final int PRINCIPAL_SIZE = TypeSignature.PRINCIPAL.size();
  private static final int UINT_SIZE = TypeSignature.UINT.size();

  /** Bytes of an account in the VM's store, with its lock. */
  private static final int ACCOUNT_SIZE = 40;

  private static final int MEMO_LENGTH = 34;

  private Assets() {}

  /** All of them. */
  static List<Word> words() {
    return List.of(
        new FtGetBalance(),
        new FtGetSupply(),
        new FtMint(),
        new FtTransfer(),
        new FtBurn(),
        new NftGetOwner(),
        new NftMint(),
        new NftTransfer(),
        new NftBurn(),
        new StxGetBalance(),
        new StxAccount(),
        new StxTransfer(),
        new StxTransferMemo(),
        new StxBurn());
  }

  /** A principal; a contract that stands for a trait is none. */
  private static Principal principal(Value value, String otherwise) {
    if (value instanceof Principal principal && !(value instanceof CallableContract)) {
      return principal;
    }
    throw Abort.check("Unreachable(\"" + otherwise + "\")");
  }

  private static Principal principal(Value value) {
    if (value instanceof Principal principal && !(value instanceof CallableContract)) {
      return principal;
    }
    throw Abort.wrongType(TypeSignature.PRINCIPAL, value);
  }

  private static Uint amount(Value value, String otherwise) {
    if (value instanceof Uint amount) return amount;
    throw Abort.check("Unreachable(\"" + otherwise + "\")");
  }

  private static ChainEvent.Asset asset(Linking at) {
    return new ChainEvent.Asset(at.linker().contract().id(), at.name(0));
  }

  /** A form whose first argument is the name of a token. */
  private abstract static class TokenForm extends Form {
    private final boolean writes;

    TokenForm(String name, String identifier, boolean writes) {
      super(name, Versions.since(1), identifier);
      this.writes = writes;
    }

    @Override
    public final boolean isReadOnly(ReadOnlyCheck check, List<Expression> arguments) {
      return check.areReadOnly(arguments) && !writes;
    }

    static void requireFungible(TypeCheck.Application application, String name) {
      if (!application.definitions().hasFungibleToken(name)) {
        throw application.error(CheckError.noSuchFt(name));
      }
    }

    static String tokenName(TypeCheck.Application application) {
      return application.name(0, CheckError.BAD_TOKEN_NAME);
    }

    /** The rest of the arguments, each of which must be admitted by a type. */
    static void checkRest(TypeCheck.Application application, TypeSignature... types) {
      for (int i = 0; i < types.length; i++) {
        application.checkExpecting(application.arguments().get(i + 1), types[i]);
      }
    }
  }

  /** An application to a fungible token. */
  private abstract static class FtApplication extends Application {
    final Linking at;
    private final int slot;
    final ChainEvent.Asset asset;
    private final CostFunction cost;

    FtApplication(Linking at, CostFunction cost) {
      super(at);
      this.at = at;
      this.slot = at.linker().contract().fungibleToken(at.name(0)).orElseThrow();
      this.asset = asset(at);
      this.cost = cost;
    }

    @Override
    protected final Value apply(Frame frame) {
      at.costs().charge(cost, 0, frame.meter());
      return apply(frame, frame.contract().fungibleToken(slot));
    }

    abstract Value apply(Frame frame, FungibleToken token);

    final void note(Frame frame, Principal from, Uint amount) {
      try {
        frame.execution().movements().add(new Movements.Ft(from, asset, amount));
      } catch (ArithmeticException e) {
        throw abort(frame, "ArithmeticOverflow");
      }
    }
  }

  private static final class FtGetBalance extends TokenForm {
    FtGetBalance() {
      super("ft-get-balance", "special_get_balance", false);
    }

    @Override
    public TypeSignature check(TypeCheck.Application application) {
      application.requireArguments(2);
      requireFungible(application, tokenName(application));
      checkRest(application, TypeSignature.PRINCIPAL);
      return TypeSignature.UINT;
    }

    @Override
    public Application link(Linking at) {
      var owner = at.argument(1);
      return new FtApplication(at, CostFunction.FT_BALANCE) {
        @Override
        Value apply(Frame frame, FungibleToken token) {
          return token.balance(principal(owner.look(frame)));
        }
      };
    }
  }

  private static final class FtGetSupply extends TokenForm {
    FtGetSupply() {
      super("ft-get-supply", "special_get_token_supply", false);
    }

    @Override
    public TypeSignature check(TypeCheck.Application application) {
      application.requireArguments(1);
      requireFungible(application, tokenName(application));
      return TypeSignature.UINT;
    }

    @Override
    public Application link(Linking at) {
      return new FtApplication(at, CostFunction.FT_GET_SUPPLY) {
        @Override
        Value apply(Frame frame, FungibleToken token) {
          // Where at-block goes back to, there may not have been a token.
          if (token.supply() == null) {
            throw Abort.internal("Expect(\"ERROR: Clarity VM failed to track token supply.\")");
          }
          return token.supply();
        }
      };
    }
  }

  /** Errors: 1 for an amount of zero. More than there may be aborts. */
  private static final class FtMint extends TokenForm {
    FtMint() {
      super("ft-mint?", "special_mint_token", true);
    }

    @Override
    public TypeSignature check(TypeCheck.Application application) {
      application.requireArguments(3);
      var name = tokenName(application);
      checkRest(application, TypeSignature.UINT, TypeSignature.PRINCIPAL);
      requireFungible(application, name);
      return DONE;
    }

    @Override
    public Application link(Linking at) {
      var amountNode = at.argument(1);
      var toNode = at.argument(2);
      return new FtApplication(at, CostFunction.FT_MINT) {
        @Override
        Value apply(Frame frame, FungibleToken token) {
          var amount = amount(amountNode.look(frame), "Bad mint FT args");
          var to = principal(toNode.look(frame), "Bad mint FT args");
          if (amount.equals(Uint.ZERO)) return ERRORS[1];
          token.setSupply(increased(frame, token, amount), frame.journal());
          var balance = token.balance(to).plus(amount);
          frame.meter().keepMemory(PRINCIPAL_SIZE);
          frame.meter().keepMemory(UINT_SIZE);
          token.setBalance(to, balance, frame.journal());
          frame.execution().emit(new ChainEvent.FtMint(asset, to, amount));
          return OK;
        }

        private Uint increased(Frame frame, FungibleToken token, Uint amount) {
          Uint supply;
          try {
            supply = token.supply().plus(amount);
          } catch (ArithmeticException e) {
            throw abort(frame, "ArithmeticOverflow");
          }
          var maximum = token.maximum();
          if (maximum.isPresent() && supply.compareTo(maximum.get()) > 0) {
            throw abort(
                frame,
                "SupplyOverflow(%s, %s)"
                    .formatted(supply.toBigInteger(), maximum.get().toBigInteger()));
          }
          return supply;
        }
      };
    }
  }

  /** Errors: 1 for too little, 2 for a transfer to oneself, 3 for an amount of zero. */
  private static final class FtTransfer extends TokenForm {
    FtTransfer() {
      super("ft-transfer?", "special_transfer_token", true);
    }

    @Override
    public TypeSignature check(TypeCheck.Application application) {
      application.requireArguments(4);
      var name = tokenName(application);
      checkRest(application, TypeSignature.UINT, TypeSignature.PRINCIPAL, TypeSignature.PRINCIPAL);
      requireFungible(application, name);
      return DONE;
    }

    @Override
    public Application link(Linking at) {
      var amountNode = at.argument(1);
      var fromNode = at.argument(2);
      var toNode = at.argument(3);
      return new FtApplication(at, CostFunction.FT_TRANSFER) {
        @Override
        Value apply(Frame frame, FungibleToken token) {
          var amount = amount(amountNode.look(frame), "Bad transfer FT args");
          var from = principal(fromNode.look(frame), "Bad transfer FT args");
          var to = principal(toNode.look(frame), "Bad transfer FT args");
          if (amount.equals(Uint.ZERO)) return ERRORS[3];
          if (from.equals(to)) return ERRORS[2];
          var balance = token.balance(from);
          if (balance.compareTo(amount) < 0) return ERRORS[1];
          var received = token.balance(to).plus(amount);
          var meter = frame.meter();
          meter.keepMemory(PRINCIPAL_SIZE);
          meter.keepMemory(PRINCIPAL_SIZE);
          meter.keepMemory(UINT_SIZE);
          meter.keepMemory(UINT_SIZE);
          token.setBalance(from, balance.minus(amount), frame.journal());
          token.setBalance(to, received, frame.journal());
          note(frame, from, amount);
          frame.execution().emit(new ChainEvent.FtTransfer(asset, from, to, amount));
          return OK;
        }
      };
    }
  }

  /** Errors: 1 for too little or an amount of zero. */
  private static final class FtBurn extends TokenForm {
    FtBurn() {
      super("ft-burn?", "special_burn_token", true);
    }

    @Override
    public TypeSignature check(TypeCheck.Application application) {
      application.requireArguments(3);
      var name = tokenName(application);
      checkRest(application, TypeSignature.UINT, TypeSignature.PRINCIPAL);
      requireFungible(application, name);
      return DONE;
    }

    @Override
    public Application link(Linking at) {
      var amountNode = at.argument(1);
      var fromNode = at.argument(2);
      return new FtApplication(at, CostFunction.FT_BURN) {
        @Override
        Value apply(Frame frame, FungibleToken token) {
          var amount = amount(amountNode.look(frame), "Bad burn FT args");
          var from = principal(fromNode.look(frame), "Bad burn FT args");
          if (amount.equals(Uint.ZERO)) return ERRORS[1];
          var balance = token.balance(from);
          if (balance.compareTo(amount) < 0) return ERRORS[1];
          token.setSupply(token.supply().minus(amount), frame.journal());
          token.setBalance(from, balance.minus(amount), frame.journal());
          frame.execution().emit(new ChainEvent.FtBurn(asset, from, amount));
          frame.meter().keepMemory(PRINCIPAL_SIZE);
          frame.meter().keepMemory(UINT_SIZE);
          note(frame, from, amount);
          return OK;
        }
      };
    }
  }

  private static TypeSignature idType(TypeCheck.Application application) {
    var name = TokenForm.tokenName(application);
    return application
        .definitions()
        .nonFungibleToken(name)
        .orElseThrow(() -> application.error(CheckError.noSuchNft(name)));
  }

  /**
   * An application to a non-fungible token: its id comes first, then principals. It costs the bytes
   * of the encoded id from epoch 2.05 on, and the size of its type before.
   */
  private abstract static class NftApplication extends Application {
    private final Linking at;
    private final Epoch epoch;
    private final int slot;
    private final CostFunction cost;
    private final boolean byType;
    private final Node idNode;
    private final Node[] rest;
    final ChainEvent.Asset asset;

    NftApplication(Linking at, CostFunction cost) {
      super(at);
      this.at = at;
      this.epoch = at.linker().epoch();
      this.slot = at.linker().contract().nonFungibleToken(at.name(0)).orElseThrow();
      this.cost = cost;
      this.byType = !at.isAtLeast(Epoch.EPOCH_2_05);
      this.idNode = at.argument(1);
      this.rest = at.linkAll(at.arguments().subList(2, at.arguments().size()));
      this.asset = asset(at);
    }

    @Override
    protected final Value apply(Frame frame) {
      begin(frame);
      var id = idNode.look(frame);
      var principals = new Value[rest.length];
      for (int i = 0; i < rest.length; i++) principals[i] = rest[i].look(frame);
      var token = frame.contract().nonFungibleToken(slot);
      var size = byType ? token.idType().size() : id.encodedLength();
      charge(frame, size);
      if (!Typing.admits(token.idType(), id, epoch)) throw Abort.wrongType(token.idType(), id);
      return apply(frame, token, id, principals, size);
    }

    /** Before the arguments run. */
    void begin(Frame frame) {}

    final void charge(Frame frame, long size) {
      at.costs().charge(cost, size, frame.meter());
    }

    abstract Value apply(
        Frame frame, NonFungibleToken token, Value id, Value[] principals, int size);

    final void keepMemory(Frame frame, int size) {
      frame.meter().keepMemory(PRINCIPAL_SIZE);
      frame.meter().keepMemory(size);
    }

    /** The id is copied into the event. */
    final void keepId(Frame frame, Value id) {
      idNode.keep(frame, id);
    }
  }

  private static final class NftGetOwner extends TokenForm {
    NftGetOwner() {
      super("nft-get-owner?", "special_get_owner", false);
    }

    @Override
    public TypeSignature check(TypeCheck.Application application) {
      application.requireArguments(2);
      checkRest(application, idType(application));
      return new TypeSignature.OptionalType(TypeSignature.PRINCIPAL);
    }

    @Override
    public Application link(Linking at) {
      return new NftApplication(at, CostFunction.NFT_OWNER) {
        @Override
        Value apply(Frame frame, NonFungibleToken token, Value id, Value[] principals, int size) {
          var owner = token.owner(id);
          return owner == null ? Cl.none() : Cl.some(owner);
        }
      };
    }
  }

  /** Errors: 1 if the id exists. */
  private static final class NftMint extends TokenForm {
    NftMint() {
      super("nft-mint?", "special_mint_asset", true);
    }

    @Override
    public TypeSignature check(TypeCheck.Application application) {
      application.requireArguments(3);
      checkRest(application, idType(application), TypeSignature.PRINCIPAL);
      return DONE;
    }

    @Override
    public Application link(Linking at) {
      return new NftApplication(at, CostFunction.NFT_MINT) {
        @Override
        Value apply(Frame frame, NonFungibleToken token, Value id, Value[] principals, int size) {
          var to = principal(principals[0]);
          if (token.owner(id) != null) return ERRORS[1];
          keepMemory(frame, size);
          token.setOwner(id, to, frame.journal());
          keepId(frame, id);
          frame.execution().emit(new ChainEvent.NftMint(asset, to, id));
          return OK;
        }
      };
    }
  }

  /**
   * Errors: 1 if the sender does not own it, 2 for a transfer to oneself, 3 if there is no such.
   */
  private static final class NftTransfer extends TokenForm {
    NftTransfer() {
      super("nft-transfer?", "special_transfer_asset", true);
    }

    @Override
    public TypeSignature check(TypeCheck.Application application) {
      application.requireArguments(4);
      checkRest(application, idType(application), TypeSignature.PRINCIPAL, TypeSignature.PRINCIPAL);
      return DONE;
    }

    @Override
    public Application link(Linking at) {
      return new NftApplication(at, CostFunction.NFT_TRANSFER) {
        @Override
        Value apply(Frame frame, NonFungibleToken token, Value id, Value[] principals, int size) {
          var from = principal(principals[0], "Bad transfer NFT args");
          var to = principal(principals[1], "Bad transfer NFT args");
          if (from.equals(to)) return ERRORS[2];
          var owner = token.owner(id);
          if (owner == null) return ERRORS[3];
          if (!owner.equals(from)) return ERRORS[1];
          keepMemory(frame, size);
          token.setOwner(id, to, frame.journal());
          keepId(frame, id);
          frame.execution().movements().add(new Movements.Nft(from, asset, id));
          frame.execution().emit(new ChainEvent.NftTransfer(asset, from, to, id));
          return OK;
        }
      };
    }
  }

  /** Errors: 1 if the sender does not own it, 3 if there is no such. It is charged for twice. */
  private static final class NftBurn extends TokenForm {
    NftBurn() {
      super("nft-burn?", "special_burn_asset", true);
    }

    @Override
    public TypeSignature check(TypeCheck.Application application) {
      application.requireArguments(3);
      checkRest(application, idType(application), TypeSignature.PRINCIPAL);
      return DONE;
    }

    @Override
    public Application link(Linking at) {
      return new NftApplication(at, CostFunction.NFT_BURN) {
        @Override
        void begin(Frame frame) {
          charge(frame, 0);
        }

        @Override
        Value apply(Frame frame, NonFungibleToken token, Value id, Value[] principals, int size) {
          var from = principal(principals[0]);
          var owner = token.owner(id);
          if (owner == null) return ERRORS[3];
          if (!owner.equals(from)) return ERRORS[1];
          keepMemory(frame, size);
          token.remove(id, frame.journal());
          keepId(frame, id);
          frame.execution().movements().add(new Movements.Nft(from, asset, id));
          frame.execution().emit(new ChainEvent.NftBurn(asset, from, id));
          return OK;
        }
      };
    }
  }

  private static final class StxGetBalance extends Function {
    StxGetBalance() {
      super(
          "stx-get-balance",
          Versions.since(1),
          "special_stx_balance",
          true,
          FunctionType.fixed(TypeSignature.UINT, TypeSignature.PRINCIPAL));
    }

    @Override
    public Application link(Linking at, Node[] arguments) {
      return new Application(at) {
        @Override
        protected Value apply(Frame frame) {
          requireArguments(1, arguments);
          at.costs().charge(CostFunction.STX_BALANCE, 0, frame.meter());
          var owner = principal(arguments[0].look(frame));
          return frame.world().ledger().account(owner).at(frame.world().blocks()).unlocked();
        }
      };
    }
  }

  private static void requireArguments(int expected, Node[] arguments) {
    if (arguments.length != expected) {
      throw Abort.check("IncorrectArgumentCount(%d, %d)".formatted(expected, arguments.length));
    }
  }

  private static final class StxAccount extends Function {
    private static final TupleShape FIELDS =
        TupleShape.shared("locked", "unlock-height", "unlocked");
    private static final TypeSignature ACCOUNT =
        TypeSignature.TupleType.of(
            Map.of(
                "unlocked", TypeSignature.UINT,
                "locked", TypeSignature.UINT,
                "unlock-height", TypeSignature.UINT));

    StxAccount() {
      super(
          "stx-account",
          Versions.since(2),
          "stx_get_account",
          true,
          FunctionType.fixed(ACCOUNT, TypeSignature.PRINCIPAL));
    }

    @Override
    public Application link(Linking at, Node[] arguments) {
      return new Application(at) {
        @Override
        protected Value apply(Frame frame) {
          requireArguments(1, arguments);
          at.costs().charge(CostFunction.STX_ACCOUNT, 0, frame.meter());
          var owner = principal(arguments[0].look(frame));
          var blocks = frame.world().blocks();
          var account = frame.world().ledger().account(owner).at(blocks);
          long height = account.lock().map(lock -> lock.effectiveUnlockHeight(blocks)).orElse(0L);
          return FIELDS.tuple(account.locked(), Uint.of(height), account.unlocked());
        }
      };
    }
  }

  /**
   * {@code stx-transfer? stx-transfer-memo?}. Errors: 1 for too little, 2 for a transfer to
   * oneself, 3 for an amount of zero, 4 if the sender is not {@code tx-sender}.
   */
  private abstract static class StxSend extends Form {
    private static final TypeSignature[] TYPES = {
      TypeSignature.UINT,
      TypeSignature.PRINCIPAL,
      TypeSignature.PRINCIPAL,
      new TypeSignature.BuffType(MEMO_LENGTH)
    };
    private final CostFunction cost;
    private final int arguments;

    StxSend(String name, Versions versions, String identifier, CostFunction cost, int arguments) {
      super(name, versions, identifier);
      this.cost = cost;
      this.arguments = arguments;
    }

    @Override
    public TypeSignature check(TypeCheck.Application application) {
      application.requireArguments(arguments);
      for (int i = 0; i < arguments; i++) {
        application.checkExpecting(application.arguments().get(i), TYPES[i]);
      }
      return DONE;
    }

    @Override
    public final boolean isReadOnly(ReadOnlyCheck check, List<Expression> all) {
      check.areReadOnly(all);
      return false;
    }

    @Override
    public final Application link(Linking at) {
      return link(at, at.allArguments());
    }

    @Override
    public final Application link(Linking at, Node[] nodes) {
      return new Application(at) {
        @Override
        protected Value apply(Frame frame) {
          requireArguments(arguments, nodes);
          at.costs().charge(cost, 0, frame.meter());
          var amountValue = nodes[0].look(frame);
          var fromValue = nodes[1].look(frame);
          var toValue = nodes[2].look(frame);
          var memo = arguments > 3 ? nodes[3].look(frame) : Buff.EMPTY;
          var from = principal(fromValue, "Bad transfer STX args");
          var to = principal(toValue, "Bad transfer STX args");
          var amount = amount(amountValue, "Bad transfer STX args");
          if (amount.equals(Uint.ZERO)) return ERRORS[3];
          if (from.equals(to)) return ERRORS[2];
          if (!from.equals(frame.sender())) return ERRORS[4];
          var meter = frame.meter();
          meter.keepMemory(PRINCIPAL_SIZE);
          meter.keepMemory(PRINCIPAL_SIZE);
          meter.keepMemory(ACCOUNT_SIZE);
          meter.keepMemory(ACCOUNT_SIZE);
          if (!transfer(frame, from, to, amount)) return ERRORS[1];
          frame.execution().movements().add(new Movements.Stx(from, amount));
          frame.execution().emit(new ChainEvent.StxTransfer(from, to, amount, (Buff) memo));
          return OK;
        }

        private boolean transfer(Frame frame, Principal from, Principal to, Uint amount) {
          var world = frame.world();
          try {
            return world.ledger().transfer(from, to, amount, world.blocks(), world.journal());
          } catch (ArithmeticException e) {
            throw abort(frame, "ArithmeticOverflow");
          }
        }
      };
    }
  }

  private static final class StxTransfer extends StxSend {
    private static final FunctionType TYPE =
        FunctionType.fixed(
            DONE, TypeSignature.UINT, TypeSignature.PRINCIPAL, TypeSignature.PRINCIPAL);

    StxTransfer() {
      super(
          "stx-transfer?", Versions.since(1), "special_stx_transfer", CostFunction.STX_TRANSFER, 3);
    }

    /** Before epoch 2.1 it was a function like others, which {@code map} could be given. */
    @Override
    public Optional<FunctionType> functionType(Epoch epoch) {
      return epoch.compareTo(Epoch.EPOCH_2_1) < 0 ? Optional.of(TYPE) : Optional.empty();
    }

    @Override
    public TypeSignature check(TypeCheck.Application application) {
      return application.epoch().compareTo(Epoch.EPOCH_2_1) < 0
          ? application.checkFunction(TYPE)
          : super.check(application);
    }
  }

  private static final class StxTransferMemo extends StxSend {
    StxTransferMemo() {
      super(
          "stx-transfer-memo?",
          Versions.since(2),
          "special_stx_transfer_memo",
          CostFunction.STX_TRANSFER_MEMO,
          4);
    }
  }

  /** Errors: 1 for too little, 3 for an amount of zero, 4 if it is not {@code tx-sender}'s. */
  private static final class StxBurn extends Function {
    StxBurn() {
      super(
          "stx-burn?",
          Versions.since(1),
          "special_stx_burn",
          true,
          FunctionType.fixed(DONE, TypeSignature.UINT, TypeSignature.PRINCIPAL));
    }

    @Override
    public boolean isReadOnly(ReadOnlyCheck check, List<Expression> arguments) {
      check.areReadOnly(arguments);
      return false;
    }

    @Override
    public Application link(Linking at, Node[] arguments) {
      return new Application(at) {
        @Override
        protected Value apply(Frame frame) {
          requireArguments(2, arguments);
          at.costs().charge(CostFunction.STX_TRANSFER, 0, frame.meter());
          var amountValue = arguments[0].look(frame);
          var from = principal(arguments[1].look(frame), "Bad transfer STX args");
          var amount = amount(amountValue, "Bad transfer STX args");
          if (amount.equals(Uint.ZERO)) return ERRORS[3];
          if (!from.equals(frame.sender())) return ERRORS[4];
          frame.meter().keepMemory(PRINCIPAL_SIZE);
          frame.meter().keepMemory(ACCOUNT_SIZE);
          var world = frame.world();
          if (!world.ledger().burn(from, amount, world.blocks(), world.journal())) {
            return ERRORS[1];
          }
          frame.execution().movements().add(new Movements.StxBurnt(from, amount));
          frame.execution().emit(new ChainEvent.StxBurn(from, amount));
          return OK;
        }
      };
    }
  }
}
