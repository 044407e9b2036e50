package io.neuralnexus.clarity.language;

import io.neuralnexus.clarity.AsciiString;
import io.neuralnexus.clarity.Bool;
import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.CallableContract;
import io.neuralnexus.clarity.Cl;
import io.neuralnexus.clarity.ClarityVersion;
import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.TypeSignature;
import io.neuralnexus.clarity.TypeSignature.AsciiType;
import io.neuralnexus.clarity.TypeSignature.BuffType;
import io.neuralnexus.clarity.TypeSignature.OptionalType;
import io.neuralnexus.clarity.TypeSignature.ResponseType;
import io.neuralnexus.clarity.TypeSignature.TupleType;
import io.neuralnexus.clarity.Value;
import io.neuralnexus.clarity.analysis.FunctionType;
import io.neuralnexus.clarity.analysis.TypeCheck;
import io.neuralnexus.clarity.cost.CostFunction;
import io.neuralnexus.clarity.crypto.Secp256k1;
import io.neuralnexus.clarity.runtime.Abort;
import io.neuralnexus.clarity.runtime.Application;
import io.neuralnexus.clarity.runtime.Frame;
import io.neuralnexus.clarity.runtime.Linking;
import io.neuralnexus.clarity.runtime.Node;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code is-standard principal-destruct? principal-construct? principal-of?}. */
final class Principals {
  private static final BuffType VERSION = new BuffType(1);
  private static final BuffType HASH = new BuffType(20);
  private static final BuffType PUBLIC_KEY = new BuffType(33);

  /** The name of a contract, as long as the network allows. */
  private static final AsciiType NAME = new AsciiType(40);

  private Principals() {}

  /** All of them. */
  static List<Word> words() {
    return List.of(new IsStandard(), new Destruct(), new Construct(), new OfPublicKey());
  }

  private static final class IsStandard extends Function {
    IsStandard() {
      super(
          "is-standard",
          Versions.since(2),
          "special_is_standard",
          true,
          FunctionType.fixed(TypeSignature.BOOL, TypeSignature.PRINCIPAL));
    }

    @Override
    public Application link(Linking at, Node[] arguments) {
      var argument = arguments[0];
      var network = at.linker().network();
      var cost = at.runtimeCost(CostFunction.IS_STANDARD, 0);
      return new Application(at) {
        @Override
        protected Value apply(Frame frame) {
          frame.meter().runtime(cost);
          return Bool.of(network.owns(principal(argument.look(frame)).issuer()));
        }
      };
    }
  }

  private static final class Destruct extends Function {
    private static final TupleType PARTS =
        TupleType.of(
            Map.of("version", VERSION, "hash-bytes", HASH, "name", new OptionalType(NAME)));

    Destruct() {
      super(
          "principal-destruct?",
          Versions.since(2),
          "special_principal_destruct",
          true,
          FunctionType.fixed(new ResponseType(PARTS, PARTS), TypeSignature.PRINCIPAL));
    }

    @Override
    public Application link(Linking at, Node[] arguments) {
      var argument = arguments[0];
      var network = at.linker().network();
      var cost = at.runtimeCost(CostFunction.PRINCIPAL_DESTRUCT, 0);
      return new Application(at) {
        @Override
        protected Value apply(Frame frame) {
          frame.meter().runtime(cost);
          var principal = principal(argument.take(frame));
          var issuer = principal.issuer();
          var parts =
              Cl.tuple(
                  "version",
                  Buff.of((byte) issuer.version()),
                  "hash-bytes",
                  issuer.hash(),
                  "name",
                  principal instanceof ContractPrincipal contract
                      ? Cl.some(AsciiString.of(contract.name()))
                      : Cl.none());
          return network.owns(issuer) ? Cl.ok(parts) : Cl.err(parts);
        }
      };
    }
  }

  private static final class Construct extends Form {
    private static final ResponseType RETURNS =
        new ResponseType(
            TypeSignature.PRINCIPAL,
            TupleType.of(
                Map.of(
                    "error_code",
                    TypeSignature.UINT,
                    "value",
                    new OptionalType(TypeSignature.PRINCIPAL))));

    /** The version is of another network; the principal comes with the error. */
    private static final int FOREIGN_VERSION = 0;

    /** A version or hash is not as long as it must be, or the version is over 31. */
    private static final int MALFORMED = 1;

    /** The name is not one of a contract. */
    private static final int MALFORMED_NAME = 2;

    private static final int MAX_VERSION = 31;

