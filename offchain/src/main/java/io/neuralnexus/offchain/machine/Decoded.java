package io.neuralnexus.offchain.machine;

/**
 * An instruction made ready to be executed.
 *
 * @param fault what {@link Instruction#check} says of it
 * @param opcode any, if the fault is {@link Status#BAD_OPCODE}
 */
record Decoded(Status fault, Opcode opcode, int d, int s, int x, long target, long immediate) {
  static Decoded of(Instruction instruction) {
    return new Decoded(
        instruction.check(),
        Opcode.of(instruction.opcode()).orElse(Opcode.HALT),
        instruction.d(),
        instruction.s(),
        instruction.x(),
        instruction.target(),
        instruction.immediate());
  }
}
