package io.neuralnexus.clarity.analysis;

import io.neuralnexus.clarity.LimitException;
import io.neuralnexus.clarity.TraitIdentifier;
import io.neuralnexus.clarity.TypeSignature;
import io.neuralnexus.clarity.typing.TypeMismatch;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Why a contract does not check. There is a factory for each reason there is; the reasons without
 * details are constants.
 *
 * @param message the words of the official analysis
 * @param suggestion how to mend it, where the official analysis knows
 */
public record CheckError(String message, Optional<String> suggestion) {
  public static final CheckError SUPERTYPE_TOO_LARGE = of("supertype of two types is too large");
  public static final CheckError INVALID_TYPE_DESCRIPTION =
      of("supplied type description is invalid");
  public static final CheckError EMPTY_TUPLES_NOT_ALLOWED = of("tuple types may not be empty");
  public static final CheckError VALUE_TOO_LARGE =
      of("created a type which was greater than maximum allowed value size");
  public static final CheckError VALUE_OUT_OF_BOUNDS =
      of("created a type which value size was out of defined bounds");
  public static final CheckError TYPE_SIGNATURE_TOO_DEEP =
      of("created a type which was deeper than maximum allowed type depth");
  public static final CheckError EXPECTED_NAME = of("expected a name argument to this function");
  public static final CheckError CONSTRUCTED_LIST_TOO_LARGE =
      of("reached limit of elements in a sequence");
  public static final CheckError COULD_NOT_DETERMINE_RESPONSE_OK_TYPE =
      of("attempted to obtain 'ok' value from response, but 'ok' type is indeterminate");
  public static final CheckError COULD_NOT_DETERMINE_RESPONSE_ERR_TYPE =
      of("attempted to obtain 'err' value from response, but 'err' type is indeterminate");
  public static final CheckError COULD_NOT_DETERMINE_MATCH_TYPES =
      of(
          "attempted to match on an (optional) or (response) type where either the some, ok, or err"
              + " type is indeterminate. you may wish to use unwrap-panic or unwrap-err-panic"
              + " instead.");
  public static final CheckError COULD_NOT_DETERMINE_TYPE =
      of("type of expression cannot be determined");
  public static final CheckError COULD_NOT_DETERMINE_SERIALIZATION_TYPE =
      of("could not determine the input type for the serialization function");
  public static final CheckError UNCHECKED_INTERMEDIARY_RESPONSES =
      of("intermediary responses in consecutive statements must be checked");
  public static final CheckError BAD_TUPLE_FIELD_NAME = of("invalid tuple field name");
  public static final CheckError BAD_MAP_NAME = of("invalid map name");
  public static final CheckError BAD_MAP_TYPE_DEFINITION = of("invalid map definition");
  public static final CheckError BAD_TOKEN_NAME = of("expecting an token name as an argument");
  public static final CheckError BAD_FUNCTION_NAME = of("invalid function name");
  public static final CheckError DEFINE_FUNCTION_BAD_SIGNATURE = of("invalid function definition");
  public static final CheckError DEFINE_VARIABLE_BAD_SIGNATURE = of("invalid variable definition");
  public static final CheckError DEFINE_NFT_BAD_SIGNATURE =
      of(
          "(define-asset ...) expects an asset name and an asset identifier type signature as"
              + " arguments");
  public static final CheckError DEFINE_TRAIT_BAD_SIGNATURE = of("invalid trait definition");
  public static final CheckError CONTRACT_CALL_EXPECT_NAME = of("missing contract name for call");
  public static final CheckError GET_BLOCK_INFO_EXPECT_PROPERTY_NAME =
      of("missing property name for block info introspection");
  public static final CheckError GET_BURN_BLOCK_INFO_EXPECT_PROPERTY_NAME =
      of("missing property name for burn block info introspection");
  public static final CheckError GET_STACKS_BLOCK_INFO_EXPECT_PROPERTY_NAME =
      of("missing property name for stacks block info introspection");
  public static final CheckError GET_TENURE_INFO_EXPECT_PROPERTY_NAME =
      of("missing property name for tenure info introspection");
  public static final CheckError NON_FUNCTION_APPLICATION =
      of("expecting expression of type function");
  public static final CheckError EXPECTED_LIST_APPLICATION =
      of("expecting expression of type list");
  public static final CheckError MAX_LENGTH_OVERFLOW = of("expecting a value <= 4294967295");
  public static final CheckError BAD_LET_SYNTAX =
      new CheckError(
          "invalid syntax of 'let'",
          Optional.of("'let' syntax example: (let ((supply 1000) (ttl 60)) <next-expression>)"));
  public static final CheckError MAX_CONTEXT_DEPTH_REACHED = of("reached depth limit");
  public static final CheckError WRITE_ATTEMPTED_IN_READ_ONLY =
      of("expecting read-only statements, detected a writing operation");
  public static final CheckError AT_BLOCK_CLOSURE_MUST_BE_READ_ONLY =
      of("(at-block ...) closures expect read-only statements, but detected a writing operation");
  public static final CheckError AT_BLOCK_UNAVAILABLE =
      of("(at-block ...) is not available in this epoch");
  public static final CheckError EXPECTED_TRAIT_IDENTIFIER =
      of("expecting expression of type trait identifier");
  public static final CheckError UNEXPECTED_TRAIT_OR_FIELD_REFERENCE =
      of("unexpected use of trait reference or field");
  public static final CheckError CONTRACT_OF_EXPECTS_TRAIT = of("trait reference expected");
  public static final CheckError ALLOWANCE_EXPR_NOT_ALLOWED =
      of(
          "allowance expressions are only allowed in the context of a `restrict-assets?` or"
              + " `as-contract?`");
  public static final CheckError WITH_ALL_ALLOWANCE_NOT_ALLOWED =
      of(
          "with-all-assets-unsafe is not allowed here, only in the allowance list for"
              + " `as-contract?`");
  public static final CheckError WITH_ALL_ALLOWANCE_NOT_ALONE =
      of("with-all-assets-unsafe must not be used along with other allowances");
  public static final CheckError WITH_NFT_EXPECTED_LIST_OF_IDENTIFIERS =
      of("with-nft allowance must include a list of asset identifiers");

