package io.neuralnexus.clarity.language;

import io.neuralnexus.clarity.AsciiString;
import io.neuralnexus.clarity.CallableContract;
import io.neuralnexus.clarity.Cl;
import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.Epoch;
import io.neuralnexus.clarity.ListValue;
import io.neuralnexus.clarity.Names;
import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.TypeSignature;
import io.neuralnexus.clarity.TypeSignature.AsciiType;
import io.neuralnexus.clarity.TypeSignature.ListType;
import io.neuralnexus.clarity.TypeSignature.ResponseType;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.clarity.Value;
import io.neuralnexus.clarity.analysis.CheckError;
import io.neuralnexus.clarity.analysis.ReadOnlyCheck;
import io.neuralnexus.clarity.analysis.TypeCheck;
import io.neuralnexus.clarity.chain.ChainEvent.Asset;
import io.neuralnexus.clarity.cost.CostFunction;
import io.neuralnexus.clarity.cost.CostOverrun;
import io.neuralnexus.clarity.runtime.Abort;
import io.neuralnexus.clarity.runtime.Application;
import io.neuralnexus.clarity.runtime.EarlyReturn;
import io.neuralnexus.clarity.runtime.ErrorText;
import io.neuralnexus.clarity.runtime.Frame;
import io.neuralnexus.clarity.runtime.Linking;
import io.neuralnexus.clarity.runtime.Movements;
import io.neuralnexus.clarity.runtime.Node;
import io.neuralnexus.clarity.syntax.Expression;
import io.neuralnexus.clarity.syntax.Expression.Atom;
import io.neuralnexus.clarity.syntax.Expression.Field;
import io.neuralnexus.clarity.syntax.Expression.ListForm;
import io.neuralnexus.clarity.syntax.Expression.Literal;
import io.neuralnexus.clarity.syntax.Expression.TraitName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * {@code restrict-assets?} and {@code as-contract?}, with the allowances that only they may hold.
 *
 * <p>The body is a transaction of its own. Whatever happens in it, an early return or an error of
 * any kind, what has moved is held against the allowances first: if it is too much, everything is
 * undone and the answer is {@code (err index)}; otherwise everything is kept, and then an early
 * return or an error goes on.
 */
final class PostConditions {
  /** The most allowances of one form; also the index of an asset that no allowance is about. */
  private static final int MAX_ALLOWANCES = 128;

  private static final int MAX_NFT_IDS = 128;
  private static final AsciiType TOKEN_NAME = new AsciiType(128);
  private static final String EVERY_TOKEN = "*";

  private PostConditions() {}

  /** All of them. */
  static List<Word> words() {
    var words = new ArrayList<Word>(List.of(new RestrictAssets(), new AsContract()));
    for (var kind : Kind.values()) words.add(new AllowanceForm(kind));
    return words;
  }

  /** What an allowance is about. */
  private enum Kind {
    STX("with-stx", Word.Versions.since(4), TypeSignature.UINT),
    FT("with-ft", Word.Versions.since(4), TypeSignature.PRINCIPAL, TOKEN_NAME, TypeSignature.UINT),
    NFT("with-nft", Word.Versions.since(4), TypeSignature.PRINCIPAL, TOKEN_NAME, null),
    STACKING("with-stacking", Word.Versions.between(4, 5), TypeSignature.UINT),
    STAKING("with-staking", Word.Versions.since(6), TypeSignature.UINT),
    POX("with-pox", Word.Versions.since(6)),
    ALL("with-all-assets-unsafe", Word.Versions.since(4));

    private final String word;
    private final Word.Versions versions;

    /** Null stands for a list of anything. */
    private final TypeSignature[] arguments;

    Kind(String word, Word.Versions versions, TypeSignature... arguments) {
      this.word = word;
      this.versions = versions;
      this.arguments = arguments;
    }

    static Optional<Kind> of(ListForm form) {
      var name = ((Atom) form.items().getFirst()).name();
      for (var kind : values()) {
        if (kind.word.equals(name)) return Optional.of(kind);
      }
      return Optional.empty();
    }

