package io.neuralnexus.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LibraryTest {
  private final Library library = new Library();

  @Test
  void aFileIsFoundByItsHashOnceItIsPublished() {
    var file = "weights".getBytes(StandardCharsets.UTF_8);
    var hash = Sha256.of(file);

    assertThat(library.find(hash)).isEmpty();
    assertThat(library.publish(file)).isEqualTo(hash);
    assertThat(library.find(hash)).contains(file);
  }

  @Test
  void theAddressOfAFileIsTheOneThatIpfsGivesIt() {
    var hash = Sha256.of("hello world".getBytes(StandardCharsets.UTF_8));

    // base 32 of 0x01551220 and the hash, computed by another program
    assertThat(Library.uri(hash))
        .isEqualTo("ipfs://bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e");
  }

  @Test
  void aPublishedFileIsFoundAtItsAddress() {
    var hash = library.publish(new byte[] {1, 2, 3});

    assertThat(library.find(Library.uri(hash))).contains(new byte[] {1, 2, 3});
    assertThat(library.find("ipfs://nothing")).isEmpty();
  }
}
