package io.neuralnexus.clarity.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarity.Uint;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class MerkleProofPropertiesTest {
  @Property(tries = 200)
  void everyLeafIsProvenAtItsPlaceAndNowhereElse(
      @ForAll @IntRange(min = 1, max = 40) int count,
      @ForAll @IntRange(max = 39) int position,
      @ForAll @IntRange(max = 63) int elsewhere) {
    var leaves =
        IntStream.range(0, count).mapToObj(i -> Hash.sha256(new byte[] {(byte) i})).toList();
    var index = position % leaves.size();
    var siblings = new ArrayList<byte[]>();
    var row = leaves;
    for (int at = index; row.size() > 1; at >>= 1) {
      siblings.add(row.get(Math.min(at ^ 1, row.size() - 1)));
      row = parents(row);
    }
    var root = row.getFirst();
    var leaf = leaves.get(index);

    assertThat(verify(leaf, root, index, leaves.size(), siblings)).isTrue();
    if (elsewhere != index) {
      assertThat(verify(leaf, root, elsewhere, leaves.size(), siblings)).isFalse();
    }
  }

  private static List<byte[]> parents(List<byte[]> row) {
    var parents = new ArrayList<byte[]>();
    for (int i = 0; i < row.size(); i += 2) {
      parents.add(Hash.doubleSha256(row.get(i), row.get(Math.min(i + 1, row.size() - 1))));
    }
    return parents;
  }

  private static boolean verify(
      byte[] leaf, byte[] root, long index, long count, List<byte[]> siblings) {
    return MerkleProof.verify(leaf, root, Uint.of(index), Uint.of(count), siblings);
  }
}
