package io.neuralnexus.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.neuralnexus.clarity.Buff;
import io.neuralnexus.offchain.dispute.LastMove;
import io.neuralnexus.offchain.machine.FixedPoint;
import io.neuralnexus.offchain.machine.Instruction;
import io.neuralnexus.offchain.machine.Layout;
import io.neuralnexus.offchain.machine.Leaf;
import io.neuralnexus.offchain.machine.Opcode;
import io.neuralnexus.offchain.machine.State;
import io.neuralnexus.offchain.machine.Status;
import io.neuralnexus.offchain.machine.StepProof;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The last move of a dispute, told to a person: what the machine was about to do, on which words,
 * what comes of it, and what the provider says.
 *
 * @param number of the dispute among those of its execution, from 1
 * @param before the state that both sides agree on
 * @param after the state that the machine comes to
 * @param leafAfter the words of the leaf after the step, empty if it touches none
 */
record StepReport(int number, LastMove move, State before, State after, Buff leafAfter) {
  /** The report of a move, which makes its step again. */
  static StepReport of(int number, LastMove move) {
    return switch (StepProof.of(move.program(), move.before(), move.witness())) {
      case StepProof.Made(var after, var leaf) ->
          new StepReport(number, move, State.parse(move.before()), after, leaf);
      case StepProof.Refused(var refusal) ->
          throw new Nexus.Failure(
              "The chain made this step, and the machine here refuses it: %s. Is it of another"
                      .formatted(refusal)
                  + " version?");
    };
  }

  String text() {
    var text = new StringBuilder();
    line(
        text,
        "Execution %s, dispute %d: step %,d of %,d",
        move.execution().toBigInteger(),
        number,
        move.step(),
        move.steps());
    line(text, "  provider    %s", move.provider());
    line(text, "  challenger  %s", move.challenger());
    line(text, "Both agree on the states up to here, and not on the one that comes next.");
    text.append('\n');
    tellBefore(text);
    tellInstruction(text);
    tellLeaf(text);
    tellAfter(text);
    return text.toString();
  }

  private void tellBefore(StringBuilder text) {
    line(text, "State %,d", move.step());
    line(text, "  hash         %s", before.hash());
    line(text, "  pc           %d, %s", before.pc(), name(before.status()));
    line(text, "  memory root  %s", before.memoryRoot());
    for (int i = 1; i < State.REGISTERS; i++) {
      long word = before.registers().get(i);
      var used = uses(i);
      if (word != 0 || used) {
        line(text, "  r%-2d %s%s", i, word(word), used ? "   <- used" : "");
      }
    }
    text.append('\n');
  }

  /** What the machine was about to do; empty for a state that is its own successor. */
  private Optional<Instruction> instruction() {
    var bytes = move.witness().instruction();
    return bytes.length() == 0 ? Optional.empty() : Optional.of(Instruction.parse(bytes));
  }

  private Optional<Opcode> opcode() {
    return instruction()
        .filter(instruction -> instruction.check() == Status.RUNNING)
        .flatMap(instruction -> Opcode.of(instruction.opcode()));
  }

  private boolean uses(int register) {
    if (opcode().isEmpty()) return false;
    var instruction = instruction().orElseThrow();
    var opcode = opcode().orElseThrow();
    return opcode.usesD() && instruction.d() == register
        || opcode.usesS() && instruction.s() == register
        || opcode.usesOperand() && instruction.x() == register;
  }

  private void tellInstruction(StringBuilder text) {
    if (instruction().isEmpty()) {
      line(text, "The run is over: the next state is the same.");
      text.append('\n');
      return;
    }
    line(text, "Instruction %d", before.pc());
    line(text, "  %s", instruction().orElseThrow());
    opcode().ifPresent(opcode -> line(text, "  %s", meaning(opcode)));
    text.append('\n');
  }

  /** What the opcode does, with this instruction's names. */
  private String meaning(Opcode opcode) {
    var instruction = instruction().orElseThrow();
    var d = "r" + instruction.d();
    var s = "r" + instruction.s();
    long v = FixedPoint.add(register(instruction.x()), instruction.immediate());
    var to = Long.toString(v);
    return switch (opcode) {
      case HALT -> "ends the run; all registers become 0";
      case ADD -> "%s = %s + %s".formatted(d, s, word(v));
      case SUB -> "%s = %s - %s".formatted(d, s, word(v));
      case MUL -> "%s = %s x %s, as whole numbers".formatted(d, s, to);
      case FMUL -> "%s = %s x %s".formatted(d, s, word(v));
      case FDIV -> "%s = %s / %s".formatted(d, s, word(v));
      case MIN -> "%s = the smaller of %s and %s".formatted(d, s, word(v));
      case MAX -> "%s = the larger of %s and %s".formatted(d, s, word(v));
      case SHL -> "%s = %s x 2^%s".formatted(d, s, to);
      case SHR -> "%s = %s / 2^%s, rounded down".formatted(d, s, to);
      case EXP -> "%s = 2^(%s x %s)".formatted(d, s, word(v));
      case HASH -> "%s = a word of the hash of %s under the leaf with word %s".formatted(d, s, to);
      case MAC -> "%s = %s + %s x M[%s]".formatted(d, d, s, to);
      case LOAD -> "%s = M[%s]".formatted(d, to);
      case MACM -> "M[%s] = M[%s] + %s x %s".formatted(to, to, s, d);
      case STORE -> "M[%s] = %s".formatted(to, s);
      case JMP -> "goes on at %s".formatted(to);
      case JEQ -> "goes on at %d if %s = %s".formatted(instruction.target(), s, to);
      case JNE -> "goes on at %d if %s is not %s".formatted(instruction.target(), s, to);
      case JLT -> "goes on at %d if %s is less than %s".formatted(instruction.target(), s, to);
      case JGE -> "goes on at %d if %s is not less than %s".formatted(instruction.target(), s, to);
    };
  }

