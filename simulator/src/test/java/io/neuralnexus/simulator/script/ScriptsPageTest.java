package io.neuralnexus.simulator.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.simulator.Roots;
import io.neuralnexus.simulator.Simulation;
import io.neuralnexus.simulator.market.DeveloperStrategy;
import io.neuralnexus.simulator.market.ProviderStrategy;
import io.neuralnexus.simulator.market.ValidatorStrategy;
import io.neuralnexus.simulator.suite.AuditStrategy;
import io.neuralnexus.simulator.suite.AuthorStrategy;
import io.neuralnexus.simulator.suite.ChallengeStrategy;
import io.neuralnexus.simulator.suite.ComputeStrategy;
import io.neuralnexus.simulator.suite.DataStrategy;
import io.neuralnexus.simulator.suite.DemandStrategy;
import io.neuralnexus.simulator.suite.GovernorStrategy;
import io.neuralnexus.simulator.suite.LicenceStrategy;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page on scripts says what there is. */
class ScriptsPageTest {
  private static final Map<String, Class<?>> ROLES =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("market-provider", ProviderStrategy.class),
              Map.entry("market-developer", DeveloperStrategy.class),
              Map.entry("market-validator", ValidatorStrategy.class),
              Map.entry("compute-provider", ComputeStrategy.class),
              Map.entry("data-provider", DataStrategy.class),
              Map.entry("derivative-author", AuthorStrategy.class),
              Map.entry("governor", GovernorStrategy.class),
              Map.entry("job-developer", DemandStrategy.class),
              Map.entry("licensee", LicenceStrategy.class),
              Map.entry("verifier", AuditStrategy.class),
              Map.entry("challenger", ChallengeStrategy.class)));

  static String section(String role, Class<?> type) {
    var lines = new ArrayList<String>();
    lines.add("### `%s`".formatted(role));
    lines.add("");
    var told = new TreeMap<String, Class<?>>();
    Arrays.stream(type.getMethods())
        .filter(each -> !Modifier.isStatic(each.getModifiers()))
        .sorted(Comparator.comparing(Method::getName))
        .forEach(
            each -> {
              var record = each.getParameterTypes()[0];
              var name = record.getSimpleName().toLowerCase(Locale.ROOT);
              told.put(name, record);
              lines.add(
                  "* `%s(%s)` returns %s%s"
                      .formatted(
                          each.getName(),
                          name,
                          Answers.wanted(each),
                          each.isDefault() ? "; may be left out" : ""));
            });
    lines.add("");
    told.forEach(
        (name, record) ->
            lines.add(
                "* %s: %s"
                    .formatted(
                        name,
                        Arrays.stream(record.getRecordComponents())
                            .map(RecordComponent::getName)
                            .collect(Collectors.joining("`, `", "`", "`")))));
    return String.join("\n", lines);
  }

  @Test
  void each_function_and_each_field_is_on_the_page() throws IOException {
    var page = Files.readString(Roots.project().resolve("docs/economics/scripts.md"));
    ROLES.forEach((role, type) -> assertThat(page).contains(section(role, type)));
    assertThat(Simulation.roles().keySet()).containsAll(ROLES.keySet());
  }

  @Test
  void no_interface_is_left_out() throws Exception {
    var missed = new ArrayList<String>();
    for (var type : List.of(ProviderStrategy.class, ComputeStrategy.class)) {
      var folder =
          Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
              .resolve(type.getPackageName().replace('.', '/'));
      try (var files = Files.list(folder)) {
        files
            .map(each -> each.getFileName().toString())
            .filter(each -> each.endsWith("Strategy.class"))
            .map(each -> type.getPackageName() + "." + each.replace(".class", ""))
            .filter(
                each -> ROLES.values().stream().noneMatch(known -> known.getName().equals(each)))
            .forEach(missed::add);
      }
    }
    assertThat(missed).isEmpty();
  }
}
