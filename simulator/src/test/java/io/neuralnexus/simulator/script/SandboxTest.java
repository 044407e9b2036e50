package io.neuralnexus.simulator.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.neuralnexus.clarity.Uint;
import io.neuralnexus.simulator.scenario.Population;
import io.neuralnexus.simulator.scenario.RoleSheet;
import io.neuralnexus.simulator.scenario.Setting;
import io.neuralnexus.simulator.world.Chance;
import io.neuralnexus.simulator.world.OneOf;
import io.neuralnexus.simulator.world.Part;
import io.neuralnexus.simulator.world.ScriptException;
import io.neuralnexus.simulator.world.Scripts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What scripts can do, what they cannot, and what is said of their mistakes. */
class SandboxTest {
  enum Mood {
    WELL,
    NOT_WELL
  }

  record Inner(double depth) {}

  record Told(
      double score,
      long micro,
      Uint amount,
      String word,
      boolean yes,
      Mood mood,
      Inner inner,
      List<Inner> list,
      Optional<Inner> some,
      Optional<Inner> none) {}

  interface Game {
    double plays(Told told);

    default boolean likes(Told told) {
      return true;
    }

    @OneOf({"left", "right"})
    default String turns(Told told) {
      return "left";
    }

    default Mood feels(Told told) {
      return Mood.NOT_WELL;
    }
  }

  private static final Told TOLD =
      new Told(
          61.5,
          1_000_000_000_001L,
          Uint.of(7),
          "word",
          true,
          Mood.NOT_WELL,
          new Inner(1),
          List.of(new Inner(2), new Inner(3)),
          Optional.of(new Inner(4)),
          Optional.empty());

  private static Part part(String name) {
    var sheet =
        new RoleSheet(
            "player", "", List.of(new Setting("stake-share", "1", 0.25, 0, 1, "")), List.of());
    return new Part(
        new Population(
            name,
            "player",
            "script:game.js",
            1,
            1,
            false,
            new Population.Arrival(0, 0),
            Population.NEVER,
            new TreeMap<>(Map.of("trust", 0.5))),
        0,
        sheet,
        Chance.of(1, name),
        Scripts.NONE);
  }

  private static Game game(String text) {
    return new JavaScripts(Map.of("game.js", text)).strategy("game.js", Game.class, part("a"));
  }

  private static double plays(String body) {
    return game("function plays(told) {\n%s\n}".formatted(body)).plays(TOLD);
  }

  @Test
  void a_script_reads_what_it_is_told() {
    assertThat(plays("return told.score + told.micro + told.amount"))
        .isEqualTo(61.5 + 1_000_000_000_001L + 7);
    assertThat(plays("return told.word === 'word' && told.yes && told.mood === 'not-well' ? 1 : 0"))
        .isEqualTo(1);
    assertThat(plays("return told.inner.depth + told.list[1].depth + told.list.length"))
        .isEqualTo(6);
    assertThat(plays("return told.some.depth + (told.none === null ? 10 : 0)")).isEqualTo(14);
  }

  @Test
  void a_script_knows_the_settings_of_its_role_and_its_population() {
    assertThat(plays("return settings.trust + settings['stake-share']")).isEqualTo(0.75);
  }

  @Test
  void a_function_that_is_left_out_is_the_standard_one_if_there_is_one() {
    var game = game("function plays() { return 1 }");
    assertThat(game.likes(TOLD)).isTrue();
    assertThat(game.feels(TOLD)).isEqualTo(Mood.NOT_WELL);
    assertThat(game("plays = 1; var plays = () => 2").plays(TOLD)).isEqualTo(2);
    assertThatThrownBy(() -> game("function likes() { return true }"))
        .isInstanceOf(ScriptException.class)
        .hasMessage(
            "game.js: there is no function 'plays'; player decides by [feels, likes, plays,"
                + " turns]");
    assertThatThrownBy(() -> game("const plays = 1"))
        .hasMessageContaining("game.js: 'plays' is no function");
  }

