package io.neuralnexus.offchain.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.neuralnexus.clarity.Buff;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ContentIdTest {
  // base 32 of 0x01551220 and the hash, computed by another program
  private static final String HELLO = "bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e";
  private static final String NOTHING =
      "bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku";

  @Provide
  Arbitrary<Buff> files() {
    return Arbitraries.bytes().array(byte[].class).ofMaxSize(100).map(Buff::of);
  }

  @Example
  void the_address_of_a_file_is_the_one_that_ipfs_gives_it() {
    var hello = ContentId.of(Buff.of("hello world".getBytes(StandardCharsets.UTF_8)));

    assertThat(hello).hasToString(HELLO);
    assertThat(hello.uri()).isEqualTo("ipfs://" + HELLO);
    assertThat(ContentId.of(Buff.EMPTY)).hasToString(NOTHING);
  }

  @Property(tries = 200)
  void an_address_is_read_back_with_or_without_its_scheme(@ForAll("files") Buff file) {
    var id = ContentId.of(file);

    assertThat(ContentId.parse(id.uri())).isEqualTo(id);
    assertThat(ContentId.parse(id.toString())).isEqualTo(id);
  }

  @Property(tries = 200)
  void an_address_with_another_character_is_not_that_address(
      @ForAll("files") Buff file, @ForAll("places") int place, @ForAll("characters") char other) {
    var id = ContentId.of(file);
    var text = new StringBuilder(id.toString());
    if (text.charAt(place) == other) return;
    text.setCharAt(place, other);

    try {
      assertThat(ContentId.parse(text.toString())).isNotEqualTo(id).hasToString(text.toString());
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageContaining(text.toString());
    }
  }

  @Provide
  Arbitrary<Integer> places() {
    return Arbitraries.integers().between(0, HELLO.length() - 1);
  }

  @Provide
  Arbitrary<Character> characters() {
    return Arbitraries.chars().range('!', '~');
  }

  @Example
  void what_is_no_address_of_this_kind_is_refused_and_told_what_is() {
    var others =
        List.of(
            "",
            "b",
            "ipfs://",
            "ipfs://nothing",
            "ipfs://" + HELLO + "/file",
            HELLO + "a",
            HELLO.substring(1),
            HELLO.substring(0, 58),
            HELLO.toUpperCase(java.util.Locale.ROOT),
            HELLO.substring(0, 58) + "f", // bits beyond the hash
            "QmYwAPJzv5CZsnA625s3Xf2nemtYgPpHdWEz79ojWKPbdG", // version 0
            "bafybeigdyrzt5sfp7udm7hu76uh7y26nf3efuylqabf3oclgtqy55fbzdi", // of a folder
            "zb2rhe5P4gXftAwvA4eXQ5HJwsER2owDyS9sKaQRRVQPn93bA", // base 58
            "http://127.0.0.1/ipfs/" + HELLO,
            "ipfs://\u00e9");
    for (var each : others) {
      assertThatThrownBy(() -> ContentId.parse(each))
          .as(each)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "\"%s\" is no address of a file: expected ipfs://bafkrei... (CIDv1, raw, sha2-256,"
                  + " base 32)",
              each);
    }
  }
}
