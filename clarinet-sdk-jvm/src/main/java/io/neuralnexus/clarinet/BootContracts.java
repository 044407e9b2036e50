package io.neuralnexus.clarinet;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.neuralnexus.clarinet.project.BootNames;
import io.neuralnexus.clarinet.project.DeploymentPlan;
import io.neuralnexus.clarity.ClarityVersion;
import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.Epoch;
import io.neuralnexus.clarity.StandardPrincipal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The contracts of genesis, from the user's own npm package: their licence forbids to bring them
 * along. They are half a megabyte of source, so nothing is read before something names one of them,
 * and a chain gets only what is named. Node is needed once for a version of the package; after that
 * they are in the user's cache.
 */
final class BootContracts {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Map<String, Found> KNOWN = new ConcurrentHashMap<>();
  private static final Pattern NAMED =
      Pattern.compile(
          "(%s|%s|%s)\\.([a-z][a-z0-9-]*)"
              .formatted(BootNames.TESTNET, BootNames.MAINNET, BootNames.SBTC));
  private static final Pattern BESIDE = Pattern.compile("[\\s('](\\.([a-z][a-z0-9-]*))");

  /** Which language a contract is written in, and since when it is there. */
  private record Home(Epoch epoch, ClarityVersion version) {}

  /**
   * What there is.
   *
   * @param sources by contract
   * @param absence why there are none
   */
  private record Found(Map<ContractPrincipal, String> sources, Optional<String> absence) {
    static Found none(String why) {
      return new Found(
          Map.of(),
          Optional.of(
              "the contracts of genesis are read from the npm package @stacks/clarinet-sdk, once,"
                  + " by Node: "
                  + why));
    }
  }

  private final Optional<Path> manifest;
  private final SimnetOptions options;
  private final List<DeploymentPlan.BootContract> overrides;
  private Found found;

  /**
   * Those of the package that will be found from the project's folder or as the options say.
   *
   * @param overrides sources of the project instead of some, on both networks
   */
  BootContracts(
      Optional<Path> manifest, SimnetOptions options, List<DeploymentPlan.BootContract> overrides) {
    this.manifest = manifest;
    this.options = options;
    this.overrides = List.copyOf(overrides);
  }

  private synchronized Found found() {
    if (found == null) found = with(overrides, find());
    return found;
  }

  private Map<ContractPrincipal, String> sources() {
    return found().sources();
  }

  /** Why there are none and how to get them; empty if they are there. */
  Optional<String> absence() {
    return found().absence();
  }

  private Found find() {
    try {
      var npm = NodePackage.find(NodePackage.folders(manifest, options));
      return KNOWN.computeIfAbsent(npm.version(), _ -> new Found(read(npm), Optional.empty()));
    } catch (EngineException e) {
      return Found.none(e.getMessage());
    }
  }

  private Map<ContractPrincipal, String> read(NodePackage npm) {
    var cache = cache(npm.version());
    try {
      if (!Files.isRegularFile(cache)) {
        var asked = JSON.writeValueAsString(ask());
        Files.createDirectories(cache.getParent());
        var fresh = Files.createTempFile(cache.getParent(), "boot", ".json");
        Files.writeString(fresh, asked);
        Files.move(fresh, cache, StandardCopyOption.REPLACE_EXISTING);
      }
      var sources = new LinkedHashMap<ContractPrincipal, String>();
      JSON.readValue(cache.toFile(), new TypeReference<TreeMap<String, String>>() {})
          .forEach((name, source) -> sources.put(ContractPrincipal.parse(name), source));
      return sources;
    } catch (IOException e) {
      throw new EngineException(
          "they cannot be kept in %s: %s".formatted(cache, e.getMessage()), e);
    }
  }

  private static Path cache(String version) {
    var base =
        Optional.ofNullable(System.getProperty("simnet.cache"))
            .or(() -> Optional.ofNullable(System.getenv("XDG_CACHE_HOME")))
            .filter(text -> !text.isBlank())
            .map(Path::of)
            .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"));
    return base.resolve("clarinet-sdk-jvm").resolve("boot-contracts-" + version + ".json");
  }

