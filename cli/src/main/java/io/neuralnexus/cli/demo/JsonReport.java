package io.neuralnexus.cli.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Writes a report for programs; amounts are integers of micro-STX. */
public final class JsonReport {
  private JsonReport() {}

  /** The report as one JSON object. */
  public static String of(Report report) {
    var json = JsonNodeFactory.instance.objectNode().put("seed", report.seed());
    var accounts = json.putArray("accounts");
    for (var line : report.accounts()) {
      accounts
          .addObject()
          .put("name", line.account())
          .put("start", line.start())
          .put("end", line.end());
    }
    var scores = json.putArray("scores");
    report.outcomes().forEach(outcome -> score(scores.addObject(), outcome));
    var slashed = json.putArray("slashed");
    for (var slash : report.slashes()) {
      slashed
          .addObject()
          .put("who", slash.who().name())
          .put("amount", slash.amount())
          .put("reason", slash.reason());
    }
    var checks = json.putArray("checks");
    for (var check : report.checks()) {
      checks.addObject().put("name", check.name()).put("ok", check.ok());
    }
    return json.toPrettyString();
  }

  private static void score(ObjectNode json, Outcome outcome) {
    json.put("provider", outcome.bid().provider().account().name())
        .put("measured", outcome.measured().score())
        .put("claimed", outcome.claimed());
    outcome
        .settlement()
        .score()
        .ifPresentOrElse(score -> json.put("final", score), () -> json.putNull("final"));
  }
}
