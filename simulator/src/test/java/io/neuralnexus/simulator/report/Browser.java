package io.neuralnexus.simulator.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * Debian's Chromium, without a window. Where it is not installed the tests that need it are left
 * out, unless {@code -Dbrowser=required} says that it has to be there.
 */
final class Browser implements AutoCloseable {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

  /** What the page is shown on. */
  enum Medium {
    DESKTOP(1280, 900, false, ""),
    PHONE(360, 740, true, ""),
    /** A4 with its margins, in CSS pixels. */
    PAPER(688, 1000, false, "print");

    private final int width;
    private final int height;
    private final boolean mobile;
    private final String media;

    Medium(int width, int height, boolean mobile, String media) {
      this.width = width;
      this.height = height;
      this.mobile = mobile;
      this.media = media;
    }

    int width() {
      return width;
    }
  }

  private final ChromeDriver driver;
  private Path shown;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  static Browser open() {
    var there = Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER);
    if (!"required".equals(System.getProperty("browser"))) {
      assumeTrue(
          there,
          "%s or %s is missing: apt-get install chromium chromium-driver"
              .formatted(CHROMIUM, DRIVER));
    }
    var options = new ChromeOptions();
    options.setBinary(CHROMIUM.toFile());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--hide-scrollbars",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-quic",
        "--force-color-profile=srgb",
        "--font-render-hinting=none",
        "--lang=en-US");
    var logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    options.setExperimentalOption(
        "perfLoggingPrefs", Map.of("enableNetwork", true, "enablePage", false));
    var service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(DRIVER.toFile())
            .usingAnyFreePort()
            .build();
    return new Browser(new ChromeDriver(service, options));
  }

  /**
   * Shows a report on a medium and waits until its charts are drawn for it. A report that is shown
   * already stays, as on the screen of a reader who turns a phone or chooses dark colours.
   */
  void show(Path page, Medium medium, boolean dark) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of(
            "width", medium.width,
            "height", medium.height,
            "deviceScaleFactor", 1,
            "mobile", medium.mobile));
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "media",
            medium.media,
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
    if (!page.equals(shown)) driver.get(page.toUri().toString());
    shown = page;
    waitFor(
        """
        document.documentElement.dataset.drawn === "yes"
          && document.documentElement.dataset.theme === "%s"
          && (%s || [...document.querySelectorAll(".chart")].every((place) =>
            place.querySelector("svg").viewBox.baseVal.width === place.clientWidth))
        """
            .formatted(dark && medium != Medium.PAPER ? "dark" : "light", medium == Medium.PAPER));
  }

  /** Opens what is shown anew, without what a reader chose. */
  void reload() {
    driver.navigate().refresh();
  }

  private void waitFor(String condition) {
    driver.executeAsyncScript(
        """
        const done = arguments[arguments.length - 1];
        const look = () => (%s ? done() : setTimeout(look, 10));
        look();
        """
            .formatted(condition));
  }

  /** Runs a script in the page. */
  Object ask(String script, Object... arguments) {
    return driver.executeScript(script, arguments);
  }

  ChromeDriver driver() {
    return driver;
  }

  /** What the page said to its console since the last time, errors of its policy among it. */
  List<String> said() {
    var said = new ArrayList<String>();
    for (var entry : driver.manage().logs().get(LogType.BROWSER)) said.add(entry.getMessage());
    return said;
  }

  /** Addresses that the page asked for since the last time, itself and what is in it left out. */
  List<String> requests() {
    var asked = new ArrayList<String>();
    var request =
        java.util.regex.Pattern.compile(
            "\"method\":\"Network\\.requestWillBeSent\".*?\"request\":\\{.*?\"url\":\"([^\"]*)\"");
    for (var entry : driver.manage().logs().get(LogType.PERFORMANCE)) {
      var url = request.matcher(entry.getMessage());
      if (url.find() && !url.group(1).startsWith("data:")) asked.add(url.group(1));
    }
    return asked;
  }

  /** A picture of the whole page, or of a part of it. */
  byte[] picture(double x, double y, double width, double height) {
    var shot =
        driver.executeCdpCommand(
            "Page.captureScreenshot",
            Map.of(
                "format",
                "png",
                "captureBeyondViewport",
                true,
                "clip",
                Map.of("x", x, "y", y, "width", width, "height", height, "scale", 1)));
    return Base64.getDecoder().decode((String) shot.get("data"));
  }

  /** The page as a PDF of A4 sheets. */
  byte[] printed() {
    var pdf =
        driver.executeCdpCommand(
            "Page.printToPDF",
            Map.of(
                "paperWidth",
                8.27,
                "paperHeight",
                11.69,
                "preferCSSPageSize",
                true,
                "printBackground",
                true));
    assertThat(pdf).containsKey("data");
    return Base64.getDecoder().decode((String) pdf.get("data"));
  }

  @Override
  public void close() {
    driver.quit();
  }
}