  private Map<String, String> ask() {
    var sources = new TreeMap<String, String>();
    try (var official = OfficialSimnet.empty(options.withEngine(Engine.OFFICIAL))) {
      for (var issuer : List.of(BootNames.TESTNET, BootNames.MAINNET)) {
        for (var name : BootNames.NAMES) add(issuer.contract(name), official, sources);
      }
      add(BootNames.SBTC.contract("sbtc-registry"), official, sources);
      add(BootNames.SBTC.contract("sbtc-token"), official, sources);
    }
    return sources;
  }

  private static void add(
      ContractPrincipal contract, Simnet official, Map<String, String> sources) {
    official
        .contractSource(contract.toString())
        .ifPresent(source -> sources.put(contract.toString(), source));
  }

  private static Found with(List<DeploymentPlan.BootContract> overrides, Found found) {
    if (overrides.isEmpty()) return found;
    var changed = new HashMap<>(found.sources());
    for (var each : overrides) {
      for (var issuer : List.of(BootNames.TESTNET, BootNames.MAINNET)) {
        changed.computeIfPresent(issuer.contract(each.name()), (_, _) -> each.source());
      }
    }
    return new Found(Map.copyOf(changed), found.absence());
  }

  /** Deploys what a text names, with what that depends on. */
  void provide(String text, Session session) {
    for (var contract : named(text)) provide(contract, session);
  }

  /** The contracts of genesis that a text names. */
  static Set<ContractPrincipal> named(String text) {
    if (text.indexOf('S') < 0) return Set.of();
    var contracts = new LinkedHashSet<ContractPrincipal>();
    var named = NAMED.matcher(text);
    while (named.find()) {
      var contract = StandardPrincipal.parse(named.group(1)).contract(named.group(2));
      if (BootNames.has(contract)) contracts.add(contract);
    }
    return contracts;
  }

  /** Deploys a contract of genesis with what it depends on, unless it is there. */
  void provide(ContractPrincipal contract, Session session) {
    if (!BootNames.has(contract) || session.vm().contract(contract).isPresent()) return;
    var source = sources().get(contract);
    if (source == null) return;
    provide(source, session);
    var beside = BESIDE.matcher(source);
    while (beside.find()) {
      var other = contract.issuer().contract(beside.group(2));
      if (!other.equals(contract)) provide(other, session);
    }
    if (session.vm().contract(contract).isEmpty()) deploy(contract, source, session);
  }

  /** Deploys all of them. */
  void provideAll(Session session) {
    sources().keySet().forEach(contract -> provide(contract, session));
  }

  private static void deploy(ContractPrincipal contract, String source, Session session) {
    var home = home(contract.name());
    try {
      session.deployBoot(contract, source, home.version(), home.epoch());
    } catch (Session.Refusal | ClarityRuntimeException e) {
      throw new EngineException(
          "the contract of genesis %s does not deploy: %s".formatted(contract, e.getMessage()), e);
    }
  }

  private static Home home(String name) {
    return switch (name) {
      case "pox-5", "costs-5" -> new Home(Epoch.EPOCH_4_0, ClarityVersion.CLARITY_6);
      case "costs-4" -> new Home(Epoch.EPOCH_3_3, ClarityVersion.CLARITY_4);
      case "sbtc-registry", "sbtc-token" -> new Home(Epoch.EPOCH_3_0, ClarityVersion.CLARITY_3);
      case "pox-4", "signers", "signers-voting" ->
          new Home(Epoch.EPOCH_2_5, ClarityVersion.CLARITY_2);
      case "pox-3" -> new Home(Epoch.EPOCH_2_4, ClarityVersion.CLARITY_2);
      case "pox-2", "costs-3" -> new Home(Epoch.EPOCH_2_1, ClarityVersion.CLARITY_2);
      case "costs-2" -> new Home(Epoch.EPOCH_2_05, ClarityVersion.CLARITY_1);
      default -> new Home(Epoch.EPOCH_2_0, ClarityVersion.CLARITY_1);
    };
  }
}
