package io.neuralnexus.cli.console;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.jline.reader.Candidate;
import org.jline.reader.EOFError;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** The prompt on a terminal: history, completion, input over several lines. */
public final class Prompt {
  private final Session session;
  private final Path history;

  /**
   * A prompt for a session.
   *
   * @param history the file that keeps what was typed from one session to the next
   */
  public Prompt(Session session, Path history) {
    this.session = session;
    this.history = history;
  }

  /** Reads and answers until the input or the session ends. */
  public void run(PrintWriter out) {
    try (var terminal = TerminalBuilder.builder().dumb(true).build()) {
      run(terminal, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void run(Terminal terminal, PrintWriter out) {
    var reader =
        LineReaderBuilder.builder()
            .terminal(terminal)
            .parser(new ClarityParser())
            .completer(
                (line, parsed, candidates) ->
                    session.completions().forEach(word -> candidates.add(new Candidate(word))))
            .variable(LineReader.HISTORY_FILE, history)
            .variable(LineReader.SECONDARY_PROMPT_PATTERN, ".. ")
            .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
            .build();
    while (!session.isOver()) {
      try {
        var answer = session.answer(reader.readLine(">> "));
        if (!answer.isEmpty()) out.println(answer);
        out.flush();
      } catch (UserInterruptException e) {
        // As in every shell: what was being typed is dropped, the session goes on.
        continue;
      } catch (EndOfFileException e) {
        return;
      }
    }
  }

  /** Words end at spaces and parentheses; a line with an open parenthesis is not yet complete. */
  private static final class ClarityParser implements Parser {
    private final DefaultParser words = new DefaultParser().eofOnUnclosedQuote(false);

    ClarityParser() {
      words.setQuoteChars(new char[0]);
      words.setEscapeChars(new char[0]);
    }

    @Override
    public ParsedLine parse(String line, int cursor, ParseContext context) {
      if (context == ParseContext.ACCEPT_LINE && Input.isOpen(line)) {
        throw new EOFError(-1, -1, "more must follow");
      }
      var spaced = line.replace('(', ' ').replace(')', ' ');
      return words.parse(context == ParseContext.COMPLETE ? spaced : line, cursor, context);
    }
  }
}
