package io.neuralnexus.clarity.analysis;

import io.neuralnexus.clarity.ClarityVersion;
import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.Epoch;
import io.neuralnexus.clarity.TraitIdentifier;
import io.neuralnexus.clarity.TypeSignature;
import io.neuralnexus.clarity.syntax.Expression;
import io.neuralnexus.clarity.syntax.Expression.ListForm;
import java.util.List;
import java.util.Optional;

/** The type checker as the words of the language see it. */
public interface TypeCheck {
  /** A word, as the type checker needs it. */
  interface Word {
    /** What it takes and answers, if that can be said as a function type. */
    Optional<FunctionType> functionType();

    /** What {@code fold} and its like may be told of it in an epoch; the same unless overridden. */
    default Optional<FunctionType> functionType(Epoch epoch) {
      return functionType();
    }

    /**
     * The type of an application.
     *
     * @throws CheckException if it has none
     */
    TypeSignature check(Application application);
  }

  /** One application that is being checked. */
  interface Application {
    /** The whole form. */
    ListForm form();

    /** The arguments as they are written. */
    List<Expression> arguments();

    /** The version of the language the contract is written in. */
    ClarityVersion version();

    /** The epoch it is checked for. */
    Epoch epoch();

    /** Fails unless there are exactly as many arguments. */
    void requireArguments(int count);

    /** Fails if there are fewer arguments. */
    void requireAtLeast(int count);

    /** Fails if there are more arguments. */
    void requireAtMost(int count);

    /** The type of an argument. */
    TypeSignature check(int argument);

    /** The type of an expression in this scope. */
    TypeSignature check(Expression expression);

    /** The type of an expression that must be admitted by another type. */
    TypeSignature checkExpecting(Expression expression, TypeSignature expected);

    /**
     * The type of the last of one or more statements. None before it may be a response: nobody
     * would look at it.
     */
    TypeSignature checkStatements(List<Expression> statements);

    /** Checks all arguments against a function type. */
    TypeSignature checkFunction(FunctionType type);

    /** The answer's type when a function type is applied to arguments of known types. */
    TypeSignature applyFunction(FunctionType type, List<TypeSignature> arguments);

    /** The name that stands as an argument; fails with that error if it is not a name. */
    String name(int argument, CheckError otherwise);

    /** The same application with a scope of its own, for the names it binds. */
    Application inner();

    /**
     * Fails if a name is reserved, or if the contract or this scope has it already. The official
     * analysis asks this before it looks at what the name is to be bound to.
     */
    void requireFree(String name);

    /**
     * Gives a name a type in this scope.
     *
     * @throws CheckException if the name is {@linkplain #requireFree taken}
     */
    void bind(String name, TypeSignature type);

    /** The trait that a parameter or local name stands for in this scope. */
    Optional<TraitIdentifier> traitOf(String name);

    /** What an early return here would answer: all of a function must agree. */
    void returns(TypeSignature type);

    /** What is printed here has a type. */
    void prints(TypeSignature type);

    /** The type that a type expression denotes. */
    TypeSignature parseType(Expression expression);

    /** The function type of a word or a function of the contract, to be given to {@code fold}. */
    FunctionType functionNamed(String name);

    /** What the contract has defined so far. */
    Definitions definitions();

    /** The least type that admits both; fails if there is none. */
    TypeSignature leastSupertype(TypeSignature one, TypeSignature other);

    /** The least type that admits both; fails with that error if there is none. */
    TypeSignature leastSupertype(TypeSignature one, TypeSignature other, CheckError otherwise);

    /** Whether a type admits another in this epoch. */
    boolean admits(TypeSignature type, TypeSignature other);

    /** An error at this form. */
    CheckException error(CheckError error);

    /** An error at an expression. */
    CheckException error(CheckError error, Expression place);
  }

  /** What a contract has defined so far, and what others have. */
  interface Definitions {
    Optional<TypeSignature> dataVar(String name);

    Optional<ContractAnalysis.MapType> map(String name);

    boolean hasFungibleToken(String name);

    Optional<TypeSignature> nonFungibleToken(String name);

    Optional<TypeSignature> constant(String name);

    /** A trait that the contract defines or uses. */
    Optional<TraitSignature> trait(TraitIdentifier trait);

    /**
     * A public or read-only function of a deployed contract.
     *
     * @throws CheckException if there is no such contract
     */
    Optional<FunctionSignature> publicFunction(ContractPrincipal contract, String function);
  }
}