    static Kind check(TypeCheck.Application application, Expression expression) {
      if (!(expression instanceof ListForm form) || form.items().isEmpty()) {
        throw application.error(CheckError.EXPECTED_LIST_APPLICATION);
      }
      if (!(form.items().getFirst() instanceof Atom name)) {
        throw application.error(CheckError.NON_FUNCTION_APPLICATION);
      }
      var kind =
          of(form)
              .filter(found -> found.versions.have(application.version()))
              .orElseThrow(() -> application.error(CheckError.expectedAllowanceExpr(name.name())));
      kind.checkArguments(application, form.items().subList(1, form.items().size()));
      return kind;
    }

    private void checkArguments(TypeCheck.Application application, List<Expression> found) {
      if (found.size() != arguments.length) {
        throw application.error(CheckError.incorrectArgumentCount(arguments.length, found.size()));
      }
      for (int i = 0; i < arguments.length; i++) {
        if (arguments[i] != null) application.checkExpecting(found.get(i), arguments[i]);
        else checkIds(application, application.check(found.get(i)));
      }
    }

    private static void checkIds(TypeCheck.Application application, TypeSignature type) {
      if (!(type instanceof ListType(var entry, int max))) {
        throw application.error(CheckError.WITH_NFT_EXPECTED_LIST_OF_IDENTIFIERS);
      }
      if (max > MAX_NFT_IDS) {
        throw application.error(CheckError.maxIdentifierLengthExceeded(MAX_NFT_IDS, max));
      }
    }
  }

  /** An allowance where none may be. */
  private static final class AllowanceForm extends Form {
    AllowanceForm(Kind kind) {
      super(kind.word, kind.versions, "special_allowance");
    }

    @Override
    public TypeSignature check(TypeCheck.Application application) {
      throw application.error(CheckError.ALLOWANCE_EXPR_NOT_ALLOWED);
    }

    @Override
    public Application link(Linking at) {
      throw Abort.check("Unreachable(\"Allowance expr not allowed\")");
    }
  }

  /** What may be taken from the owner. */
  private sealed interface Allowance {
    /** Bytes that the VM takes for it. */
    long size();

    record Stx(Uint amount) implements Allowance {
      @Override
      public long size() {
        return 16;
      }
    }

    record Ft(Asset asset, Uint amount) implements Allowance {
      @Override
      public long size() {
        return 64 + nameSize(asset);
      }
    }

    record Nft(Asset asset, List<Value> ids) implements Allowance {
      @Override
      public long size() {
        return 60 + nameSize(asset) + ids.stream().mapToLong(Value::byteSize).sum();
      }
    }

    record Stacking(Uint amount) implements Allowance {
      @Override
      public long size() {
        return 16;
      }
    }

    record Pox() implements Allowance {
      @Override
      public long size() {
        return 0;
      }
    }

    record All() implements Allowance {
      @Override
      public long size() {
        return 0;
      }
    }

    private static long nameSize(Asset asset) {
      return 21 + asset.contract().name().length() + asset.name().length();
    }
  }

  /** An allowance as it is written, with its arguments. */
  private record Allowed(Kind kind, Node[] arguments, List<Expression> sources) {
    static Allowed link(Linking at, Expression expression) {
      var form = (ListForm) expression;
      var sources = form.items().subList(1, form.items().size());
      return new Allowed(Kind.of(form).orElseThrow(), at.linkAll(sources), sources);
    }

    Allowance evaluate(Frame frame, Body body) {
      return switch (kind) {
        case STX -> new Allowance.Stx((Uint) arguments[0].look(frame));
        case FT -> {
          var asset = asset(frame, body);
          yield new Allowance.Ft(asset, (Uint) arguments[2].take(frame));
        }
        case NFT -> {
          var asset = asset(frame, body);
          yield new Allowance.Nft(asset, ((ListValue) arguments[2].take(frame)).values());
        }
        case STACKING, STAKING -> new Allowance.Stacking((Uint) arguments[0].take(frame));
        case POX -> new Allowance.Pox();
        case ALL -> new Allowance.All();
      };
    }

    private Asset asset(Frame frame, Body body) {
      var owner = arguments[0].take(frame);
      if (!(owner instanceof ContractPrincipal contract)) {
        if (owner instanceof CallableContract)
          throw Abort.internal("Expect(\"Expected principal\")");
        throw Abort.check("ExpectedContractPrincipalValue(\"" + ErrorText.quoted(owner) + "\")");
      }
      var name = ((AsciiString) arguments[1].take(frame)).value();
      if (!Names.isClarityName(name)) {
        var source = ErrorText.quoted(shown(sources.get(1)));
        throw body.abortWith(frame, "BadTokenName(\"" + source + "\")");
      }
      return new Asset(contract, name);
    }
  }

