package io.neuralnexus.clarinet;

import io.neuralnexus.clarity.chain.ChainProfile;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * How a chain is run.
 *
 * @param engine what runs Clarity
 * @param trackCosts whether receipts and reports have costs; makes calls on the engine {@code
 *     official} about ten times slower
 * @param trackCoverage whether reports have coverage
 * @param performance the cost dimension of {@link Simnet#lastCallPerformance}, if that is wanted
 * @param genesisTime the block time a chain starts from, to the second; if empty, the time at which
 *     the first chain of this JVM opened. Two chains with the same genesis time and the same
 *     transactions are the same
 * @param nodeModules a folder with the npm package {@code @stacks/clarinet-sdk}, for projects that
 *     have none
 * @param remoteData where an empty chain starts from; a project's manifest says it for a project
 * @param profile whose rules hold where a node of mainnet and the simnet differ; those of mainnet
 *     take the engine {@code jvm}
 */
public record SimnetOptions(
    Engine engine,
    boolean trackCosts,
    boolean trackCoverage,
    Optional<CostField> performance,
    Optional<Instant> genesisTime,
    Optional<Path> nodeModules,
    Optional<RemoteData> remoteData,
    ChainProfile profile) {

  private static final Instant FIRST_OPENING = Instant.now();

  public SimnetOptions {
    Objects.requireNonNull(engine, "engine");
    Objects.requireNonNull(performance, "performance");
    Objects.requireNonNull(genesisTime, "genesisTime");
    Objects.requireNonNull(nodeModules, "nodeModules");
    Objects.requireNonNull(remoteData, "remoteData");
    Objects.requireNonNull(profile, "profile");
  }

  /**
   * Nothing tracked, the engine from {@code -Dsimnet.engine} or else {@link Engine#JVM}, the
   * package's folder from {@code -Dsimnet.node.modules} or the environment's {@code
   * SIMNET_NODE_MODULES}.
   *
   * @throws EngineException if {@code -Dsimnet.engine} names no engine
   */
  public static SimnetOptions defaults() {
    var modules =
        Optional.ofNullable(System.getProperty("simnet.node.modules"))
            .or(() -> Optional.ofNullable(System.getenv("SIMNET_NODE_MODULES")))
            .map(Path::of);
    return new SimnetOptions(
        Engine.parse(System.getProperty("simnet.engine", "jvm")),
        false,
        false,
        Optional.empty(),
        Optional.empty(),
        modules,
        Optional.empty(),
        ChainProfile.SIMNET);
  }

  /** When a chain starts. */
  Instant start() {
    return genesisTime.orElse(FIRST_OPENING);
  }

  /** These options with another engine. */
  public SimnetOptions withEngine(Engine other) {
    return new SimnetOptions(
        other,
        trackCosts,
        trackCoverage,
        performance,
        genesisTime,
        nodeModules,
        remoteData,
        profile);
  }

  /** These options with costs tracked or not. */
  public SimnetOptions withTrackCosts(boolean track) {
    return new SimnetOptions(
        engine, track, trackCoverage, performance, genesisTime, nodeModules, remoteData, profile);
  }

  /** These options with coverage tracked or not. */
  public SimnetOptions withTrackCoverage(boolean track) {
    return new SimnetOptions(
        engine, trackCosts, track, performance, genesisTime, nodeModules, remoteData, profile);
  }

  /** These options with performance figures of one dimension. */
  public SimnetOptions withPerformance(CostField dimension) {
    return new SimnetOptions(
        engine,
        trackCosts,
        trackCoverage,
        Optional.of(dimension),
        genesisTime,
        nodeModules,
        remoteData,
        profile);
  }

  /** These options with the chain starting at a time. */
  public SimnetOptions withGenesisTime(Instant time) {
    return new SimnetOptions(
        engine,
        trackCosts,
        trackCoverage,
        performance,
        Optional.of(time),
        nodeModules,
        remoteData,
        profile);
  }

  /** These options with the folder that has the npm package. */
  public SimnetOptions withNodeModules(Path folder) {
    return new SimnetOptions(
        engine,
        trackCosts,
        trackCoverage,
        performance,
        genesisTime,
        Optional.of(folder),
        remoteData,
        profile);
  }

  /** These options with an empty chain starting from a real network's state. */
  public SimnetOptions withRemoteData(RemoteData source) {
    return new SimnetOptions(
        engine,
        trackCosts,
        trackCoverage,
        performance,
        genesisTime,
        nodeModules,
        Optional.of(source),
        profile);
  }

  /** These options with the rules of the simnet or of mainnet. */
  public SimnetOptions withProfile(ChainProfile rules) {
    return new SimnetOptions(
        engine,
        trackCosts,
        trackCoverage,
        performance,
        genesisTime,
        nodeModules,
        remoteData,
        rules);
  }

  /** The engine, which has to know the rules. */
  Engine ableEngine() {
    if (profile == ChainProfile.SIMNET || engine == Engine.JVM) return engine;
    throw new EngineException(
        ("the engine '%s' runs the VM of the simnet, which has no rules of mainnet: choose the"
                + " engine 'jvm' for them (-Dsimnet.engine=jvm), or the rules of the simnet")
            .formatted(engine.name().toLowerCase(Locale.ROOT)));
  }
}
