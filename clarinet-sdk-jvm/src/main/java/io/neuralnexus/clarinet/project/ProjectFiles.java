package io.neuralnexus.clarinet.project;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import io.neuralnexus.clarinet.Diagnostic;
import io.neuralnexus.clarinet.Diagnostic.Level;
import io.neuralnexus.clarinet.ProjectException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The files of one project as they were read, to tell whether the project has changed since. Names
 * of files are relative to the project's folder, with forward slashes.
 */
public final class ProjectFiles {
  private static final TomlMapper TOML = new TomlMapper();

  private final Path root;
  private final Map<Path, Optional<String>> read = new HashMap<>();

  /** The files below a folder; nothing has been read yet. */
  public ProjectFiles(Path root) {
    this.root = root;
  }

  /** Whether every file is still what it was when it was read. */
  public boolean unchanged() {
    return read.entrySet().stream()
        .allMatch(file -> content(file.getKey()).equals(file.getValue()));
  }

  /**
   * The text of a file.
   *
   * @throws ProjectException if it is not there or not UTF-8
   */
  String text(String file) {
    return find(file).orElseThrow(() -> error(file, 0, 0, "file not found"));
  }

  /** The text of a file, if there is one. */
  Optional<String> find(String file) {
    return read.computeIfAbsent(root.resolve(file), this::content);
  }

  private Optional<String> content(Path file) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
              .toString());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (CharacterCodingException e) {
      throw error(name(file), 0, 0, "not valid UTF-8");
    } catch (IOException e) {
      if (Files.isDirectory(file)) return Optional.empty();
      throw error(name(file), 0, 0, "cannot be read: " + e.getMessage());
    }
  }

  /** A file as it is named to people. */
  String name(Path file) {
    var near = file.startsWith(root) ? root.relativize(file) : file;
    return near.toString().replace(java.io.File.separatorChar, '/');
  }

  /**
   * A TOML file.
   *
   * @throws ProjectException if it is not there or no TOML
   */
  JsonNode toml(String file) {
    var text = text(file);
    try {
      return TOML.readTree(text);
    } catch (JsonProcessingException e) {
      var place = e.getLocation();
      throw error(
          file,
          place.getLineNr(),
          place.getColumnNr(),
          "not valid TOML: " + sentence(e.getOriginalMessage(), text, place.getLineNr()));
    } catch (IOException e) {
      throw new IllegalStateException("a text in memory cannot fail to be read", e);
    }
  }

  /** A table's name that does not end is the commonest error, and the reader does not say it. */
  private static String sentence(String message, String text, int line) {
    boolean inName = text.lines().skip(line - 1L).findFirst().orElse("").startsWith("[");
    return inName && message.startsWith("Newline")
        ? "expected a right bracket, found a newline"
        : message;
  }

  static ProjectException error(String file, int line, int column, String message) {
    return new ProjectException(
        List.of(new Diagnostic(Level.ERROR, file, line, column, message, Optional.empty())));
  }
}
