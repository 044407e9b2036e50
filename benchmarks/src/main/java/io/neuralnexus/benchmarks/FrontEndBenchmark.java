package io.neuralnexus.benchmarks;

import io.neuralnexus.clarity.ClarityVersion;
import io.neuralnexus.clarity.Epoch;
import io.neuralnexus.clarity.analysis.ContractAnalysis;
import io.neuralnexus.clarity.syntax.Syntax;
import io.neuralnexus.clarity.syntax.SyntaxException;
import io.neuralnexus.clarity.syntax.SyntaxTree;
import io.neuralnexus.clarity.vm.ClarityVm;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** From source to a contract that can run. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class FrontEndBenchmark {
  private String source;
  private ClarityVm vm;
  private SyntaxTree tree;
  private ContractAnalysis analysis;

  /** Reads the contract, so that the parts start where they start. */
  @Setup
  public void prepare() throws SyntaxException {
    source = Bench.source();
    vm = Bench.emptyChain();
    tree = read();
    analysis = analyse();
  }

  /** The reader: text to syntax tree. */
  @Benchmark
  public SyntaxTree read() throws SyntaxException {
    return Syntax.parse(source, Bench.CONTRACT, ClarityVersion.CLARITY_6, Epoch.EPOCH_4_0);
  }

  /** The analysis: syntax tree to types. */
  @Benchmark
  public ContractAnalysis analyse() {
    return vm.analyse(tree, ClarityVersion.CLARITY_6);
  }

  /** Linking and the run of the top level, on a chain that does not know the contract. */
  @Benchmark
  public Object deploy() {
    var moment = vm.now();
    var outcome = vm.deployFreely(analysis, source);
    vm.restore(moment);
    return outcome;
  }
}
