package io.neuralnexus.cli.demo.machines;

import io.neuralnexus.clarity.Principal;
import io.neuralnexus.cli.demo.Account;
import io.neuralnexus.cli.demo.Seed;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Everyone who takes part: those who act from this process, and those who are processes.
 *
 * @param trainers the liar and the silent one among them
 */
record Cast(
    Player developer,
    List<Player> owners,
    List<Player> trainers,
    List<Player> verifiers,
    Player liar,
    Player silent) {

  static Cast of(Seed seed, int owners, int trainers, int verifiers) {
    var machines = numbered("trainer", trainers, seed);
    var random = seed.random("liar and silent one");
    int liar = random.nextInt(trainers);
    int silent = (liar + 1 + random.nextInt(trainers - 1)) % trainers;
    return new Cast(
        Player.of("institute", seed),
        numbered("hospital", owners, seed),
        machines,
        numbered("watcher", verifiers, seed),
        machines.get(liar),
        machines.get(silent));
  }

  private static List<Player> numbered(String role, int count, Seed seed) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> Player.of(role + "-" + i, seed)).toList();
  }

  List<Player> all() {
    return Stream.of(Stream.of(developer), owners.stream(), trainers.stream(), verifiers.stream())
        .flatMap(players -> players)
        .toList();
  }

  /** Those who are processes. */
  List<Player> processes() {
    return Stream.concat(trainers.stream(), verifiers.stream()).toList();
  }

  /** What a process is told to be. */
  Worker.Part part(Player player) {
    if (verifiers.contains(player)) return Worker.Part.WATCHER;
    if (player.equals(liar)) return Worker.Part.LIAR;
    return player.equals(silent) ? Worker.Part.SILENT : Worker.Part.TRAINER;
  }

  /** Micro-STX for a million steps that a job allows: those who will not do it are the cheapest. */
  long ask(Player player) {
    return switch (part(player)) {
      case WATCHER -> 0;
      case LIAR -> 2_000_000;
      case SILENT -> 2_200_000;
      case TRAINER -> 2_400_000 + 100_000L * trainers.indexOf(player);
    };
  }

  /**
   * Whose address it is.
   *
   * @throws IllegalStateException if it is nobody's in this part
   */
  Account account(Principal address) {
    return all().stream()
        .map(Player::account)
        .filter(account -> account.address().equals(address))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(address + " takes no part"));
  }

  /** What somebody is paid for by a job. */
  String work(Principal address) {
    if (owners.stream().anyMatch(owner -> owner.account().address().equals(address))) return "data";
    return trainers.stream().anyMatch(one -> one.account().address().equals(address))
        ? "computation"
        : "audits";
  }
}
