package io.neuralnexus.offchain.machine;

import io.neuralnexus.clarity.Buff;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * 2^k words under a Merkle tree. Inputs are shared by copies, and only what changed since the last
 * root is hashed again. For one thread.
 */
public final class Memory implements Words {
  /** The leaf was written since the last root. */
  private static final byte UNHASHED = 1;

  /** The leaf was written since the last image. */
  private static final byte UNSAVED = 2;

  /** What a write makes of a leaf. */
  static final byte WRITTEN = UNHASHED | UNSAVED;

  private static final long EACH_BYTE = 0x0101_0101_0101_0101L;
  private static final VarHandle EIGHT_BYTES =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** From so many groups on, hashing is worth a second thread. */
  private static final int LARGE_BATCH = 2_048;

  private static final int PART = 512;

  private final int k;
  private final int firstWritable;
  private final Salts salts;
  private final Hasher hasher;

  /** What no program writes: header, hold-out and data sets. */
  private long[] inputs;

  private boolean ownsInputs;

  /** From the first writable address on. */
  final long[] words;

  /** A byte per leaf: {@link #UNHASHED}, {@link #UNSAVED}. */
  final byte[] marks;

  /** The pages of words as they were saved last; equal to the words where no leaf is unsaved. */
  private final long[][] saved;

  /** The trees of the slots, from groups of leaves up. */
  private final HashTree[] slots;

  private final boolean[] ownsSlot;
  private final HashTree top;

  private Memory(
      int k,
      Salts salts,
      long[] inputs,
      long[] words,
      byte[] marks,
      long[][] saved,
      HashTree[] slots,
      HashTree top) {
    this.k = k;
    this.firstWritable = Layout.firstWritable(k);
    this.salts = salts;
    this.hasher = new Hasher(salts);
    this.inputs = inputs;
    this.words = words;
    this.marks = marks;
    this.saved = saved;
    this.slots = slots;
    this.ownsSlot = new boolean[slots.length];
    this.top = top;
  }

  /**
   * Zeros.
   *
   * @param k 13 .. 24
   */
  public static Memory empty(int k) {
    Layout.check(k);
    int firstWritable = Layout.firstWritable(k);
    int writable = (1 << k) - firstWritable;
    var slots = new HashTree[Layout.SLOTS];
    Arrays.fill(slots, HashTree.overEmpty(k - 8 - Hasher.DEPTH, Hasher.DEPTH));
    var memory =
        new Memory(
            k,
            new Salts(k),
            new long[firstWritable],
            new long[writable],
            new byte[1 << k - 3],
            Image.empty(writable),
            slots,
            HashTree.overEmpty(5, k - 8));
    memory.ownsInputs = true;
    return memory;
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
    var content = ByteBuffer.wrap(seed.words().bytes());
    for (int i = 0; i < Layout.LEAF_WORDS; i++) {
      store(leaf * Layout.LEAF_WORDS + i, content.getLong());
    }
    salts.putHeader(leaf, seed.salt().bytes());
  }

  private void fill(int slot, Slot content) {
    content.checkFits(k);
    content.copyTo(inputs, Layout.slot(k, slot));
    salts.put(slot, content.secret().bytes());
    int leaves = Layout.slotLeaves(k);
    Arrays.fill(marks, slot * leaves, (slot + 1) * leaves, WRITTEN);
  }

  /** An independent memory with the same words. */
  public Memory copy() {
    ownsInputs = false;
    Arrays.fill(ownsSlot, false);
    return new Memory(
        k, salts, inputs, words.clone(), marks.clone(), saved.clone(), slots.clone(), top.copy());
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
    return address < firstWritable ? inputs[address] : words[address - firstWritable];
  }

  /**
   * Replaces the word at an address.
   *
   * @throws IndexOutOfBoundsException if there is none
   */
  @Override
  public void store(int address, long word) {
    if (address < firstWritable) ownInputs()[address] = word;
    else words[address - firstWritable] = word;
    marks[address / Layout.LEAF_WORDS] = WRITTEN;
  }

  private long[] ownInputs() {
    if (!ownsInputs) {
      inputs = inputs.clone();
      ownsInputs = true;
    }
    return inputs;
  }

  /** The words below the first writable address, to be read. */
  long[] inputs() {
    return inputs;
  }

  /** The root of the tree. */
  public Buff root() {
    rehash();
    return Buff.of(top.root());
  }

  /** The root of a slot's sub-tree. */
  public Buff slotRoot(int slot) {
    rehash();
    return Buff.of(slots[slot].root());
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
    int leaf = address / Layout.LEAF_WORDS;
    var salt = new byte[Hashing.LENGTH];
    salts.write(leaf, salt, 0, hasher.digest());
    return new Leaf(
        words(leaf * Layout.LEAF_WORDS, Layout.LEAF_WORDS), Buff.of(salt), siblings(address, 0));
  }

  /**
   * The siblings, from there up, of the sub-tree of 2^level leaves that holds an address.
   *
   * @param level at most that of a group
   */
  List<Buff> siblings(int address, int level) {
    rehash();
    int leaf = address / Layout.LEAF_WORDS;
    int group = leaf / Hasher.LEAVES;
    int bits = k - 8 - Hasher.DEPTH;
    int slot = group >> bits;
    int node = Hasher.LEAVES + leaf % Hasher.LEAVES >> level;
    return Stream.of(
            hash(hasher, group).siblings(node),
            slots[slot].siblings(slots[slot].leafNode(group & (1 << bits) - 1)),
            top.siblings(top.leafNode(slot)))
        .flatMap(List::stream)
        .toList();
  }