  /** An expression as the VM's errors show it. */
  private static String shown(Expression expression) {
    return switch (expression) {
      case Literal literal -> literal.value().toString();
      case Atom atom -> atom.name();
      case ListForm list ->
          list.items().stream()
              .map(PostConditions::shown)
              .collect(Collectors.joining(" ", "( ", " )"));
      case Field field -> "<" + field.trait() + ">";
      case TraitName trait -> "<" + trait.name() + ">";
    };
  }

  private static void checkAllowances(
      TypeCheck.Application application, List<Expression> allowances, boolean mayBeAll) {
    for (var allowance : allowances) {
      if (Kind.check(application, allowance) != Kind.ALL) continue;
      if (!mayBeAll) throw application.error(CheckError.WITH_ALL_ALLOWANCE_NOT_ALLOWED);
      if (allowances.size() > 1) throw application.error(CheckError.WITH_ALL_ALLOWANCE_NOT_ALONE);
    }
  }

  private static List<Expression> allowances(
      TypeCheck.Application application, String word, int argument) {
    if (!(application.arguments().get(argument) instanceof ListForm list)) {
      throw application.error(CheckError.expectedListOfAllowances(word, argument + 1));
    }
    if (list.items().size() > MAX_ALLOWANCES) {
      throw application.error(CheckError.tooManyAllowances(MAX_ALLOWANCES, list.items().size()));
    }
    return list.items();
  }

  private static boolean areReadOnly(
      ReadOnlyCheck check, String word, int argument, List<Expression> arguments) {
    if (!(arguments.get(argument) instanceof ListForm list)) {
      throw ReadOnlyCheck.error(CheckError.expectedListOfAllowances(word, argument + 1));
    }
    var allowances = check.areReadOnly(list.items());
    return check.areReadOnly(arguments.subList(argument + 1, arguments.size())) && allowances;
  }

  /** Every response in the body must be looked at, the last one too. */
  private static TypeSignature checkBody(TypeCheck.Application application, int first) {
    TypeSignature last = TypeSignature.NO_TYPE;
    var arguments = application.arguments();
    for (var expression : arguments.subList(first, arguments.size())) {
      last = application.check(expression);
      if (last instanceof ResponseType) {
        throw application.error(CheckError.UNCHECKED_INTERMEDIARY_RESPONSES);
      }
    }
    return new ResponseType(last, TypeSignature.UINT);
  }

  private static final class RestrictAssets extends Form {
    private static final String NAME = "restrict-assets?";

    RestrictAssets() {
      super(NAME, Versions.since(4), "special_restrict_assets");
    }

    @Override
    public TypeSignature check(TypeCheck.Application application) {
      application.requireAtLeast(3);
      var allowances = allowances(application, NAME, 1);
      application.checkExpecting(application.arguments().getFirst(), TypeSignature.PRINCIPAL);
      checkAllowances(application, allowances, false);
      return checkBody(application, 2);
    }

    @Override
    public boolean isReadOnly(ReadOnlyCheck check, List<Expression> arguments) {
      ReadOnlyCheck.requireAtLeast(3, arguments);
      var owner = check.isReadOnly(arguments.getFirst());
      return areReadOnly(check, NAME, 1, arguments) && owner;
    }

    @Override
    public Application link(Linking at) {
      var ownerNode = at.argument(0);
      return new Body(at, 1) {
        @Override
        Value apply(Frame frame, boolean freely) {
          var owner = ownerNode.take(frame);
          at.costs().charge(CostFunction.RESTRICT_ASSETS, allowances(), frame.meter());
          var memory = frame.meter().scopedMemory();
          List<Allowance> allowances;
          try {
            allowances = evaluateAllowances(frame, true);
          } catch (CostOverrun overrun) {
            // Who catches this may be an allowance around: the VM has counted this memory back.
            frame.meter().restoreScopedMemory(memory);
            throw overrun;
          }
          return run(frame, frame, (Principal) owner, allowances, memory, freely);
        }
      };
    }
  }

  private static final class AsContract extends Form {
    private static final String NAME = "as-contract?";
    private static final int MEMORY = 1;

    AsContract() {
      super(NAME, Versions.since(4), "special_as_contract");
    }

