package io.neuralnexus.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every page of the repository promises. */
class DocumentationTest {
  private static final Path ROOT = Path.of(System.getProperty("nexus.root"));
  private static final Set<String> SKIPPED = Set.of("target", "node_modules", ".git");
  private static final Pattern LINK = Pattern.compile("]\\(([^)#\\s]+)(#[^)]*)?\\)");

  @Test
  void every_relative_link_leads_to_a_file() {
    var broken =
        pages().stream()
            .flatMap(
                page ->
                    LINK.matcher(read(page))
                        .results()
                        .map(link -> link.group(1))
                        .filter(target -> !target.contains("://"))
                        .filter(target -> !Files.exists(page.resolveSibling(target)))
                        .map(target -> ROOT.relativize(page) + " -> " + target))
            .toList();

    assertThat(broken).isEmpty();
  }

  /** A folder of docs with an index of its own is listed by that. */
  @Test
  void an_index_lists_every_page_of_docs() {
    var docs = ROOT.resolve("docs");
    var missing =
        pages().stream()
            .filter(page -> page.startsWith(docs) && !page.equals(docs.resolve("README.md")))
            .filter(page -> !isListed(page, docs))
            .map(page -> docs.relativize(page).toString())
            .toList();

    assertThat(missing).isEmpty();
  }

  private static boolean isListed(Path page, Path docs) {
    var own = page.resolveSibling("README.md");
    var index = Files.exists(own) && !own.equals(page) ? own : docs.resolve("README.md");
    return read(index).contains("(" + index.getParent().relativize(page) + ")");
  }

  private static List<Path> pages() {
    try (Stream<Path> paths =
        Files.find(
            ROOT,
            6,
            (path, attributes) -> attributes.isRegularFile() && path.toString().endsWith(".md"))) {
      return paths.filter(DocumentationTest::isOurs).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isOurs(Path page) {
    for (var part : ROOT.relativize(page)) {
      if (SKIPPED.contains(part.toString())) return false;
    }
    return true;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