  private long register(int number) {
    return before.registers().get(number);
  }

  private void tellLeaf(StringBuilder text) {
    var leaf = move.witness().leaf();
    if (leaf.equals(Leaf.NONE)) return;
    long address = address();
    long first = address - address % Layout.LEAF_WORDS;
    line(
        text, "Memory, words %d .. %d, in %s", first, first + Layout.LEAF_WORDS - 1, slot(address));
    var words = words(leaf.words());
    for (int i = 0; i < words.length; i++) {
      line(
          text,
          "  M[%d] %s%s",
          first + i,
          word(words[i]),
          first + i == address ? "   <- used" : "");
    }
    line(text, "  proven by %d hashes up to the memory root", leaf.path().size());
    text.append('\n');
  }

  private long address() {
    var instruction = instruction().orElseThrow();
    return FixedPoint.add(register(instruction.x()), instruction.immediate());
  }

  private String slot(long address) {
    int slot = (int) (address / Layout.slotWords((int) move.program().k()));
    if (slot == Layout.HEADER) return "the header";
    if (slot == Layout.HOLDOUT) return "the hold-out set";
    if (slot < Layout.SCRATCH) return "data set " + (slot - Layout.FIRST_DATASET + 1);
    return slot == Layout.OUTPUT ? "the output" : "scratch";
  }

  private static long[] words(Buff leaf) {
    var words = new long[Layout.LEAF_WORDS];
    ByteBuffer.wrap(leaf.bytes()).asLongBuffer().get(words);
    return words;
  }

  private void tellAfter(StringBuilder text) {
    line(text, "State %,d, as the machine makes it", move.step() + 1);
    for (var change : changes()) line(text, "  %s", change);
    line(text, "  hash         %s", after.hash());
    line(text, "State %,d, as the provider shows it", move.step() + 1);
    line(text, "  hash         %s", move.shown());
    text.append('\n');
    line(
        text,
        holds()
            ? "They are the same: the provider is right, and the challenger loses its bond."
            : "They differ: the provider's run is false from this step on, and it is slashed.");
  }

  private List<String> changes() {
    var registers =
        IntStream.range(1, State.REGISTERS)
            .filter(i -> !before.registers().get(i).equals(after.registers().get(i)))
            .mapToObj(i -> "r%-2d %s".formatted(i, word(after.registers().get(i))))
            .toList();
    var changes = new ArrayList<String>();
    changes.add("pc           %d, %s".formatted(after.pc(), name(after.status())));
    changes.addAll(registers);
    if (!before.memoryRoot().equals(after.memoryRoot())) {
      int index = (int) (address() % Layout.LEAF_WORDS);
      changes.add("M[%d] %s".formatted(address(), word(words(leafAfter)[index])));
      changes.add("memory root  " + after.memoryRoot());
    }
    return changes;
  }

  /** Whether the provider showed what the machine makes. */
  boolean holds() {
    return after.hash().equals(move.shown());
  }

  private static String name(Status status) {
    return status.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** A word as it is, and as the number that it stands for in fixed point. */
  private static String word(long word) {
    return String.format(Locale.ROOT, "%d (%.6f)", word, FixedPoint.toDouble(word));
  }

  private static void line(StringBuilder text, String line, Object... values) {
    text.append(String.format(Locale.ROOT, line, values)).append('\n');
  }

  ObjectNode json() {
    var json =
        JsonNodeFactory.instance
            .objectNode()
            .put("execution", move.execution().longValueExact())
            .put("dispute", number)
            .put("provider", move.provider().toString())
            .put("challenger", move.challenger().toString())
            .put("step", move.step())
            .put("steps", move.steps());
    write(json.putObject("before"), before);
    instruction()
        .ifPresent(
            instruction ->
                json.put("instruction", instruction.toString())
                    .put("instructionBytes", instruction.bytes().toString()));
    var leaf = move.witness().leaf();
    if (!leaf.equals(Leaf.NONE)) {
      json.put("address", address());
      var words = json.putArray("leaf");
      for (var word : words(leaf.words())) words.add(word);
    }
    write(json.putObject("after"), after);
    json.put("shown", move.shown().toString());
    return json.put("holds", holds());
  }

  private static void write(ObjectNode json, State state) {
    json.put("hash", state.hash().toString())
        .put("pc", state.pc())
        .put("status", name(state.status()))
        .put("memoryRoot", state.memoryRoot().toString());
    var registers = json.putArray("registers");
    state.registers().forEach(registers::add);
  }
}
