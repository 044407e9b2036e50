package io.neuralnexus.tests.machine;

import static io.neuralnexus.clarity.Cl.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.neuralnexus.clarinet.Simnet;
import io.neuralnexus.clarinet.junit.ClarinetProject;
import io.neuralnexus.clarity.Buff;
import io.neuralnexus.offchain.machine.Inputs;
import io.neuralnexus.offchain.machine.Instruction;
import io.neuralnexus.offchain.machine.Leaf;
import io.neuralnexus.offchain.machine.Machine;
import io.neuralnexus.offchain.machine.Opcode;
import io.neuralnexus.offchain.machine.Output;
import io.neuralnexus.offchain.machine.Program;
import io.neuralnexus.offchain.machine.Seed;
import io.neuralnexus.offchain.machine.Slot;
import io.neuralnexus.offchain.machine.State;
import io.neuralnexus.offchain.machine.Status;
import io.neuralnexus.offchain.machine.StepWitness;
import io.neuralnexus.offchain.machine.Trace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The file that a third implementation checks itself against says what Java and the chain do. After
 * a change of the machine {@code -Dgolden.write=true} writes it anew.
 */
@ClarinetProject(manifest = "../Clarinet.toml")
class GoldenTracesTest {
  private static final Path FILE = Path.of("../data/training-machine.json");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final MachineContract contract;

  GoldenTracesTest(Simnet chain) {
    contract = new MachineContract(chain);
  }

  @BeforeAll
  static void write() throws IOException {
    if (!Boolean.getBoolean("golden.write")) return;
    var text = new StringBuilder("{\"steps\": [\n");
    text.append(lines(computed().get("steps"))).append("\n], \"runs\": [\n");
    text.append(lines(computed().get("runs"))).append("\n]}\n");
    Files.writeString(FILE, text);
  }

  private static String lines(JsonNode array) {
    return String.join(",\n", elements(array).map(JsonNode::toString).toList());
  }

  @Test
  void the_file_is_what_the_machine_in_java_does() throws IOException {
    assertThat(JSON.readTree(FILE.toFile())).isEqualTo(JSON.readTree(computed().toString()));
  }

  @Test
  void the_chain_makes_every_step_of_the_file() throws IOException {
    for (var step : JSON.readTree(FILE.toFile()).get("steps")) {
      var program = step.get("program");
      var result =
          contract.step(
              MachineContract.program(
                  bytes(program, "root"),
                  program.get("length").asLong(),
                  program.get("k").asLong(),
                  program.get("entry").asLong(),
                  program.get("words").asLong()),
              bytes(step, "pre"),
              bytes(step, "instruction"),
              all(step, "instructionPath"),
              bytes(step, "leaf"),
              bytes(step, "salt"),
              all(step, "leafPath"));
      var post = State.parse(bytes(step, "post"));
      assertThat(result.result()).as(step.get("about").asText()).isEqualTo(ok(post.hash()));
    }
  }

  @Test
  void the_chain_starts_every_run_of_the_file() {
    for (var run : GoldenTraces.runs()) {
      var inputs = run.inputs();
      int k = run.program().k();
      var start = Trace.of(run.program(), inputs, 0).state(0);
      var result =
          contract.initialState(
              MachineContract.program(run.program()),
              inputs.header(),
              inputs.seeds().stream().map(Seed::hash).toList(),
              inputs.developerSeed().hash(),
              inputs.holdout().root(k),
              inputs.datasets().stream().map(slot -> slot.root(k)).toList());
      assertThat(result.result().toString()).as(run.about()).contains(start.hash().toString());
    }
  }

  @Test
  void the_chain_follows_a_run_from_its_first_step_to_its_last() {
    for (var run : GoldenTraces.runs().subList(0, 4)) {
      var machine = Machine.start(run.program(), run.inputs());
      for (int made = 0; made < run.maxSteps() && !machine.status().isFinal(); made++) {
        var before = machine.state();
        var witness = machine.witness();
        machine.step();
        assertThat(contract.step(run.program(), before.bytes(), witness).result())
            .as("%s, step %d", run.about(), made)
            .isEqualTo(ok(machine.state().hash()));
      }
      assertThat(machine.state())
          .isEqualTo(Trace.of(run.program(), run.inputs(), run.maxSteps()).end());
    }
  }

  @Test
  void the_steps_show_every_opcode_and_every_status() {
    var opcodes = EnumSet.noneOf(Opcode.class);
    var statuses = EnumSet.noneOf(Status.class);
    for (var machine : GoldenTraces.steps().values()) {
      var instruction = machine.program().instructions().get(machine.state().pc());
      machine.step();
      statuses.add(machine.status());
      if (machine.status() == Status.RUNNING || machine.status() == Status.HALTED) {
        Opcode.of(instruction.opcode()).ifPresent(opcodes::add);
      }
    }
    assertThat(opcodes).containsExactly(Opcode.values());
    assertThat(statuses).containsExactly(Status.values());
  }