  @Test
  void words_are_those_of_the_interface() {
    var game =
        game(
            """
            const plays = () => 1;
            const feels = () => "well";
            function turns(told) { return "right" }
            """);
    assertThat(game.feels(TOLD)).isEqualTo(Mood.WELL);
    assertThat(game.turns(TOLD)).isEqualTo("right");
    var wrong = game("const plays = () => 1;\nfunction turns() { return 'up' }");
    assertThatThrownBy(() -> wrong.turns(TOLD))
        .isInstanceOf(ScriptException.class)
        .hasMessage("game.js:2: turns returned up; return 'left', 'right'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"'1'", "NaN", "Infinity", "undefined", "null", "true", "{}"})
  void a_function_that_returns_something_else_is_stopped(String value) {
    assertThatThrownBy(() -> plays("return " + value))
        .isInstanceOf(ScriptException.class)
        .hasMessageContaining("game.js:1: plays returned ")
        .hasMessageEndingWith("; return a finite number");
  }

  @Test
  void a_mistake_is_told_with_its_file_line_and_function() {
    assertThatThrownBy(() -> game("function plays() {\n  return 1 +;\n}"))
        .isInstanceOf(ScriptException.class)
        .hasMessageContaining("game.js:2: in the top level: SyntaxError");
    assertThatThrownBy(() -> plays("const a = 1;\nreturn missing;"))
        .isInstanceOf(ScriptException.class)
        .hasMessageContaining("game.js:3: in plays: ReferenceError: missing is not defined");
    assertThatThrownBy(() -> plays("throw new Error('mine')"))
        .hasMessageContaining("game.js:2: in plays: Error: mine");
  }

  @Test
  void what_is_not_there_is_not_read_as_nothing() {
    assertThatThrownBy(() -> plays("\nreturn told.scor"))
        .isInstanceOf(ScriptException.class)
        .hasMessageContaining("game.js:3: in plays: a told has no 'scor'; it has [score, micro,");
    assertThatThrownBy(() -> plays("return settings.trsut"))
        .hasMessageContaining("settings has no 'trsut'; it has [stake-share, trust]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "told.score = 1",
        "told.list[0] = 1",
        "settings.trust = 1",
        "settings = {}",
        "random = () => 1",
        "Math.random = () => 1",
        "delete told.score"
      })
  void what_a_script_is_told_it_cannot_change(String body) {
    assertThatThrownBy(() -> plays(body + ";\nreturn 1"))
        .isInstanceOf(ScriptException.class)
        .hasMessageMatching("game.js:[12]: in plays: .+");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Java.type('java.lang.System')",
        "Packages.java.lang.System.exit(1)",
        "java.lang.System.exit(1)",
        "Polyglot.eval('js', '1')",
        "load('https://example.org/a.js')",
        "loadWithNewGlobal('a.js')",
        "require('fs')",
        "fetch('https://example.org')",
        "new XMLHttpRequest()",
        "new Worker('a.js')",
        "new SharedArrayBuffer(8)",
        "Atomics.wait(new Int32Array(4), 0, 0)",
        "setTimeout(() => 1, 1)",
        "eval('1')",
        "new Function('return 1')()",
        "(() => {}).constructor('return 1')()",
        "print('a')",
        "console.log('a')",
        "quit()",
        "Graal.versionECMAScript",
        "told.getClass().forName('java.lang.System')",
        "told.inner.class",
        "random.getClass()",
        "new WeakRef({})",
        "Date.now()",
        "new Date()",
        "Date()",
        "performance.now()",
        "Temporal.Now.instant()",
        "Intl.DateTimeFormat().format()",
        "(1.5).toLocaleString()"
      })
  void there_is_no_way_out_and_no_clock(String body) {
    assertThatThrownBy(() -> plays("return " + body))
        .isInstanceOf(ScriptException.class)
        .hasMessageMatching("game.js:[12]: in plays: .+");
  }

  @Test
  void a_module_cannot_be_imported() {
    assertThatThrownBy(() -> game("import fs from 'fs';\nfunction plays() { return 1 }"))
        .isInstanceOf(ScriptException.class)
        .hasMessageContaining("game.js:1: in the top level: SyntaxError");
    var game =
        game(
            """
            let got = 0;
            import('/etc/hostname').then(() => { got = 1 }, () => { got = 2 });
            function plays() { return got }
            """);
    assertThat(game.plays(TOLD)).isEqualTo(2);
  }

  @Test
  void a_loop_without_end_is_stopped() {
    assertThatThrownBy(() -> plays("let i = 0;\nwhile (true) i++;"))
        .isInstanceOf(ScriptException.class)
        .hasMessageContaining("game.js:3: in plays: more than 200,000 statements");
    assertThatThrownBy(() -> game("for (;;) {}"))
        .hasMessageContaining("game.js:1: in the top level: more than 200,000 statements");
  }

  @Test
  void the_count_of_statements_is_that_of_a_call() {
    var counts = "let i = 0; while (i < %d) i++; return i;";
    var game = game("function plays(told) { %s }".formatted(counts.formatted(50_000)));
    assertThat(DoubleStream.generate(() -> game.plays(TOLD)).limit(3).sum()).isEqualTo(150_000);
    assertThatThrownBy(() -> plays(counts.formatted(150_000)))
        .hasMessageContaining("more than 200,000 statements");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'a'.repeat(1e9)",
        "new Float64Array(1e9)",
        "let a = []; while (true) a.push(new Float64Array(1e5))",
        "let a = []; while (true) a.push('a'.repeat(1e6) + a.length)",
        "(function f() { f() })()"
      })
  void a_script_that_takes_much_memory_is_stopped(String body) {
    assertThatThrownBy(() -> plays(body))
        .isInstanceOf(ScriptException.class)
        .hasMessageContaining("game.js")
        .hasMessageContaining("in plays: ");
  }

  @Test
  void chance_is_that_of_the_part() {
    var text = "function plays() { return Math.random() === random() ? 0 : random() }";
    var chance = Chance.of(1, "a");
    chance.uniform();
    chance.uniform();
    assertThat(game(text).plays(TOLD)).isEqualTo(chance.uniform());
    assertThat(game(text).plays(TOLD)).isEqualTo(game(text).plays(TOLD));
  }

  @Test
  void functions_are_those_that_are_the_same_everywhere() {
    assertThat(plays("return Math.exp(told.score) + Math.log(3) + Math.pow(2.5, 0.3)"))
        .isEqualTo(StrictMath.exp(61.5) + StrictMath.log(3) + StrictMath.pow(2.5, 0.3));
  }

  @Test
  void parts_share_nothing() {
    var scripts =
        new JavaScripts(
            Map.of(
                "game.js",
                """
                let calls = 0;
                Array.prototype.seen = (Array.prototype.seen || 0) + 1;
                function plays() { return ++calls * 10 + [].seen }
                """));
    var first = scripts.strategy("game.js", Game.class, part("a"));
    var second = scripts.strategy("game.js", Game.class, part("b"));
    assertThat(first.plays(TOLD)).isEqualTo(11);
    assertThat(first.plays(TOLD)).isEqualTo(21);
    assertThat(second.plays(TOLD)).isEqualTo(11);
  }
}
