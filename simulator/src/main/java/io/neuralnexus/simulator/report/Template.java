package io.neuralnexus.simulator.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns a page into one HTML file that needs nothing else and may reach nothing else. */
final class Template {
  private static final Pattern PLACE = Pattern.compile("@(\\w+)@");

  private Template() {}

  static String fill(Page page) {
    var charts = text("vendor/echarts.js");
    var script = text("page/draw.js") + text("page/page.js");
    var parts =
        Map.of(
            "title", escaped(page.title()),
            "scripts", "'sha256-%s' 'sha256-%s'".formatted(sha256(charts), sha256(script)),
            "style", text("page/page.css"),
            "sans", font("vendor/source-sans-3.woff2"),
            "serif", font("vendor/source-serif-4.woff2"),
            "data", json(page),
            "charts", charts,
            "script", script);
    // In one go: what is filled in may look like a place to fill.
    return PLACE
        .matcher(text("page/page.html"))
        .replaceAll(place -> Matcher.quoteReplacement(parts.get(place.group(1))));
  }

  /** Within a script element nothing but {@code <} could end it. */
  private static String json(Page page) {
    try {
      return JsonMapper.builder()
          .build()
          .writeValueAsString(page)
          .replace("&", "\\u0026")
          .replace("<", "\\u003c")
          .replace(">", "\\u003e")
          .replace("\u2028", "\\u2028")
          .replace("\u2029", "\\u2029");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static String sha256(String script) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return Base64.getEncoder()
          .encodeToString(digest.digest(script.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(String resource) {
    return new String(bytes(resource), StandardCharsets.UTF_8);
  }

  private static String font(String resource) {
    return Base64.getEncoder().encodeToString(bytes(resource));
  }

  private static byte[] bytes(String resource) {
    try (var stream = Template.class.getResourceAsStream(resource)) {
      if (stream == null) throw new IllegalStateException(resource + " is missing");
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
