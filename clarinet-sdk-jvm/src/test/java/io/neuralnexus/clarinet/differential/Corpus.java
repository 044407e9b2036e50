package io.neuralnexus.clarinet.differential;

import io.neuralnexus.clarity.ContractPrincipal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Contracts of others, in a folder that is not part of this repository: {@code
 * <address>/<name>.clar}, as they are deployed on a chain. One that uses others comes after them.
 */
final class Corpus {
  private static final Pattern COMMENT = Pattern.compile(";.*");
  private static final Pattern ELSEWHERE =
      Pattern.compile("'(S[0-9A-Z]{20,41})\\.([a-zA-Z][a-zA-Z0-9-]*)");
  private static final Pattern BESIDE = Pattern.compile("(?<=[\\s(<])\\.([a-zA-Z][a-zA-Z0-9-]*)");

  /** Of genesis, or what the official simnet has deployed as if it were. */
  private static final Pattern GENESIS =
      Pattern.compile(
          "S[PT]0{20}2.*|SM3VDXK3WZZSA84XXFKAFAF15NNZX32CTSG82JFQ4\\.sbtc-(registry|token)");

  private final TreeMap<String, Path> files = new TreeMap<>();

  private Corpus() {}

  static Corpus in(Path folder) {
    var corpus = new Corpus();
    try (var found = Files.find(folder, 2, (path, is) -> path.toString().endsWith(".clar"))) {
      found.forEach(
          path -> {
            var name = path.getFileName().toString();
            var address = path.getParent().getFileName().toString();
            corpus.files.put(address + "." + name.substring(0, name.length() - 5), path);
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return corpus;
  }

  /** All contracts, sorted. */
  List<String> contracts() {
    return List.copyOf(files.keySet());
  }

  boolean has(String contract) {
    return files.containsKey(contract);
  }

  String source(String contract) {
    try {
      return Files.readString(files.get(contract), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A contract after all that it names, directly or not; empty if one of them is neither here nor a
   * boot contract, if one cannot be deployed under its name, or if there are more than a number.
   */
  Optional<List<String>> withWhatItUses(String contract, int most) {
    var order = new LinkedHashSet<String>();
    return visit(contract, order, new LinkedHashSet<>(), most)
        ? Optional.of(List.copyOf(order))
        : Optional.empty();
  }

  private boolean visit(String contract, Set<String> done, Set<String> under, int most) {
    if (done.contains(contract) || GENESIS.matcher(contract).matches()) return true;
    if (!files.containsKey(contract) || done.size() + under.size() >= most) return false;
    if (!under.add(contract)) return true; // a circle: some name is only a principal
    try {
      ContractPrincipal.parse(contract);
    } catch (IllegalArgumentException e) {
      return false;
    }
    for (var used : uses(contract)) {
      // A mere principal need not be there; a name that is needed says so when it is deployed.
      if (files.containsKey(used) && !under.contains(used) && !visit(used, done, under, most)) {
        return false;
      }
    }
    under.remove(contract);
    done.add(contract);
    return true;
  }

  private List<String> uses(String contract) {
    var text = COMMENT.matcher(source(contract)).replaceAll("");
    var address = contract.substring(0, contract.indexOf('.'));
    var found = new ArrayList<String>();
    ELSEWHERE.matcher(text).results().forEach(it -> found.add(it.group(1) + "." + it.group(2)));
    BESIDE.matcher(text).results().forEach(it -> found.add(address + "." + it.group(1)));
    found.removeIf(contract::equals);
    return found;
  }
}
