package io.neuralnexus.cli.demo.machines;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.neuralnexus.cli.demo.Ending;
import io.neuralnexus.cli.demo.Table;
import io.neuralnexus.cli.demo.Text;
import java.util.List;

/** How the part of the machines ended. */
public record MachinesReport(Ending ending, List<Job> jobs) {
  public MachinesReport {
    jobs = List.copyOf(jobs);
  }

  /**
   * What became of a job.
   *
   * @param steps of the run that was shown, 0 if none was
   * @param score that was shown, bps
   * @param outcome as the chain calls it
   */
  public record Job(
      long id, String trainer, String auditor, long steps, int score, String outcome) {}

  /** Tables of accounts, jobs, slashes and checks. */
  public String text() {
    return ending.accountsTable() + jobsTable() + ending.slashesTable() + ending.checksTable();
  }

  private String jobsTable() {
    var table = new Table("job", "computed by", "audited by", ">steps", ">score shown", "outcome");
    for (var job : jobs) {
      var shown = job.steps() > 0;
      table.add(
          Long.toString(job.id()),
          job.trainer(),
          job.auditor(),
          shown ? Text.count(job.steps()) : "-",
          shown ? Text.fine(job.score() / 10_000.0) : "-",
          job.outcome());
    }
    return table.text("Jobs");
  }

  /** Adds all tables for programs; amounts are integers of micro-STX. */
  public void writeTo(ObjectNode json) {
    ending.writeAccounts(json.putArray("accounts"));
    var array = json.putArray("jobs");
    for (var job : jobs) {
      array
          .addObject()
          .put("job", job.id())
          .put("trainer", job.trainer())
          .put("auditor", job.auditor())
          .put("steps", job.steps())
          .put("score", job.score())
          .put("outcome", job.outcome());
    }
    ending.writeSlashes(json.putArray("slashed"));
  }
}
