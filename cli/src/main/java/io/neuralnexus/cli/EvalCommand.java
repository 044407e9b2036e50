package io.neuralnexus.cli;

import io.neuralnexus.clarinet.ClarityRuntimeException;
import io.neuralnexus.clarinet.Diagnostic;
import io.neuralnexus.clarinet.Engine;
import io.neuralnexus.clarinet.ProjectException;
import io.neuralnexus.clarinet.Simnet;
import io.neuralnexus.clarinet.SimnetOptions;
import io.neuralnexus.clarity.ClarityVersion;
import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.Epoch;
import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.chain.ChainProfile;
import io.neuralnexus.clarity.syntax.Expression;
import io.neuralnexus.clarity.syntax.Span;
import io.neuralnexus.clarity.syntax.Syntax;
import io.neuralnexus.clarity.syntax.SyntaxException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code nexus eval}: what a Clarity text comes to. */
@Command(
    name = "eval",
    description = {
      "Evaluates a Clarity text on an empty chain and prints the value of its last expression; of"
          + " definitions alone it prints nothing. If a form fails, prints where and why, and exits"
          + " with 1."
    },
    footer = {
      "",
      "Examples:",
      "  echo '(map + (list 1 2) (list 3 4))' | nexus eval",
      "  nexus eval --clarity-version 2 --epoch 2.4 --engine official old.clar"
    })
final class EvalCommand implements Callable<Integer> {
  private static final String CONTRACT = "eval";
  private static final String STANDARD_INPUT = "-";

  /** What the VM's account of a failure says about the place. */
  private static final Pattern PLACE = Pattern.compile("Error occur+ed in [^\\s:]+:(\\d+):(\\d+)");

  /** What comes before the reason in the VM's words. */
  private static final Pattern REASON =
      Pattern.compile("(?s).*?while interpreting \\S+: (\\w+)\\((.*)\\)");

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      defaultValue = STANDARD_INPUT,
      description = "The text; - or nothing is the standard input.")
  private String file;

  @Option(
      names = "--engine",
      paramLabel = "ENGINE",
      description = "What runs it: ${COMPLETION-CANDIDATES}.")
  private Optional<Engine> engine;

  @Option(
      names = "--profile",
      paramLabel = "PROFILE",
      defaultValue = "SIMNET",
      description =
          "Whose rules hold where they differ: ${COMPLETION-CANDIDATES}. Those of mainnet take the"
              + " engine jvm.")
  private ChainProfile profile;

  @Option(
      names = "--clarity-version",
      paramLabel = "N",
      description = "The version of the language, 1 to 6; without it, the latest of the epoch.")
  private Optional<Integer> version;

  @Option(
      names = "--epoch",
      paramLabel = "EPOCH",
      defaultValue = "4.0",
      description = "The epoch of the chain, as 2.05 or 4.0. Default: ${DEFAULT-VALUE}.")
  private String epoch;

  @Override
  public Integer call() {
    var source = source();
    var options = SimnetOptions.defaults().withProfile(profile);
    try (var simnet = Simnet.empty(engine.map(options::withEngine).orElse(options))) {
      return evaluate(source, simnet);
    }
  }

  private int evaluate(String source, Simnet simnet) {
    var when = parse(() -> Epoch.parse(epoch));
    var language =
        version
            .map(number -> parse(() -> ClarityVersion.of(number)))
            .orElseGet(() -> ClarityVersion.latestIn(when));
    simnet.setEpoch(when);
    try {
      var value = simnet.deploy(CONTRACT, source, language, simnet.deployer()).result();
      if (endsWithExpression(source, simnet.deployer(), language, when)) {
        spec.commandLine().getOut().println(value);
      }
      return ExitCode.OK;
    } catch (ProjectException e) {
      var unread = unread(source, simnet.deployer(), language, when);
      if (unread.isEmpty()) e.diagnostics().forEach(this::report);
      else unread.forEach(this::report);
    } catch (ClarityRuntimeException e) {
      report(e);
    }
    return ExitCode.SOFTWARE;
  }

  /** Why a source cannot be read, if it cannot: engines tell the last of the remarks alone. */
  private static List<Remark> unread(
      String source, StandardPrincipal deployer, ClarityVersion language, Epoch when) {
    try {
      Syntax.parse(source, new ContractPrincipal(deployer, CONTRACT), language, when);
      return List.of();
    } catch (SyntaxException e) {
      return e.diagnostics().stream().map(Remark::of).toList();
    }
  }

  private static boolean endsWithExpression(
      String source, StandardPrincipal deployer, ClarityVersion language, Epoch when) {
    try {
      var contract = new ContractPrincipal(deployer, CONTRACT);
      return Syntax.parse(source, contract, language, when).forms().stream()
          .anyMatch(form -> !isDefinition(form));
    } catch (SyntaxException e) {
      throw new IllegalStateException("the engine has read what the reader refuses", e);
    }
  }

  private static boolean isDefinition(Expression form) {
    return form instanceof Expression.ListForm list
        && !list.items().isEmpty()
        && list.items().getFirst() instanceof Expression.Atom head
        && switch (head.name()) {
          case "use-trait", "impl-trait" -> true;
          default -> head.name().startsWith("define-");
        };
  }

  /** What is wrong with a source; line 0 if no line is. */
  private record Remark(int line, int column, String level, String message) {
    static Remark of(io.neuralnexus.clarity.syntax.Diagnostic diagnostic) {
      var place = diagnostic.spans().isEmpty() ? Span.NONE : diagnostic.spans().getFirst();
      return new Remark(
          place.startLine(), place.startColumn(), diagnostic.level().name(), diagnostic.message());
    }
  }

  private void report(Diagnostic diagnostic) {
    report(
        new Remark(
            diagnostic.line(),
            diagnostic.column(),
            diagnostic.level().name(),
            diagnostic.message()));
  }

  private void report(Remark remark) {
    var place = remark.line == 0 ? name() : name() + ":" + remark.line + ":" + remark.column;
    spec.commandLine()
        .getErr()
        .println(place + ": " + remark.level.toLowerCase(Locale.ROOT) + ": " + remark.message);
  }

  private void report(ClarityRuntimeException e) {
    var found = PLACE.matcher(e.trace());
    var place = found.find() ? name() + ":" + found.group(1) + ":" + found.group(2) : name();
    var reason = REASON.matcher(e.getMessage());
    var why = reason.matches() ? reason.group(1) + ": " + reason.group(2) : e.getMessage();
    spec.commandLine().getErr().println(place + ": runtime error: " + why);
  }

  private String name() {
    return file.equals(STANDARD_INPUT) ? "(standard input)" : file;
  }

  private String source() {
    try {
      var bytes =
          file.equals(STANDARD_INPUT)
              ? System.in.readAllBytes()
              : Files.readAllBytes(Path.of(file));
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new ParameterException(
          spec.commandLine(), name() + " is not UTF-8 text: Clarity is read from such");
    } catch (IOException e) {
      throw new ParameterException(
          spec.commandLine(), name() + " cannot be read: name a file, or - for the standard input");
    }
  }

  private <T> T parse(Supplier<T> option) {
    try {
      return option.get();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage());
    }
  }
}
