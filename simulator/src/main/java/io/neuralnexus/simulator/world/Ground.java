package io.neuralnexus.simulator.world;

import static io.neuralnexus.clarity.Cl.uint;

import io.neuralnexus.clarinet.Simnet;
import io.neuralnexus.clarinet.SimnetOptions;
import io.neuralnexus.clarinet.bindings.Response;
import io.neuralnexus.clarinet.bindings.TypedReceipt;
import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.offchain.chain.Bootstrap;
import io.neuralnexus.offchain.contracts.Governance;
import io.neuralnexus.simulator.scenario.Limits;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Where worlds begin: a chain with the project deployed and wired, of which each run gets a copy.
 * Parameters are changed as they would be in life, by a vote, before anybody arrives.
 */
public final class Ground implements AutoCloseable {
  private static final Instant GENESIS = Instant.parse("2026-01-01T00:00:00Z");
  private static final StandardPrincipal TREASURY = reserved(1);
  private static final StandardPrincipal GUARDIAN = reserved(2);
  private static final StandardPrincipal VOTER = reserved(3);

  /** Governance cannot list its parameters; each is in one line of its source. */
  private static final Pattern PARAMETER = Pattern.compile("(?m)^\\(parameter \"([a-z-]+)\"");

  private final Simnet chain;
  private final BlockSpace space;

  private Ground(Simnet chain, BlockSpace space) {
    this.chain = chain;
    this.space = space;
  }

  /** Deploys and wires the project of a {@code Clarinet.toml}. */
  public static Ground open(Path manifest) {
    var chain = Simnet.open(manifest, SimnetOptions.defaults().withGenesisTime(GENESIS));
    Bootstrap.finish(chain, TREASURY, GUARDIAN);
    return new Ground(chain, BlockSpace.of(manifest.toAbsolutePath().getParent()));
  }

  /**
   * A ground on which governance has set some parameters.
   *
   * @throws IllegalArgumentException if governance refuses a value
   */
  public Ground with(Map<String, Long> parameters) {
    var next = chain.fork();
    if (!parameters.isEmpty()) vote(next, parameters);
    return new Ground(next, space);
  }

  /** The parameters that governance has, with what they may be. */
  public SortedMap<String, Limits> parameters() {
    var governance = Governance.on(chain);
    var limits = new TreeMap<String, Limits>();
    PARAMETER
        .matcher(chain.contractSource(Governance.NAME).orElseThrow())
        .results()
        .map(found -> found.group(1))
        .forEach(
            name -> {
              var known = governance.getParameter(name).orElseThrow();
              limits.put(
                  name,
                  new Limits(
                      known.value().longValueExact(),
                      known.minimum().longValueExact(),
                      known.maximum().longValueExact()));
            });
    return limits;
  }

  /** What transactions take of a block. */
  public BlockSpace space() {
    return space;
  }

  /** A chain of its own for one run; its seed decides what burn blocks come, and so all draws. */
  public Simnet chain(long seed) {
    return chain.fork(seed);
  }

  private static void vote(Simnet chain, Map<String, Long> parameters) {
    var governance = Governance.on(chain);
    var quorum = governance.getParameter("governance-quorum-floor").orElseThrow().value();
    chain.mintStx(VOTER, 1_000_000_000_000L + quorum.longValueExact());
    var ids = new ArrayList<Uint>();
    parameters.forEach(
        (name, value) -> {
          var proposed = governance.as(VOTER).proposeParameter(name, uint(value));
          if (proposed.value().isErr()) {
            throw new IllegalArgumentException(
                governance
                    .getParameter(name)
                    .map(
                        known ->
                            "the parameter %s cannot be %d: it lies from %s to %s"
                                .formatted(name, value, known.minimum(), known.maximum()))
                    .orElse("there is no parameter " + name));
          }
          var id = proposed.value().ok().id();
          accepted(governance.as(VOTER).vote(id, true, quorum));
          ids.add(id);
        });
    var wait =
        governance.getParameter("governance-voting").orElseThrow().value().longValueExact()
            + governance.getParameter("governance-timelock").orElseThrow().value().longValueExact();
    chain.mineEmptyBurnBlocks(Math.toIntExact(wait + 1));
    for (var id : ids) accepted(governance.as(VOTER).execute(id));
    chain.mineEmptyBurnBlocks(1);
    accepted(governance.as(VOTER).withdrawLock());
  }

  private static <O, E> void accepted(TypedReceipt<Response<O, E>> receipt) {
    if (receipt.value().isErr()) {
      throw new IllegalStateException("governance refuses the vote of a scenario: " + receipt);
    }
  }

  /** Addresses that no agent gets. */
  private static StandardPrincipal reserved(int number) {
    var bytes = new byte[20];
    bytes[19] = (byte) number;
    return new StandardPrincipal(26, Buff.of(bytes));
  }

  /** Accounts that are not of agents, for those who follow money. */
  public static List<StandardPrincipal> treasury() {
    return List.of(TREASURY);
  }

  @Override
  public void close() {
    chain.close();
  }
}
