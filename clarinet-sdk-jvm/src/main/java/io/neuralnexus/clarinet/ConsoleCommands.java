package io.neuralnexus.clarinet;

import io.neuralnexus.clarity.DecodeException;
import io.neuralnexus.clarity.Epoch;
import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.Value;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The {@code ::commands} of Clarinet's console that make sense on a chain. */
record ConsoleCommands(JvmSimnet simnet, Session session) {
  private static final String INVALID = "Invalid command. Try `::help`";
  private static final String HELP =
      """
      ::get_epoch
      ::set_epoch <epoch>
      ::get_stacks_block_height
      ::get_burn_block_height
      ::advance_chain_tip <count>
      ::advance_stacks_chain_tip <count>
      ::advance_burn_chain_tip <count>
      ::set_tx_sender <principal>
      ::mint_stx <principal> <amount>
      ::mint_ft <contract.token> <principal> <amount>
      ::get_assets_maps
      ::get_contracts
      ::encode <expression>
      ::decode <hex>\
      """;

  String run(String command) {
    var words = command.strip().split("\\s+");
    return switch (words[0]) {
      case "::help" -> HELP;
      case "::get_epoch" -> "Current epoch: " + simnet.epoch();
      case "::set_epoch" -> setEpoch(words);
      case "::get_block_height", "::get_stacks_block_height" ->
          "Current height: " + simnet.stacksBlockHeight();
      case "::get_burn_block_height" -> "Current height: " + simnet.burnBlockHeight();
      case "::advance_chain_tip" -> advance(words);
      case "::advance_stacks_chain_tip" -> advanceStacks(words);
      case "::advance_burn_chain_tip" -> advanceBurn(words);
      case "::set_tx_sender" -> setSender(words);
      case "::mint_stx" -> mintStx(words);
      case "::mint_ft" -> mintFt(words);
      case "::get_assets_maps" -> simnet.assets().toString();
      case "::get_contracts" ->
          session.contracts().stream().map(Object::toString).collect(Collectors.joining("\n"));
      case "::encode" -> encode(command);
      case "::decode" -> decode(words);
      default -> INVALID;
    };
  }

  private String setEpoch(String[] words) {
    var known =
        words.length == 2
            ? Arrays.stream(Epoch.values())
                .filter(epoch -> epoch.label().equals(words[1]))
                .findFirst()
            : Optional.<Epoch>empty();
    if (known.isEmpty()) {
      return "Usage: ::set_epoch 2.0 | 2.05 | 2.1 | 2.2 | 2.3 | 2.4 | 2.5 | 3.0 | 3.1 | 3.2 | 3.3 |"
          + " 3.4";
    }
    simnet.setEpoch(known.get());
    return "Epoch updated to: " + known.get();
  }

  private String advance(String[] words) {
    if (words.length != 2 || !isCount(words[1])) return "Unable to parse count";
    int count = Integer.parseInt(words[1]);
    var blocks = session.blocks();
    if (blocks.epoch().compareTo(Epoch.EPOCH_3_0) < 0) {
      blocks.advanceBurn(count);
      return "new burn height: " + blocks.latestBurnHeight();
    }
    blocks.advanceStacks(count);
    return count + " blocks simulated, new height: " + blocks.stacksHeight();
  }

  private String advanceStacks(String[] words) {
    if (words.length != 2 || !isCount(words[1])) return "Unable to parse count";
    if (session.blocks().epoch().compareTo(Epoch.EPOCH_3_0) < 0) {
      return "::advance_stacks_chain_tip can't be called in epoch lower than 3.0";
    }
    session.blocks().advanceStacks(Integer.parseInt(words[1]));
    return "new stacks height: " + session.blocks().stacksHeight();
  }

  private String advanceBurn(String[] words) {
    if (words.length != 2 || !isCount(words[1])) return "Unable to parse count";
    session.blocks().advanceBurn(Integer.parseInt(words[1]));
    return "new burn height: " + session.blocks().latestBurnHeight();
  }

  private static boolean isCount(String text) {
    return text.matches("\\d{1,9}");
  }

  private String setSender(String[] words) {
    if (words.length != 2) return "Usage: ::set_tx_sender <address>";
    try {
      simnet.setDeployer(StandardPrincipal.parse(words[1]));
    } catch (IllegalArgumentException e) {
      return "Unable to parse the address";
    }
    return "tx-sender switched to " + words[1];
  }

  private String mintStx(String[] words) {
    if (words.length != 3) return "Usage: ::mint_stx <recipient address> <amount>";
    try {
      var recipient = Principal.parse(words[1]);
      simnet.mintStx(recipient, Long.parseLong(words[2]));
      return "→ %s: %s µSTX".formatted(recipient, simnet.stxBalance(recipient));
    } catch (NumberFormatException e) {
      return "Unable to parse the balance";
    } catch (IllegalArgumentException e) {
      return "Unable to parse the address";
    }
  }

  private String mintFt(String[] words) {
    if (words.length != 4) {
      return "Usage: ::mint_ft <asset identifier> <recipient address> <amount>";
    }
    try {
      var recipient = Principal.parse(words[2]);
      simnet.mintFt(words[1], recipient, Long.parseLong(words[3]));
      return "→ %s: %s".formatted(recipient, words[3]);
    } catch (NumberFormatException e) {
      return "Unable to parse the amount";
    } catch (IllegalArgumentException e) {
      return "Unable to parse the recipient address";
    }
  }

  private String encode(String command) {
    var expression = command.strip().substring("::encode".length()).strip();
    return simnet.execute(expression).result().toHex().substring(2);
  }

  private static String decode(String[] words) {
    if (words.length != 2) return "Usage: ::decode <hex-bytes>";
    try {
      var hex = words[1].startsWith("0x") ? words[1] : "0x" + words[1];
      var value = Value.fromHex(hex);
      return value instanceof Principal ? "'" + value : value.toString();
    } catch (DecodeException e) {
      return "Failed to decode clarity value: " + e.getMessage();
    }
  }
}
