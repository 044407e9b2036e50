package io.neuralnexus.simulator.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.neuralnexus.simulator.Simulated;
import io.neuralnexus.simulator.Swept;
import io.neuralnexus.simulator.report.Browser.Medium;
import io.neuralnexus.simulator.sweep.Measure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** Looks at a report as its readers do. */
final class ReportInBrowserTest {
  /** Of each chart: what ECharts has of its data, and what of it is to be seen. */
  private static final String CHARTS =
      """
      const round = (value) => Math.round(value * 10) / 10;
      return [...document.querySelectorAll("figure")].map((figure) => {
        const place = figure.querySelector(".chart");
        const svg = place.querySelector("svg");
        const frame = svg.getBoundingClientRect();
        const boxes = [...svg.querySelectorAll("path, rect, polygon, polyline, circle, line")]
          .map((shape) => shape.getBoundingClientRect())
          .filter((box) => box.width + box.height > 2);
        const texts = [...svg.querySelectorAll("text")].filter((text) => text.textContent.trim());
        const cut = texts.filter((text) => {
          const box = text.getBoundingClientRect();
          return box.left < frame.left - 1 || box.right > frame.right + 1
            || box.top < frame.top - 1 || box.bottom > frame.bottom + 1;
        });
        const covered = [];
        texts.forEach((text, index) => {
          const a = text.getBoundingClientRect();
          for (const other of texts.slice(index + 1)) {
            const b = other.getBoundingClientRect();
            const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
            const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
            if (wide > 2 && high > 5) covered.push(text.textContent + " | " + other.textContent);
          }
        });
        return {
          id: figure.id,
          counts: echarts.getInstanceByDom(place).getOption().series
            .map((series) => (series.type === "sankey" ? series.links : series.data).length),
          shapes: boxes.length,
          texts: texts.map((text) => text.textContent),
          cut: cut.map((text) => text.textContent),
          covered,
          right: frame.right,
          picture: [frame.left + scrollX, frame.top + scrollY, frame.width, frame.height].map(round),
        };
      });
      """;

  @TempDir static Path folder;
  private static Path page;
  private static Map<String, JsonNode> wanted;
  private static Browser browser;

  @BeforeAll
  static void open() throws IOException {
    browser = Browser.open();
    page = folder.resolve("report.html");
    Report.write(page, Simulated.bribery(), Simulated.runs(Simulated.bribery(), 20));
    browser.show(page, Medium.DESKTOP, false);
    wanted = new LinkedHashMap<>();
    JsonMapper.builder()
        .build()
        .readTree((String) browser.ask("return document.getElementById('data').textContent"))
        .get("sections")
        .findValues("charts")
        .forEach(charts -> charts.forEach(chart -> wanted.put(chart.get("id").textValue(), chart)));
  }

