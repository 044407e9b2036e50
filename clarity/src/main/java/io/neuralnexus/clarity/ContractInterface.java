package io.neuralnexus.clarity;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a contract offers and keeps, as the analysis of its source reports it. {@link
 * #fromJson(String)} and {@link #toJson()} speak the JSON of the official tools, and keep the order
 * in which they list things.
 *
 * @param functions all functions, private ones too
 * @param variables constants and data variables
 * @param maps data maps
 * @param fungibleTokens names of fungible tokens
 * @param nonFungibleTokens non-fungible tokens
 * @param epoch the epoch the contract was analysed in
 * @param clarityVersion the version of the language it is written in
 */
public record ContractInterface(
    List<Function> functions,
    List<Variable> variables,
    List<MapEntry> maps,
    List<String> fungibleTokens,
    List<NonFungibleToken> nonFungibleTokens,
    Epoch epoch,
    ClarityVersion clarityVersion) {

  /** Copies the lists. */
  public ContractInterface {
    functions = List.copyOf(functions);
    variables = List.copyOf(variables);
    maps = List.copyOf(maps);
    fungibleTokens = List.copyOf(fungibleTokens);
    nonFungibleTokens = List.copyOf(nonFungibleTokens);
    Objects.requireNonNull(epoch, "epoch");
    Objects.requireNonNull(clarityVersion, "clarityVersion");
  }

  /** Who may call a function, and whether it may change anything. */
  public enum Access {
    /** Anybody may call it, in a transaction. */
    PUBLIC,
    /** Anybody may call it; it changes nothing. */
    READ_ONLY,
    /** Only the contract calls it. */
    PRIVATE
  }

  /**
   * A function.
   *
   * @param name its name
   * @param access who may call it
   * @param arguments its arguments in order
   * @param output the type of what it answers
   */
  public record Function(
      String name, Access access, List<Argument> arguments, TypeSignature output) {
    /** Copies the lists. */
    public Function {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(access, "access");
      arguments = List.copyOf(arguments);
      Objects.requireNonNull(output, "output");
    }
  }

  /**
   * An argument of a function.
   *
   * @param name its name
   * @param type what it admits
   */
  public record Argument(String name, TypeSignature type) {
    public Argument {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(type, "type");
    }
  }

  /**
   * A constant or a data variable.
   *
   * @param name its name
   * @param type what it holds
   * @param kind which of the two it is
   */
  public record Variable(String name, TypeSignature type, Kind kind) {
    public Variable {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(type, "type");
      Objects.requireNonNull(kind, "kind");
    }

    /** Whether the value may change. */
    public enum Kind {
      /** Fixed when the contract was deployed. */
      CONSTANT,
      /** Set by the contract. */
      VARIABLE
    }
  }

  /**
   * A data map.
   *
   * @param name its name
   * @param key the type of its keys
   * @param value the type of what it holds for a key
   */
  public record MapEntry(String name, TypeSignature key, TypeSignature value) {
    public MapEntry {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(key, "key");
      Objects.requireNonNull(value, "value");
    }
  }

  /**
   * A non-fungible token.
   *
   * @param name its name
   * @param type the type that tells its pieces apart
   */
  public record NonFungibleToken(String name, TypeSignature type) {
    public NonFungibleToken {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(type, "type");
    }
  }

  /**
   * Reads the JSON of the official tools.
   *
   * @throws IllegalArgumentException if it is not that, naming the place and what is wrong
   */
  public static ContractInterface fromJson(String json) {
    return InterfaceJson.read(json);
  }

  /**
   * Reads the JSON of the official tools.
   *
   * @throws IllegalArgumentException if it is not that, naming the place and what is wrong
   */
  public static ContractInterface fromJson(JsonNode json) {
    return InterfaceJson.read(json);
  }

  /** The JSON of the official tools. */
  public JsonNode toJson() {
    return InterfaceJson.write(this);
  }

  /** The function of a name, if there is one. */
  public Optional<Function> function(String name) {
    return functions.stream().filter(function -> function.name().equals(name)).findFirst();
  }

  /** The constant or data variable of a name, if there is one. */
  public Optional<Variable> variable(String name) {
    return variables.stream().filter(variable -> variable.name().equals(name)).findFirst();
  }

  /** The data map of a name, if there is one. */
  public Optional<MapEntry> map(String name) {
    for (var map : maps) if (map.name().equals(name)) return Optional.of(map);
    return Optional.empty();
  }
}
