package io.neuralnexus.offchain.machine;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the JVM code of a region: registers in local variables, one count of steps per block, and
 * out of line whatever is rare. Saturation is computed there; a step that would fault or end the
 * run is left to the interpreter, with nothing of it done.
 */
final class RegionCompiler {
  /** The most bytes of what is around the blocks. */
  static final int FRAME_BYTES = 300;

  /** The most bytes that a block needs besides its instructions. */
  static final int BLOCK_BYTES = 32;

  /** The most bytes of the check of a span. */
  static final int SPAN_BYTES = 90;

  /** The most bytes that it takes to mark a leaf. */
  static final int MARK_BYTES = 14;

  private static final ClassDesc REGION = Region.class.describeConstable().orElseThrow();
  private static final ClassDesc THIS = ClassDesc.of(Region.class.getName() + "$Code");
  private static final ClassDesc FRAME = Interpreter.class.describeConstable().orElseThrow();
  private static final ClassDesc FIXED_POINT = FixedPoint.class.describeConstable().orElseThrow();
  private static final ClassDesc MATH = ClassDesc.of("java.lang.Math");
  private static final ClassDesc LONGS = CD_long.arrayType();
  private static final ClassDesc BYTES = ConstantDescs.CD_byte.arrayType();
  private static final MethodTypeDesc RUN = MethodTypeDesc.of(CD_int, FRAME, LONGS, LONGS, BYTES);
  private static final MethodTypeDesc BINARY = MethodTypeDesc.of(CD_long, CD_long, CD_long);
  private static final MethodTypeDesc UNARY = MethodTypeDesc.of(CD_long, CD_long);
  private static final MethodTypeDesc SHIFT = MethodTypeDesc.of(CD_long, CD_long, CD_int);
  private static final MethodTypeDesc KEYED_HASH = MethodTypeDesc.of(CD_long, CD_int, CD_long);

  // Local variables; those of two slots are longs. The first are the parameters, and later the
  // results that are needed soonest, for which the JVM has short instructions.
  private static final int RESULT = 0;
  private static final int WORD = 2;
  private static final int MARKS = 4;
  private static final int FRAME_VARIABLE = 5;
  private static final int INPUTS = 6;
  private static final int WORDS = 7;
  private static final int REGISTERS = 8;
  private static final int LEFT = 9;
  private static final int PC = 10;
  private static final int INDEX = 11;
  private static final int OPERAND = 12;
  private static final int R1 = 14;
  private static final int SPANS = R1 + 2 * (State.REGISTERS - 1);

  private final Decoded[] code;
  private final BitSet starts;
  private final BitSet entries;
  private final int from;
  private final int to;
  private final int k;
  private final int endOfWritable;
  private final List<Runnable> rare = new ArrayList<>();
  private final Map<Block.Span, Integer> spans = new HashMap<>();
  private Block block;
  private CodeBuilder out;
  private Label[] blocks;
  private Label dispatch;
  private Label exit;

  /** Where a word comes from: a local variable or a constant. */
  private sealed interface Source {
    record Variable(int slot) implements Source {}

    record Constant(long word) implements Source {}
  }

  /**
   * For a region from a pc to before another.
   *
   * @param starts of blocks
   * @param entries the blocks among them that may be entered from outside, and by jumps backward
   */
  RegionCompiler(Program program, BitSet starts, BitSet entries, int from, int to) {
    this.code = program.code;
    this.starts = starts;
    this.entries = entries;
    this.from = from;
    this.to = to;
    this.k = program.k();
    this.endOfWritable = Layout.endOfWritable(k, program.words());
  }

  /**
   * The most bytes that an instruction needs, with what is out of line.
   *
   * @param isOfSpan whether the bounds of its address are checked elsewhere
   */
  static int mostBytes(Decoded code, boolean isOfSpan) {
    if (code.fault() != Status.RUNNING) return 8;
    boolean isSum = code.x() != 0 && code.immediate() != 0;
    int operand = isSum ? 30 : 2;
    int address = isOfSpan || code.x() == 0 ? 8 : 54 + (isSum ? 9 : 0);
    int mark = isOfSpan ? 0 : MARK_BYTES;
    return switch (code.opcode()) {
      case HALT -> 8;
      case MIN, MAX -> operand + 14;
      case ADD, SUB -> operand + 40;
      case MUL -> operand + 44;
      case FMUL -> operand + 46;
      case EXP -> operand + 52;
      case FDIV -> operand + 30;
      case SHL, SHR -> operand + 36;
      case HASH -> address + 60;
      case LOAD -> address + 6;
      case STORE -> address + mark + 8;
      case MAC -> address + 76;
      case MACM -> address + mark + 90;
      case JMP -> operand + 36;
      case JEQ, JNE, JLT, JGE -> operand + 30;
    };
  }