  @AfterAll
  static void close() {
    if (browser != null) browser.close();
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> charts() {
    return (List<Map<String, Object>>) browser.ask(CHARTS);
  }

  @Test
  void the_page_asks_for_nothing_but_itself() {
    browser.said();
    browser.requests();

    browser.reload();
    browser.show(page, Medium.DESKTOP, false);

    assertThat(browser.requests()).containsExactly(page.toUri().toString());
    assertThat(browser.said()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"DESKTOP, false", "PHONE, true", "PAPER, true"})
  void every_chart_shows_its_data_whole_and_the_page_is_quiet(Medium medium, boolean dark) {
    browser.said();

    browser.show(page, medium, dark);

    assertThat(browser.said()).isEmpty();
    var charts = charts();
    assertThat(charts)
        .extracting(chart -> chart.get("id"))
        .containsExactlyElementsOf(wanted.keySet());
    for (var chart : charts) {
      var name = "%s on %s".formatted(chart.get("id"), medium);
      var drawing = wanted.get(chart.get("id")).get("drawing");
      assertThat(((Number) ((List<?>) chart.get("counts")).get(series(drawing))).intValue())
          .describedAs(name)
          .isEqualTo(size(drawing));
      assertThat(((Number) chart.get("shapes")).intValue())
          .describedAs(name)
          .isGreaterThanOrEqualTo(shapes(drawing));
      assertThat((List<?>) chart.get("texts")).describedAs(name).hasSizeGreaterThan(2);
      assertThat((List<?>) chart.get("cut")).describedAs("cut off in " + name).isEmpty();
      assertThat((List<?>) chart.get("covered")).describedAs("covered in " + name).isEmpty();
      assertThat(((Number) chart.get("right")).doubleValue())
          .describedAs(name)
          .isLessThanOrEqualTo(medium.width());
    }
    assertThat((Long) browser.ask("return document.documentElement.scrollWidth"))
        .isLessThanOrEqualTo(medium.width());
    assertThat(browser.ask("return document.documentElement.dataset.theme"))
        .isEqualTo(dark && medium != Medium.PAPER ? "dark" : "light");
  }

  /** Which of the series of a chart has its data: others have bands, marks, names. */
  private static int series(JsonNode drawing) {
    return switch (drawing.get("kind").textValue()) {
      case "band", "lorenz" -> 1;
      default -> 0;
    };
  }

  private static int size(JsonNode drawing) {
    return switch (drawing.get("kind").textValue()) {
      case "ridges" -> drawing.get("ridges").size();
      case "histogram" -> drawing.get("bins").size();
      case "band" -> drawing.get("blocks").size();
      case "bars" -> drawing.get("bars").size();
      case "parts" -> drawing.get("bars").findValues("amount").size();
      case "lorenz" -> drawing.get("lines").get(0).get("points").size();
      // Streams with the same ends are one.
      case "streams" ->
          (int)
              drawing
                  .get("streams")
                  .valueStream()
                  .flatMap(
                      each ->
                          Stream.of(
                              each.get("payer") + "1" + each.get("reason"),
                              each.get("reason") + "2" + each.get("payee")))
                  .distinct()
                  .count();
      default -> throw new AssertionError(drawing);
    };
  }

  /** How much there is to be seen at least: axes and grid not counted. */
  private static int shapes(JsonNode drawing) {
    return switch (drawing.get("kind").textValue()) {
      case "ridges" -> 5 * size(drawing);
      case "band" -> 2 + drawing.get("marks").size();
      case "lorenz" -> 3;
      case "histogram" ->
          (int)
              drawing
                  .get("bins")
                  .valueStream()
                  .filter(bin -> bin.get("count").intValue() > 0)
                  .count();
      default -> size(drawing);
    };
  }

  @Test
  void no_picture_is_blank() throws IOException {
    browser.show(page, Medium.DESKTOP, false);
    var height = (Long) browser.ask("return document.documentElement.scrollHeight");

    var picture =
        ImageIO.read(
            new ByteArrayInputStream(browser.picture(0, 0, Medium.DESKTOP.width(), height)));

    for (var chart : charts()) {
      var frame =
          ((List<?>) chart.get("picture"))
              .stream().mapToInt(each -> ((Number) each).intValue()).toArray();
      var plain = picture.getRGB(frame[0], frame[1]);
      var inked =
          Arrays.stream(picture.getRGB(frame[0], frame[1], frame[2], frame[3], null, 0, frame[2]))
              .filter(colour -> colour != plain)
              .count();
      assertThat((double) inked / frame[2] / frame[3])
          .describedAs((String) chart.get("id"))
          .isGreaterThan(0.01);
    }
  }

  @Test
  void the_reader_chooses_light_or_dark_with_the_keyboard() {
    browser.show(page, Medium.DESKTOP, false);
    var ink =
        "return getComputedStyle(document.body).color + document.querySelector('svg"
            + " text').getAttribute('fill')";
    var light = browser.ask(ink);

    browser.driver().findElement(By.id("theme")).sendKeys(Keys.ENTER);

    assertThat(browser.ask("return document.documentElement.dataset.theme")).isEqualTo("dark");
    assertThat(browser.ask(ink)).isNotEqualTo(light);
    browser.driver().findElement(By.id("theme")).sendKeys(Keys.SPACE);
    assertThat(browser.ask(ink)).isEqualTo(light);
    browser.reload();
  }

  @Test
  void figures_stand_behind_every_chart() {
    browser.show(page, Medium.PHONE, false);

    browser.ask("document.querySelector('figure summary').focus()");
    browser.driver().switchTo().activeElement().sendKeys(Keys.ENTER);
    assertThat(browser.ask("return document.querySelectorAll('figure details[open]').length"))
        .isEqualTo(1L);
    browser.ask(
        "document.querySelectorAll('figure details').forEach((each) => (each.open = true))");

    assertThat(
            browser.ask(
                "return [...document.querySelectorAll('figure')].map((figure) =>"
                    + " [...figure.querySelectorAll('tbody tr')]"
                    + ".filter((row) => row.checkVisibility()).length)"))
        .isEqualTo(
            wanted.values().stream()
                .map(chart -> (long) chart.get("table").get("rows").size())
                .toList());
    assertThat((Long) browser.ask("return document.documentElement.scrollWidth"))
        .isLessThanOrEqualTo(Medium.PHONE.width());
    browser.ask("document.querySelectorAll('details').forEach((each) => (each.open = false))");
  }

  @Test
  void whoever_does_not_see_a_chart_is_told_what_it_shows() {
    browser.show(page, Medium.DESKTOP, false);

    assertThat(
            browser.ask(
                "return [...document.querySelectorAll('.chart')].map((each) =>"
                    + " each.getAttribute('role') + ' ' + each.getAttribute('aria-label'))"))
        .isEqualTo(
            wanted.values().stream()
                .map(
                    chart ->
                        "img %s. %s"
                            .formatted(
                                chart.get("title").textValue(), chart.get("says").textValue()))
                .toList());
    assertThat(browser.ask("return document.querySelectorAll('h1').length")).isEqualTo(1L);
  }

  @Test
  void the_page_prints_in_the_light_and_comes_back_as_it_was() {
    browser.show(page, Medium.DESKTOP, true);

    var pdf = new String(browser.printed(), StandardCharsets.ISO_8859_1);

    assertThat(pdf.startsWith("%PDF")).isTrue();
    assertThat(pdf.split("/Type /Page\\b").length - 1).isBetween(3, 8);
    assertThat(browser.ask("return document.documentElement.dataset.theme")).isEqualTo("dark");
  }

  /** A page, and how much there is to be drawn in each chart of it. */
  private record Shown(Path page, List<Integer> counts) {}

  static List<Shown> sweeps() throws IOException {
    var grid = folder.resolve("grid.html");
    Report.write(grid, Swept.grid(), Measure.of(Simulated.bribery()));
    var frontier = folder.resolve("frontier.html");
    Report.write(frontier, Swept.frontier());
    var sobol = folder.resolve("sobol.html");
    Report.write(sobol, Swept.sensitivity(), List.of(Measure.parse("attack.roi.p95")));
    return List.of(
        new Shown(grid, List.of(12, 12, 12, 12)),
        new Shown(frontier, List.of(13)),
        new Shown(sobol, List.of(2)));
  }

  @ParameterizedTest
  @MethodSource("sweeps")
  void sweeps_and_frontiers_have_pages_that_show_all(Shown shown) {
    browser.said();
    for (var medium : List.of(Medium.DESKTOP, Medium.PHONE)) {
      browser.show(shown.page, medium, medium == Medium.PHONE);

      assertThat(charts())
          .allSatisfy(
              chart -> {
                assertThat((List<?>) chart.get("cut")).isEmpty();
                assertThat((List<?>) chart.get("covered")).isEmpty();
              })
          .extracting(chart -> ((Number) ((List<?>) chart.get("counts")).getFirst()).intValue())
          .isEqualTo(shown.counts);
      assertThat((Long) browser.ask("return document.documentElement.scrollWidth"))
          .isLessThanOrEqualTo(medium.width());
    }
    assertThat(browser.said()).isEmpty();
  }
}
