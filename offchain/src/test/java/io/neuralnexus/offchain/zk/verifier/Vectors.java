package io.neuralnexus.offchain.zk.verifier;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.Cl;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.clarity.Value;
import io.neuralnexus.offchain.zk.Binding;
import io.neuralnexus.offchain.zk.Parameters;
import io.neuralnexus.offchain.zk.Profile;
import io.neuralnexus.offchain.zk.Profile.Bounds;
import io.neuralnexus.offchain.zk.Profile.Feature;
import io.neuralnexus.offchain.zk.Profile.Missing;
import io.neuralnexus.offchain.zk.Profile.Sum;
import io.neuralnexus.offchain.zk.Proof;
import io.neuralnexus.offchain.zk.Refusal;
import io.neuralnexus.offchain.zk.prover.Commitment;
import io.neuralnexus.offchain.zk.prover.Crook;
import io.neuralnexus.offchain.zk.prover.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** {@code docs/vectors/zk.json}: a proof in every detail, and changes that make it worthless. */
final class Vectors {
  private static final Path FILE =
      Path.of(System.getProperty("nexus.root", ".."), "docs", "vectors", "zk.json");
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private static final int ROWS = 100;
  private static final int LOG = 10;
  private static final int LIES = 3;
  private static final int MISSING = 99_999;
  private static final Buff SEED = bytes("seed of the test vectors");
  private static final Binding BINDING =
      binding(2_147_483_648L, "zk-verification", "ST2CY5V39NHDPWSXMW9QDT3HC3GD6Q6XX4CFRK9AG", 7, 1);

  private final Buff root;
  private final Proof proof;
  private final List<Mutant> mutants;

  private Vectors(Buff root, Proof proof, List<Mutant> mutants) {
    this.root = root;
    this.proof = proof;
    this.mutants = mutants;
  }

  private static Binding binding(
      long chain, String verifier, String submitter, long dataset, int schema) {
    var deployer = "ST1PQHQKV0RJXZFY1DGX8MNSNYVE3VGZJSRTPGZGM";
    return new Binding(
        Cl.uint(chain),
        Cl.contract(deployer, verifier),
        Cl.principal(submitter),
        Cl.uint(dataset),
        bytes("schema " + schema));
  }

  private static Buff bytes(String of) {
    return Buff.of(Tree.sha256(of.getBytes(StandardCharsets.UTF_8)));
  }

  /** Makes them anew, all but what only a crook can make. */
  static Vectors generated(List<Mutant> crooked) {
    var commitment = Commitment.of(Parameters.STANDARD, theProfile(), table(), SEED);
    var proof = commitment.prove(BINDING.hash(), _ -> {});
    var honest = new Vectors(commitment.root(), proof, List.of());
    var mutants = Stream.concat(Mutant.of(honest).stream(), crooked.stream()).toList();
    return new Vectors(honest.root, proof, mutants);
  }

  /**
   * What only an owner can do: everything that the first query does not see is the true proof's.
   */
  private List<Mutant> crooked() {
    return List.of(
        crooked("layer 0 is not D", Refusal.BAD_OPENING, (layer, _) -> layer == 0),
        crooked("layer 1 is not what layer 0 folds to", Refusal.BAD_FOLD, (l, _) -> l == 1),
        crooked("the final polynomial is another", Refusal.BAD_FOLD, (l, i) -> l == 2 && i == 0));
  }

  private Mutant crooked(String name, Refusal refusal, Crook.Lie lie) {
    var crook = new Crook(Parameters.STANDARD, BINDING.hash(), theProfile(), table(), SEED, lie);
    var crooked = crook.proof().value();
    var patches = new ArrayList<Patch>();
    for (var at : List.of("layers", "final", "query-nonce", "queries/0")) {
      var value = Patch.at(crooked, at);
      if (!value.equals(Patch.at(proof.value(), at))) {
        patches.add(new Patch(Patch.Input.PROOF, at, value));
      }
    }
    return new Mutant(name, refusal, patches);
  }

