package io.neuralnexus.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.simulator.scenario.RoleSheet;
import io.neuralnexus.simulator.scenario.Setting;
import io.neuralnexus.simulator.world.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** {@code docs/economics/scenarios.md} says which roles there are; -Dscenarios.write=true does. */
class ScenariosPageTest {
  private static final String BEGIN = "<!-- roles: written by ScenariosPageTest -->";

  @Test
  void the_page_lists_all_roles_strategies_and_settings() throws IOException {
    var file = Roots.project().resolve("docs/economics/scenarios.md");
    var page = Files.readString(file);
    var at = page.indexOf(BEGIN);
    assertThat(at).as("%s in %s", BEGIN, file).isPositive();
    var expected = page.substring(0, at) + BEGIN + "\n" + roles();
    if (Boolean.getBoolean("scenarios.write")) Files.writeString(file, expected);
    else assertThat(page).as("write it anew with -Dscenarios.write=true").isEqualTo(expected);
  }

  private static String roles() {
    var text = new StringBuilder();
    Simulation.roles().values().stream()
        .map(Role::sheet)
        .sorted(Comparator.comparing(RoleSheet::name))
        .forEach(each -> describe(each, text));
    return text.toString();
  }

  private static void describe(RoleSheet role, StringBuilder text) {
    text.append("\n### `%s`\n\n%s\n".formatted(role.name(), role.about()));
    if (!role.strategies().isEmpty()) {
      text.append("\n| strategy | |\n|---|---|\n");
      for (var each : role.strategies()) {
        text.append("| `%s` | %s |\n".formatted(each.name(), each.about()));
      }
    }
    var strategies = role.strategies().stream().filter(each -> !each.settings().isEmpty()).toList();
    if (role.settings().isEmpty() && strategies.isEmpty()) return;
    text.append(
        "\n| setting | of | unit | standard | from | to | |\n|---|---|---|---|---|---|---|\n");
    describe("all", role.settings(), text);
    for (var each : strategies) describe("`%s`".formatted(each.name()), each.settings(), text);
  }

  private static void describe(String of, List<Setting> settings, StringBuilder text) {
    for (var each : settings) {
      text.append(
          "| `%s` | %s | %s | %s | %s | %s | %s |\n"
              .formatted(
                  each.name(),
                  of,
                  each.unit(),
                  figure(each.standard()),
                  figure(each.least()),
                  figure(each.most()),
                  each.about()));
    }
  }

  private static String figure(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? String.format(Locale.ROOT, "%,d", (long) value)
        : Double.toString(value);
  }
}
