package io.neuralnexus.tests.machine;

import static io.neuralnexus.clarity.Cl.list;
import static io.neuralnexus.clarity.Cl.tuple;
import static io.neuralnexus.clarity.Cl.uint;

import io.neuralnexus.clarinet.Receipt;
import io.neuralnexus.clarinet.Simnet;
import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.Int;
import io.neuralnexus.clarity.TupleValue;
import io.neuralnexus.clarity.Value;
import io.neuralnexus.offchain.machine.Program;
import io.neuralnexus.offchain.machine.StepWitness;
import java.util.List;

/** The contract {@code training-machine}, asked about what the machine in Java has at hand. */
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
    return ask(
        "step", program, pre, instruction, list(instructionPath), leaf, salt, list(leafPath));
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