    Construct() {
      super("principal-construct?", Versions.since(2), "special_principal_construct");
    }

    @Override
    public TypeSignature check(TypeCheck.Application application) {
      application.requireAtLeast(2);
      application.requireAtMost(3);
      var arguments = application.arguments();
      application.checkExpecting(arguments.get(0), VERSION);
      application.checkExpecting(arguments.get(1), HASH);
      if (arguments.size() > 2) application.checkExpecting(arguments.get(2), NAME);
      return RETURNS;
    }

    @Override
    public Application link(Linking at) {
      return new Construction(at, at.allArguments());
    }

    private static final class Construction extends Application {
      private final Linking at;
      private final Node[] arguments;
      private final long cost;

      Construction(Linking at, Node[] arguments) {
        super(at);
        this.at = at;
        this.arguments = arguments;
        this.cost = at.runtimeCost(CostFunction.PRINCIPAL_CONSTRUCT, 0);
      }

      @Override
      protected Value apply(Frame frame) {
        frame.meter().runtime(cost);
        var first = arguments[0].look(frame);
        var second = arguments[1].look(frame);
        var third =
            arguments.length > 2 ? Optional.of(arguments[2].look(frame)) : Optional.<Value>empty();
        var version = atMost(VERSION, first);
        if (version.length() == 0) return failure(MALFORMED, Cl.none());
        var number = version.bytes()[0] & 0xff;
        if (number > MAX_VERSION) return failure(MALFORMED, Cl.none());
        var hash = atMost(HASH, second);
        if (hash.length() < HASH.maxLength()) return failure(MALFORMED, Cl.none());
        var issuer = new StandardPrincipal(number, hash);
        Principal principal = issuer;
        if (third.isPresent()) {
          arguments[2].keep(frame, third.get());
          var contract = contract(issuer, third.get());
          if (contract.isEmpty()) return failure(MALFORMED_NAME, Cl.none());
          principal = contract.get();
        }
        return at.linker().network().owns(issuer)
            ? Cl.ok(principal)
            : failure(FOREIGN_VERSION, Cl.some(principal));
      }

      private static Buff atMost(BuffType type, Value value) {
        if (value instanceof Buff buff && buff.length() <= type.maxLength()) return buff;
        throw Abort.wrongType(type, value);
      }

      private static Optional<ContractPrincipal> contract(StandardPrincipal issuer, Value value) {
        if (!(value instanceof AsciiString name) || name.length() > NAME.maxLength()) {
          throw Abort.wrongType(NAME, value);
        }
        try {
          return Optional.of(issuer.contract(name.value()));
        } catch (IllegalArgumentException notAName) {
          return Optional.empty();
        }
      }

      private static Value failure(int code, Value principal) {
        return Cl.err(Cl.tuple("error_code", Cl.uint(code), "value", principal));
      }
    }
  }

  private static final class OfPublicKey extends Form {
    private static final ResponseType RETURNS =
        new ResponseType(TypeSignature.PRINCIPAL, TypeSignature.UINT);

    OfPublicKey() {
      super("principal-of?", Versions.since(1), "special_principal-of");
    }

    @Override
    public TypeSignature check(TypeCheck.Application application) {
      application.requireArguments(1);
      application.checkExpecting(application.arguments().getFirst(), PUBLIC_KEY);
      return RETURNS;
    }

    @Override
    public Application link(Linking at) {
      var argument = at.argument(0);
      var cost = at.runtimeCost(CostFunction.PRINCIPAL_OF, 0);
      var version =
          at.isAtLeast(ClarityVersion.CLARITY_2)
              ? at.linker().network().singleSignatureVersion()
              : StandardPrincipal.TESTNET_SINGLE_SIG;
      return new Application(at) {
        @Override
        protected Value apply(Frame frame) {
          frame.meter().runtime(cost);
          var key = argument.look(frame);
          if (!(key instanceof Buff buff) || buff.length() != PUBLIC_KEY.maxLength()) {
            throw Abort.wrongType(PUBLIC_KEY, key);
          }
          return Secp256k1.principal(buff.bytes(), version)
              .<Value>map(Cl::ok)
              .orElseGet(() -> Cl.err(Cl.uint(1)));
        }
      };
    }
  }

  private static Principal principal(Value value) {
    if (value instanceof Principal principal && !(value instanceof CallableContract)) {
      return principal;
    }
    throw Abort.wrongType(TypeSignature.PRINCIPAL, value);
  }
}
