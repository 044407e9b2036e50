package io.neuralnexus.tests.zk;

import static io.neuralnexus.clarinet.assertj.ClarityAssertions.assertThat;
import static io.neuralnexus.clarity.Cl.int_;
import static io.neuralnexus.clarity.Cl.list;
import static io.neuralnexus.clarity.Cl.tuple;
import static io.neuralnexus.clarity.Cl.uint;
import static io.neuralnexus.tests.contracts.ZkVerification.Error.ERR_ALREADY_PROVEN;
import static io.neuralnexus.tests.contracts.ZkVerification.Error.ERR_NOT_AUTHORISED;
import static io.neuralnexus.tests.contracts.ZkVerification.Error.ERR_NO_DATASET;
import static io.neuralnexus.tests.contracts.ZkVerification.Error.ERR_PAUSED;
import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarinet.bindings.Response;
import io.neuralnexus.clarinet.bindings.TypedReceipt;
import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.tests.contracts.DataRights;
import io.neuralnexus.tests.contracts.DataRights.GetStatementsKeys;
import io.neuralnexus.tests.contracts.StarkVerifier;
import io.neuralnexus.tests.contracts.ZkVerification;
import io.neuralnexus.tests.contracts.ZkVerification.ProfileProfile;
import io.neuralnexus.tests.contracts.ZkVerification.SubmitProfile;
import io.neuralnexus.tests.contracts.ZkVerification.SubmitProfileProof;
import io.neuralnexus.tests.suite.SuiteStage;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What owners prove about data sets, once, and what follows from it. */
class ZkVerificationTest extends SuiteStage {
  /** By the first owner about data set 1; made once for all tests, and the same on every chain. */
  private static Optional<Proven> made = Optional.empty();

  private ZkVerification zk;
  private Proven proven;
  private ProfileProfile profile;
  private SubmitProfileProof proof;
  private Uint id;

  @BeforeEach
  void prove() {
    zk = ZkVerification.on(chain);
    proven = made.orElseGet(() -> Proven.by(owner, deployer, 1, record(1).schemaHash()));
    made = Optional.of(proven);
    profile = ProfileProfile.CODEC.decode(proven.profile().value());
    proof = SubmitProfileProof.CODEC.decode(proven.proof().value());
    id = committed(owner, proven.root());
  }

  private Uint committed(StandardPrincipal who, Buff root) {
    long next = number(data.vars().lastDataset()) + 1;
    var record = record(next).withCommitmentRoot(root);
    return ok(data.as(who)
            .registerDataset(record, terms(), List.of(seed(next).hash()), uint(DATA_STAKE)))
        .id();
  }

  private TypedReceipt<Response<SubmitProfile, Uint>> submit() {
    return zk.as(owner).submitProfile(id, profile, proof);
  }

  private boolean follows(long kind, long subject, long low, long high) {
    return data.hasStatement(id, uint(kind), uint(subject), int_(low), int_(high));
  }

  // --- submitting

  @Test
  void the_owner_proves_a_profile_of_its_data_set() {
    assertThat(told(submit()))
        .isEqualTo(
            new SubmitProfile(uint(burn()), id, profile, proven.root(), owner, "submit-profile"));
    var kept = zk.getProfile(proven.root()).orElseThrow();
    assertThat(kept.profile()).isEqualTo(profile);
    assertThat(kept.dataset()).isEqualTo(id);
    assertThat(kept.submitter()).isEqualTo(owner);
    assertThat(kept.height()).isEqualTo(uint(burn()));
  }

