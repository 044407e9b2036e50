package io.neuralnexus.cli.demo.market;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.neuralnexus.cli.demo.Ending;
import io.neuralnexus.cli.demo.Stx;
import io.neuralnexus.cli.demo.Table;
import io.neuralnexus.cli.demo.Text;
import java.util.List;

/** How the market day ended. */
public record MarketReport(Ending ending, List<Outcome> outcomes) {
  public MarketReport {
    outcomes = List.copyOf(outcomes);
  }

  /** Part of the hold-out set that the best model has right, 0 to 1. */
  public double best() {
    return outcomes.stream()
        .mapToDouble(outcome -> outcome.measured().accuracy())
        .max()
        .orElseThrow();
  }

  /** Tables of accounts, scores, slashes and checks. */
  public String text() {
    return ending.accountsTable() + scores() + ending.slashesTable() + ending.checksTable();
  }

  private String scores() {
    var table =
        new Table(
            "provider",
            ">right",
            ">balanced",
            ">measured",
            ">claimed",
            ">final",
            "settled",
            ">paid");
    for (var outcome : outcomes) {
      var settlement = outcome.settlement();
      table.add(
          outcome.bid().provider().account().name(),
          Text.percent(outcome.measured().accuracy()),
          Text.percent(outcome.measured().balanced()),
          "" + outcome.measured().score(),
          "" + outcome.claimed(),
          settlement.score().isPresent() ? "" + settlement.score().getAsInt() : "-",
          settlement.path(),
          Stx.plain(settlement.price()));
    }
    return table.text("Models, tried on the hold-out set")
        + "Score: how far the balanced accuracy is from a coin's (0) to perfect (100).\n";
  }

  /** Adds accounts, scores and slashes for programs; amounts are integers of micro-STX. */
  public void writeTo(ObjectNode json) {
    ending.writeAccounts(json.putArray("accounts"));
    var scores = json.putArray("scores");
    outcomes.forEach(outcome -> score(scores.addObject(), outcome));
    ending.writeSlashes(json.putArray("slashed"));
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
