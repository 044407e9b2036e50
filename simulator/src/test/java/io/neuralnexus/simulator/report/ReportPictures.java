package io.neuralnexus.simulator.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.simulator.report.Browser.Medium;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Takes the pictures of docs/economics; {@code docs/economics/report.md} says how. */
@EnabledIfSystemProperty(named = "report", matches = ".+")
final class ReportPictures {
  private static final int COLOURS = 256;
  private static final int HEIGHT = 1560;

  @Test
  void of_a_report() throws IOException {
    var report = Path.of(System.getProperty("report")).toAbsolutePath();
    var images =
        Files.createDirectories(
            Path.of(System.getProperty("nexus.root")).resolve("docs/economics/images"));
    var name = System.getProperty("picture", "report");
    try (var browser = Browser.open()) {
      for (var medium : List.of(Medium.DESKTOP, Medium.PHONE)) {
        for (var dark : List.of(false, true)) {
          var plain = medium == Medium.DESKTOP && !dark;
          if (!plain && !name.equals("report")) continue;
          browser.show(report, medium, dark);
          var file =
              name + (medium == Medium.PHONE ? "-phone" : "") + (dark ? "-dark" : "") + ".png";
          write(images.resolve(file), browser, medium);
        }
      }
      assertThat(browser.said()).isEmpty();
    }
  }

  /** The head of the page and its first section. */
  private static void write(Path file, Browser browser, Medium medium) throws IOException {
    var end =
        (Number)
            browser.ask(
                "return document.querySelector('#sections section').getBoundingClientRect().bottom"
                    + " + scrollY");
    var height = Math.min(HEIGHT, end.intValue() + 16);
    var picture = browser.picture(0, 0, medium.width(), height);
    ImageIO.write(reduced(ImageIO.read(new ByteArrayInputStream(picture))), "png", file.toFile());
  }

  /** With the colours that are most frequent, which makes a file of a third of the size. */
  private static BufferedImage reduced(BufferedImage picture) {
    var counts = new HashMap<Integer, Integer>();
    var wide = picture.getWidth();
    var high = picture.getHeight();
    for (var pixel : picture.getRGB(0, 0, wide, high, null, 0, wide)) {
      counts.merge(pixel, 1, Integer::sum);
    }
    var palette =
        counts.entrySet().stream()
            .sorted(Map.Entry.<Integer, Integer>comparingByValue().reversed())
            .limit(COLOURS)
            .map(Map.Entry::getKey)
            .toList();
    var model =
        new IndexColorModel(
            8,
            palette.size(),
            palette.stream().mapToInt(each -> each).toArray(),
            0,
            false,
            -1,
            DataBuffer.TYPE_BYTE);
    var nearest = new HashMap<Integer, Integer>();
    var reduced = new BufferedImage(wide, high, BufferedImage.TYPE_BYTE_INDEXED, model);
    var raster = reduced.getRaster();
    for (var y = 0; y < high; y++) {
      for (var x = 0; x < wide; x++) {
        var index =
            nearest.computeIfAbsent(picture.getRGB(x, y), colour -> nearest(palette, colour));
        raster.setSample(x, y, 0, index);
      }
    }
    return reduced;
  }

  private static int nearest(List<Integer> palette, int colour) {
    return IntStream.range(0, palette.size())
        .boxed()
        .min(Comparator.comparingInt(index -> distance(palette.get(index), colour)))
        .orElseThrow();
  }

  private static int distance(int one, int other) {
    var sum = 0;
    for (var shift = 0; shift <= 16; shift += 8) {
      var apart = (one >> shift & 0xff) - (other >> shift & 0xff);
      sum += apart * apart;
    }
    return sum;
  }
}