    @Override
    public TypeSignature check(TypeCheck.Application application) {
      application.requireAtLeast(2);
      checkAllowances(application, allowances(application, NAME, 0), true);
      return checkBody(application, 1);
    }

    @Override
    public boolean isReadOnly(ReadOnlyCheck check, List<Expression> arguments) {
      ReadOnlyCheck.requireAtLeast(2, arguments);
      return areReadOnly(check, NAME, 0, arguments);
    }

    @Override
    public Application link(Linking at) {
      return new Body(at, 0) {
        @Override
        Value apply(Frame frame, boolean freely) {
          at.costs().charge(CostFunction.AS_CONTRACT_SAFE, allowances(), frame.meter());
          var memory = frame.meter().scopedMemory();
          var allowances = evaluateAllowances(frame, false);
          frame.meter().addMemory(MEMORY);
          var self = frame.contract().id();
          return run(frame, frame.as(self), self, allowances, memory, freely);
        }
      };
    }
  }

  /** Allowances and what runs under them. */
  private abstract static class Body extends Application {
    private final List<Allowed> allowed;
    private final Node[] body;
    private final boolean addsUp;

    Body(Linking at, int allowances) {
      super(at);
      var arguments = at.arguments();
      allowed =
          ((ListForm) arguments.get(allowances))
              .items().stream().map(each -> Allowed.link(at, each)).toList();
      body = at.linkAll(arguments.subList(allowances + 1, arguments.size()));
      addsUp = at.isAtLeast(Epoch.EPOCH_3_4);
    }

    @Override
    public final Value freely(Frame frame) {
      return apply(frame, true);
    }

    @Override
    protected final Value apply(Frame frame) {
      return apply(frame, false);
    }

    /** Evaluates the allowances, then runs the body. */
    abstract Value apply(Frame frame, boolean freely);

    final int allowances() {
      return allowed.size();
    }

    final Abort abortWith(Frame frame, String detail) {
      return abort(frame, detail);
    }

    final List<Allowance> evaluateAllowances(Frame frame, boolean named) {
      var allowances = new ArrayList<Allowance>(allowed.size());
      for (var each : allowed) {
        var allowance = each.evaluate(frame, this);
        if (named) frame.meter().addAllowanceMemory(allowance.size());
        else frame.meter().addMemory(allowance.size());
        allowances.add(allowance);
      }
      return allowances;
    }

    /**
     * Runs the body.
     *
     * @param outside the frame around
     * @param inside the frame of the body
     * @param owner whose assets are protected
     * @param memory the memory to go back to
     * @param freely whether nobody counts what the body costs
     */
    final Value run(
        Frame outside,
        Frame inside,
        Principal owner,
        List<Allowance> allowances,
        long memory,
        boolean freely) {
      var execution = outside.execution();
      var savepoint = execution.begin();
      Value value = null;
      RuntimeException failure = null;
      try {
        for (var node : body) value = freely ? node.freely(inside) : node.take(inside);
      } catch (EarlyReturn | Abort | CostOverrun e) {
        failure = e;
      }
      var moved = new Moved(owner, execution.movements().since(savepoint.movements()));
      Optional<Integer> violated;
      try {
        violated = moved.violation(allowances, addsUp);
      } catch (Abort e) {
        execution.rollback(savepoint);
        throw e;
      }
      if (violated.isPresent()) {
        execution.rollback(savepoint);
        outside.meter().restoreScopedMemory(memory);
        return Cl.err(Cl.uint(violated.get()));
      }
      execution.commit(savepoint);
      if (failure != null) throw failure;
      outside.meter().restoreScopedMemory(memory);
      return Cl.ok(value);
    }
  }

  /** What has been taken from one owner. */
  private static final class Moved {
    private Uint stx = Uint.ZERO;
    private Uint burnt = Uint.ZERO;
    private Optional<Uint> stacked = Optional.empty();
    private boolean pox;
    private final Map<Asset, Uint> tokens = new HashMap<>();
    private final Map<Asset, Set<Value>> ids = new HashMap<>();

    Moved(Principal owner, List<Movements.Movement> movements) {
      for (var movement : movements) {
        if (movement.from().equals(owner)) add(movement);
      }
    }