  Region define() {
    try {
      var defined = MethodHandles.lookup().defineHiddenClass(classFile(), true).lookupClass();
      return (Region) defined.getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new AssertionError("a region is a class with a constructor", e);
    }
  }

  byte[] classFile() {
    return ClassFile.of()
        .build(
            THIS,
            type ->
                type.withFlags(AccessFlag.FINAL, AccessFlag.SYNTHETIC)
                    .withInterfaceSymbols(REGION)
                    .withMethodBody(
                        ConstantDescs.INIT_NAME,
                        ConstantDescs.MTD_void,
                        0,
                        body ->
                            body.aload(0)
                                .invokespecial(
                                    ConstantDescs.CD_Object,
                                    ConstantDescs.INIT_NAME,
                                    ConstantDescs.MTD_void)
                                .return_())
                    .withMethodBody("run", RUN, ClassFile.ACC_PUBLIC, this::write));
  }

  // --- the frame of the method

  private void write(CodeBuilder builder) {
    out = builder;
    dispatch = out.newLabel();
    exit = out.newLabel();
    blocks = new Label[to - from];
    var used = new BitSet();
    var written = new BitSet();
    var cases = new ArrayList<SwitchCase>();
    for (int pc = from; pc < to; pc++) {
      if (starts.get(pc)) {
        blocks[pc - from] = out.newLabel();
        if (entries.get(pc)) cases.add(SwitchCase.of(pc, blocks[pc - from]));
      }
      if (code[pc].fault() != Status.RUNNING) continue;
      used.set(code[pc].d());
      used.set(code[pc].s());
      used.set(code[pc].x());
      if (code[pc].opcode().writesRegister()) written.set(code[pc].d());
    }
    used.clear(0);

    out.aload(1).astore(FRAME_VARIABLE).aload(2).astore(INPUTS).aload(3).astore(WORDS);
    out.aload(FRAME_VARIABLE).getfield(FRAME, "registers", LONGS).astore(REGISTERS);
    used.stream().forEach(r -> out.aload(REGISTERS).loadConstant(r).laload().lstore(variable(r)));
    out.aload(FRAME_VARIABLE).getfield(FRAME, "left", CD_int).istore(LEFT);
    out.aload(FRAME_VARIABLE).getfield(FRAME, "pc", CD_int).istore(PC);
    out.labelBinding(dispatch).iload(PC).lookupswitch(exit, cases);

    for (int pc = from; pc < to; pc++) {
      if (starts.get(pc)) enterBlock(pc);
      write(pc);
    }
    if (to < code.length) leave(to);
    rare.forEach(Runnable::run);

    out.labelBinding(exit).aload(FRAME_VARIABLE).iload(LEFT).putfield(FRAME, "left", CD_int);
    written.stream()
        .forEach(r -> out.aload(REGISTERS).loadConstant(r).lload(variable(r)).lastore());
    out.iload(PC).ireturn();
  }

  /**
   * Between two entries the code makes no more steps than the region has instructions: only there
   * it looks whether as many are left.
   */
  private void enterBlock(int pc) {
    out.labelBinding(blocks[pc - from]);
    if (entries.get(pc)) {
      out.iload(LEFT).loadConstant(to - from).if_icmplt(outOfLine(() -> leave(pc)));
    }
    int end = pc + 1;
    while (end < to && !starts.get(end)) end++;
    block = Block.of(code, pc, end);
    spans.clear();
    out.iinc(LEFT, -block.length());
  }

  /** A place out of line that leaves the step at a pc to the interpreter. */
  private Label leftToInterpreter(int pc) {
    return outOfLine(() -> leave(~pc));
  }

  private void leave(int result) {
    out.loadConstant(result).istore(PC).goto_(exit);
  }

  private Label outOfLine(Runnable body) {
    var label = out.newLabel();
    rare.add(
        () -> {
          out.labelBinding(label);
          body.run();
        });
    return label;
  }

  // --- instructions

