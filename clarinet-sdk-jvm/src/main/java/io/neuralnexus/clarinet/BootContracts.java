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
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The contracts of genesis, from the user's own npm package: their licence forbids to bring them
 * along. They are half a megabyte of source, so a chain gets each only when something names it.
 *
 * @param sources by contract
 */
record BootContracts(Map<ContractPrincipal, String> sources) {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Map<String, BootContracts> KNOWN = new ConcurrentHashMap<>();
  private static final Pattern NAMED =
      Pattern.compile(
          "(%s|%s|%s)\\.([a-z][a-z0-9-]*)"
              .formatted(BootNames.TESTNET, BootNames.MAINNET, BootNames.SBTC));
  private static final Pattern BESIDE = Pattern.compile("[\\s('](\\.([a-z][a-z0-9-]*))");

  /** Which language a contract is written in, and since when it is there. */
  private record Home(Epoch epoch, ClarityVersion version) {}

  /** None: what names them finds nothing. */
  static final BootContracts NONE = new BootContracts(Map.of());

  /**
   * Those of the package that is found from the project's folder or as the options say; {@link
   * #NONE} if there is no package.
   */
  static BootContracts find(Optional<Path> manifest, SimnetOptions options) {
    Optional<NodePackage> npm;
    try {
      npm = Optional.of(NodePackage.find(NodePackage.folders(manifest, options)));
    } catch (EngineException e) {
      npm = Optional.empty();
    }
    return npm.map(found -> KNOWN.computeIfAbsent(found.version(), _ -> load(found, options)))
        .orElse(NONE);
  }

  private static BootContracts load(NodePackage npm, SimnetOptions options) {
    var cache = cache(npm.version());
    try {
      if (!Files.isRegularFile(cache)) {
        Files.createDirectories(cache.getParent());
        var fresh = Files.createTempFile(cache.getParent(), "boot", ".json");
        Files.writeString(fresh, JSON.writeValueAsString(ask(options)));
        Files.move(fresh, cache, StandardCopyOption.REPLACE_EXISTING);
      }
      var sources = new LinkedHashMap<ContractPrincipal, String>();
      JSON.readValue(cache.toFile(), new TypeReference<TreeMap<String, String>>() {})
          .forEach((name, source) -> sources.put(ContractPrincipal.parse(name), source));
      return new BootContracts(sources);
    } catch (IOException e) {
      throw new EngineException(
          "the contracts of genesis cannot be kept in %s: %s".formatted(cache, e.getMessage()), e);
    }
  }

  private static Path cache(String version) {
    var base =
        Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
            .filter(text -> !text.isBlank())
            .map(Path::of)
            .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"));
    return base.resolve("clarinet-sdk-jvm").resolve("boot-contracts-" + version + ".json");
  }

  private static Map<String, String> ask(SimnetOptions options) {
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

  /** The same with sources of the project instead of some, on both networks. */
  BootContracts with(List<DeploymentPlan.BootContract> overrides) {
    if (overrides.isEmpty()) return this;
    var changed = new HashMap<>(sources);
    for (var each : overrides) {
      for (var issuer : List.of(BootNames.TESTNET, BootNames.MAINNET)) {
        changed.computeIfPresent(issuer.contract(each.name()), (_, _) -> each.source());
      }
    }
    return new BootContracts(Map.copyOf(changed));
  }

  /** Deploys what a text names, with what that depends on. */
  void provide(String text, Session session) {
    if (sources.isEmpty() || text.indexOf('S') < 0) return;
    var named = NAMED.matcher(text);
    while (named.find()) {
      provide(StandardPrincipal.parse(named.group(1)).contract(named.group(2)), session);
    }
  }

  /** Deploys a contract of genesis with what it depends on, unless it is there. */
  void provide(ContractPrincipal contract, Session session) {
    var source = sources.get(contract);
    if (source == null || session.vm().contract(contract).isPresent()) return;
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
    sources.keySet().forEach(contract -> provide(contract, session));
  }

  Collection<ContractPrincipal> contracts() {
    return sources.keySet();
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
