package io.neuralnexus.tests.suite;

import static io.neuralnexus.clarinet.assertj.ClarityAssertions.assertThat;
import static io.neuralnexus.clarity.Cl.uint;
import static io.neuralnexus.tests.contracts.Marketplace.Error.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.OptionalValue;
import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.Uint;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who runs a job, and who is drawn to audit it. */
class AssigningTest extends JobStage {
  /** After the auction and two more Bitcoin blocks. */
  private static final long ASSIGNABLE = WINDOW + 2;

  @Test
  void theDrawWaitsForTheSecondBitcoinBlockAfterTheAuction() {
    var job = sold();
    pass(ASSIGNABLE - 1);
    assertThat(market.as(keeper).assignJob(job)).isErr(ERR_NO_SEED_YET);
    pass(1);
    ok(market.as(keeper).assignJob(job));
  }

  @Test
  void aLateBidDelaysIt() {
    register(provider);
    var job = matched();
    pass(WINDOW);
    ok(market.as(provider).bidOnJob(job, uint(BASE)));
    pass(ASSIGNABLE - WINDOW);
    assertThat(market.as(keeper).assignJob(job)).isErr(ERR_NO_SEED_YET);
    pass(10);
    ok(market.as(keeper).assignJob(job));
  }

  @Test
  void theHeaderOfThatBlockDrawsTheAuditors() {
    var verifiers = List.<Principal>of(keeper, auditor, treasury, guardian, owner);
    for (var each : List.of(keeper, auditor, treasury, guardian, owner)) {
      ok(computation.as(each).registerVerifier());
    }
    register(provider);
    var job = matched("seats", uint(3));
    long since = number(progress(job).since().burn());
    ok(market.as(provider).bidOnJob(job, uint(BASE)));
    pass(ASSIGNABLE);

    var event = ok(market.as(keeper).assignJob(job));

    var window = WINDOW + 10 * number(bid(job).extensions());
    var drawn = draw(header(since + window + 2), verifiers, 3, List.of(owner));
    assertThat(drawn).hasSize(3);
    assertThat(event.topic()).isEqualTo("assign-job");
    assertThat(event.id()).isEqualTo(job);
    assertThat(event.auditors()).isEqualTo(drawn).isEqualTo(bid(job).auditors());
    assertThat(event.provider()).isEqualTo(provider);
    assertThat(event.price()).isEqualTo(uint(BASE));
    assertThat(event.keeper()).isEqualTo(keeper);
    var grantees = new ArrayList<Principal>();
    grantees.add(provider);
    drawn.forEach(number -> grantees.add(verifiers.get((int) number(number) - 1)));
    assertThat(event.grantees()).isEqualTo(grantees).isEqualTo(grantees(job));
    assertThat(vault.getEscrow(market.contract(), job).orElseThrow().payees())
        .containsAll(grantees);
  }

  @Test
  void partiesAreNeverDrawn() {
    register(provider);
    for (var party : List.of(developer, provider, owner, secondOwner)) {
      ok(computation.as(party).registerVerifier());
    }
    assertThat(bid(assigned(bidden(matched()))).auditors()).isEmpty();
  }

  @Test
  void whoRegistersAfterTheMatchIsNotDrawn() {
    register(provider);
    var job = bidden(matched());
    ok(computation.as(auditor).registerVerifier());
    assertThat(bid(assigned(job)).auditors()).isEmpty();
  }

  @Test
  void aJobWithoutAVerifierIsUnaudited() {
    register(provider);
    var job = begun(assigned(bidden(matched())));

    var settled = ok(market.as(keeper).finalizeJob(concluded(job, PROGRAM)));

    assertThat(settled.outcome()).isEqualTo("accepted");
    assertThat(settled.auditors()).isEmpty();
    var model = models.getModel(settled.model()).orElseThrow();
    assertThat(model.record().trained().orElseThrow().verified()).isFalse();
    assertThat(computation.getProvider(provider).orElseThrow().samples()).isEqualTo(uint(0));
    assertThat(data.getReputation(owner).samples()).isEqualTo(uint(0));
  }

  @Test
  void whoeverAssignsIsTipped() {
    var job = sold();
    pass(ASSIGNABLE);
    ok(market.as(keeper).assignJob(job));
    assertThat(balance(keeper)).isEqualTo(TIP);
    assertThat(state(job)).isEqualTo("keyed");
  }

  @Test
  void aJobWithoutABidIsNotAssigned() {
    var job = matched();
    pass(ASSIGNABLE);
    assertThat(market.as(keeper).assignJob(job)).isErr(ERR_NO_BID);
  }

  @Test
  void onlyAMatchedJobIsAssigned() {
    assertThat(market.as(keeper).assignJob(uint(9))).isErr(ERR_NO_JOB);
    assertThat(market.as(keeper).assignJob(job())).isErr(ERR_STATE);
    var job = sold();
    pass(ASSIGNABLE);
    ok(market.as(keeper).assignJob(job));
    assertThat(market.as(keeper).assignJob(job)).isErr(ERR_STATE);
  }

  /** Matched and bid for. */
  private Uint sold() {
    register(provider);
    return bidden(matched());
  }

  private Uint bidden(Uint job) {
    ok(market.as(provider).bidOnJob(job, uint(BASE)));
    return job;
  }

  private Buff header(long height) {
    var found = chain.execute("(get-burn-block-info? header-hash u%d)".formatted(height)).result();
    return (Buff) ((OptionalValue.Some) found).value();
  }

  /** Numbers that a seed draws: sha256 (seed, attempt), its first half, modulo the count. */
  private static List<Uint> draw(
      Buff seed, List<Principal> verifiers, int seats, List<Principal> without) {
    var drawn = new ArrayList<Uint>();
    for (int attempt = 0; attempt < 16 && drawn.size() < seats; attempt++) {
      var random = digest(seed.plus(Buff.of(uint(attempt).serialize())));
      int index =
          new BigInteger(1, Arrays.copyOf(random, 16))
              .mod(BigInteger.valueOf(verifiers.size()))
              .intValue();
      var number = uint(index + 1);
      if (!drawn.contains(number) && !without.contains(verifiers.get(index))) drawn.add(number);
    }
    return drawn;
  }

  private static byte[] digest(Buff bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes.bytes());
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
