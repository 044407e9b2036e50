package io.neuralnexus.cli.demo.suite;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.neuralnexus.cli.demo.Ending;
import io.neuralnexus.cli.demo.Stx;
import io.neuralnexus.cli.demo.Table;
import io.neuralnexus.cli.demo.Text;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * How the part of the suite ended.
 *
 * @param flows who paid whom, micro-STX
 * @param acts what each took on the chain
 */
public record SuiteReport(
    Ending ending,
    List<Computed> jobs,
    List<Model> models,
    SequencedMap<Ledger.Flow, Long> flows,
    List<Tally> acts) {
  public SuiteReport {
    jobs = List.copyOf(jobs);
    models = List.copyOf(models);
    flows = new LinkedHashMap<>(flows);
    acts = List.copyOf(acts);
  }

  /** Tables of accounts, payments, jobs, models, acts, slashes and checks. */
  public String text() {
    return ending.accountsTable()
        + payments()
        + jobsTable()
        + modelsTable()
        + costs()
        + ending.slashesTable()
        + ending.checksTable();
  }

  private String payments() {
    var table = new Table("from", "to", ">STX", "for");
    flows.forEach(
        (flow, amount) ->
            table.add(flow.from(), flow.to(), Stx.plain(amount), flow.reason().toString()));
    return table.text("Who paid whom");
  }

  private String jobsTable() {
    var table =
        new Table(
            "job", "computed by", "audited by", ">steps", ">score shown", ">score true", "outcome");
    for (var job : jobs) {
      table.add(
          Text.number(job.job()),
          job.provider().name(),
          job.auditor().name(),
          Text.count(job.steps()),
          Text.fine(job.shown() / 10_000.0),
          Text.fine(job.measured() / 10_000.0),
          job.outcome());
    }
    return table.text("Jobs");
  }

  private String modelsTable() {
    var table = new Table("model", "owner", "made", ">right");
    for (var model : models) {
      table.add(
          Text.number(model.id()),
          model.owner().name(),
          model.made(),
          Text.percent(model.accuracy()));
    }
    return table.text("Models, tried on the hold-out set");
  }

  private String costs() {
    var table = new Table("act", ">calls", ">of a block", "dearest");
    for (var act : acts) {
      table.add(act.act(), "" + act.calls(), Text.fine(act.share()), act.dearest());
    }
    return table.text("What it took on the chain");
  }

  /** Adds all tables for programs; amounts are integers of micro-STX. */
  public void writeTo(ObjectNode json) {
    ending.writeAccounts(json.putArray("accounts"));
    var payments = json.putArray("payments");
    flows.forEach(
        (flow, amount) ->
            payments
                .addObject()
                .put("from", flow.from())
                .put("to", flow.to())
                .put("amount", amount)
                .put("reason", flow.reason().toString()));
    var computed = json.putArray("jobs");
    for (var job : jobs) {
      computed
          .addObject()
          .put("job", job.job().longValueExact())
          .put("provider", job.provider().name())
          .put("auditor", job.auditor().name())
          .put("steps", job.steps())
          .put("shown", job.shown())
          .put("measured", job.measured())
          .put("outcome", job.outcome());
    }
    var made = json.putArray("models");
    for (var model : models) {
      made.addObject()
          .put("model", model.id().longValueExact())
          .put("owner", model.owner().name())
          .put("right", model.right())
          .put("of", model.of());
    }
    var costs = json.putArray("acts");
    for (var act : acts) {
      costs.addObject().put("act", act.act()).put("calls", act.calls()).put("block", act.share());
    }
    ending.writeSlashes(json.putArray("slashed"));
  }
}