  private void write(int pc) {
    var instruction = code[pc];
    boolean runsOff = pc + 1 == code.length && !instruction.opcode().usesTarget();
    if (instruction.fault() != Status.RUNNING
        || instruction.opcode() == Opcode.HALT
        || runsOff && instruction.opcode() != Opcode.JMP) {
      leave(~pc);
      return;
    }
    int d = instruction.d() == 0 ? RESULT : variable(instruction.d());
    switch (instruction.opcode()) {
      case HALT -> throw new AssertionError("left to the interpreter");
      case ADD -> add(s(instruction), operand(instruction), d);
      case SUB -> subtract(s(instruction), operand(instruction), d);
      case MUL -> multiply(s(instruction), operand(instruction), d);
      case FMUL -> fmul(s(instruction), operand(instruction), d);
      case FDIV -> divide(pc);
      case MIN -> call(instruction, MATH, "min");
      case MAX -> call(instruction, MATH, "max");
      case SHL, SHR -> shift(pc);
      case EXP -> {
        fmul(s(instruction), operand(instruction), WORD);
        out.lload(WORD).invokestatic(FIXED_POINT, "exp2", UNARY).lstore(d);
      }
      case HASH -> hash(pc);
      case LOAD -> load(pc, d);
      case MAC -> {
        load(pc, WORD);
        fmul(s(instruction), new Source.Variable(WORD), WORD);
        add(register(instruction.d()), new Source.Variable(WORD), d);
      }
      case STORE -> {
        place(pc);
        push(s(instruction));
        out.lastore();
      }
      case MACM -> {
        place(pc);
        fmul(s(instruction), register(instruction.d()), WORD);
        out.dup2().laload().lstore(OPERAND);
        add(new Source.Variable(OPERAND), new Source.Variable(WORD), RESULT);
        out.lload(RESULT).lastore();
      }
      case JMP -> jump(pc);
      case JEQ, JNE, JLT, JGE -> branch(pc);
    }
  }

  private static int variable(int register) {
    return R1 + 2 * (register - 1);
  }

  private static Source register(int register) {
    return register == 0 ? new Source.Constant(0) : new Source.Variable(variable(register));
  }

  private static Source s(Decoded instruction) {
    return register(instruction.s());
  }

  private void push(Source source) {
    switch (source) {
      case Source.Constant constant -> out.loadConstant(constant.word());
      case Source.Variable variable -> out.lload(variable.slot());
    }
  }

  /** The operand, computed if it is neither a constant nor a register. */
  private Source operand(Decoded instruction) {
    if (instruction.x() == 0) return new Source.Constant(instruction.immediate());
    var x = register(instruction.x());
    if (instruction.immediate() == 0) return x;
    addConstant(x, instruction.immediate(), OPERAND);
    return new Source.Variable(OPERAND);
  }

  private void call(Decoded instruction, ClassDesc owner, String function) {
    var v = operand(instruction);
    push(s(instruction));
    push(v);
    out.invokestatic(owner, function, BINARY).lstore(variable(instruction.d()));
  }

  // --- arithmetic, by way of RESULT

  private void add(Source a, Source b, int into) {
    switch (a) {
      case Source.Constant c when b instanceof Source.Constant(long word) ->
          out.loadConstant(FixedPoint.add(c.word(), word)).lstore(into);
      case Source.Constant c -> addConstant(b, c.word(), into);
      case Source.Variable v when b instanceof Source.Constant(long word) ->
          addConstant(v, word, into);
      case Source.Variable v -> {
        push(v);
        push(b);
        out.ladd().lstore(RESULT);
        push(v);
        out.lload(RESULT).lxor();
        push(b);
        out.lload(RESULT).lxor().land().lconst_0().lcmp();
        saturateSum(into);
      }
    }
  }

  private void addConstant(Source a, long constant, int into) {
    push(a);
    if (constant == 0) {
      out.lstore(into);
      return;
    }
    out.loadConstant(constant).ladd().lstore(RESULT);
    if (constant > 0) {
      out.lload(RESULT);
      push(a);
    } else {
      push(a);
      out.lload(RESULT);
    }
    out.lcmp();
    saturateSum(into);
  }

  private void subtract(Source a, Source b, int into) {
    push(a);
    push(b);
    out.lsub().lstore(RESULT);
    push(a);
    push(b);
    out.lxor();
    push(a);
    out.lload(RESULT).lxor().land().lconst_0().lcmp();
    saturateSum(into);
  }

