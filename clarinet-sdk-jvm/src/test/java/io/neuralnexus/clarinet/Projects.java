package io.neuralnexus.clarinet;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The fixture projects. */
final class Projects {
  static final Path COUNTER = manifest("counter");

  private Projects() {}

  static Path manifest(String project) {
    try {
      return Path.of(Projects.class.getResource("/projects/" + project + "/Clarinet.toml").toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A copy of a project to spoil. */
  static Path copy(String project, Path into) throws IOException {
    var from = manifest(project).getParent();
    try (var files = Files.walk(from)) {
      for (var file : files.toList()) {
        var to = into.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(to);
        } else {
          Files.copy(file, to);
        }
      }
    }
    return into.resolve("Clarinet.toml");
  }
}