  // --- what the file should say

  private static ObjectNode computed() {
    var root = JSON.createObjectNode();
    var steps = root.putArray("steps");
    GoldenTraces.steps().forEach((about, machine) -> steps.add(step(about, machine)));
    var runs = root.putArray("runs");
    GoldenTraces.runs().forEach(run -> runs.add(run(run)));
    return root;
  }

  private static ObjectNode step(String about, Machine machine) {
    var node = JSON.createObjectNode().put("about", about);
    var program = machine.program();
    node.putObject("program")
        .put("root", program.root().toString())
        .put("length", program.length())
        .put("k", program.k())
        .put("entry", program.entry())
        .put("words", program.words());
    node.put("pre", machine.state().bytes().toString());
    put(node, machine.witness());
    machine.step();
    return node.put("post", machine.state().bytes().toString());
  }

  private static void put(ObjectNode node, StepWitness witness) {
    node.put("instruction", witness.instruction().toString());
    hexes(node.putArray("instructionPath"), witness.instructionPath());
    Leaf leaf = witness.leaf();
    node.put("leaf", leaf.words().toString()).put("salt", leaf.salt().toString());
    hexes(node.putArray("leafPath"), leaf.path());
  }

  private static ObjectNode run(GoldenTraces.Run run) {
    var node = JSON.createObjectNode().put("about", run.about());
    node.set("program", program(run.program()));
    node.put("programHash", run.program().hash().toString());
    node.set("inputs", inputs(run.inputs()));
    var trace = Trace.of(run.program(), run.inputs(), run.maxSteps());
    node.put("maxSteps", run.maxSteps()).put("length", trace.length());
    var states = node.putArray("states");
    for (long index : indices(trace.length())) {
      states.addObject().put("index", index).put("hash", trace.state(index).hash().toString());
    }
    node.put("end", trace.end().bytes().toString());
    node.set("output", output(trace.output()));
    return node;
  }

  /** The cuts of the first round of a dispute, and the first and last steps. */
  private static Iterable<Long> indices(long length) {
    var indices = new TreeSet<Long>();
    for (int i = 0; i <= 16; i++) indices.add(length * i / 16);
    indices.addAll(List.of(Math.min(1, length), Math.min(2, length), Math.max(0, length - 1)));
    return indices;
  }

  private static ObjectNode program(Program program) {
    var node =
        JSON.createObjectNode()
            .put("k", program.k())
            .put("entry", program.entry())
            .put("words", program.words());
    hexes(
        node.putArray("instructions"),
        program.instructions().stream().map(Instruction::bytes).toList());
    return node;
  }

  private static ObjectNode inputs(Inputs inputs) {
    var node = JSON.createObjectNode().put("job", Long.toString(inputs.job()));
    words(node.putArray("settings"), inputs.settings());
    var datasets = node.putArray("datasets");
    inputs.datasets().forEach(slot -> datasets.add(slot(slot)));
    node.set("holdout", slot(inputs.holdout()));
    var seeds = node.putArray("seeds");
    inputs.seeds().forEach(seed -> seeds.add(seed(seed)));
    node.set("developerSeed", seed(inputs.developerSeed()));
    return node;
  }

  private static ObjectNode slot(Slot slot) {
    var node = JSON.createObjectNode().put("secret", slot.secret().toString());
    var words = node.putArray("words");
    for (int i = 0; i < slot.length(); i++) words.add(Long.toString(slot.word(i)));
    return node;
  }

  private static ObjectNode seed(Seed seed) {
    return JSON.createObjectNode()
        .put("words", seed.words().toString())
        .put("salt", seed.salt().toString());
  }

  private static ObjectNode output(Output output) {
    var node = JSON.createObjectNode().put("score", output.score());
    var weights = node.putArray("weights");
    output.weights().forEach(weights::add);
    words(node.putArray("model"), output.model());
    node.put("words", output.words().toString());
    hexes(node.putArray("path"), output.path());
    return node.put("modelRoot", output.modelRoot().toString());
  }

  private static void words(ArrayNode array, List<Long> words) {
    words.forEach(word -> array.add(Long.toString(word)));
  }

  private static void hexes(ArrayNode array, List<Buff> hexes) {
    hexes.forEach(hex -> array.add(hex.toString()));
  }

  // --- what it says

  private static Buff bytes(JsonNode node, String field) {
    return Buff.fromHex(node.get(field).asText());
  }

  private static List<Buff> all(JsonNode node, String field) {
    return elements(node.get(field)).map(JsonNode::asText).map(Buff::fromHex).toList();
  }

  private static Stream<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
