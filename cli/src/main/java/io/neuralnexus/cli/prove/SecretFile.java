package io.neuralnexus.cli.prove;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.neuralnexus.clarity.Buff;
import io.neuralnexus.offchain.zk.Binding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The seed of a commitment, and every proof that was made with it: one, or else two proofs together
 * could tell about the rows.
 */
final class SecretFile {
  private static final String WARNING =
      "Keep this file, and keep it secret. With the seed anybody can test a guess at the table;"
          + " without it nobody can prove anything about it, nor show what the root stands for.";

  private static final JsonMapper JSON = new JsonMapper();

  private final Path path;

  private SecretFile(Path path) {
    this.path = path;
  }

  static SecretFile at(Path path) {
    return new SecretFile(path);
  }

  /** Writes a new one; never over another. */
  void create(Buff root, Buff seed) throws IOException {
    var json =
        JSON.createObjectNode()
            .put("warning", WARNING)
            .put("root", root.toString())
            .put("seed", seed.toString());
    json.putArray("proofs");
    WholeFiles.create(path, bytes(json));
  }

  /**
   * The seed.
   *
   * @throws InputException if it is not that of this root
   */
  Buff seed(Buff root) {
    var json = read();
    if (!json.path("root").asText().equals(root.toString())) {
      throw new InputException(
          path, "belongs to another root", "restore the file that was made with the commitment");
    }
    if (!json.path("seed").asText().matches("0x[0-9a-f]{64}")) {
      throw new InputException(path, "has no seed", "restore it from your copy");
    }
    return Buff.fromHex(json.get("seed").asText());
  }

  /**
   * Notes that a proof is about to be made; before it is, since a note too many does no harm.
   *
   * @throws RefusedException if another was noted
   */
  void note(Binding binding) throws IOException {
    // A lock of the file keeps other processes out, not other threads.
    synchronized (SecretFile.class) {
      noteAlone(binding);
    }
  }

  private void noteAlone(Binding binding) throws IOException {
    var lock = path.resolveSibling("." + path.getFileName() + ".lock");
    try (var channel = WholeFiles.lock(lock);
        var _ = channel.lock()) {
      var json = read();
      for (var proof : json.withArray("proofs")) {
        if (proof.path("binding").asText().equals(binding.hash().toString())) return;
        throw new RefusedException(
            """
            a proof for this root was made already, %s.
            A second one, for another data set, account, contract or chain, could give rows away.
            For that, commit to the data again: the new commitment has its own root.\
            """
                .formatted(text(proof)));
      }
      json.withArray("proofs")
          .addObject()
          .put("made", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString())
          .put("chain", binding.chain().toBigInteger())
          .put("contract", binding.verifier().toString())
          .put("submitter", binding.submitter().toString())
          .put("dataset", binding.dataset().toBigInteger())
          .put("binding", binding.hash().toString());
      WholeFiles.replace(path, bytes(json));
    }
  }

  private static String text(JsonNode proof) {
    return "on %s for data set %s of %s, to %s on chain %s"
        .formatted(
            proof.path("made").asText(),
            proof.path("dataset").asText(),
            proof.path("submitter").asText(),
            proof.path("contract").asText(),
            proof.path("chain").asText());
  }

  private ObjectNode read() {
    try {
      if (JSON.readTree(Files.readAllBytes(path)) instanceof ObjectNode json
          && json.path("proofs").isArray()) {
        return json;
      }
      throw new InputException(path, "is no secret of a commitment", "restore it from your copy");
    } catch (NoSuchFileException e) {
      throw new InputException(
          path, "there is no such file", "name the folder that nexus prove commit made");
    } catch (JsonProcessingException e) {
      throw new InputException(path, "is not JSON", "restore it from your copy");
    } catch (IOException e) {
      throw new InputException(path, "cannot be read", "restore it from your copy");
    }
  }

  private static byte[] bytes(ObjectNode json) {
    return (json.toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8);
  }
}