  /**
   * Stores RESULT, or what it should be if it wrapped around, as the number pushed tells by < 0.
   */
  private void saturateSum(int into) {
    var after = out.newLabel();
    out.iflt(
        outOfLine(
            () ->
                out.lload(RESULT)
                    .invokestatic(FIXED_POINT, "saturated", UNARY)
                    .lstore(RESULT)
                    .goto_(after)));
    out.labelBinding(after);
    if (into != RESULT) out.lload(RESULT).lstore(into);
  }

  private void multiply(Source a, Source b, int into) {
    high(a, b);
    push(a);
    push(b);
    out.lmul().lstore(WORD);
    out.lload(RESULT).lload(WORD).loadConstant(63).lshr().lcmp();
    var after = out.newLabel();
    out.ifne(saturatedProduct(WORD, after)).labelBinding(after).lload(WORD).lstore(into);
  }

  private void fmul(Source a, Source b, int into) {
    high(a, b);
    var after = out.newLabel();
    out.lload(RESULT).l2i().i2l().lload(RESULT).lcmp().ifne(saturatedProduct(into, after));
    out.lload(RESULT).loadConstant(32).lshl();
    push(a);
    push(b);
    out.lmul().loadConstant(32).lushr().lor().lstore(into).labelBinding(after);
  }

  /** RESULT = the upper half of the product. */
  private void high(Source a, Source b) {
    push(a);
    push(b);
    out.invokestatic(MATH, "multiplyHigh", BINARY).lstore(RESULT);
  }

  private Label saturatedProduct(int into, Label after) {
    return outOfLine(
        () ->
            out.lload(RESULT).invokestatic(FIXED_POINT, "bound", UNARY).lstore(into).goto_(after));
  }

  private void divide(int pc) {
    var v = operand(code[pc]);
    push(v);
    out.lconst_0().lcmp().ifeq(leftToInterpreter(pc));
    push(s(code[pc]));
    push(v);
    out.invokestatic(FIXED_POINT, "fdiv", BINARY).lstore(variable(code[pc].d()));
  }

  private void shift(int pc) {
    var v = operand(code[pc]);
    push(v);
    out.loadConstant(6).lushr().lconst_0().lcmp().ifne(leftToInterpreter(pc));
    push(s(code[pc]));
    push(v);
    out.l2i();
    if (code[pc].opcode() == Opcode.SHR) out.lshr();
    else out.invokestatic(FIXED_POINT, "shiftLeft", SHIFT);
    out.lstore(variable(code[pc].d()));
  }

  // --- memory

  /** The address, which may have wrapped around, but only to where memory is not. */
  private Source address(Decoded instruction) {
    long offset = instruction.immediate();
    if (instruction.x() == 0 || offset == 0 || Math.abs(offset) >= Block.SAFE_OFFSET) {
      return operand(instruction);
    }
    push(register(instruction.x()));
    out.loadConstant(offset).ladd().lstore(OPERAND);
    return new Source.Variable(OPERAND);
  }

  /** Loads the word at the address into a variable. */
  private void load(int pc, int into) {
    var span = block.span(pc);
    if (span.isPresent()) {
      place(span.get(), pc);
      out.laload().lstore(into);
      return;
    }
    int first = Layout.firstWritable(k);
    switch (address(code[pc])) {
      case Source.Constant(long address) -> {
        if (address >>> k != 0) {
          out.goto_(leftToInterpreter(pc));
        } else {
          boolean isInput = address < first;
          out.aload(isInput ? INPUTS : WORDS).loadConstant((int) address - (isInput ? 0 : first));
          out.laload().lstore(into);
        }
      }
      case Source.Variable address -> {
        readable(address, pc);
        var isInput = out.newLabel();
        var after = out.newLabel();
        out.iload(INDEX).loadConstant(first).if_icmplt(isInput);
        out.aload(WORDS).iload(INDEX).loadConstant(first).isub().laload().lstore(into).goto_(after);
        out.labelBinding(isInput).aload(INPUTS).iload(INDEX).laload().lstore(into);
        out.labelBinding(after);
      }
    }
  }

  /** Pushes the array and the index of a word of a span, which is checked where it begins. */
  private void place(Block.Span span, int pc) {
    if (span.first() == pc) check(span);
    int array = spans.get(span);
    out.aload(array).iload(array + 1);
    int offset = (int) (code[pc].immediate() - span.least());
    if (offset != 0) out.loadConstant(offset).iadd();
  }

