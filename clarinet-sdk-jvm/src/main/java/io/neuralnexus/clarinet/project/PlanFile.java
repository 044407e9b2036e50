package io.neuralnexus.clarinet.project;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.neuralnexus.clarinet.ProjectException;
import io.neuralnexus.clarinet.project.DeploymentPlan.Call;
import io.neuralnexus.clarinet.project.DeploymentPlan.Publish;
import io.neuralnexus.clarinet.project.DeploymentPlan.Transaction;
import io.neuralnexus.clarinet.project.DeploymentPlan.Transfer;
import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.Epoch;
import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.StandardPrincipal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code deployments/default.simnet-plan.yaml} in both of its encodings. */
final class PlanFile {
  private static final String FILE = "deployments/default.simnet-plan.yaml";
  private static final YAMLMapper YAML = new YAMLMapper();

  /** What the user has added to a batch; deployments are the manifest's business. */
  record Addition(int id, Optional<Epoch> epoch, List<Transaction> transactions) {}

  private PlanFile() {}

  /**
   * What the user has added to the plan.
   *
   * @throws ProjectException if the file is no plan of a simnet
   */
  static List<Addition> read(ProjectFiles files) {
    var text = files.find(FILE);
    if (text.isEmpty()) return List.of();
    try {
      var additions = new ArrayList<Addition>();
      for (var batch : YAML.readTree(text.get()).at("/plan/batches")) additions.add(batch(batch));
      return additions;
    } catch (JsonProcessingException e) {
      throw error("not valid YAML: " + e.getMessage().lines().findFirst().orElse(""));
    } catch (IllegalArgumentException e) {
      throw error(e.getMessage());
    }
  }

  private static Addition batch(JsonNode batch) {
    var transactions = new ArrayList<Transaction>();
    for (var each : batch.path("transactions")) {
      var type = each.path("transaction-type");
      if (type.isTextual()) add(type.textValue(), each, transactions);
      else each.properties().forEach(entry -> add(entry.getKey(), entry.getValue(), transactions));
    }
    var epoch = batch.path("epoch");
    return new Addition(
        batch.path("id").asInt(),
        epoch.isMissingNode() || epoch.isNull()
            ? Optional.empty()
            : Optional.of(Epoch.parse(epoch.asText())),
        transactions);
  }

  private static void add(String type, JsonNode entry, List<Transaction> transactions) {
    switch (type) {
      case "emulated-contract-publish", "contract-publish", "requirement-publish" -> {}
      case "emulated-contract-call" -> {
        var parameters = new ArrayList<String>();
        entry.path("parameters").forEach(each -> parameters.add(each.asText()));
        transactions.add(
            new Call(
                ContractPrincipal.parse(text(type, entry, "contract-id")),
                text(type, entry, "method"),
                parameters,
                StandardPrincipal.parse(text(type, entry, "emulated-sender"))));
      }
      case "stx-transfer" ->
          transactions.add(
              new Transfer(
                  amount(type, entry, "mstx-amount"),
                  Principal.parse(text(type, entry, "recipient")),
                  StandardPrincipal.parse(text(type, entry, "expected-sender")),
                  Optional.of(entry.path("memo")).filter(JsonNode::isTextual).map(JsonNode::asText),
                  amount(type, entry, "cost"),
                  entry.path("anchor-block-only").asBoolean(true)));
      case "contract-call", "btc-transfer" ->
          throw error(
              "a simnet only supports transactions of type emulated-contract-call,"
                  + " emulated-contract-publish and stx-transfer, not "
                  + type);
      default -> throw error("unknown transaction type: " + type);
    }
  }

  private static String text(String type, JsonNode entry, String field) {
    return present(type, entry, field).asText();
  }

  private static BigInteger amount(String type, JsonNode entry, String field) {
    var value = present(type, entry, field);
    if (!value.isIntegralNumber() || value.bigIntegerValue().signum() < 0) {
      throw error("%s of a %s is %s, not an amount".formatted(field, type, value));
    }
    return value.bigIntegerValue();
  }

  private static JsonNode present(String type, JsonNode entry, String field) {
    if (entry.path(field) instanceof MissingNode) {
      throw error("a %s has no %s".formatted(type, field));
    }
    return entry.get(field);
  }

  private static ProjectException error(String message) {
    return ProjectFiles.error(FILE, 0, 0, message);
  }

  /** The plan as Clarinet writes it. */
  static String write(DeploymentPlan plan) {
    var out = new StringBuilder();
    out.append("id: 0\n")
        .append("name: Simulated deployment, used as a default for `clarinet console`,")
        .append(" `clarinet test` and `clarinet check`\n")
        .append("network: simnet\ngenesis:\n  wallets:")
        .append(plan.wallets().isEmpty() ? " []\n" : "\n");
    for (var wallet : plan.wallets()) {
      item(
          out,
          "  ",
          entry("name", wallet.name()),
          entry("address", wallet.address()),
          entry("balance", "'" + wallet.balance() + "'"),
          entry("sbtc-balance", "'" + wallet.sbtcBalance() + "'"));
    }
    out.append("  contracts:\n");
    BootNames.NAMES.forEach(name -> out.append("  - ").append(name).append('\n'));
    out.append("plan:\n  batches:").append(plan.batches().isEmpty() ? " []\n" : "\n");
    for (var batch : plan.batches()) {
      out.append("  - id: ").append(batch.id()).append("\n    transactions:\n");
      for (var transaction : batch.transactions()) write(out, transaction);
      out.append("    epoch: '").append(batch.epoch()).append("'\n");
    }
    return out.toString();
  }

  private static void write(StringBuilder out, Transaction transaction) {
    switch (transaction) {
      case Publish publish ->
          item(
              out,
              "    ",
              entry("transaction-type", "emulated-contract-publish"),
              entry("contract-name", publish.contract().name()),
              entry("emulated-sender", publish.contract().issuer()),
              entry("path", publish.path()),
              entry("clarity-version", publish.version().number()));
      case Call call -> {
        item(
            out,
            "    ",
            entry("transaction-type", "emulated-contract-call"),
            entry("contract-id", call.contract()),
            entry("emulated-sender", call.sender()),
            entry("method", call.function()));
        out.append("      parameters:").append(call.parameters().isEmpty() ? " []\n" : "\n");
        call.parameters().forEach(each -> out.append("      - ").append(scalar(each)).append('\n'));
      }
      case Transfer transfer -> {
        item(
            out,
            "    ",
            entry("transaction-type", "stx-transfer"),
            entry("expected-sender", transfer.sender()),
            entry("recipient", transfer.recipient()),
            entry("mstx-amount", transfer.amount()));
        transfer
            .memo()
            .ifPresent(memo -> out.append("      memo: ").append(scalar(memo)).append('\n'));
        out.append("      cost: ").append(transfer.cost()).append('\n');
        out.append("      anchor-block-only: ").append(transfer.anchorBlockOnly()).append('\n');
      }
    }
  }

  @SafeVarargs
  private static void item(StringBuilder out, String indent, Map.Entry<String, ?>... fields) {
    for (int at = 0; at < fields.length; at++) {
      out.append(indent)
          .append(at == 0 ? "- " : "  ")
          .append(fields[at].getKey())
          .append(": ")
          .append(fields[at].getValue())
          .append('\n');
    }
  }

  private static Map.Entry<String, ?> entry(String name, Object value) {
    return Map.entry(name, value);
  }

  /** A text that YAML might take for something else is quoted. */
  private static String scalar(String text) {
    return text.matches("[A-Za-z(][^:#\\n]*") ? text : "'" + text.replace("'", "''") + "'";
  }
}