  public static final CheckError MERGED_TYPE_TOO_LARGE =
      unreachable(
          "Unexpected error type during static analysis: InvariantViolation(\"FAIL: .size()"
              + " overflowed on too large of a type. Construction should have failed!\")");

  /** The official analysis contradicts itself, and says no more than this. */
  public static final CheckError CHECKER_IMPLEMENTATION_FAILURE =
      of(
          "internal error - please file an issue on"
              + " https://github.com/stacks-network/stacks-blockchain");

  /** Both are there. */
  public CheckError {
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(suggestion, "suggestion");
  }

  private static CheckError of(String message) {
    return new CheckError(message, Optional.empty());
  }

  private static CheckError of(String format, Object... details) {
    return of(format.formatted(details));
  }

  /** What a list of pairs of names and expressions or types is for. */
  public enum Binding {
    /** {@code (let ((name value)) ...)}. */
    LET("Let-binding"),
    /** Parameters of a function, fields of a tuple type. */
    PARAMETER("Function argument definition"),
    /** {@code (tuple (name value))}. */
    TUPLE("Tuple constructor");

    private final String label;

    Binding(String label) {
      this.label = label;
    }

    /** Item of a list of such pairs, counted from 0, is no list. */
    public CheckError notList(int item) {
      return fault(item, " is not a list");
    }

    /** Item of a list of such pairs, counted from 0, has not two elements. */
    public CheckError invalidLength(int item) {
      return fault(item, " is not a two-element list");
    }

    /** Item of a list of such pairs, counted from 0, does not start with a name. */
    public CheckError notAtom(int item) {
      return fault(item, "'s name is not an atom");
    }

    private CheckError fault(int item, String fault) {
      return of("invalid syntax binding: %s item #%d%s", label, item + 1, fault);
    }
  }

  /** Why a type is none. */
  static CheckError of(LimitException limit) {
    return switch (limit.limit()) {
      case SIZE -> VALUE_TOO_LARGE;
      case MERGED_SIZE -> MERGED_TYPE_TOO_LARGE;
      case DEPTH -> TYPE_SIGNATURE_TOO_DEEP;
      case LENGTH -> VALUE_OUT_OF_BOUNDS;
    };
  }

