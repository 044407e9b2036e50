package io.neuralnexus.simulator.sweep;

import io.neuralnexus.clarinet.Simnet;
import io.neuralnexus.clarity.Value;
import io.neuralnexus.offchain.chain.Bootstrap;
import io.neuralnexus.simulator.Simulation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a result depends on beside scenario and seed. Runs of different fingerprints are not put
 * together.
 *
 * @param code hash of the classes that play
 * @param contracts hash of the contracts that are played on
 */
public record Fingerprint(String code, String contracts) {
  /** A class of each module that plays: clarity, the SDK, what is off the chain, the simulator. */
  private static final List<Class<?>> PLAYING =
      List.of(Value.class, Simnet.class, Bootstrap.class, Simulation.class);

  private static final String CLASSES = "io/neuralnexus/";

  /** Of this process, with the contracts of a chain. */
  static Fingerprint of(Simnet chain) {
    var contracts = sha256();
    new TreeMap<>(sources(chain)).forEach((name, source) -> add(contracts, name, source));
    return new Fingerprint(hex(classes()), hex(contracts));
  }

  private static TreeMap<String, byte[]> sources(Simnet chain) {
    var sources = new TreeMap<String, byte[]>();
    for (var contract : chain.contractInterfaces().keySet()) {
      var name = contract.toString();
      chain
          .contractSource(name)
          .ifPresent(source -> sources.put(name, source.getBytes(StandardCharsets.UTF_8)));
    }
    return sources;
  }

  private static MessageDigest classes() {
    var places = new LinkedHashSet<Path>();
    try {
      for (var each : PLAYING) {
        places.add(Path.of(each.getProtectionDomain().getCodeSource().getLocation().toURI()));
      }
      var classes = new TreeMap<String, byte[]>();
      for (var place : places) {
        if (Files.isDirectory(place)) collect(place, classes);
        else {
          try (var jar = FileSystems.newFileSystem(place)) {
            collect(jar.getPath("/"), classes);
          }
        }
      }
      var hash = sha256();
      classes.forEach((name, bytes) -> add(hash, name, bytes));
      return hash;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void collect(Path root, TreeMap<String, byte[]> classes) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      for (var file : (Iterable<Path>) files::iterator) {
        var name = root.relativize(file).toString().replace('\\', '/');
        if (name.startsWith(CLASSES) && name.endsWith(".class")) {
          classes.put(name, Files.readAllBytes(file));
        }
      }
    }
  }

  /** Lines that say what a journal is of. */
  List<String> title(Subject subject) {
    return List.of(
        "scenario %s %s".formatted(subject.scenario().name(), subject.scenario().hash()),
        "code " + code,
        "contracts " + contracts);
  }

  /** A folder for what has a title, and for nothing else. */
  static String folder(Subject subject, List<String> title) {
    var hash = sha256();
    title.forEach(line -> add(hash, line, new byte[0]));
    return subject.scenario().name() + "-" + hex(hash).substring(0, 8);
  }

  /** With its length, so that no two lists of files have the same bytes. */
  private static void add(MessageDigest hash, String name, byte[] content) {
    hash.update("%s %d%n".formatted(name, content.length).getBytes(StandardCharsets.UTF_8));
    hash.update(content);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String hex(MessageDigest hash) {
    return HexFormat.of().formatHex(hash.digest(), 0, 16);
  }
}
