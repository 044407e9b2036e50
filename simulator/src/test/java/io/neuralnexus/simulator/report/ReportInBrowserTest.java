package io.neuralnexus.simulator.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.neuralnexus.simulator.Simulated;
import io.neuralnexus.simulator.Swept;
import io.neuralnexus.simulator.report.Browser.Medium;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
  private static JsonNode data;
  private static Browser browser;

  @BeforeAll
  static void open() throws IOException {
    browser = Browser.open();
    page = folder.resolve("report.html");
    Report.write(page, Simulated.bribery(), Simulated.runs(Simulated.bribery(), 20));
    browser.show(page, Medium.DESKTOP, false);
    data =
        JsonMapper.builder()
            .build()
            .readTree((String) browser.ask("return document.getElementById('data').textContent"));
  }

  @AfterAll
  static void close() {
    if (browser != null) browser.close();
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> charts() {
    return (List<Map<String, Object>>) browser.ask(CHARTS);
  }

  @ParameterizedTest
  @CsvSource({"DESKTOP, false", "DESKTOP, true", "PHONE, false", "PHONE, true", "PAPER, true"})
  void every_chart_shows_its_data_whole_and_the_page_is_quiet(Medium medium, boolean dark)
      throws IOException {
    browser.said();
    browser.requests();

    browser.show(page, medium, dark);

    assertThat(browser.said()).isEmpty();
    assertThat(browser.requests()).containsExactly(page.toUri().toString());
    var charts = charts();
    assertThat(charts).extracting(chart -> chart.get("id")).isEqualTo(ids());
    for (var chart : charts) {
      var name = "%s on %s".formatted(chart.get("id"), medium);
      var drawing = drawing((String) chart.get("id"));
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

  private static List<String> ids() {
    return data.get("sections").findValues("charts").stream()
        .flatMap(charts -> charts.valueStream())
        .map(chart -> chart.get("id").textValue())
        .toList();
  }

  private static JsonNode drawing(String id) {
    return data.get("sections").findValues("charts").stream()
        .flatMap(charts -> charts.valueStream())
        .filter(chart -> chart.get("id").textValue().equals(id))
        .findFirst()
        .orElseThrow()
        .get("drawing");
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
                          java.util.stream.Stream.of(
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
  void no_picture_is_blank() {
    browser.show(page, Medium.DESKTOP, false);

    for (var chart : charts()) {
      var frame =
          ((List<?>) chart.get("picture"))
              .stream().map(each -> ((Number) each).doubleValue()).toList();
      var id = chart.get("id");
      var drawn = browser.picture(frame.get(0), frame.get(1), frame.get(2), frame.get(3)).length;
      browser.ask("document.querySelector('#' + arguments[0] + ' svg').style.opacity = 0", id);
      var blank = browser.picture(frame.get(0), frame.get(1), frame.get(2), frame.get(3)).length;

      // In a PNG what is plain takes hardly any room.
      assertThat(drawn).describedAs((String) id).isGreaterThan(3 * blank);
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
  }

  @Test
  void figures_stand_behind_every_chart() {
    browser.show(page, Medium.PHONE, false);

    for (var id : ids()) {
      browser.ask("document.querySelector('#' + arguments[0] + ' summary').focus()", id);
      browser.driver().switchTo().activeElement().sendKeys(Keys.ENTER);
      var rows =
          browser.driver().findElements(By.cssSelector("#" + id + " tbody tr")).stream()
              .filter(row -> row.isDisplayed())
              .count();
      assertThat(rows).describedAs(id).isEqualTo(chart(id).get("table").get("rows").size());
    }
    assertThat((Long) browser.ask("return document.documentElement.scrollWidth"))
        .isLessThanOrEqualTo(Medium.PHONE.width());
  }

  private static JsonNode chart(String id) {
    return data.get("sections").findValues("charts").stream()
        .flatMap(charts -> charts.valueStream())
        .filter(chart -> chart.get("id").textValue().equals(id))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whoever_does_not_see_a_chart_is_told_what_it_shows() {
    browser.show(page, Medium.DESKTOP, false);

    for (var id : ids()) {
      assertThat(
              browser.ask(
                  "const it = document.querySelector('#' + arguments[0] + ' .chart');"
                      + "return it.getAttribute('role') + ' ' + it.getAttribute('aria-label')",
                  id))
          .isEqualTo(
              "img %s. %s"
                  .formatted(
                      chart(id).get("title").textValue(), chart(id).get("says").textValue()));
    }
    assertThat(browser.ask("return document.querySelectorAll('h1').length")).isEqualTo(1L);
  }

  @Test
  void the_page_prints_in_the_light_and_comes_back_as_it_was() {
    browser.show(page, Medium.DESKTOP, true);

    var pdf = new String(browser.printed(), StandardCharsets.ISO_8859_1);

    assertThat(pdf.startsWith("%PDF")).isTrue();
    assertThat(pdf.split("/Type /Page\\b").length - 1).isBetween(3, 8);
    assertThat(browser.ask("return document.documentElement.dataset.theme")).isEqualTo("dark");
    assertThat(charts()).allSatisfy(chart -> assertThat((List<?>) chart.get("cut")).isEmpty());
  }

  @Test
  void charts_follow_the_window() {
    browser.show(page, Medium.DESKTOP, false);
    var wide = charts().getFirst().get("picture");

    browser
        .driver()
        .executeCdpCommand(
            "Emulation.setDeviceMetricsOverride",
            Map.of("width", 700, "height", 900, "deviceScaleFactor", 1, "mobile", false));
    browser.waitFor("document.querySelector('.chart svg').getBoundingClientRect().right <= 700");

    assertThat(charts().getFirst().get("picture")).isNotEqualTo(wide);
    assertThat(charts()).allSatisfy(chart -> assertThat((List<?>) chart.get("cut")).isEmpty());
  }

  @ParameterizedTest
  @CsvSource({"DESKTOP, false", "PHONE, true"})
  void sweeps_and_frontiers_have_pages_that_show_all(Medium medium, boolean dark)
      throws IOException {
    var pages = new java.util.LinkedHashMap<Path, List<String>>();
    var grid = folder.resolve("grid.html");
    Report.write(grid, Swept.grid());
    pages.put(grid, List.of("35", "35", "35", "35"));
    var frontier = folder.resolve("frontier.html");
    Report.write(frontier, Swept.frontier());
    pages.put(frontier, List.of("13"));
    var sobol = folder.resolve("sobol.html");
    Report.write(sobol, Swept.sensitivity());
    pages.put(sobol, List.of("2", "2", "2", "2"));

    for (var each : pages.entrySet()) {
      browser.said();
      browser.show(each.getKey(), medium, dark);

      assertThat(browser.said()).isEmpty();
      assertThat(charts())
          .extracting(chart -> ((List<?>) chart.get("counts")).getFirst().toString())
          .isEqualTo(each.getValue());
      for (var chart : charts()) {
        assertThat((List<?>) chart.get("cut")).describedAs(chart.get("id") + " cut").isEmpty();
        assertThat((List<?>) chart.get("covered"))
            .describedAs(chart.get("id") + " covered")
            .isEmpty();
      }
      assertThat((Long) browser.ask("return document.documentElement.scrollWidth"))
          .isLessThanOrEqualTo(medium.width());
    }
  }
}
