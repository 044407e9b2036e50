package io.neuralnexus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvalCommandTest {
  @TempDir private Path folder;

  private Run eval(String source, String... options) {
    try {
      var file = Files.writeString(folder.resolve("text.clar"), source);
      var args = new String[options.length + 4];
      args[0] = "eval";
      args[1] = "--engine";
      args[2] = "jvm";
      System.arraycopy(options, 0, args, 3, options.length);
      args[args.length - 1] = file.toString();
      return Run.of(args);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private Run evalInput(String source, String... args) {
    var before = System.in;
    System.setIn(new ByteArrayInputStream(source.getBytes(StandardCharsets.UTF_8)));
    try {
      return Run.of(args);
    } finally {
      System.setIn(before);
    }
  }

  private String place() {
    return folder.resolve("text.clar").toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "(+ 1 2) | 3",
        "(list u1 u2) | (list u1 u2)",
        "{a: 1, b: (some \"x\")} | (tuple (a 1) (b (some \"x\")))",
        "(err u404) | (err u404)",
        "0x00ff | 0x00ff"
      })
  void aValueIsPrintedAsClarityPrintsIt(String source, String value) {
    assertThat(eval(source)).isEqualTo(new Run(0, value + System.lineSeparator(), ""));
  }

  @Test
  void ofSeveralFormsTheValueOfTheLastIsPrinted() {
    var run =
        eval(
            """
            (define-data-var total uint u1)
            (var-set total u5)
            (define-private (twice (x uint)) (* x u2))
            (twice (var-get total))
            """);

    assertThat(run).isEqualTo(new Run(0, "u10" + System.lineSeparator(), ""));
  }

  @Test
  void definitionsAlonePrintNothing() {
    assertThat(eval("(define-constant ONE 1)\n(define-public (one) (ok ONE))"))
        .isEqualTo(new Run(0, "", ""));
  }

  @Test
  void anOpenParenthesisIsAnErrorWithItsPlace() {
    var run = eval("(+ 1 2)\n(+ 3");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains(place() + ":2:", "error: ");
  }

  @Test
  void aWrongTypeIsAnErrorWithItsPlace() {
    var run = eval("(define-constant A 1)\n(+ A\n  u2)");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err())
        .startsWith(place() + ":2:1: error: ")
        .contains("expecting expression of type 'int', found 'uint'");
  }

  @Test
  void aRunTimeErrorHasItsKindAndPlace() {
    var run = eval("(define-private (divide (by int))\n  (/ 7 by))\n(divide 1)\n(divide 0)");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith(place() + ":2:3: runtime error: Runtime: DivisionByZero");
  }

  @Test
  void anErrorThatWasCaughtIsNotThePlaceOfTheNext() {
    var run =
        eval(
            """
            (define-private (checked (x int))
              (begin (asserts! (> x 0) (err x)) (ok x)))
            (checked -1)
            (+ 1
               (unwrap-panic (if false (some 1) none)))
            """);

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).startsWith(place() + ":5:4: runtime error: Runtime: UnwrapFailure");
  }

  @Test
  void anEarlyReturnOutsideOfAFunctionIsAnError() {
    var run = eval("(define-constant OK true)\n(asserts! (not OK) (err u7))");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).startsWith(place() + ":2:1: runtime error: ").contains("UInt(7)");
  }

  @Test
  void theStandardInputIsReadWithADashOrNothing() {
    assertThat(evalInput("(+ 1 2)", "eval", "-").out()).isEqualTo("3" + System.lineSeparator());
    assertThat(evalInput("(+ 1 3)", "eval").out()).isEqualTo("4" + System.lineSeparator());
    assertThat(evalInput("(/ 1 0)", "eval", "-").err()).startsWith("(standard input):1:1: ");
  }

  @Test
  void theVersionOfTheLanguageDecidesWhichWordsThereAre() {
    var source = "(slice? \"abc\" u0 u1)";

    assertThat(eval(source, "--clarity-version", "2").out()).startsWith("(some \"a\")");
    assertThat(eval(source, "--clarity-version", "1").err())
        .contains("use of unresolved function 'slice?'");
  }

  @Test
  void theEpochDecidesWhichVersionsThereAre() {
    assertThat(eval("(+ 1 2)", "--epoch", "2.05").status()).isZero();

    var run = eval("(+ 1 2)", "--epoch", "2.05", "--clarity-version", "3");
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("Clarity 3 can not be used with 2.05");
  }

  @Test
  void anUnknownEpochOrVersionIsWrongUse() {
    assertThat(eval("1", "--epoch", "9.9").status()).isEqualTo(2);
    var run = eval("1", "--clarity-version", "7");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("no Clarity version 7: there are 1 to 6");
  }

  @Test
  void theProfileDecidesWhoseRulesHold() {
    var signature =
        "e0aecbed7572a532eb44bbdaa99d4191720feb773808eaf77f49fa026677175a"
            + "8b21fbbf07d618080ccf05d28f5d5902e1404499ec13687599a5446ba189db3f";
    var verified =
        "(secp256k1-verify 0x7fc96bb2c9df91397b97e28cc58c496b7b26242d6c7e62518f03f16d57a5d27e"
            + " 0x"
            + signature
            + " 0x026e206d9e1e6c5e74681131351410101b82ef2f3c51fb6d0dbbbc6d5d9bf91886)";

    assertThat(eval(verified).out()).startsWith("true");
    assertThat(eval(verified, "--profile", "simnet").out()).startsWith("true");
    assertThat(eval(verified, "--profile", "mainnet").out()).startsWith("false");
  }

  @Test
  void theOfficialEngineRefusesTheRulesOfMainnet() {
    var run = evalInput("1", "eval", "--engine", "official", "--profile", "mainnet");

    assertThat(run.status()).isNotZero();
    assertThat(run.err()).contains("the engine 'official' runs the VM of the simnet");
  }

  @Test
  void aMissingFileIsWrongUse() {
    var run = Run.of("eval", folder.resolve("none.clar").toString());

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("none.clar cannot be read");
  }

  @Test
  void whatIsNotTextIsWrongUse() throws IOException {
    var file = Files.write(folder.resolve("bytes.clar"), new byte[] {(byte) 0xc3, 0x28});

    var run = Run.of("eval", file.toString());

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("is not UTF-8 text");
  }
}
