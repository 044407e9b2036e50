package io.neuralnexus.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** What a command line printed and how it ended. */
record Run(int status, String out, String err) {

  static Run of(String... args) {
    var out = new StringWriter();
    var err = new StringWriter();
    int status = Nexus.run(new PrintWriter(out), new PrintWriter(err), args);
    return new Run(status, out.toString(), err.toString());
  }
}