  @Test
  void what_the_profile_says_answers_what_follows_from_it() {
    assertThat(follows(1, 0, 1, 1_000)).isFalse();
    ok(submit());

    assertThat(follows(1, 0, 30, 30)).isTrue();
    assertThat(follows(1, 0, 20, 1_000)).isTrue();
    assertThat(follows(1, 0, 31, 1_000)).isFalse();
    assertThat(follows(2, 0, 10, 65_545)).isTrue();
    assertThat(follows(2, 0, 11, 65_545)).isFalse();
    assertThat(follows(2, 1, 7, 7)).isTrue();
    assertThat(follows(2, 2, 0, 999)).isFalse();
    assertThat(follows(3, 0, 15, 15)).isTrue();
    assertThat(follows(3, 1, 0, 20)).isTrue();
    assertThat(follows(3, 2, 0, 30)).isFalse();
    assertThat(follows(4, 0, 15, 25)).isTrue();
    assertThat(follows(4, 1, 0, 0)).isTrue();
    assertThat(follows(4, 2, 0, 0)).isTrue();
    assertThat(follows(5, 0, 0, 90_000)).isTrue();
    assertThat(follows(5, 1, -4_000_000, -1)).isTrue();
    assertThat(follows(5, 1, -4_000_000, -2)).isFalse();
    assertThat(follows(6, 0, 0, 65_545)).isTrue();
    assertThat(follows(6, 0, 1, 65_545)).isFalse();
    assertThat(follows(6, 0, 0, 65_544)).isFalse();
  }

  @Test
  void a_data_set_shows_what_is_proven() {
    ok(submit());

    var keys =
        LongStream.rangeClosed(1, 7)
            .mapToObj(kind -> new GetStatementsKeys(uint(kind), uint(0)))
            .toList();
    var found = data.getStatements(id, keys);

    assertThat(found).hasSize(7);
    assertThat(found.getLast()).isEmpty();
    assertThat(found.get(2)).contains(data.getStatement(id, uint(3), uint(0)).orElseThrow());
    assertThat(found.get(2).orElseThrow().verifier()).isEqualTo(zk.contract());
    assertThat(found.get(4).orElseThrow().high()).isEqualTo(int_(90_000));
  }

  @Test
  void a_profile_is_read_in_pages() {
    var root = proven.root();
    assertThat(zk.getFeatures(root, uint(0))).isEmpty();
    assertThat(zk.getClasses(root)).isEmpty();
    assertThat(zk.getSums(root)).isEmpty();
    ok(submit());

    assertThat(zk.getFeatures(root, uint(0))).isEqualTo(profile.features());
    assertThat(zk.getFeatures(root, uint(1))).isEmpty();
    assertThat(zk.getFeatures(root, Uint.MAX)).isEmpty();
    assertThat(zk.getClasses(root)).isEqualTo(profile.classes());
    assertThat(zk.getSums(root)).isEqualTo(profile.sums());
  }

  @Test
  void a_page_has_twenty_features() {
    var wide = Proven.ofFeatures(41, secondOwner, deployer, record(2).schemaHash());
    var second = committed(secondOwner, wide.root());
    var features = ProfileProfile.CODEC.decode(wide.profile().value()).features();
    ok(
        zk.as(secondOwner)
            .submitProfile(
                second,
                ProfileProfile.CODEC.decode(wide.profile().value()),
                SubmitProfileProof.CODEC.decode(wide.proof().value())));

    assertThat(zk.getFeatures(wide.root(), uint(0))).isEqualTo(features.subList(0, 20));
    assertThat(zk.getFeatures(wide.root(), uint(1))).isEqualTo(features.subList(20, 40));
    assertThat(zk.getFeatures(wide.root(), uint(2))).isEqualTo(features.subList(40, 41));
    assertThat(zk.getFeatures(wide.root(), uint(3))).isEmpty();
  }

  // --- who, what, once

  @Test
  void only_the_owner_submits() {
    assertThat(zk.as(secondOwner).submitProfile(id, profile, proof)).isErr(ERR_NOT_AUTHORISED);
    assertThat(zk.as(deployer).submitProfile(id, profile, proof)).isErr(ERR_NOT_AUTHORISED);
  }

  @Test
  void a_data_set_exists() {
    assertThat(zk.as(owner).submitProfile(uint(2), profile, proof)).isErr(ERR_NO_DATASET);
    assertThat(zk.verify(uint(2), owner, profile, proof).error()).isEqualTo(ERR_NO_DATASET.code());
    assertThat(zk.getBinding(uint(2), owner).error()).isEqualTo(ERR_NO_DATASET.code());
  }

