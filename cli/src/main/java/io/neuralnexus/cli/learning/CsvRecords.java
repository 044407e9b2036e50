package io.neuralnexus.cli.learning;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Cuts the text of a CSV file (RFC 4180: commas, quotes doubled inside quotes) into records. Lines
 * of white space only are passed over. A file whose name ends in {@code .gz} is unpacked.
 */
public final class CsvRecords {
  /**
   * One line of the table: the line of the file where it begins, from 1, and its cells, trimmed.
   */
  public record Line(int number, List<String> cells) {}

  private static final int END = -1;
  private static final String PACKED = ".gz";

  private final Path file;
  private final CharSequence text;
  private int position;
  private int line = 1;

  private CsvRecords(Path file, CharSequence text) {
    this.file = file;
    this.text = text;
  }

  /**
   * All records of a file.
   *
   * @throws CsvException if it cannot be read or is no CSV
   */
  public static List<Line> of(Path file) {
    var records = new CsvRecords(file, decode(file));
    var lines = new ArrayList<Line>();
    while (records.peek() != END) {
      var next = records.nextLine();
      if (!next.cells().equals(List.of(""))) lines.add(next);
    }
    return lines;
  }

  private static CharSequence decode(Path file) {
    var bytes = ByteBuffer.wrap(bytes(file));
    var decoder = StandardCharsets.UTF_8.newDecoder();
    var text = CharBuffer.allocate(bytes.remaining() + 1);
    if (decoder.decode(bytes, text, true).isError()) {
      var line = 1 + text.flip().chars().filter(c -> c == '\n').count();
      throw new CsvException(file, (int) line, "not UTF-8 text", "save the file as UTF-8");
    }
    text.flip();
    return text.length() > 0 && text.charAt(0) == '\uFEFF'
        ? text.subSequence(1, text.length())
        : text;
  }

  private static byte[] bytes(Path file) {
    try (var in = Files.newInputStream(file)) {
      var isPacked = file.toString().endsWith(PACKED);
      return (isPacked ? new GZIPInputStream(in) : in).readAllBytes();
    } catch (ZipException e) {
      throw new CsvException(file, "is not in gzip format", "leave " + PACKED + " out of its name");
    } catch (NoSuchFileException e) {
      throw new CsvException(file, "there is no such file", "check the path");
    } catch (IOException e) {
      var why =
          Files.isDirectory(file) ? "is a directory" : "cannot be read (" + e.getMessage() + ")";
      throw new CsvException(file, why, "name a readable CSV file");
    }
  }

  private Line nextLine() {
    var first = line;
    var cells = new ArrayList<String>();
    cells.add(nextCell(1));
    while (peek() == ',') {
      position++;
      cells.add(nextCell(cells.size() + 1));
    }
    endLine();
    return new Line(first, List.copyOf(cells));
  }

  private String nextCell(int column) {
    var start = position;
    while (peek() == ' ' || peek() == '\t') position++;
    if (peek() == '"') return quotedCell(column);
    while (!atCellEnd()) position++;
    return text.subSequence(start, position).toString().strip();
  }

  private String quotedCell(int column) {
    var opened = line;
    var cell = new StringBuilder();
    position++;
    while (true) {
      switch (peek()) {
        case END ->
            throw new CsvException(
                file, opened, "" + column, "the quote is never closed", "add the closing \"");
        case '"' -> {
          position++;
          if (peek() != '"') {
            closeCell(column);
            return cell.toString().strip();
          }
        }
        case '\n' -> line++;
        default -> {}
      }
      cell.append(text.charAt(position++));
    }
  }

  private void closeCell(int column) {
    while (peek() == ' ' || peek() == '\t') position++;
    if (!atCellEnd()) {
      throw new CsvException(
          file,
          line,
          "" + column,
          "text after the closing quote",
          "double each quote inside quotes");
    }
  }

  private void endLine() {
    if (peek() == '\r') position++;
    if (peek() == '\n') position++;
    line++;
  }

  private boolean atCellEnd() {
    return switch (peek()) {
      case END, ',', '\n', '\r' -> true;
      default -> false;
    };
  }

  private int peek() {
    return position < text.length() ? text.charAt(position) : END;
  }
}