  /** Those of the file, which is written first if {@code -Dvectors=write}. */
  static Vectors read() {
    if (System.getProperty("vectors", "read").equals("write")) {
      var honest = generated(List.of());
      generated(honest.crooked()).write();
    }
    try {
      return of(JSON.readTree(FILE.toFile()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String text() {
    try {
      return Files.readString(FILE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write() {
    try {
      Files.createDirectories(FILE.getParent());
      Files.writeString(FILE, json());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Vectors of(JsonNode json) {
    var mutants = new ArrayList<Mutant>();
    for (var entry : json.get("refused")) {
      var patches = new ArrayList<Patch>();
      for (var patch : entry.get("patches")) {
        patches.add(
            new Patch(
                Patch.Input.valueOf(patch.get("of").asText().toUpperCase(Locale.ROOT)),
                patch.get("at").asText(),
                Value.fromHex(patch.get("value").asText())));
      }
      mutants.add(
          new Mutant(
              entry.get("name").asText(),
              Refusal.valueOf(entry.get("refusal").asText()),
              List.copyOf(patches)));
    }
    return new Vectors(
        Buff.fromHex(json.get("root").asText()),
        Proof.of(Value.fromHex(json.get("proof").asText())),
        List.copyOf(mutants));
  }

  Buff binding() {
    return BINDING.hash();
  }

  /** Bindings that differ in one thing, which is their name. */
  Map<String, Binding> otherBindings() {
    var others = new LinkedHashMap<String, Binding>();
    var submitter = BINDING.submitter().toString();
    others.put("chain", binding(1, "zk-verification", submitter, 7, 1));
    others.put("contract", binding(2_147_483_648L, "zk-verification-2", submitter, 7, 1));
    others.put(
        "sender",
        binding(
            2_147_483_648L, "zk-verification", "ST1SJ3DTE5DN7X54YDH5D64R3BCB6A2AG2ZQ8YPD5", 7, 1));
    others.put("data set", binding(2_147_483_648L, "zk-verification", submitter, 8, 1));
    others.put("schema", binding(2_147_483_648L, "zk-verification", submitter, 7, 2));
    return others;
  }

  Buff root() {
    return root;
  }

  Profile profile() {
    return theProfile();
  }

  Proof proof() {
    return proof;
  }

  List<Mutant> mutants() {
    return mutants;
  }

  /** The changes that only a crook can make, which come last. */
  List<Mutant> lies() {
    return mutants.subList(mutants.size() - LIES, mutants.size());
  }

  /** The verdict about a changed proof. */
  Optional<Refusal> verdict(Verifier verifier, Mutant mutant) {
    Value changedBinding = binding();
    Value changedRoot = root;
    var changedProfile = profile().value();
    var changedProof = proof.value();
    for (var patch : mutant.patches()) {
      switch (patch.of()) {
        case BINDING -> changedBinding = patch.applied(changedBinding);
        case ROOT -> changedRoot = patch.applied(changedRoot);
        case PROFILE -> changedProfile = patch.applied(changedProfile);
        case PROOF -> changedProof = patch.applied(changedProof);
      }
    }
    return verifier.refusal(
        (Buff) changedBinding,
        (Buff) changedRoot,
        Profile.of(changedProfile),
        Proof.of(changedProof));
  }

  private static Profile theProfile() {
    return new Profile(
        LOG,
        ROWS,
        List.of(
            new Feature(18, 99, Optional.empty()),
            new Feature(1_000, 1_800, Optional.of(new Missing(MISSING, new Bounds(1, 20))))),
        List.of(new Bounds(30, 60), new Bounds(30, 99)),
        List.of(new Sum(1, 2, 2_500, -100_000, 100_000)));
  }

  private static Table table() {
    return Table.of(List.of(ages(), weights())).withLabels(labels());
  }

  private static long[] ages() {
    return IntStream.range(0, ROWS).mapToLong(i -> 18 + i * i % 82).toArray();
  }

  private static long[] weights() {
    return IntStream.range(0, ROWS)
        .mapToLong(i -> i % 9 == 4 ? MISSING : 1_000 + i * 37 % 801)
        .toArray();
  }

  private static int[] labels() {
    return IntStream.range(0, ROWS).map(i -> i * i % 3).toArray();
  }

  /** The file. */
  String json() {
    var file = new LinkedHashMap<String, Object>();
    var table = new LinkedHashMap<String, Object>();
    table.put("features", List.of(ages(), weights()));
    table.put("classes", labels());
    file.put("table", table);
    file.put("seed", hex(SEED));
    file.put("profile", hex(theProfile().value()));
    file.put("root", hex(root));
    file.put("binding", bindingJson());
    file.put("transcript", transcriptJson());
    file.put("proof", hex(proof.value()));
    file.put("refused", mutants.stream().map(Vectors::json).toList());
    try {
      var printer = new DefaultPrettyPrinter();
      printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
      return JSON.setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL)
              .writer(printer)
              .writeValueAsString(file)
          + "\n";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Object> bindingJson() {
    var binding = new LinkedHashMap<String, Object>();
    binding.put("chain", BINDING.chain().toString());
    binding.put("dataset", BINDING.dataset().toString());
    binding.put("schema", hex(BINDING.schema()));
    binding.put("submitter", BINDING.submitter().toString());
    binding.put("verifier", BINDING.verifier().toString());
    binding.put("hash", hex(BINDING.hash()));
    return binding;
  }

  private List<Map<String, Object>> transcriptJson() {
    var transcript = Transcript.of(Parameters.STANDARD, binding(), root, theProfile(), proof);
    var quotient =
        Relation.of(theProfile(), Element.unpacked(proof.atZ()), Element.unpacked(proof.atNext()))
            .quotient(
                Parameters.STANDARD, theProfile(), transcript.a(), transcript.c(), transcript.z());
    var states = transcript.states().iterator();
    var drawn = new ArrayList<Map<String, Object>>();
    drawn.add(step("profile", states.next(), "a", transcript.a(), "c", transcript.c()));
    drawn.add(step("parts", states.next(), "z", transcript.z()));
    drawn.add(step("values at z", states.next(), "quotient", quotient));
    drawn.add(step("batch-nonce", states.next(), "b", transcript.b()));
    for (int l = 0; l < transcript.folds().size(); l++) {
      drawn.add(step("layer " + l, states.next(), "e", transcript.folds().get(l)));
    }
    drawn.add(step("final", states.next()));
    drawn.add(step("query-nonce", states.next()));
    drawn.getLast().put("queries", transcript.indices());
    return drawn;
  }

  private static Map<String, Object> step(String after, Buff state, Object... drawn) {
    var step = new LinkedHashMap<String, Object>();
    step.put("after", after);
    step.put("h", hex(state));
    for (int i = 0; i < drawn.length; i += 2) {
      var element = (Element) drawn[i + 1];
      var packed = Uint.of(element.a().shiftLeft(64).add(element.b()));
      step.put((String) drawn[i], packed.toString());
    }
    return step;
  }

  private static Map<String, Object> json(Mutant mutant) {
    var json = new LinkedHashMap<String, Object>();
    json.put("name", mutant.name());
    json.put("refusal", mutant.refusal().name());
    json.put(
        "patches",
        mutant.patches().stream()
            .map(
                patch -> {
                  var entry = new LinkedHashMap<String, String>();
                  entry.put("of", patch.of().name().toLowerCase(Locale.ROOT));
                  entry.put("at", patch.at());
                  entry.put("value", hex(patch.value()));
                  return entry;
                })
            .toList());
    return json;
  }

  /** Bytes as they are, other values in consensus encoding. */
  private static String hex(Buff bytes) {
    return "0x" + HexFormat.of().formatHex(bytes.bytes());
  }

  private static String hex(Value value) {
    return "0x" + HexFormat.of().formatHex(value.serialize());
  }
}