  /** Why a type is not what it should be. */
  static CheckError of(TypeMismatch mismatch) {
    return switch (mismatch.kind()) {
      case DIFFERENT -> typeError(mismatch.expected(), mismatch.found());
      case TOO_LARGE -> SUPERTYPE_TOO_LARGE;
      case INDETERMINATE -> COULD_NOT_DETERMINE_TYPE;
    };
  }

  /** The official analysis calls this unreachable. */
  public static CheckError unreachable(String why) {
    return of("unexpected and unacceptable interpreter behavior: %s", why);
  }

  public static CheckError badMatchOptionSyntax(CheckError cause) {
    return of(
        "match on a optional type uses the following syntax: (match input some-name"
            + " if-some-expression if-none-expression). Caused by: %s",
        cause.message);
  }

  public static CheckError badMatchResponseSyntax(CheckError cause) {
    return of(
        "match on a result type uses the following syntax: (match input ok-name if-ok-expression"
            + " err-name if-err-expression). Caused by: %s",
        cause.message);
  }

  public static CheckError badMatchInput(TypeSignature found) {
    return of("match requires an input of either a response or optional, found input: '%s'", found);
  }

  public static CheckError unknownTypeName(String name) {
    return of("failed to parse type: '%s'", name);
  }

  public static CheckError typeError(TypeSignature expected, TypeSignature found) {
    return of("expecting expression of type '%s', found '%s'", expected, found);
  }

  /** None of at least one type, which are named in this order. */
  public static CheckError unionTypeError(List<TypeSignature> expected, TypeSignature found) {
    var text = new StringBuilder("'").append(expected.getFirst()).append('\'');
    for (int i = 1; i < expected.size() - 1; i++) {
      text.append(", '").append(expected.get(i)).append('\'');
    }
    text.append(" or '").append(expected.getLast()).append('\'');
    return of("expecting expression of type %s, found '%s'", text, found);
  }

  public static CheckError expectedOptionalType(TypeSignature found) {
    return of("expecting expression of type 'optional', found '%s'", found);
  }

  public static CheckError expectedOptionalOrResponseType(TypeSignature found) {
    return of("expecting expression of type 'optional' or 'response', found '%s'", found);
  }

  public static CheckError expectedResponseType(TypeSignature found) {
    return of("expecting expression of type 'response', found '%s'", found);
  }

  public static CheckError expectedTuple(TypeSignature found) {
    return of("expecting tuple, found '%s'", found);
  }

  public static CheckError noSuchTupleField(String field, TypeSignature.TupleType tuple) {
    return of("cannot find field '%s' in tuple '%s'", field, tuple);
  }

  public static CheckError badTupleConstruction(String why) {
    return of("invalid tuple syntax: %s", why);
  }

  public static CheckError noSuchDataVariable(String name) {
    return of("use of unresolved persisted variable '%s'", name);
  }

  public static CheckError noSuchMap(String name) {
    return of("use of unresolved map '%s'", name);
  }

  public static CheckError publicFunctionMustReturnResponse(TypeSignature found) {
    return of("public functions must return an expression of type 'response', found '%s'", found);
  }

  public static CheckError returnTypesMustMatch(TypeSignature one, TypeSignature other) {
    return of(
        "detected two execution paths, returning two different expression types (got '%s' and"
            + " '%s')",
        one, other);
  }

  public static CheckError noSuchContract(String contract) {
    return of("use of unresolved contract '%s'", contract);
  }

  public static CheckError noSuchPublicFunction(String contract, String function) {
    return of("contract '%s' has no public function '%s'", contract, function);
  }

  public static CheckError contractAlreadyExists(String contract) {
    return of("contract name '%s' conflicts with existing contract", contract);
  }

  public static CheckError expectedCallableType(TypeSignature found) {
    return of("expected a callable contract, found %s", found);
  }

  public static CheckError noSuchBlockInfoProperty(String name) {
    return new CheckError(
        "use of block unknown property '" + name + "'",
        Optional.of("properties available: time, header-hash, burnchain-header-hash, vrf-seed"));
  }