  @Test
  void a_pause_stops_new_profiles() {
    pause();
    assertThat(submit()).isErr(ERR_PAUSED);
  }

  @Test
  void a_root_gets_one_proof_for_good() {
    ok(submit());
    assertThat(submit()).isErr(ERR_ALREADY_PROVEN);

    var twin = committed(secondOwner, proven.root());
    assertThat(zk.as(secondOwner).submitProfile(twin, profile, proof)).isErr(ERR_ALREADY_PROVEN);
  }

  @Test
  void a_proof_is_of_no_use_to_another() {
    var stolen = committed(secondOwner, proven.root());
    assertThat(zk.as(secondOwner).submitProfile(stolen, profile, proof))
        .isErr(StarkVerifier.Error.ERR_BAD_COMPOSITION);
    assertThat(zk.getProfile(proven.root())).isEmpty();
    ok(submit());
  }

  @Test
  void nor_for_another_data_set_of_its_owner() {
    var second = committed(owner, proven.root());
    assertThat(zk.as(owner).submitProfile(second, profile, proof))
        .isErr(StarkVerifier.Error.ERR_BAD_COMPOSITION);
  }

  @Test
  void nor_to_another_contract() {
    var source = chain.contractSource(ZkVerification.NAME).orElseThrow();
    chain.deploy("zk-twin", source, deployer);
    var twin = ZkVerification.on(chain, named("zk-twin"));
    assertThat(twin.verify(id, owner, profile, proof).error())
        .isEqualTo(StarkVerifier.Error.ERR_BAD_COMPOSITION.code());
  }

  @Test
  void another_profile_is_refused() {
    var classes = profile.classes();
    var other = profile.withClasses(List.of(classes.getLast(), classes.getFirst()));
    assertThat(zk.as(owner).submitProfile(id, other, proof))
        .isErr(StarkVerifier.Error.ERR_BAD_COMPOSITION);
  }

  @Test
  void a_proof_for_other_data_is_refused() {
    var other = committed(owner, sha256("another root"));
    assertThat(zk.as(owner).submitProfile(other, profile, proof))
        .isErr(StarkVerifier.Error.ERR_BAD_ROOT);
  }

  @Test
  void verify_tells_before_it_is_submitted() {
    assertThat(zk.verify(id, owner, profile, proof).ok()).isTrue();
    assertThat(zk.verify(id, secondOwner, profile, proof).error())
        .isEqualTo(StarkVerifier.Error.ERR_BAD_COMPOSITION.code());
    assertThat(zk.getBinding(id, owner).ok()).isEqualTo(proven.binding());
    assertThat(zk.getBinding(id, secondOwner).ok()).isNotEqualTo(proven.binding());
  }

  // --- what depends on it

  @Test
  void a_job_can_require_what_is_proven() {
    var second = dataset(secondOwner);
    var required = tuple("kind", uint(1), "subject", uint(0), "low", int_(20), "high", int_(99));
    var job = job("required", list(required), "count", uint(1));
    assertThat(market.as(developer).proposeMatch(job, List.of(second)))
        .isErr(DataRights.Error.ERR_NOT_PROVEN);
    assertThat(market.as(developer).proposeMatch(job, List.of(id)))
        .isErr(DataRights.Error.ERR_NOT_PROVEN);
    ok(submit());

    ok(market.as(developer).proposeMatch(job, List.of(id)));
  }

  @Test
  void a_retired_verifier_records_nothing_and_what_it_recorded_no_longer_answers() {
    ok(submit());
    enact(ok(governance.as(deployer).proposeRetirement(zk.contract())).id());

    assertThat(follows(1, 0, 30, 30)).isFalse();
  }

  @Test
  void a_retired_verifier_accepts_nothing() {
    enact(ok(governance.as(deployer).proposeRetirement(zk.contract())).id());

    assertThat(submit()).isErr(DataRights.Error.ERR_NOT_AUTHORISED);
    assertThat(zk.getProfile(proven.root())).isEmpty();
  }
}
