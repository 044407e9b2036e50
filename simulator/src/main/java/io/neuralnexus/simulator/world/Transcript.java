package io.neuralnexus.simulator.world;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.neuralnexus.clarinet.ClarityRuntimeException;
import io.neuralnexus.clarinet.Simnet;
import io.neuralnexus.clarinet.Transaction;
import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.Value;
import io.neuralnexus.simulator.scenario.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/**
 * All that a run did to its chain, so that it can be done again without agents: one JSON object a
 * line, first what was played, then accounts funded, burn blocks and blocks of calls.
 *
 * @param scenario its name
 * @param seed of the run, which burn headers depend on
 * @param parameters that governance had set before
 * @param violation what did not hold at the end; empty if all did
 * @param acts in their order
 */
public record Transcript(
    String scenario,
    long seed,
    SortedMap<String, Long> parameters,
    String violation,
    List<Act> acts) {
  private static final JsonMapper JSON = new JsonMapper();

  public Transcript {
    parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    acts = List.copyOf(acts);
  }

  /** Of a run of a scenario. */
  public static Transcript of(Scenario scenario, long seed, String violation, List<Act> acts) {
    return new Transcript(scenario.name(), seed, scenario.parameters(), violation, acts);
  }

  /** As its file should be called. */
  public String fileName() {
    return "transcript-%s-%d.jsonl".formatted(scenario, seed);
  }

  /**
   * Does all of it again, on a chain of a ground that has no parameters set yet.
   *
   * @return what does not hold after one of the acts, with the burn block; empty if all holds
   */
  public Optional<String> replay(Ground bare) {
    try (var ground = bare.with(parameters);
        var chain = ground.chain(seed)) {
      var solvency = new Solvency(chain);
      var burnt = 0;
      for (var act : acts) {
        if (act instanceof Act.Burn) burnt++;
        try {
          apply(act, chain);
          solvency.check();
        } catch (ClarityRuntimeException | IllegalStateException e) {
          return Optional.of("burn block %d: %s".formatted(burnt, e.getMessage()));
        }
      }
      return Optional.empty();
    }
  }

  private static void apply(Act act, Simnet chain) {
    switch (act) {
      case Act.Fund(var account, var micro) -> chain.mintStx(account, micro);
      case Act.Burn() -> chain.mineEmptyBurnBlock();
      case Act.Mine(var transactions) -> chain.mineBlock(transactions);
    }
  }

  /** Writes it to a file. */
  public void write(Path file) throws IOException {
    var lines = new ArrayList<String>();
    var head = JSON.createObjectNode();
    head.put("scenario", scenario).put("seed", seed).put("violation", violation);
    var set = head.putObject("parameters");
    parameters.forEach(set::put);
    lines.add(JSON.writeValueAsString(head));
    for (var act : acts) lines.add(JSON.writeValueAsString(node(act)));
    Files.write(file, lines);
  }

  private static ObjectNode node(Act act) {
    var node = JSON.createObjectNode();
    switch (act) {
      case Act.Fund(var account, var micro) ->
          node.put("fund", account.toString()).put("micro", micro);
      case Act.Burn() -> node.put("burn", 1);
      case Act.Mine(var transactions) -> {
        var list = node.putArray("mine");
        for (var each : transactions) {
          switch (each) {
            case Transaction.CallPublic(var contract, var function, var arguments, var sender) -> {
              var call = list.addObject();
              call.put("sender", sender.toString());
              call.put("contract", contract);
              call.put("function", function);
              var given = call.putArray("arguments");
              for (var argument : arguments) given.add(argument.toHex());
            }
            case Transaction.TransferStx(var amount, var recipient, var sender) ->
                list.addObject()
                    .put("sender", sender.toString())
                    .put("recipient", Value.class.cast(recipient).toHex())
                    .put("micro", amount.longValueExact());
            default -> throw new IllegalStateException("agents do not send " + each);
          }
        }
      }
    }
    return node;
  }

  /**
   * Reads a file that {@link #write} wrote.
   *
   * @throws IllegalArgumentException if it is none; the message names the line
   */
  public static Transcript read(Path file) throws IOException {
    var lines = Files.readAllLines(file);
    var number = 0;
    try {
      if (lines.isEmpty()) throw new IllegalArgumentException("it is empty");
      number = 1;
      var head = JSON.readTree(lines.getFirst());
      var parameters = new TreeMap<String, Long>();
      for (var each : need(head, "parameters").properties()) {
        parameters.put(each.getKey(), each.getValue().longValue());
      }
      var acts = new ArrayList<Act>();
      for (var line : lines.subList(1, lines.size())) {
        number++;
        acts.add(act(JSON.readTree(line)));
      }
      return new Transcript(
          need(head, "scenario").textValue(),
          need(head, "seed").longValue(),
          parameters,
          need(head, "violation").textValue(),
          acts);
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "%s:%d: this is no transcript of a run: %s".formatted(file, number, e.getMessage()), e);
    }
  }

  private static Act act(JsonNode node) {
    if (node.has("burn")) return new Act.Burn();
    if (node.has("fund")) {
      return new Act.Fund(
          StandardPrincipal.parse(node.get("fund").textValue()), need(node, "micro").longValue());
    }
    return new Act.Mine(
        StreamSupport.stream(need(node, "mine").spliterator(), false)
            .map(Transcript::transaction)
            .toList());
  }

  private static Transaction transaction(JsonNode node) {
    var sender = StandardPrincipal.parse(need(node, "sender").textValue());
    if (node.has("recipient")) {
      return Transaction.transferStx(
          need(node, "micro").longValue(),
          (io.neuralnexus.clarity.Principal) Value.fromHex(need(node, "recipient").textValue()),
          sender);
    }
    return Transaction.callPublic(
        need(node, "contract").textValue(),
        need(node, "function").textValue(),
        StreamSupport.stream(need(node, "arguments").spliterator(), false)
            .map(each -> Value.fromHex(each.textValue()))
            .toList(),
        sender);
  }

  private static JsonNode need(JsonNode node, String key) {
    var found = node.path(key);
    if (found.isMissingNode()) throw new IllegalArgumentException("there is no " + key);
    return found;
  }
}
