package io.neuralnexus.simulator.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.simulator.report.Browser.Medium;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Takes the pictures of docs/economics; {@code docs/economics/report.md} says how. */
@EnabledIfSystemProperty(named = "report", matches = ".+")
final class ReportPictures {
  @Test
  void of_a_report() throws IOException {
    var report = Path.of(System.getProperty("report")).toAbsolutePath();
    var images =
        Files.createDirectories(
            Path.of(System.getProperty("nexus.root")).resolve("docs/economics/images"));
    var name = System.getProperty("picture", "report");
    try (var browser = Browser.open()) {
      browser.show(report, Medium.DESKTOP, false);
      Files.write(images.resolve(name + ".png"), browser.picture(0, 0, 1280, 1560));
      browser.show(report, Medium.DESKTOP, true);
      Files.write(images.resolve(name + "-dark.png"), browser.picture(0, 0, 1280, 1560));
      browser.show(report, Medium.PHONE, false);
      Files.write(images.resolve(name + "-phone.png"), browser.picture(0, 0, 360, 1560));
      assertThat(browser.said()).isEmpty();
    }
  }
}
