package io.neuralnexus.tests.suite;

import static io.neuralnexus.clarinet.assertj.ClarityAssertions.assertThat;
import static io.neuralnexus.clarity.Cl.int_;
import static io.neuralnexus.clarity.Cl.uint;
import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarinet.bindings.ContractError;
import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.ListValue;
import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.tests.contracts.DataRights;
import io.neuralnexus.tests.contracts.DataRights.DatasetUsage;
import io.neuralnexus.tests.contracts.DataRights.PostKeyKeys;
import io.neuralnexus.tests.contracts.DataRights.RecordStatementsStatements;
import io.neuralnexus.tests.contracts.DataRights.ReserveRunsRequest;
import io.neuralnexus.tests.contracts.Governance.FinishBootstrapRoles;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * data-rights with marketplaces and attestors that do what a test says, and a contract without any
 * role.
 */
abstract class DataStage extends SuiteStage {
  /** Blocks for the keys. */
  protected static final long KEY_WINDOW = 10;

  /** What an owner loses that withholds a key: data-key-slash. */
  protected static final long KEY_SLASH = 500_000;

  protected static final Uint JOB = uint(1);

  /** 2^128 - 1: whatever is added to it or multiplied by it aborts. */
  protected static final Uint MOST = uint("340282366920938463463374607431768211455");

  protected DataRights bazaar;
  protected DataRights rival;
  protected DataRights attestor;
  protected DataRights secondAttestor;
  protected DataRights thief;
  protected StandardPrincipal stranger;

  @Override
  protected List<FinishBootstrapRoles> roles() {
    bazaar = relay("bazaar");
    rival = relay("rival");
    attestor = relay("attestor");
    secondAttestor = relay("second-attestor");
    thief = relay("thief");
    stranger = keeper;
    var roles = new ArrayList<>(super.roles());
    roles.add(new FinishBootstrapRoles("marketplace", bazaar.contract()));
    roles.add(new FinishBootstrapRoles("marketplace", rival.contract()));
    roles.add(new FinishBootstrapRoles("attestor", attestor.contract()));
    roles.add(new FinishBootstrapRoles("attestor", secondAttestor.contract()));
    return roles;
  }

  protected DataRights relay(String name) {
    return DataRights.on(chain, Relay.deploy(chain, name, DataRights.NAME));
  }

  // --- data sets

  protected static List<Buff> seeds(int count) {
    return LongStream.range(0, count).mapToObj(i -> sha256("noise " + i)).toList();
  }

  /** A data set of the owner with a second seed, and a third. */
  protected Uint seeded(Object... changes) {
    var id = dataset(owner, changes);
    ok(data.as(owner).addSeeds(id, seeds(2)));
    return id;
  }

  protected DatasetUsage usage(Uint id) {
    return data.getDataset(id).orElseThrow().usage();
  }

  protected boolean open(Uint id) {
    return data.getDataset(id).orElseThrow().terms().open();
  }

  protected long stakeOf(Uint id) {
    return number(
        vault.getHold(data.getDataset(id).orElseThrow().record().stake()).orElseThrow().amount());
  }

  // --- jobs

  /** What the job of most tests asks for, with changes: name, value, name, value. */
  protected ReserveRunsRequest request(Object... changes) {
    return ReserveRunsRequest.CODEC.decode(
        changed(
            Map.of(
                "developer", developer,
                "program", PROGRAM.hash(),
                "words", uint(MODEL_WORDS),
                "purpose", uint(MEDICAL),
                "cap", uint(CAP),
                "required", ListValue.EMPTY),
            changes));
  }

  protected void reserve(Uint job, Uint... ids) {
    ok(bazaar.as(stranger).reserveRuns(job, List.of(ids), request()));
  }

  protected void nameGrantees(Uint job, Principal... grantees) {
    ok(bazaar.as(stranger).nameGrantees(job, List.of(grantees), uint(KEY_WINDOW)));
  }

  /** Reserved, for a provider and an auditor who can be sent keys. */
  protected Uint keyable(Uint... ids) {
    for (var who : List.of(provider, auditor)) ok(data.as(who).setEncryptionKey(PUBLIC_KEY));
    reserve(JOB, ids);
    nameGrantees(JOB, provider, auditor);
    return JOB;
  }

  protected static List<PostKeyKeys> keys(Principal... grantees) {
    return Stream.of(grantees).map(each -> new PostKeyKeys(each, wrapped())).toList();
  }

  protected void post(Uint job, Uint id, StandardPrincipal by) {
    ok(data.as(by).postKey(bazaar.contract(), job, id, keys(provider, auditor)));
  }

  /** Neither a quote nor a reservation is given. */
  protected void refuses(ReserveRunsRequest request, ContractError error, Uint... ids) {
    assertThat(data.quoteRuns(bazaar.contract(), JOB, List.of(ids), request).error())
        .as(error.name())
        .isEqualTo(error.code());
    assertThat(bazaar.as(stranger).reserveRuns(JOB, List.of(ids), request)).isErr(error);
  }

  /** Both a quote and a reservation are given, and they are the same. */
  protected void admits(ReserveRunsRequest request, Uint... ids) {
    var quote = data.quoteRuns(bazaar.contract(), JOB, List.of(ids), request).ok();
    assertThat(ok(bazaar.as(stranger).reserveRuns(JOB, List.of(ids), request)).runs())
        .isEqualTo(quote);
  }

  // --- statements

  protected static RecordStatementsStatements statement(long kind, long low, long high) {
    return new RecordStatementsStatements(int_(high), uint(kind), int_(low), uint(0));
  }
}
