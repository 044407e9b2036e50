package io.neuralnexus.tests.zk;

import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarinet.Simnet;
import io.neuralnexus.clarinet.junit.ClarinetProject;
import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.ListValue;
import io.neuralnexus.clarity.TupleValue;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.clarity.Value;
import io.neuralnexus.offchain.zk.Parameters;
import io.neuralnexus.offchain.zk.Profile;
import io.neuralnexus.offchain.zk.Proof;
import io.neuralnexus.offchain.zk.Refusal;
import io.neuralnexus.offchain.zk.verifier.Verifier;
import io.neuralnexus.tests.contracts.StarkVerifier;
import io.neuralnexus.tests.contracts.StarkVerifier.VerifyProfile;
import io.neuralnexus.tests.contracts.StarkVerifier.VerifyProof;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract and the verifier in Java, which share no arithmetic, say the same of everything. */
@ClarinetProject(manifest = "../Clarinet.toml")
class AgreementTest {
  /** For each seed; {@code -Dzk.flips=250} for a thousand in proofs. */
  private static final int FLIPS = Integer.getInteger("zk.flips", 12);

  private final StarkVerifier contract;
  private final Verifier verifier = new Verifier(Parameters.STANDARD);
  private final Proven proven = Proven.small();

  AgreementTest(Simnet chain) {
    this.contract = StarkVerifier.on(chain);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void a_bit_flipped_anywhere_is_refused_by_both_and_for_the_same_reason(int seed) {
    var random = new Random(seed);
    for (int i = 0; i < FLIPS; i++) {
      assertThat(agreed(proven.profile(), Proof.of(flipped(proven.proof().value(), random))))
          .isPresent();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 6})
  void so_is_one_in_the_profile(int seed) {
    var random = new Random(seed);
    for (int i = 0; i < FLIPS; i++) {
      var profile = VerifyProfile.CODEC.decode(flipped(proven.profile().value(), random));
      var answer = contract.verify(proven.binding(), proven.root(), profile, proof(proven.proof()));
      assertThat(answer.isOk()).isFalse();
      readable(profile.toClarity())
          .ifPresent(same -> assertThat(agreed(same, proven.proof())).isPresent());
    }
  }

  /** The profile, if its numbers are such that Java has them at all. */
  private static Optional<Profile> readable(Value profile) {
    try {
      return Optional.of(Profile.of(profile));
    } catch (ArithmeticException | IllegalArgumentException beyond) {
      return Optional.empty();
    }
  }

  private Optional<Refusal> agreed(Profile profile, Proof proof) {
    var refusal = verifier.refusal(proven.binding(), proven.root(), profile, proof);
    var answer =
        contract.verify(
            proven.binding(),
            proven.root(),
            VerifyProfile.CODEC.decode(profile.value()),
            proof(proof));
    var error =
        answer.isOk()
            ? Optional.<String>empty()
            : StarkVerifier.Error.of(answer.error()).map(Enum::name);
    assertThat(error).isEqualTo(refusal.map(each -> "ERR_" + each));
    return refusal;
  }

  private static VerifyProof proof(Proof proof) {
    return VerifyProof.CODEC.decode(proof.value());
  }

  /** The value with one bit of one of its numbers or buffers flipped; each part is as likely. */
  private static Value flipped(Value value, Random random) {
    var other = value;
    while (other.equals(value)) other = tried(value, random);
    return other;
  }

  /** The same, or nothing flipped where there is nothing. */
  private static Value tried(Value value, Random random) {
    return switch (value) {
      case TupleValue tuple -> {
        var name = tuple.nameAt(random.nextInt(tuple.size()));
        var fields = new HashMap<>(tuple.fields());
        fields.compute(name, (key, old) -> tried(old, random));
        yield new TupleValue(fields);
      }
      case ListValue list when list.size() > 0 -> {
        var values = new ArrayList<>(list.values());
        int at = random.nextInt(values.size());
        values.set(at, tried(values.get(at), random));
        yield new ListValue(values);
      }
      case Buff buffer when buffer.length() > 0 -> {
        var bytes = buffer.bytes();
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        yield Buff.of(bytes);
      }
      case Uint number -> Uint.of(number.toBigInteger().flipBit(random.nextInt(128)));
      default -> value;
    };
  }
}
