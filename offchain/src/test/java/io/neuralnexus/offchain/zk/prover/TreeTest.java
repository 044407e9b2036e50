package io.neuralnexus.offchain.zk.prover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.neuralnexus.clarity.Buff;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TreeTest {
  @Property(tries = 50)
  void each_path_leads_from_its_leaf_to_the_cap(
      @ForAll @IntRange(max = 8) int log, @ForAll @IntRange(max = 8) int cap, @ForAll long seed) {
    int capHeight = Math.min(log, cap);
    var leaves = new byte[Hash.LENGTH << log];
    new Random(seed).nextBytes(leaves);

    var tree = tree(leaves, capHeight);

    assertThat(tree.cap().length()).isEqualTo(Hash.LENGTH << capHeight);
    for (int i = 0; i < 1 << log; i++) {
      var node = Buff.of(leaves).slice(i * Hash.LENGTH, (i + 1) * Hash.LENGTH);
      int index = i;
      var path = tree.path(i);
      assertThat(path).hasSize(log - capHeight);
      for (var sibling : path) {
        var children = index % 2 == 0 ? node.plus(sibling) : sibling.plus(node);
        node = Buff.of(new Hash().with(1).with(children.bytes()).done());
        index /= 2;
      }
      assertThat(node).isEqualTo(tree.cap().slice(index * 32, index * 32 + 32));
    }
  }

  @Test
  void the_root_is_the_hash_of_the_cap() {
    var tree = tree(new byte[8 * Hash.LENGTH], 2);

    assertThat(tree.root()).isEqualTo(Buff.of(new Hash().with(2).with(tree.cap().bytes()).done()));
  }

  @Test
  void a_tree_has_no_fewer_leaves_than_its_cap() {
    assertThatThrownBy(() -> tree(new byte[2 * Hash.LENGTH], 2))
        .hasMessage("a tree of 2 leaves has no cap of 4 nodes");
  }

  private static Tree tree(byte[] leaves, int capHeight) {
    var nodes = new byte[2 * leaves.length];
    System.arraycopy(leaves, 0, nodes, leaves.length, leaves.length);
    return new Tree(nodes, capHeight);
  }
}