  private HashTree hash(Hasher by, int group) {
    int address = group * Hasher.WORDS;
    return address < firstWritable
        ? by.group(group, inputs, address)
        : by.group(group, words, address - firstWritable);
  }

  // --- the tree

  /** Brings the trees up to date: the groups that changed, then level by level what is above. */
  private void rehash() {
    var changed = new Changes();
    int count = changed.count;
    var nodes = changed.groups;
    if (count == 0) return;
    int depth = k - 8 - Hasher.DEPTH;
    for (int i = 0; i < count; i++) own(nodes[i] >> depth);
    if (count < LARGE_BATCH) {
      hashGroups(hasher, nodes, 0, count);
    } else {
      IntStream.range(0, (count + PART - 1) / PART)
          .parallel()
          .forEach(
              part -> {
                int end = Math.min(count, (part + 1) * PART);
                hashGroups(new Hasher(salts), nodes, part * PART, end);
              });
    }
    int left = count;
    for (int level = depth - 1; level >= 0; level--) {
      left = parents(nodes, left);
      for (int i = 0; i < left; i++) {
        slots[nodes[i] >> level].rehash(1 << level | nodes[i] & (1 << level) - 1, hasher.digest());
      }
    }
    for (int i = 0; i < left; i++) top.setLeaf(nodes[i], slots[nodes[i]]);
    for (int level = 4; level >= 0; level--) {
      left = parents(nodes, left);
      for (int i = 0; i < left; i++) top.rehash(1 << level | nodes[i], hasher.digest());
    }
  }

  private void own(int slot) {
    if (ownsSlot[slot]) return;
    slots[slot] = slots[slot].copy();
    ownsSlot[slot] = true;
  }

  private void hashGroups(Hasher by, int[] groups, int from, int to) {
    int depth = k - 8 - Hasher.DEPTH;
    for (int i = from; i < to; i++) {
      slots[groups[i] >> depth].setLeaf(groups[i] & (1 << depth) - 1, hash(by, groups[i]));
    }
  }

  /** Replaces rising indices of nodes by those of their parents; returns how many these are. */
  private static int parents(int[] nodes, int count) {
    int parents = 0;
    for (int i = 0; i < count; i++) {
      int parent = nodes[i] >> 1;
      if (parents == 0 || nodes[parents - 1] != parent) nodes[parents++] = parent;
    }
    return parents;
  }

  /** Takes the marks of unhashed leaves away and lists their groups. */
  private final class Changes {
    private static final long UNHASHED_GROUP = 0x0101_0101L * UNHASHED;

    int[] groups = new int[64];
    int count;

    Changes() {
      for (int at = 0; at < marks.length; at += Long.BYTES) {
        long eight = (long) EIGHT_BYTES.get(marks, at);
        if ((eight & EACH_BYTE * UNHASHED) == 0) continue;
        EIGHT_BYTES.set(marks, at, eight & ~(EACH_BYTE * UNHASHED));
        if ((eight & UNHASHED_GROUP) != 0) add(at / Hasher.LEAVES);
        if ((eight >>> 32 & UNHASHED_GROUP) != 0) add(at / Hasher.LEAVES + 1);
      }
    }

    private void add(int group) {
      if (count == groups.length) groups = Arrays.copyOf(groups, 2 * count);
      groups[count++] = group;
    }
  }

  // --- images

  /** The words that programs write, as they are now. */
  Image save() {
    for (int page = 0; page < saved.length; page++) {
      if (!takeUnsaved(page)) continue;
      int from = page * Image.PAGE;
      saved[page] = Arrays.copyOfRange(words, from, from + Image.PAGE);
    }
    return new Image(saved.clone());
  }

  /** Makes the words what they were in an image of this memory, or of one that it is a copy of. */
  void restore(Image image) {
    for (int page = 0; page < saved.length; page++) {
      var content = image.pages()[page];
      if (!takeUnsaved(page) && saved[page] == content) continue;
      saved[page] = content;
      for (int from = 0; from < Image.PAGE; from += Layout.LEAF_WORDS) {
        int at = page * Image.PAGE + from;
        int to = from + Layout.LEAF_WORDS;
        if (Arrays.equals(words, at, at + Layout.LEAF_WORDS, content, from, to)) continue;
        System.arraycopy(content, from, words, at, Layout.LEAF_WORDS);
        marks[(firstWritable + at) / Layout.LEAF_WORDS] |= UNHASHED;
      }
    }
  }

  /** Takes the marks of unsaved leaves of a page away; returns whether there were any. */
  private boolean takeUnsaved(int page) {
    int first = (firstWritable + page * Image.PAGE) / Layout.LEAF_WORDS;
    long found = 0;
    for (int at = first; at < first + Image.PAGE / Layout.LEAF_WORDS; at += Long.BYTES) {
      long eight = (long) EIGHT_BYTES.get(marks, at);
      found |= eight;
      if (eight != 0) EIGHT_BYTES.set(marks, at, eight & ~(EACH_BYTE * UNSAVED));
    }
    return (found & EACH_BYTE * UNSAVED) != 0;
  }
}