    private void add(Movements.Movement movement) {
      switch (movement) {
        case Movements.Stx(var from, var amount) -> stx = stx.plus(amount);
        case Movements.StxBurnt(var from, var amount) -> burnt = burnt.plus(amount);
        case Movements.Ft(var from, var asset, var amount) ->
            tokens.merge(asset, amount, Uint::plus);
        case Movements.Nft(var from, var asset, var id) ->
            ids.computeIfAbsent(asset, each -> new HashSet<>()).add(id);
        case Movements.Stacked(var from, var amount) -> stacked = Optional.of(amount);
        case Movements.PoxAction(var from) -> pox = true;
      }
    }

    /**
     * The least index of an allowance that is exceeded, 128 if something has moved that no
     * allowance is about.
     *
     * @param addsUp whether STX that were sent and those that were burnt share their allowance; the
     *     VM knew before, but then it contradicted itself
     */
    Optional<Integer> violation(List<Allowance> allowances, boolean addsUp) {
      for (var allowance : allowances) {
        if (allowance instanceof Allowance.All) return Optional.empty();
      }
      var least = new Least();
      checkAmount(stx, allowances, least);
      checkAmount(burnt, allowances, least);
      tokens.forEach((asset, amount) -> checkTokens(asset, amount, allowances, least));
      ids.forEach((asset, moved) -> checkIds(asset, moved, allowances, least));
      stacked.ifPresent(amount -> checkStacked(amount, allowances, least));
      if (pox && allowances.stream().noneMatch(Allowance.Pox.class::isInstance)) {
        least.add(MAX_ALLOWANCES);
      }
      var together = stx.plus(burnt);
      for (int i = 0; i < allowances.size(); i++) {
        if (allowances.get(i) instanceof Allowance.Stx(var most) && together.compareTo(most) > 0) {
          if (addsUp) least.add(i);
          else if (least.index().isEmpty()) {
            throw Abort.internal("Expect(\"Total STX movement and burn exceeds allowance\")");
          }
        }
      }
      return least.index();
    }

    private static void checkAmount(Uint amount, List<Allowance> allowances, Least least) {
      if (amount.equals(Uint.ZERO)) return;
      var found = false;
      for (int i = 0; i < allowances.size(); i++) {
        if (allowances.get(i) instanceof Allowance.Stx(var most)) {
          found = true;
          if (amount.compareTo(most) > 0) least.add(i);
        }
      }
      if (!found) least.add(MAX_ALLOWANCES);
    }

    private static void checkStacked(Uint amount, List<Allowance> allowances, Least least) {
      var found = false;
      for (int i = 0; i < allowances.size(); i++) {
        if (allowances.get(i) instanceof Allowance.Stacking(var most)) {
          found = true;
          if (amount.compareTo(most) > 0) least.add(i);
        }
      }
      if (!found) least.add(MAX_ALLOWANCES);
    }

    private static void checkTokens(
        Asset asset, Uint amount, List<Allowance> allowances, Least least) {
      var found = false;
      for (int i = 0; i < allowances.size(); i++) {
        if (allowances.get(i) instanceof Allowance.Ft(var about, var most)
            && isAbout(about, asset)) {
          found = true;
          if (amount.compareTo(most) > 0) least.add(i);
        }
      }
      if (!found) least.add(MAX_ALLOWANCES);
    }

    /** Allowances for one token add up under the first of them; those for every token too. */
    private static void checkIds(
        Asset asset, Set<Value> moved, List<Allowance> allowances, Least least) {
      var first = new HashMap<Asset, Integer>();
      var allowed = new HashMap<Asset, Set<Value>>();
      for (int i = 0; i < allowances.size(); i++) {
        if (allowances.get(i) instanceof Allowance.Nft(var about, var ids)
            && isAbout(about, asset)) {
          first.putIfAbsent(about, i);
          allowed.computeIfAbsent(about, each -> new HashSet<>()).addAll(ids);
        }
      }
      allowed.forEach(
          (about, ids) -> {
            if (!ids.containsAll(moved)) least.add(first.get(about));
          });
      if (allowed.isEmpty()) least.add(MAX_ALLOWANCES);
    }

    private static boolean isAbout(Asset allowed, Asset asset) {
      return allowed.contract().equals(asset.contract())
          && (allowed.name().equals(asset.name()) || allowed.name().equals(EVERY_TOKEN));
    }
  }

  private static final class Least {
    private int index = Integer.MAX_VALUE;

    void add(int candidate) {
      index = Math.min(index, candidate);
    }

    Optional<Integer> index() {
      return index == Integer.MAX_VALUE ? Optional.empty() : Optional.of(index);
    }
  }
}
