package io.neuralnexus.clarity.runtime;

import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.Value;
import io.neuralnexus.clarity.chain.ChainProfile;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BiConsumer;

/** What one chain keeps for a contract. */
public final class ContractState {
  private final Contract code;
  private final Value[] constants;

  /** The constants as they are when the contract is loaded again; the same while it is deployed. */
  private Value[] settledConstants;

  /** The constants through which contracts may be called: on mainnet none while it is deployed. */
  private Value[] callableConstants;

  private final DataVariable[] dataVars;
  private final DataMap[] maps;
  private final FungibleToken[] fungibleTokens;
  private final NonFungibleToken[] nonFungibleTokens;

  /** What has been created under this contract's name, by its predecessors too. */
  private final Set<String> created;

  private boolean readable = true;

  /** What loading it costs, in bytes. */
  private long size;

  ContractState(Contract code) {
    this.code = code;
    this.created = new HashSet<>();
    var analysis = code.analysis();
    constants = new Value[analysis.constants().size()];
    settledConstants = constants;
    callableConstants =
        code.profile() == ChainProfile.MAINNET ? new Value[constants.length] : constants;
    size = code.sourceLength();
    dataVars =
        analysis.dataVars().values().stream().map(DataVariable::new).toArray(DataVariable[]::new);
    maps =
        analysis.maps().values().stream()
            .map(type -> new DataMap(type.key(), type.value()))
            .toArray(DataMap[]::new);
    fungibleTokens =
        analysis.fungibleTokens().stream()
            .map(name -> new FungibleToken())
            .toArray(FungibleToken[]::new);
    nonFungibleTokens =
        analysis.nonFungibleTokens().values().stream()
            .map(NonFungibleToken::new)
            .toArray(NonFungibleToken[]::new);
  }

  private ContractState(ContractState origin) {
    code = origin.code;
    created = new HashSet<>(origin.created);
    constants = origin.constants.clone();
    settledConstants = origin.settledConstants.clone();
    callableConstants = constants;
    size = origin.size;
    dataVars = copy(origin.dataVars, DataVariable[]::new, DataVariable::copy);
    maps = copy(origin.maps, DataMap[]::new, DataMap::copy);
    fungibleTokens = copy(origin.fungibleTokens, FungibleToken[]::new, FungibleToken::copy);
    nonFungibleTokens =
        copy(origin.nonFungibleTokens, NonFungibleToken[]::new, NonFungibleToken::copy);
    readable = origin.readable;
  }

  private static <T> T[] copy(
      T[] cells,
      java.util.function.IntFunction<T[]> array,
      java.util.function.UnaryOperator<T> copier) {
    return Arrays.stream(cells).map(copier).toArray(array);
  }

  /**
   * The same, for another chain.
   *
   * @param told is told each cell with its counterpart
   */
  ContractState copy(BiConsumer<Object, Object> told) {
    var copy = new ContractState(this);
    tell(dataVars, copy.dataVars, told);
    tell(maps, copy.maps, told);
    tell(fungibleTokens, copy.fungibleTokens, told);
    tell(nonFungibleTokens, copy.nonFungibleTokens, told);
    return copy;
  }

  private static void tell(Object[] cells, Object[] copies, BiConsumer<Object, Object> told) {
    for (int i = 0; i < cells.length; i++) told.accept(cells[i], copies[i]);
  }

  /** Takes note of what the contract has created that this one replaces. */
  void replaces(ContractState predecessor) {
    created.addAll(predecessor.created);
  }

  /**
   * Takes note that something is created.
   *
   * @return whether that is new
   */
  boolean create(String key) {
    return created.add(key);
  }

  /** Its code. */
  public Contract code() {
    return code;
  }

  /** Who it is. */
  public ContractPrincipal id() {
    return code.id();
  }

  /** The constant in a slot; null before its definition has run. */
  public Value constant(int slot) {
    return constants[slot];
  }

  /** The same {@linkplain Value#settled settled}, unless the contract is being deployed. */
  Value settledConstant(int slot) {
    return settledConstants[slot];
  }

  /** The same if a contract may be called through it now, else null. */
  public Value callableConstant(int slot) {
    return callableConstants[slot];
  }

  void defineConstant(int slot, Value value) {
    constants[slot] = value;
  }

  /** The data variable in a slot. */
  public DataVariable dataVar(int slot) {
    return dataVars[slot];
  }

  /** The data map in a slot. */
  public DataMap map(int slot) {
    return maps[slot];
  }

  /** The fungible token in a slot. */
  public FungibleToken fungibleToken(int slot) {
    return fungibleTokens[slot];
  }

  /** The non-fungible token in a slot. */
  public NonFungibleToken nonFungibleToken(int slot) {
    return nonFungibleTokens[slot];
  }

  /** Whether it can be read again; it cannot be called otherwise. On mainnet it always can. */
  public boolean isReadable() {
    return readable;
  }

  /**
   * Its top level has run.
   *
   * @param constantsSize the bytes of its constants
   */
  void deployed(long constantsSize) {
    callableConstants = constants;
    settledConstants = Arrays.stream(constants).map(Value::settled).toArray(Value[]::new);
    switch (code.profile()) {
      case SIMNET ->
          readable =
              code.isReadable() && Arrays.stream(constants).allMatch(StoredForm::canHoldConstant);
      case MAINNET -> size += constantsSize;
    }
  }

  /**
   * What loading it costs, in bytes: its text, and on mainnet its constants, which the simnet takes
   * for nothing.
   */
  public long size() {
    return size;
  }
}
