package io.neuralnexus.offchain.machine;

import io.neuralnexus.clarity.Buff;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * 2^k words under a Merkle tree. Pages that were never written take no room, and only what changed
 * since the last root is hashed again. For one thread.
 */
public final class Memory implements Words {
  /** Never written to, shared by all. */
  private static final Page EMPTY = Page.empty();

  private final int k;

  /** {@link #EMPTY} where nothing was ever written. */
  private final Page[] pages;

  /** The tree above the pages. */
  private final HashTree tree;

  private final BitSet stale;
  private final MessageDigest digest = Hashing.sha256();

  private Memory(int k, Page[] pages, HashTree tree, BitSet stale) {
    this.k = k;
    this.pages = pages;
    this.tree = tree;
    this.stale = stale;
  }

  /**
   * Zeros.
   *
   * @param k 13 .. 24
   */
  public static Memory empty(int k) {
    Layout.check(k);
    int depth = k - 3 - Page.DEPTH;
    var pages = new Page[1 << depth];
    Arrays.fill(pages, EMPTY);
    return new Memory(k, pages, HashTree.overEmpty(depth, Page.DEPTH), new BitSet());
  }

  /**
   * The memory that a run starts with.
   *
   * @throws IllegalArgumentException if a data set is larger than a slot
   */
  public static Memory of(int k, Inputs inputs) {
    var memory = empty(k);
    int address = 0;
    for (long word : inputs.header()) memory.store(address++, word);
    for (int i = 0; i < inputs.seeds().size(); i++) memory.put(1 + i, inputs.seeds().get(i));
    memory.put(Layout.DEVELOPER_SEED_LEAF, inputs.developerSeed());
    memory.fill(Layout.HOLDOUT, inputs.holdout());
    for (int i = 0; i < inputs.datasets().size(); i++) {
      memory.fill(Layout.FIRST_DATASET + i, inputs.datasets().get(i));
    }
    return memory;
  }

  private void put(int leaf, Seed seed) {
    var words = ByteBuffer.wrap(seed.words().bytes());
    for (int i = 0; i < Layout.LEAF_WORDS; i++) {
      store(leaf * Layout.LEAF_WORDS + i, words.getLong());
    }
    writable(leaf * Layout.LEAF_WORDS).salt(leaf, seed.salt().bytes());
  }

  void fill(int slot, Slot content) {
    if (content.length() > Layout.slotWords(k)) {
      throw new IllegalArgumentException(
          "%d words do not fit into a slot of %d: choose a program with a larger k than %d"
              .formatted(content.length(), Layout.slotWords(k), k));
    }
    int base = Layout.slot(k, slot);
    for (int i = 0; i < content.length(); i++) store(base + i, content.word(i));
    var secret = content.secret().bytes();
    for (int leaf = 0; leaf < Layout.slotLeaves(k); leaf++) {
      int address = base + leaf * Layout.LEAF_WORDS;
      writable(address).salt(leaf % Page.LEAVES, Hashing.salt(digest, secret, leaf));
    }
  }

  /** An independent memory with the same words. */
  public Memory copy() {
    var copies = pages.clone();
    for (int i = 0; i < pages.length; i++) {
      if (pages[i] != EMPTY) copies[i] = pages[i].copy();
    }
    return new Memory(k, copies, tree.copy(), (BitSet) stale.clone());
  }

  /** It has 2^k words. */
  public int k() {
    return k;
  }

  /**
   * The word at an address.
   *
   * @throws IndexOutOfBoundsException if there is none
   */
  @Override
  public long load(int address) {
    return readable(Objects.checkIndex(address, 1 << k)).load(address % Page.WORDS);
  }

  /**
   * Replaces the word at an address.
   *
   * @throws IndexOutOfBoundsException if there is none
   */
  @Override
  public void store(int address, long word) {
    writable(Objects.checkIndex(address, 1 << k)).store(address % Page.WORDS, word);
  }

  private Page readable(int address) {
    return pages[address / Page.WORDS];
  }

  /** The page of an address, which is about to change. */
  private Page writable(int address) {
    int index = address / Page.WORDS;
    if (pages[index] == EMPTY) pages[index] = Page.empty();
    stale.set(index);
    return pages[index];
  }

  /** The root of the tree. */
  public Buff root() {
    rehash();
    return Buff.of(tree.root());
  }

  /** The root of a slot's sub-tree. */
  public Buff slotRoot(int slot) {
    rehash();
    return Buff.of(tree.node(32 + slot));
  }

  /** The bytes of the words from an address on, which need not be those of whole leaves. */
  Buff words(int address, int count) {
    var bytes = ByteBuffer.allocate(count * Long.BYTES);
    for (int i = 0; i < count; i++) bytes.putLong(load(address + i));
    return Buff.of(bytes.array());
  }

  /**
   * The leaf that holds an address.
   *
   * @throws IndexOutOfBoundsException if there is none
   */
  public Leaf open(int address) {
    Objects.checkIndex(address, 1 << k);
    int leaf = address / Layout.LEAF_WORDS % Page.LEAVES;
    var page = readable(address);
    return new Leaf(Buff.of(page.wordsOf(leaf)), Buff.of(page.saltOf(leaf)), siblings(address, 0));
  }

  /** The siblings, from there up, of the sub-tree of 2^level leaves that holds an address. */
  List<Buff> siblings(int address, int level) {
    rehash();
    int leaf = Page.LEAVES + address / Layout.LEAF_WORDS % Page.LEAVES;
    return Stream.concat(
            readable(address).tree().siblings(leaf >> level).stream(),
            tree.siblings(tree.leafNode(address / Page.WORDS)).stream())
        .toList();
  }

  private void rehash() {
    var nodes = new BitSet();
    for (int i = stale.nextSetBit(0); i >= 0; i = stale.nextSetBit(i + 1)) {
      pages[i].rehash(digest);
      tree.setLeaf(i, pages[i].tree().root());
      nodes.set(tree.leafNode(i) / 2);
    }
    stale.clear();
    for (int node = nodes.length() - 1; node > 0; node = nodes.previousSetBit(node - 1)) {
      tree.rehash(node, digest);
      nodes.set(node / 2);
    }
  }
}
