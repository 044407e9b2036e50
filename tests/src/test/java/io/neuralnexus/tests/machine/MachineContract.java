package io.neuralnexus.tests.machine;

import static io.neuralnexus.clarity.Cl.err;
import static io.neuralnexus.clarity.Cl.list;
import static io.neuralnexus.clarity.Cl.ok;
import static io.neuralnexus.clarity.Cl.tuple;
import static io.neuralnexus.clarity.Cl.uint;
import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarinet.Receipt;
import io.neuralnexus.clarinet.Simnet;
import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.Int;
import io.neuralnexus.clarity.TupleValue;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.clarity.Value;
import io.neuralnexus.offchain.machine.Leaf;
import io.neuralnexus.offchain.machine.Program;
import io.neuralnexus.offchain.machine.ProgramDigest;
import io.neuralnexus.offchain.machine.StepProof;
import io.neuralnexus.offchain.machine.StepWitness;
import java.util.List;

/**
 * The contract {@code training-machine}, asked about what the machine in Java has at hand. Whatever
 * step it is asked for, {@link StepProof} must answer the same: the next state, or the error.
 */
record MachineContract(Simnet chain) {
  Receipt step(Program program, Buff pre, StepWitness witness) {
    return step(program(program), pre, witness);
  }

  Receipt step(Value program, Buff pre, StepWitness witness) {
    return step(
        program,
        pre,
        witness.instruction(),
        witness.instructionPath(),
        witness.leaf().words(),
        witness.leaf().salt(),
        witness.leaf().path());
  }

  Receipt step(
      Value program,
      Buff pre,
      Buff instruction,
      List<Buff> instructionPath,
      Buff leaf,
      Buff salt,
      List<Buff> leafPath) {
    var receipt =
        ask("step", program, pre, instruction, list(instructionPath), leaf, salt, list(leafPath));
    var witness = new StepWitness(instruction, instructionPath, new Leaf(leaf, salt, leafPath));
    assertThat(answer(StepProof.of(digest((TupleValue) program), pre, witness)))
        .as("step from %s with %s", pre, witness)
        .isEqualTo(receipt.result());
    return receipt;
  }

  private static Value answer(StepProof proof) {
    return switch (proof) {
      case StepProof.Made made -> ok(made.post().hash());
      case StepProof.Refused refused -> err(uint(refused.refusal().code()));
    };
  }

  private static ProgramDigest digest(TupleValue program) {
    return new ProgramDigest(
        (Buff) program.get("root"),
        number(program, "length"),
        number(program, "k"),
        number(program, "entry"),
        number(program, "words"));
  }

  /** A number beyond a long is as wrong as the greatest long. */
  private static long number(TupleValue program, String field) {
    var number = (Uint) program.get(field);
    return number.bitLength() < Long.SIZE ? number.longValueExact() : Long.MAX_VALUE;
  }

  Receipt initialState(
      Value program,
      List<Long> header,
      List<Buff> seeds,
      Buff developerSeed,
      Buff holdoutRoot,
      List<Buff> inputRoots) {
    return ask(
        "initial-state",
        program,
        list(header.stream().map(Int::of).toList()),
        list(seeds),
        developerSeed,
        holdoutRoot,
        list(inputRoots));
  }

  Receipt openOutput(int k, Buff state, Buff words, List<Buff> path) {
    return ask("open-output", uint(k), state, words, list(path));
  }

  Receipt ask(String function, Value... arguments) {
    return chain.callReadOnly("training-machine", function, List.of(arguments), chain.deployer());
  }

  static TupleValue program(Program program) {
    return program(program.root(), program.length(), program.k(), program.entry(), program.words());
  }

  static TupleValue program(Buff root, long length, long k, long entry, long words) {
    return tuple(
        "root",
        root,
        "length",
        uint(length),
        "k",
        uint(k),
        "entry",
        uint(entry),
        "words",
        uint(words));
  }
}
