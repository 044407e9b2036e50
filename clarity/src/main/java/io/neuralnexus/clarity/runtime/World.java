package io.neuralnexus.clarity.runtime;

import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.Epoch;
import io.neuralnexus.clarity.chain.Blocks;
import io.neuralnexus.clarity.chain.ChainProfile;
import io.neuralnexus.clarity.chain.Network;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The state of one chain: its contracts, what they keep, and who has how many STX. */
public final class World implements Journal.Cell {
  private final Network network;
  private final ChainProfile profile;
  private final Blocks blocks;
  private final Journal journal = new Journal();
  private final BlockMarks marks = new BlockMarks();

  /** The blocks as contracts see them: those around, or those of the past in {@code at-block}. */
  private Blocks visible;

  private final Ledger ledger;
  private final Map<ContractPrincipal, ContractState> contracts;

  /** How often a contract has come or gone. */
  private long codeChanges;

  /** An empty chain. */
  public World(Network network, ChainProfile profile, Blocks blocks) {
    this(network, profile, blocks, new Ledger(), new LinkedHashMap<>());
  }

  private World(
      Network network,
      ChainProfile profile,
      Blocks blocks,
      Ledger ledger,
      Map<ContractPrincipal, ContractState> contracts) {
    this.network = network;
    this.profile = profile;
    this.blocks = blocks;
    this.visible = blocks;
    this.ledger = ledger;
    this.contracts = contracts;
  }

  /**
   * An independent chain in the same state, around which these blocks are. As long as {@code
   * at-block} can ask for it, it has the same past.
   */
  public World fork(Blocks blocksAround) {
    var copies = new Copies();
    var copied = new LinkedHashMap<ContractPrincipal, ContractState>();
    contracts.forEach((id, state) -> copied.put(id, copies.of(state)));
    var fork = new World(network, profile, blocksAround, ledger.copy(), copied);
    if (keepsPast()) {
      copies.known(this, fork);
      copies.known(ledger, fork.ledger);
      fork.journal.set(journal, copies);
      fork.marks.set(marks);
    } else {
      fork.marks.forget(blocks.stacksHeight());
    }
    return fork;
  }

  /** What of this chain stands for what of another; contracts that are gone are copied on sight. */
  private static final class Copies implements UnaryOperator<Object> {
    private final Map<Object, Object> made = new IdentityHashMap<>();

    void known(Object original, Object copy) {
      made.put(original, copy);
    }

    ContractState of(ContractState state) {
      var known = (ContractState) made.get(state);
      if (known != null) return known;
      var copy = state.copy(this::known);
      known(state, copy);
      return copy;
    }

    @Override
    public Object apply(Object original) {
      return original instanceof ContractState state
          ? of(state)
          : made.getOrDefault(original, original);
    }
  }

  /** Which network it belongs to. */
  public Network network() {
    return network;
  }

  /** Whose rules hold. */
  public ChainProfile profile() {
    return profile;
  }

  /** The blocks around what runs. */
  public Blocks blocks() {
    return visible;
  }

  /** The epoch in which {@code at-block} has gone: from here on nobody looks back. */
  private boolean keepsPast() {
    return blocks.epoch().compareTo(Epoch.EPOCH_3_4) < 0;
  }

  /**
   * Begins a transaction.
   *
   * @return the mark of the state that it finds, which {@code at-block} can show
   */
  int begin() {
    var mark = journal.mark();
    if (keepsPast()) marks.begin(blocks.stacksHeight(), mark);
    return mark;
  }

  /**
   * Drops the past before a mark, unless {@code at-block} can still ask for it; later marks shrink
   * by as much. Called between transactions.
   *
   * @return by how much marks have shrunk
   */
  public int forget(int mark) {
    if (mark == 0 || keepsPast()) return 0;
    journal.forget(mark);
    marks.forget(blocks.stacksHeight());
    return mark;
  }

  /** What was taken back and can be made again. */
  public static final class Undone {
    private final Journal.Undone changes;
    private final BlockMarks marks;

    private Undone(Journal.Undone changes, BlockMarks marks) {
      this.changes = changes;
      this.marks = marks;
    }
  }

  /** Takes back all since a mark, so that it can be {@linkplain #redo made again}. */
  public Undone undo(int mark) {
    return new Undone(journal.undo(mark), marks.copy());
  }

  /** Makes again what {@link #undo} has taken back, on the state in which it has left the chain. */
  public void redo(Undone undone) {
    journal.redo(undone.changes);
    marks.set(undone.marks);
  }

  /**
   * Shows contracts the state and the blocks as a block left them, until {@link #present}.
   *
   * @param past the blocks as that block saw them
   * @param found the state that the transaction found: the latest that can be shown
   */
  void travel(Blocks past, int found) {
    journal.travel(Math.min(marks.after(past.stacksHeight(), found), found));
    visible = past;
  }

  /** Shows contracts the present again, with what the transaction has changed. */
  void present() {
    journal.travel(journal.mark());
    visible = blocks;
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

  /**
   * How often a contract has come or gone, also by going back: as long as it is the same, so are
   * the contracts.
   */
  public long codeChanges() {
    return codeChanges;
  }

  /** A contract that must be there. */
  public ContractState requireContract(ContractPrincipal id) {
    var contract = contracts.get(id);
    if (contract == null) throw noSuchContract(id);
    return contract;
  }

  private static Abort noSuchContract(ContractPrincipal id) {
    return Abort.check("NoSuchContract(\"" + id + "\")");
  }

  /** Removes a contract, if it is there; what it kept goes with it. */
  public void remove(ContractPrincipal id) {
    var removed = contracts.remove(id);
    if (removed == null) return;
    codeChanges++;
    journal.record(this, id, removed);
  }

  /** A contract that must be there, to look into it: one that cannot be read counts as absent. */
  public ContractState requireReadable(ContractPrincipal id) {
    var contract = requireContract(id);
    if (!contract.isReadable()) throw noSuchContract(id);
    return contract;
  }

  void add(ContractState contract) {
    codeChanges++;
    journal.record(this, contract.id(), contracts.put(contract.id(), contract));
  }

  @Override
  public Object exchange(Object key, Object value) {
    codeChanges++;
    return value == null
        ? contracts.remove(key)
        : contracts.put((ContractPrincipal) key, (ContractState) value);
  }

  /** Code is not part of the past: {@code at-block} runs the contracts of today. */
  @Override
  public boolean hasPast() {
    return false;
  }
}
