package io.neuralnexus.cli.prove;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.offchain.zk.Binding;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** For whom a proof is made, and where. */
final class BindingOptions {
  private static final Uint MAINNET = Uint.ONE;

  /** Id of test networks, and of simulated chains. */
  static final Uint TESTNET = Uint.of(0x80000000L);

  private static final Set<Integer> OF_MAINNET =
      Set.of(StandardPrincipal.MAINNET_SINGLE_SIG, StandardPrincipal.MAINNET_MULTI_SIG);

  @Option(
      names = "--dataset",
      required = true,
      paramLabel = "ID",
      converter = Number.class,
      description = "Id of the data set in data-rights.")
  private Uint dataset;

  @Option(
      names = "--submitter",
      required = true,
      paramLabel = "PRINCIPAL",
      converter = Who.class,
      description = "Who sends the proof to the chain.")
  private Principal submitter;

  @Option(
      names = "--contract",
      required = true,
      paramLabel = "PRINCIPAL",
      converter = Who.class,
      description = "The contract that checks it: ADDRESS.zk-verification.")
  private Principal contract;

  @Option(
      names = "--chain-id",
      paramLabel = "N",
      converter = Number.class,
      description =
          "Id of the chain; without it 1, or 2147483648 if the contract's address is of a test"
              + " network.")
  private Optional<Uint> chain;

  /** The binding of a proof about data with this schema. */
  Binding of(Buff schemaHash) {
    return new Binding(chain.orElseGet(this::usualChain), contract, submitter, dataset, schemaHash);
  }

  private Uint usualChain() {
    return OF_MAINNET.contains(contract.issuer().version()) ? MAINNET : TESTNET;
  }

  static final class Who implements ITypeConverter<Principal> {
    @Override
    public Principal convert(String text) {
      try {
        return Principal.parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }

  static final class Number implements ITypeConverter<Uint> {
    @Override
    public Uint convert(String text) {
      if (text.matches("\\d{1,38}")) return Uint.of(text);
      throw new TypeConversionException("'%s' is no number such as 7".formatted(text));
    }
  }
}
