package io.neuralnexus.cli.demo.suite;

import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.cli.demo.Account;
import io.neuralnexus.cli.demo.Stx;
import io.neuralnexus.cli.demo.Text;
import io.neuralnexus.offchain.contracts.DataRights;
import io.neuralnexus.offchain.contracts.Marketplace;
import io.neuralnexus.offchain.contracts.Marketplace.Event.AssignJob;
import io.neuralnexus.offchain.contracts.Marketplace.Event.CreateTrainingJob;
import io.neuralnexus.offchain.contracts.Marketplace.Event.LockMatch;
import io.neuralnexus.offchain.contracts.Marketplace.FinalizeJob;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/** A job on its way from the escrow to the settlement. */
final class Job {
  /** Data sets that a job asks for. */
  static final int DATASETS = 3;

  private final Uint id;
  private final Stage stage;
  private final Scene scene;

  private Job(Uint id, Scene scene) {
    this.id = id;
    this.stage = scene.stage();
    this.scene = scene;
  }

  /** The developer escrows the budget of a job. */
  static Job create(Scene scene) {
    var id = scene.developer().create(DATASETS, scene.required());
    var created = scene.stage().latest(CreateTrainingJob.class, event -> event.id().equals(id));
    scene.tell(
        "%s escrows %s STX for job %s: at most %s for the computation, %s bonus, %d data sets",
        scene.developer().account(),
        Stx.plain(created.amount().longValueExact()),
        Text.number(id),
        Stx.plain(Developer.BASE),
        Stx.plain(Developer.BONUS),
        DATASETS);
    return new Job(id, scene);
  }

  Uint id() {
    return id;
  }

  /** The scout proposes data sets. */
  void propose(List<Owner> owners) {
    var proposal =
        stage.call(stage.market.as(scene.scout().address()).proposeMatch(id, ids(owners))).value();
    scene.tell(
        "%s proposes the data of %s: %s STX",
        scene.scout(), names(owners), Stx.plain(proposal.prices().longValueExact()));
  }

  /** The scout proposes data sets that may not be used for it. */
  void proposeInVain(List<Owner> owners, DataRights.Error error) {
    stage.refuse(error, stage.market.as(scene.scout().address()).proposeMatch(id, ids(owners)));
  }

  private static List<Uint> ids(List<Owner> owners) {
    return owners.stream().map(Owner::id).toList();
  }

  /** The developer takes the best proposal. */
  void match() {
    scene.developer().lock(id);
    scene.tell("matched by reputation and price: %s", names(owners()));
    scene.tell("the chain computes state 0 of the machine: sha256 %s", matched().initial());
  }

  /** A machine bids. */
  void bid(Grantee machine, long price) {
    var weighted = machine.bid(id, price);
    scene.tell(
        "%s bids %s STX; with its reputation that counts as %s",
        machine.account(), Stx.plain(price), Stx.plain(weighted));
  }

  /** A machine bids less than another, but too little less for its reputation. */
  void bidInVain(Grantee machine, long price) {
    stage.refuse(
        Marketplace.Error.ERR_BAD_BID,
        stage.market.as(machine.account().address()).bidOnJob(id, Uint.of(price)));
    scene.tell(
        "%s bids %s STX and is refused: with its reputation that is not 2 %% better",
        machine.account(), Stx.plain(price));
  }

  /** Ends the auction; all who owe keys post them; the winner begins. Returns the execution. */
  Uint assign() {
    var auction = stage.market.getTrainingJob(id).orElseThrow().job().spec().auctionWindow();
    // The second Bitcoin block after the auction draws the auditor.
    stage.chain().mine(auction.longValueExact() + 3);
    stage.call(stage.market.as(scene.keeper().address()).assignJob(id));
    scene.tell(
        "%s gets the job for %s STX; a Bitcoin block draws %s to audit it",
        provider().account(), Stx.plain(price()), auditor().account());
    owners().forEach(owner -> owner.postKey(id));
    scene.developer().postKey(id);
    scene.tell("owners and %s post their keys, wrapped for these two", scene.developer().account());
    return provider().confirm(id);
  }

  /** The machine that the job was sold to. */
  Grantee provider() {
    return grantee(scene.machines(), assignment().provider());
  }

  /** The verifier that was drawn. */
  Grantee auditor() {
    return grantee(scene.verifiers(), assignment().grantees().get(1));
  }

  /** What the provider asks, micro-STX. */
  long price() {
    return assignment().price().longValueExact();
  }

  private AssignJob assignment() {
    return stage.latest(AssignJob.class, event -> event.id().equals(id));
  }

  private static Grantee grantee(Collection<Grantee> all, Principal address) {
    return all.stream()
        .filter(each -> each.account().address().equals(address))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(address + " takes no part"));
  }

  /** Those whose data sets were matched, in the order of the match. */
  List<Owner> owners() {
    return matched().ids().stream().map(this::owner).toList();
  }

  private LockMatch matched() {
    return stage.latest(LockMatch.class, event -> event.id().equals(id));
  }

  private Owner owner(Uint dataset) {
    return scene.owners().stream()
        .filter(owner -> owner.id().equals(dataset))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("nobody owns data set " + dataset));
  }

  /** What was agreed. */
  Oracle.Deal deal() {
    var prices = new LinkedHashMap<Account, Long>();
    owners().forEach(owner -> prices.put(owner.account(), owner.price()));
    return new Oracle.Deal(
        scene.developer().account(),
        prices,
        provider().account(),
        price(),
        auditor().account(),
        scene.keeper());
  }

  /** Anyone may settle it; the keeper does. */
  FinalizeJob settle() {
    return stage.call(stage.market.as(scene.keeper().address()).finalizeJob(id)).value();
  }

  private static String names(Collection<Owner> owners) {
    return owners.stream().map(owner -> owner.account().name()).collect(Collectors.joining(", "));
  }
}
