package io.neuralnexus.cli.prove;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.offchain.zk.Binding;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretFileTest {
  private static final Buff ROOT = Buff.of(new byte[32]);
  private static final Buff SEED = Buff.fromHex("0x" + "a5".repeat(32));

  @TempDir private Path folder;
  private Path path;
  private SecretFile secret;

  @BeforeEach
  void create() throws IOException {
    path = folder.resolve("secret.json");
    secret = SecretFile.at(path);
    secret.create(ROOT, SEED);
  }

  private static Binding binding(int dataset) {
    var who = Principal.parse("ST1PQHQKV0RJXZFY1DGX8MNSNYVE3VGZJSRTPGZGM");
    return new Binding(Uint.ONE, who, who, Uint.of(dataset), ROOT);
  }

  @Test
  void onlyItsOwnerCanReadItAlsoAfterAProofIsNoted() throws IOException {
    assumeThat(Files.getFileStore(folder).supportsFileAttributeView("posix")).isTrue();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
        .isEqualTo("rw-------");
    secret.note(binding(1));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
        .isEqualTo("rw-------");
  }

  @Test
  void itIsNeverOverwritten() {
    assertThatThrownBy(() -> secret.create(ROOT, ROOT))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(secret.seed(ROOT)).isEqualTo(SEED);
  }

  @Test
  void everyProofIsNamedOnce() throws IOException {
    secret.note(binding(7));
    secret.note(binding(7));

    var proofs = new JsonMapper().readTree(path.toFile()).get("proofs");
    assertThat(proofs).hasSize(1);
    assertThat(proofs.get(0).get("dataset").asInt()).isEqualTo(7);
    assertThat(proofs.get(0).get("binding").asText()).isEqualTo(binding(7).hash().toString());
    assertThat(secret.seed(ROOT)).isEqualTo(SEED);
  }

  @Test
  void aProofWithAnotherBindingIsRefusedAndNotNoted() throws IOException {
    secret.note(binding(7));

    assertThatThrownBy(() -> secret.note(binding(8)))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("a proof for this root was made already, on 2")
        .hasMessageContaining("for data set 7 of ST1PQHQKV0RJXZFY1DGX8MNSNYVE3VGZJSRTPGZGM");
    assertThat(new JsonMapper().readTree(path.toFile()).get("proofs")).hasSize(1);
  }

  @Test
  void ofProcessesAtTheSameTimeOneIsNoted() throws Exception {
    var tries = new ArrayList<Callable<Boolean>>();
    for (int i = 0; i < 8; i++) {
      int dataset = i;
      tries.add(
          () -> {
            try {
              SecretFile.at(path).note(binding(dataset));
              return true;
            } catch (RefusedException e) {
              return false;
            }
          });
    }
    int noted = 0;
    try (var threads = Executors.newFixedThreadPool(8)) {
      for (var each : threads.invokeAll(tries)) if (each.get()) noted++;
    }

    assertThat(noted).isEqualTo(1);
    assertThat(new JsonMapper().readTree(path.toFile()).get("proofs")).hasSize(1);
  }

  @Test
  void theSecretOfAnotherRootOrNoSecretIsRefused() throws IOException {
    assertThatThrownBy(() -> secret.seed(SEED)).hasMessageContaining("belongs to another root");
    Files.writeString(path, "{}");
    assertThatThrownBy(() -> secret.seed(ROOT)).hasMessageContaining("is no secret");
    Files.writeString(path, "{");
    assertThatThrownBy(() -> secret.seed(ROOT)).hasMessageContaining("is not JSON");
    Files.delete(path);
    assertThatThrownBy(() -> secret.seed(ROOT)).hasMessageContaining("there is no such file");
  }
}
