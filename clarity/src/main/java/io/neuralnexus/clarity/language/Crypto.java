package io.neuralnexus.clarity.language;

import io.neuralnexus.clarity.Bool;
import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.Cl;
import io.neuralnexus.clarity.ClarityVersion;
import io.neuralnexus.clarity.Epoch;
import io.neuralnexus.clarity.Int;
import io.neuralnexus.clarity.ListValue;
import io.neuralnexus.clarity.TypeSignature;
import io.neuralnexus.clarity.TypeSignature.BuffType;
import io.neuralnexus.clarity.TypeSignature.ListType;
import io.neuralnexus.clarity.TypeSignature.ResponseType;
import io.neuralnexus.clarity.TypeSignature.TupleType;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.clarity.Value;
import io.neuralnexus.clarity.analysis.FunctionType;
import io.neuralnexus.clarity.analysis.TypeCheck;
import io.neuralnexus.clarity.chain.ChainProfile;
import io.neuralnexus.clarity.cost.CostFunction;
import io.neuralnexus.clarity.crypto.BitcoinTransaction;
import io.neuralnexus.clarity.crypto.Ed25519;
import io.neuralnexus.clarity.crypto.Hash;
import io.neuralnexus.clarity.crypto.MerkleProof;
import io.neuralnexus.clarity.crypto.Secp256k1;
import io.neuralnexus.clarity.crypto.Secp256r1;
import io.neuralnexus.clarity.runtime.Abort;
import io.neuralnexus.clarity.runtime.Application;
import io.neuralnexus.clarity.runtime.Frame;
import io.neuralnexus.clarity.runtime.Linking;
import io.neuralnexus.clarity.runtime.Node;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Hashes, signatures and Bitcoin: {@code hash160 sha256 sha512 sha512/256 keccak256
 * secp256k1-recover? secp256k1-verify secp256k1-decompress? secp256r1-verify ed25519-verify
 * verify-merkle-proof get-bitcoin-tx-output?}.
 */
final class Crypto {
  private static final BuffType ANY_BUFF = new BuffType(1024 * 1024);
  private static final BuffType BUFF_20 = new BuffType(20);
  private static final BuffType BUFF_32 = new BuffType(32);
  private static final BuffType BUFF_33 = new BuffType(33);
  private static final BuffType BUFF_64 = new BuffType(64);
  private static final BuffType BUFF_65 = new BuffType(65);

  private Crypto() {}

  /** All of them. */
  static List<Word> words() {
    return List.of(
        new Digest("hash160", "native_hash160", CostFunction.HASH160, BUFF_20, Hash::hash160),
        new Digest("sha256", "native_sha256", CostFunction.SHA256, BUFF_32, Hash::sha256),
        new Digest("sha512", "native_sha512", CostFunction.SHA512, BUFF_64, Hash::sha512),
        new Digest(
            "sha512/256",
            "native_sha512trunc256",
            CostFunction.SHA512T256,
            BUFF_32,
            Hash::sha512Half),
        new Digest(
            "keccak256", "native_keccak256", CostFunction.KECCAK256, BUFF_32, Hash::keccak256),
        new Recover(),
        new VerifySecp256k1(),
        new VerifySecp256r1(),
        new VerifyEd25519(),
        new Decompress(),
        new VerifyMerkleProof(),
        new BitcoinOutput());
  }

  private static final class Digest extends Function.Plain {
    private final UnaryOperator<byte[]> hash;

    Digest(
        String name,
        String identifier,
        CostFunction cost,
        BuffType returns,
        UnaryOperator<byte[]> hash) {
      super(
          name,
          Versions.since(1),
          identifier,
          new FunctionType.Union(List.of(ANY_BUFF, TypeSignature.UINT, TypeSignature.INT), returns),
          cost);
      this.hash = hash;
    }

    @Override
    public boolean isChargedBySize(Linking at) {
      return at.isAtLeast(Epoch.EPOCH_2_05);
    }

    @Override
    public Value compute(Value[] arguments, Call call) {
      requireArguments(1, arguments);
      return Buff.of(hash.apply(bytes(arguments[0])));
    }

    private static byte[] bytes(Value value) {
      return switch (value) {
        case Buff buff -> buff.bytes();
        case Uint number -> bytes(number.high(), number.low());
        case Int number -> bytes(number.high(), number.low());
        default ->
            throw Abort.wrongType(List.of(TypeSignature.INT, TypeSignature.UINT, ANY_BUFF), value);
      };
    }

    private static byte[] bytes(long high, long low) {
      return ByteBuffer.allocate(16)
          .order(ByteOrder.LITTLE_ENDIAN)
          .putLong(low)
          .putLong(high)
          .array();
    }
  }

