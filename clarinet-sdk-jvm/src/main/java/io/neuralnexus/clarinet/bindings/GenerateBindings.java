package io.neuralnexus.clarinet.bindings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import io.neuralnexus.clarinet.Engine;
import io.neuralnexus.clarinet.Simnet;
import io.neuralnexus.clarinet.SimnetException;
import io.neuralnexus.clarinet.SimnetOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Generates a Java class for each contract of a Clarinet project: a typed method per function, its
 * tuples as records, its error codes as an enum, its events as a sealed type, with the contract's
 * comments as Javadoc.
 *
 * <p>From the command line, in a build: {@code GenerateBindings --manifest=Clarinet.toml
 * --package=org.example --output=target/generated-sources/contracts [contract...]}; without
 * contracts named, all of the manifest. Nothing is done when neither the manifest, nor a contract,
 * nor this generator has changed since the last time.
 */
public final class GenerateBindings {
  private static final String STAMP = ".bindings";
  private static final String USAGE =
      "Usage: GenerateBindings --manifest=FILE --package=NAME --output=DIRECTORY [contract...]";

  /** What decides how the generated classes look, besides their input. */
  private static final List<Class<?>> GENERATOR =
      List.of(
          GenerateBindings.class,
          BindingWriter.class,
          ConstantsWriter.class,
          ContractSource.class,
          EventsWriter.class,
          JavaNames.class,
          JavaTypes.class,
          Javadoc.class,
          PrintedEvents.class,
          RecordWriter.class,
          Topics.class);

  private final Path manifest;
  private final String javaPackage;
  private final Path output;
  private final List<String> wanted;

  private GenerateBindings(Path manifest, String javaPackage, Path output, List<String> wanted) {
    this.manifest = manifest;
    this.javaPackage = javaPackage;
    this.output = output;
    this.wanted = wanted;
  }

  /** Exits with 1 if the project does not check, 2 if the arguments are wrong. */
  public static void main(String[] arguments) {
    var options = new TreeMap<String, String>();
    var contracts = new ArrayList<String>();
    for (var argument : arguments) {
      var option = argument.split("=", 2);
      if (!argument.startsWith("--")) contracts.add(argument);
      else if (option.length == 2) options.put(option[0], option[1]);
      else options.put(option[0], "");
    }
    if (!options.keySet().equals(java.util.Set.of("--manifest", "--package", "--output"))) {
      System.err.println(USAGE);
      System.exit(2);
    }
    try {
      var written =
          generate(
              Path.of(options.get("--manifest")),
              options.get("--package"),
              Path.of(options.get("--output")),
              contracts);
      if (!written.isEmpty())
        System.out.println("Contract bindings: " + String.join(", ", written));
    } catch (SimnetException | BindingException e) {
      System.err.println(
          "No contract bindings for " + options.get("--manifest") + ": " + e.getMessage());
      System.exit(1);
    }
  }

  /**
   * Brings the bindings in a directory up to date; files of former runs that have no contract any
   * more are deleted.
   *
   * @param contracts names of the contracts wanted; none means all of the manifest
   * @return names of the classes generated; none if all were up to date
   * @throws BindingException if the manifest cannot be read, a source is missing or a wanted
   *     contract is not in it
   * @throws SimnetException if the project does not check
   */
  public static List<String> generate(
      Path manifest, String javaPackage, Path output, List<String> contracts) {
    try {
      return new GenerateBindings(manifest, javaPackage, output, contracts).bringUpToDate();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> bringUpToDate() throws IOException {
    var sources = sources();
    var stamp = output.resolve(STAMP);
    var before = Files.exists(stamp) ? Files.readAllLines(stamp) : List.<String>of();
    var files = before.stream().skip(1).map(output::resolve).toList();
    var fingerprint = fingerprint(sources);
    if (before.stream().limit(1).toList().equals(List.of(fingerprint))
        && files.stream().allMatch(Files::exists)) {
      return List.of();
    }
    var classes = write(sources.keySet().stream().toList());
    var written = new ArrayList<>(List.of(fingerprint));
    classes.forEach(name -> written.add(fileOf(name)));
    for (var file : files) {
      if (!written.contains(output.relativize(file).toString().replace('\\', '/'))) {
        Files.deleteIfExists(file);
      }
    }
    Files.write(stamp, written);
    return classes;
  }

  private String fileOf(String className) {
    return javaPackage.replace('.', '/') + "/" + className + ".java";
  }

  /** The source file of each contract wanted. */
  private Map<String, Path> sources() throws IOException {
    if (!Files.isRegularFile(manifest)) throw new BindingException("there is no such manifest");
    var sources = new LinkedHashMap<String, Path>();
    for (var contract : contractsOfManifest().properties()) {
      var path = contract.getValue().path("path").asText();
      var file = manifest.toAbsolutePath().resolveSibling(path);
      if (!Files.isRegularFile(file)) {
        throw new BindingException(
            "contract "
                + contract.getKey()
                + ": there is no file "
                + path
                + "; see its path in the manifest");
      }
      sources.put(contract.getKey(), file);
    }
    for (var name : wanted) {
      if (!sources.containsKey(name)) {
        throw new BindingException(
            "no contract " + name + "; the manifest has " + sources.keySet());
      }
    }
    return sources;
  }

  private JsonNode contractsOfManifest() throws IOException {
    try {
      return new TomlMapper().readTree(manifest.toFile()).path("contracts");
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new BindingException("not TOML: " + e.getMessage());
    }
  }

  private String fingerprint(Map<String, Path> sources) throws IOException {
    var digest = sha256();
    for (var part : GENERATOR) {
      try (InputStream code = part.getResourceAsStream(part.getSimpleName() + ".class")) {
        digest.update(code.readAllBytes());
      }
    }
    digest.update((javaPackage + wanted).getBytes(StandardCharsets.UTF_8));
    digest.update(Files.readAllBytes(manifest));
    for (var source : sources.values()) digest.update(sha256().digest(Files.readAllBytes(source)));
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("Every JDK has SHA-256", e);
    }
  }

  /** Writes the classes whose text has changed, and returns the names of all. */
  private List<String> write(List<String> all) throws IOException {
    var names = new JavaNames(JavaTypes.TAKEN);
    var classes = new ArrayList<String>();
    try (var simnet = Simnet.open(manifest, SimnetOptions.defaults().withEngine(Engine.JVM))) {
      for (var contract : all) {
        var className = names.type(contract);
        if (!wanted.isEmpty() && !wanted.contains(contract)) continue;
        var source =
            ContractSource.of(
                simnet.contractAnalysis(contract), simnet.contractSource(contract).orElseThrow());
        var text = new BindingWriter(source, javaPackage, className).write().toString();
        var file = output.resolve(fileOf(className));
        Files.createDirectories(file.getParent());
        if (!Files.exists(file) || !Files.readString(file).equals(text))
          Files.writeString(file, text);
        classes.add(className);
      }
    }
    return classes;
  }
}
