package io.neuralnexus.clarity.runtime;

import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.chain.Blocks;
import io.neuralnexus.clarity.chain.Network;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The state of one chain: its contracts, what they keep, and who has how many STX. */
public final class World implements Journal.Cell {
  private final Network network;
  private final Blocks blocks;
  private final Journal journal = new Journal();
  private final Ledger ledger;
  private final Map<ContractPrincipal, ContractState> contracts;

  /** An empty chain. */
  public World(Network network, Blocks blocks) {
    this(network, blocks, new Ledger(), new LinkedHashMap<>());
  }

  private World(
      Network network,
      Blocks blocks,
      Ledger ledger,
      Map<ContractPrincipal, ContractState> contracts) {
    this.network = network;
    this.blocks = blocks;
    this.ledger = ledger;
    this.contracts = contracts;
  }

  /** An independent chain in the same state, around which these blocks are. */
  public World fork(Blocks blocksAround) {
    var copies = new LinkedHashMap<ContractPrincipal, ContractState>();
    contracts.forEach((id, state) -> copies.put(id, state.copy()));
    return new World(network, blocksAround, ledger.copy(), copies);
  }

  /** Which network it belongs to. */
  public Network network() {
    return network;
  }

  /** The blocks around what runs. */
  public Blocks blocks() {
    return blocks;
  }

  /** The undo log. */
  public Journal journal() {
    return journal;
  }

  /** Who has how many STX. */
  public Ledger ledger() {
    return ledger;
  }

  /** A contract. */
  public Optional<ContractState> contract(ContractPrincipal id) {
    return Optional.ofNullable(contracts.get(id));
  }

  /** All contracts in the order of their deployment. */
  public Collection<ContractState> contracts() {
    return Collections.unmodifiableCollection(contracts.values());
  }

  /** A contract that must be there. */
  public ContractState requireContract(ContractPrincipal id) {
    var contract = contracts.get(id);
    if (contract == null) throw Abort.check("NoSuchContract(\"" + id + "\")");
    return contract;
  }

  void add(ContractState contract) {
    journal.record(this, contract.id(), contracts.put(contract.id(), contract));
  }

  @Override
  public void restore(Object key, Object before) {
    if (before == null) contracts.remove(key);
    else contracts.put((ContractPrincipal) key, (ContractState) before);
  }
}