  /** A form that is charged first and then looks at buffers. */
  private abstract static class Signature extends Form {
    private final CostFunction cost;
    private final TypeSignature returns;
    private final List<BuffType> parameters;

    Signature(
        String name,
        Versions versions,
        String identifier,
        CostFunction cost,
        TypeSignature returns,
        BuffType... parameters) {
      super(name, versions, identifier);
      this.cost = cost;
      this.returns = returns;
      this.parameters = List.of(parameters);
    }

    @Override
    public final TypeSignature check(TypeCheck.Application application) {
      return checkAll(application, parameters, returns);
    }

    @Override
    public final Application link(Linking at) {
      var arguments = at.allArguments();
      var fixed = at.runtimeCost(cost, 0);
      return new Application(at) {
        @Override
        protected Value apply(Frame frame) {
          frame.meter().runtime(fixed);
          return compute(arguments, frame, at);
        }
      };
    }

    abstract Value compute(Node[] arguments, Frame frame, Linking at);
  }

  private static final class Recover extends Signature {
    Recover() {
      super(
          "secp256k1-recover?",
          Versions.since(1),
          "native_secp256k1-recover",
          CostFunction.SECP256K1RECOVER,
          new ResponseType(BUFF_33, TypeSignature.UINT),
          BUFF_32,
          BUFF_65);
    }

    @Override
    Value compute(Node[] arguments, Frame frame, Linking at) {
      var digest = exactly(BUFF_32, arguments[0].look(frame));
      var signature = atMost(BUFF_65, arguments[1].look(frame));
      if (!Secp256k1.isRecoverable(signature)) return failure(2);
      return okOrFailure(Secp256k1.recover(digest, signature));
    }
  }

  private static final class VerifySecp256k1 extends Signature {
    VerifySecp256k1() {
      super(
          "secp256k1-verify",
          Versions.since(1),
          "native_secp256k1-verify",
          CostFunction.SECP256K1VERIFY,
          TypeSignature.BOOL,
          BUFF_32,
          BUFF_65,
          BUFF_33);
    }

    /** A malformed signature is false before the key is even looked at. */
    @Override
    Value compute(Node[] arguments, Frame frame, Linking at) {
      var digest = exactly(BUFF_32, arguments[0].look(frame));
      var signature = atMost(BUFF_65, arguments[1].look(frame));
      if (signature.length != 64 && !Secp256k1.isRecoverable(signature)) return Bool.FALSE;
      var key = exactly(BUFF_33, arguments[2].look(frame));
      var taken = at.linker().profile() == ChainProfile.SIMNET || Secp256k1.isLow(signature);
      return Bool.of(taken && Secp256k1.verify(digest, signature, key));
    }
  }

  private static final class VerifySecp256r1 extends Signature {
    VerifySecp256r1() {
      super(
          "secp256r1-verify",
          Versions.since(4),
          "native_secp256r1-verify",
          CostFunction.SECP256R1VERIFY,
          TypeSignature.BOOL,
          BUFF_32,
          BUFF_64,
          BUFF_33);
    }

    /** Clarity 4 hashes the hash once more; a short signature is false before the key is seen. */
    @Override
    Value compute(Node[] arguments, Frame frame, Linking at) {
      var hash = exactly(BUFF_32, arguments[0].look(frame));
      var signature = atMost(BUFF_64, arguments[1].look(frame));
      if (signature.length != 64) return Bool.FALSE;
      var key = exactly(BUFF_33, arguments[2].look(frame));
      var digest = at.isAtLeast(ClarityVersion.CLARITY_5) ? hash : Hash.sha256(hash);
      return Bool.of(Secp256r1.verify(digest, signature, key));
    }
  }

  /** A form that the VM computes from values, charged by the size of one of them. */
  private abstract static class Sized extends Form.Plain {
    private final TypeSignature returns;
    private final List<TypeSignature> parameters;

    Sized(
        String name,
        String identifier,
        CostFunction cost,
        TypeSignature returns,
        TypeSignature... parameters) {
      super(name, Versions.since(6), identifier, cost);
      this.returns = returns;
      this.parameters = List.of(parameters);
    }

    @Override
    public final TypeSignature check(TypeCheck.Application application) {
      return checkAll(application, parameters, returns);
    }

    @Override
    public final boolean isChargedBySize(Linking at) {
      return true;
    }

    static long length(Value value) {
      return switch (value) {
        case Buff buff -> buff.length();
        case ListValue list -> list.size();
        default -> 0;
      };
    }
  }

  private static final class VerifyEd25519 extends Sized {
    VerifyEd25519() {
      super(
          "ed25519-verify",
          "native_ed25519-verify",
          CostFunction.ED25519VERIFY,
          TypeSignature.BOOL,
          ANY_BUFF,
          BUFF_64,
          BUFF_32);
    }

