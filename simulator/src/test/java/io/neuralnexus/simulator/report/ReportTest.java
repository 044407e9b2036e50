package io.neuralnexus.simulator.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.neuralnexus.simulator.Simulated;
import io.neuralnexus.simulator.kpi.RunResult;
import io.neuralnexus.simulator.scenario.Scenario;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReportTest {
  private static final Pattern DATA =
      Pattern.compile("(?s)<script id=\"data\" type=\"application/json\">(.*?)</script>");
  private static final Pattern SCRIPT = Pattern.compile("(?s)<script>(.*?)</script>");

  @TempDir Path folder;

  private String written(Scenario scenario, List<RunResult> runs) throws IOException {
    var file = folder.resolve("report.html");
    Report.write(file, scenario, runs);
    return Files.readString(file);
  }

  private static JsonNode data(String html) throws IOException {
    var data = DATA.matcher(html);
    assertThat(data.find()).isTrue();
    return JsonMapper.builder().build().readTree(data.group(1));
  }

  private static List<String> chartIds(JsonNode page) {
    var ids = new ArrayList<String>();
    for (var section : page.get("sections")) {
      for (var chart : section.get("charts")) ids.add(chart.get("id").textValue());
    }
    return ids;
  }

  @Test
  void the_same_results_give_the_same_bytes() throws IOException {
    var scenario = Simulated.bribery();

    var first = written(scenario, Simulated.runs(scenario, 3));
    var second = written(scenario, Simulated.runs(scenario, 3));

    assertThat(first.equals(second)).isTrue();
  }

  @Test
  void a_page_is_small_and_has_all_it_needs() throws IOException {
    var html = written(Simulated.bribery(), Simulated.runs(Simulated.bribery(), 20));

    assertThat(html.length()).isLessThan(1_000_000);
    var own = SCRIPT.matcher(DATA.matcher(html).replaceAll("")).replaceAll("");
    assertThat(own).doesNotContain("src=\"", "@import", "://", "@data@", "@style@");
  }

  @Test
  void only_the_scripts_of_the_page_may_run() throws Exception {
    var html = written(Simulated.bribery(), Simulated.runs(Simulated.bribery(), 2));
    var policy = html.substring(html.indexOf("content=\"default-src"), html.indexOf("base-uri"));

    assertThat(policy).contains("default-src 'none'").doesNotContain("http", "unsafe-eval");
    var scripts = SCRIPT.matcher(html).results().toList();
    assertThat(scripts).hasSize(2);
    for (var script : scripts) {
      var hash =
          MessageDigest.getInstance("SHA-256")
              .digest(script.group(1).getBytes(StandardCharsets.UTF_8));
      assertThat(policy).contains("'sha256-" + Base64.getEncoder().encodeToString(hash) + "'");
    }
    assertThat(policy.split("sha256-")).hasSize(3);
  }

  @Test
  void a_title_that_looks_like_a_script_is_text() throws IOException {
    var evil = "</script><script>alert(1)</script><!-- @data@ \u2028 & é";
    var like = Simulated.bribery();
    var scenario =
        new Scenario(
            "evil",
            evil,
            evil,
            10,
            10,
            1,
            like.parameters(),
            like.price(),
            like.populations(),
            List.of(),
            List.of());

    var html = written(scenario, Simulated.runs(scenario, 1));

    assertThat(html.contains("<script>alert") || html.contains("<!-- @")).isFalse();
    assertThat(data(html).get("title").textValue()).isEqualTo(evil);
  }

  @Test
  void the_head_says_what_holds() throws IOException {
    var scenario = Simulated.bribery();

    var verdict = data(written(scenario, Simulated.runs(scenario, 20))).get("verdict");

    assertThat(verdict.get("holds").booleanValue()).isTrue();
    assertThat(verdict.get("headline").textValue()).isEqualTo("All 4 expectations hold");
    var first = verdict.get("expectations").get(0);
    assertThat(first.get("expected").textValue())
        .isEqualTo("Return of the attack (95th percentile) is below 0\u00a0%");
    assertThat(first.get("measured").textValue()).isEqualTo("\u22124.13\u00a0%");
  }

  @Test
  void the_head_says_what_does_not_hold() throws IOException {
    var scenario = Simulated.bribery();
    var honest = Simulated.runs(Simulated.quiet(), 2);

    var verdict = data(written(scenario, honest)).get("verdict");

    assertThat(verdict.get("holds").booleanValue()).isFalse();
    assertThat(verdict.get("headline").textValue()).isEqualTo("1 of 4 expectations fails");
    assertThat(verdict.get("expectations").get(0).get("measured").textValue())
        .isEqualTo("nothing was seen of it");
  }

  @Test
  void charts_are_of_what_was_seen() throws IOException {
    var bribery = data(written(Simulated.bribery(), Simulated.runs(Simulated.bribery(), 3)));
    var quiet = data(written(Simulated.quiet(), Simulated.runs(Simulated.quiet(), 1)));

    assertThat(chartIds(bribery))
        .containsExactly(
            "attack-roi",
            "profit",
            "lorenz",
            "streams",
            "slashes",
            "validators-participation",
            "settle-blocks",
            "limits",
            "series-price-stx",
            "series-bids-open",
            "series-stake-validators",
            "series-revenue-platform");
    assertThat(chartIds(quiet)).contains("profit", "series-price-stx").doesNotContain("attack-roi");
  }

  @Test
  void every_chart_says_what_it_shows_and_has_its_figures() throws IOException {
    var page = data(written(Simulated.bribery(), Simulated.runs(Simulated.bribery(), 3)));

    for (var section : page.get("sections")) {
      for (var chart : section.get("charts")) {
        assertThat(chart.get("says").textValue())
            .describedAs(chart.get("id").textValue())
            .matches("(?s).*\\d.*\\.")
            .doesNotContain("NaN", "null", "Infinity");
        var table = chart.get("table");
        assertThat(table.get("rows")).isNotEmpty();
        for (var row : table.get("rows")) {
          assertThat(row).hasSameSizeAs(table.get("columns"));
        }
      }
    }
  }

  @Test
  void a_simulation_in_which_nothing_was_seen_has_a_page() throws IOException {
    var nothing = new io.neuralnexus.simulator.kpi.Recorder().result(1, 0, 0, 0);

    var page = data(written(Simulated.quiet(), List.of(nothing)));

    assertThat(chartIds(page)).isEmpty();
    assertThat(page.get("verdict").get("headline").textValue()).isEqualTo("Nothing was expected");
  }

  @Test
  void without_a_run_there_is_no_page() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Report.write(folder.resolve("report.html"), Simulated.quiet(), List.of()));
  }
}