  public static CheckError noSuchStacksBlockInfoProperty(String name) {
    return of("use of unknown stacks block property '%s'", name);
  }

  public static CheckError noSuchTenureInfoProperty(String name) {
    return of("use of unknown tenure property '%s'", name);
  }

  public static CheckError nameAlreadyUsed(String name) {
    return of("defining '%s' conflicts with previous value", name);
  }

  public static CheckError reservedWord(String name) {
    return of("%s is a reserved word", name);
  }

  public static CheckError expectedSequence(TypeSignature found) {
    return of(
        "expecting expression of type 'list', 'buff', 'string-ascii' or 'string-utf8' - found"
            + " '%s'",
        found);
  }

  public static CheckError undefinedVariable(String name) {
    return of("use of unresolved variable '%s'", name);
  }

  public static CheckError requiresAtLeastArguments(int expected, int found) {
    return of("expecting >= %d arguments, got %d", expected, found);
  }

  public static CheckError requiresAtMostArguments(int expected, int found) {
    return of("expecting < %d arguments, got %d", expected, found);
  }

  public static CheckError incorrectArgumentCount(int expected, int found) {
    return of("expecting %d arguments, got %d", expected, found);
  }

  public static CheckError ifArmsMustMatch(TypeSignature one, TypeSignature other) {
    return of(
        "expression types returned by the arms of 'if' must match (got '%s' and '%s')", one, other);
  }

  public static CheckError matchArmsMustMatch(TypeSignature one, TypeSignature other) {
    return of(
        "expression types returned by the arms of 'match' must match (got '%s' and '%s')",
        one, other);
  }

  public static CheckError defaultTypesMustMatch(TypeSignature one, TypeSignature other) {
    return of("expression types passed in 'default-to' must match (got '%s' and '%s')", one, other);
  }

  public static CheckError illegalOrUnknownFunctionApplication(String name) {
    return of("use of illegal / unresolved function '%s", name);
  }

  public static CheckError unknownFunction(String name) {
    return of("use of unresolved function '%s'", name);
  }

  public static CheckError tooManyFunctionParameters(int found, int allowed) {
    return of(
        "too many function parameters specified: found %d, the maximum is %d", found, allowed);
  }

  public static CheckError noSuchNft(String name) {
    return of("tried to use asset function with a undefined asset ('%s')", name);
  }

  public static CheckError noSuchFt(String name) {
    return of("tried to use token function with a undefined token ('%s')", name);
  }

  public static CheckError noSuchTrait(String contract, String trait) {
    return of("use of unresolved trait %s.%s", contract, trait);
  }

  public static CheckError traitReferenceUnknown(String name) {
    return new CheckError(
        "use of undeclared trait <" + name + ">",
        Optional.of(
            "traits should be either defined, with define-trait, or imported, with use-trait."));
  }

  public static CheckError traitMethodUnknown(String trait, String function) {
    return of("method '%s' unspecified in trait <%s>", function, trait);
  }

  public static CheckError badTraitImplementation(String trait, String function) {
    return of(
        "invalid signature for method '%s' regarding trait's specification <%s>", function, trait);
  }

  public static CheckError defineTraitDuplicateMethod(String name) {
    return of("duplicate method name '%s' in trait definition", name);
  }

  public static CheckError incompatibleTrait(TraitIdentifier expected, TraitIdentifier found) {
    return of("trait '%s' is not a compatible with expected trait, '%s'", found, expected);
  }

  public static CheckError traitTooManyMethods(int found, int allowed) {
    return of("too many trait methods specified: found %d, the maximum is %d", found, allowed);
  }

  /** An argument, counted from 1, is not a list of allowances. */
  public static CheckError expectedListOfAllowances(String function, int argument) {
    return of("%s expects a list of asset allowances as argument %d", function, argument);
  }

  public static CheckError expectedAllowanceExpr(String found) {
    return of("expected an allowance expression, got: %s", found);
  }

  public static CheckError maxIdentifierLengthExceeded(int max, int found) {
    return of(
        "with-nft allowance identifiers list must not exceed %d elements, got %d", max, found);
  }

  public static CheckError tooManyAllowances(int max, int found) {
    return of("too many allowances specified, the maximum is %d, found %d", max, found);
  }
}