    @Override
    public long costInput(Value[] arguments) {
      return length(arguments[0]);
    }

    @Override
    public Value compute(Value[] arguments, Call call) {
      var message = atMost(ANY_BUFF, arguments[0]);
      var signature = exactly(BUFF_64, arguments[1]);
      return Bool.of(Ed25519.verify(message, signature, exactly(BUFF_32, arguments[2])));
    }
  }

  private static final class Decompress extends Form.Plain {
    Decompress() {
      super(
          "secp256k1-decompress?",
          Versions.since(6),
          "native_secp256k1-decompress",
          CostFunction.SECP256K1DECOMPRESS);
    }

    @Override
    public TypeSignature check(TypeCheck.Application application) {
      return checkAll(application, List.of(BUFF_33), new ResponseType(BUFF_65, TypeSignature.UINT));
    }

    @Override
    public Value compute(Value[] arguments, Call call) {
      return okOrFailure(Secp256k1.decompress(exactly(BUFF_33, arguments[0])));
    }
  }

  private static final class VerifyMerkleProof extends Sized {
    private static final ListType SIBLINGS = new ListType(BUFF_32, MerkleProof.MAX_DEPTH);

    VerifyMerkleProof() {
      super(
          "verify-merkle-proof",
          "native_verify_merkle_proof",
          CostFunction.VERIFY_MERKLE_PROOF,
          TypeSignature.BOOL,
          BUFF_32,
          BUFF_32,
          TypeSignature.UINT,
          TypeSignature.UINT,
          SIBLINGS);
    }

    @Override
    public long costInput(Value[] arguments) {
      return length(arguments[4]);
    }

    @Override
    public Value compute(Value[] arguments, Call call) {
      var leaf = exactly(BUFF_32, arguments[0]);
      var root = exactly(BUFF_32, arguments[1]);
      var index = number(arguments[2]);
      var count = number(arguments[3]);
      if (!(arguments[4] instanceof ListValue list)) throw Abort.wrongType(SIBLINGS, arguments[4]);
      var siblings = list.values().stream().map(each -> ((Buff) each).bytes()).toList();
      return Bool.of(MerkleProof.verify(leaf, root, index, count, siblings));
    }
  }

  private static final class BitcoinOutput extends Sized {
    BitcoinOutput() {
      super(
          "get-bitcoin-tx-output?",
          "native_get_bitcoin_tx_output",
          CostFunction.GET_BITCOIN_TX_OUTPUT,
          new ResponseType(
              TupleType.of(
                  Map.of(
                      "script",
                      new BuffType(BitcoinTransaction.MAX_SCRIPT_LENGTH),
                      "amount",
                      TypeSignature.UINT,
                      "txid",
                      BUFF_32)),
              TypeSignature.UINT),
          ANY_BUFF,
          TypeSignature.UINT);
    }

    @Override
    public long costInput(Value[] arguments) {
      return length(arguments[0]);
    }

    @Override
    public Value compute(Value[] arguments, Call call) {
      var transaction = atMost(ANY_BUFF, arguments[0]);
      var reader = call.at().linker().profile();
      return switch (BitcoinTransaction.output(transaction, number(arguments[1]), reader)) {
        case BitcoinTransaction.Output(var script, var amount, var txid) ->
            Cl.ok(Cl.tuple("script", Buff.of(script), "amount", amount, "txid", Buff.of(txid)));
        case BitcoinTransaction.Failure failure -> failure(failure.code());
      };
    }
  }

  private static TypeSignature checkAll(
      TypeCheck.Application application,
      List<? extends TypeSignature> parameters,
      TypeSignature returns) {
    application.requireArguments(parameters.size());
    for (int i = 0; i < parameters.size(); i++) {
      application.checkExpecting(application.arguments().get(i), parameters.get(i));
    }
    return returns;
  }

  /** The bytes of a buffer that is as long as the type allows. */
  private static byte[] exactly(BuffType type, Value value) {
    if (value instanceof Buff buff && buff.length() == type.maxLength()) return buff.bytes();
    throw Abort.wrongType(type, value);
  }

  private static byte[] atMost(BuffType type, Value value) {
    if (value instanceof Buff buff && buff.length() <= type.maxLength()) return buff.bytes();
    throw Abort.wrongType(type, value);
  }

  private static Uint number(Value value) {
    if (value instanceof Uint number) return number;
    throw Abort.wrongType(TypeSignature.UINT, value);
  }

  private static Value okOrFailure(Optional<byte[]> bytes) {
    return bytes.<Value>map(found -> Cl.ok(Buff.of(found))).orElseGet(() -> failure(1));
  }

  private static Value failure(int code) {
    return Cl.err(Cl.uint(code));
  }
}
