package io.neuralnexus.clarinet.jqwik;

import io.neuralnexus.clarity.Bool;
import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.Int;
import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.Uint;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.providers.ArbitraryProvider;
import net.jqwik.api.providers.TypeUsage;

/**
 * Lets {@code @ForAll} parameters be of the Clarity types that have no length. jqwik finds it by
 * itself.
 */
public final class ClarityArbitraryProvider implements ArbitraryProvider {
  private static final Map<Class<?>, Supplier<Arbitrary<?>>> ARBITRARIES =
      Map.of(
          Int.class, ClarityArbitraries::ints,
          Uint.class, ClarityArbitraries::uints,
          Bool.class, ClarityArbitraries::bools,
          Principal.class, ClarityArbitraries::principals,
          StandardPrincipal.class, ClarityArbitraries::standardPrincipals,
          ContractPrincipal.class, ClarityArbitraries::contractPrincipals);

  @Override
  public boolean canProvideFor(TypeUsage target) {
    return ARBITRARIES.containsKey(target.getRawType());
  }

  @Override
  public Set<Arbitrary<?>> provideFor(TypeUsage target, SubtypeProvider subtypes) {
    return Optional.ofNullable(ARBITRARIES.get(target.getRawType()))
        .<Set<Arbitrary<?>>>map(arbitrary -> Set.of(arbitrary.get()))
        .orElseGet(Set::of);
  }
}