  /** Finds the array that has all of a span, and the index of its first word there. */
  private void check(Block.Span span) {
    int array = SPANS + 2 * spans.size();
    spans.put(span, array);
    long first = Layout.firstWritable(k);
    var bad = leftToInterpreter(span.first());
    push(register(span.register()));
    out.loadConstant(span.least()).ladd().lstore(RESULT);
    var words = out.newLabel();
    var after = out.newLabel();
    out.lload(RESULT).loadConstant(first).lcmp();
    if (span.isWritten()) {
      out.iflt(bad);
    } else {
      out.ifge(words);
      out.lload(RESULT).lconst_0().lcmp().iflt(bad);
      out.lload(RESULT).loadConstant(first - span.width()).lcmp().ifge(bad);
      out.aload(INPUTS).astore(array).lload(RESULT).l2i().istore(array + 1).goto_(after);
    }
    out.labelBinding(words);
    long end = span.isWritten() ? endOfWritable : 1L << k;
    out.lload(RESULT).loadConstant(end - span.width()).lcmp().ifge(bad);
    out.aload(WORDS).astore(array);
    out.lload(RESULT).l2i().loadConstant((int) first).isub().istore(array + 1);
    out.labelBinding(after);
    if (span.isWritten()) {
      for (long offset : span.marks()) mark(array + 1, offset - span.least());
    }
  }

  /** INDEX = the address, or out if it is none. */
  private void readable(Source address, int pc) {
    push(address);
    out.loadConstant(k).lushr().lconst_0().lcmp().ifne(leftToInterpreter(pc));
    push(address);
    out.l2i().istore(INDEX);
  }

  /** Pushes the array and the index of a word to be written, having marked its leaf. */
  private void place(int pc) {
    var span = block.span(pc);
    if (span.isPresent()) {
      place(span.get(), pc);
      return;
    }
    int first = Layout.firstWritable(k);
    switch (address(code[pc])) {
      case Source.Constant(long address) -> {
        if (address < first || address >= endOfWritable) {
          out.goto_(leftToInterpreter(pc));
          out.iconst_0().istore(INDEX);
        } else {
          out.loadConstant((int) address - first).istore(INDEX);
        }
      }
      case Source.Variable address -> {
        var bad = leftToInterpreter(pc);
        push(address);
        out.loadConstant((long) first).lcmp().iflt(bad);
        push(address);
        out.loadConstant((long) endOfWritable).lcmp().ifge(bad);
        push(address);
        out.l2i().loadConstant(first).isub().istore(INDEX);
      }
    }
    mark(INDEX, 0);
    out.aload(WORDS).iload(INDEX);
  }

  /** Marks the leaf as written that is so far from an index of the writable words. */
  private void mark(int index, long offset) {
    out.aload(MARKS).iload(index).loadConstant((int) (Layout.firstWritable(k) + offset)).iadd();
    out.loadConstant(3).ishr().loadConstant((int) Memory.WRITTEN).bastore();
  }

  private void hash(int pc) {
    var address = address(code[pc]);
    readable(address, pc);
    out.aload(FRAME_VARIABLE).iload(INDEX);
    push(s(code[pc]));
    out.invokevirtual(FRAME, "keyedHash", KEYED_HASH).lstore(variable(code[pc].d()));
  }

  // --- jumps

  private void jump(int pc) {
    switch (operand(code[pc])) {
      case Source.Constant(long target) -> {
        if (target < 0 || target >= code.length) leave(~pc);
        else go((int) target);
      }
      case Source.Variable target -> {
        var bad = leftToInterpreter(pc);
        push(target);
        out.lconst_0().lcmp().iflt(bad);
        push(target);
        out.loadConstant((long) code.length).lcmp().ifge(bad);
        push(target);
        out.l2i().istore(PC).goto_(dispatch);
      }
    }
  }

  private void go(int target) {
    if (target >= from && target < to) out.goto_(blocks[target - from]);
    else leave(target);
  }

  private void branch(int pc) {
    var v = operand(code[pc]);
    push(s(code[pc]));
    push(v);
    out.lcmp();
    long target = code[pc].target();
    Label taken;
    if (target >= from && target < to) taken = blocks[(int) target - from];
    else if (target < code.length) taken = outOfLine(() -> leave((int) target));
    else taken = leftToInterpreter(pc);
    switch (code[pc].opcode()) {
      case JEQ -> out.ifeq(taken);
      case JNE -> out.ifne(taken);
      case JLT -> out.iflt(taken);
      default -> out.ifge(taken);
    }
    // A step that would run off the program.
    if (pc + 1 == code.length) leave(~pc);
  }
}
