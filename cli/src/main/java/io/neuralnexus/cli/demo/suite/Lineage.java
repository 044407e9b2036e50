package io.neuralnexus.cli.demo.suite;

import io.neuralnexus.clarity.Uint;
import io.neuralnexus.cli.demo.Account;
import io.neuralnexus.cli.demo.Stx;
import io.neuralnexus.cli.demo.Text;
import io.neuralnexus.cli.demo.suite.Oracle.Edge;
import io.neuralnexus.cli.demo.suite.Oracle.Share;
import io.neuralnexus.cli.demo.suite.Shop.Offer;
import io.neuralnexus.cli.learning.LinearModel;
import io.neuralnexus.offchain.machine.FixedPoint;
import io.neuralnexus.offchain.machine.Output;
import java.util.ArrayList;
import java.util.List;

/**
 * What becomes of a model: it is licensed, somebody derives a second from it and somebody else a
 * third from that, and their income reaches those who made the first.
 */
final class Lineage {
  /** How often it begins an act. */
  static final int ACTS = 3;

  private static final Offer USE = Offer.toUse(Stx.of(10));
  private static final Offer DERIVING = new Offer(Stx.of(25), 1_000, 1_500_000);
  private static final Offer USE_OF_CHILD = Offer.toUse(12_345_678);
  private static final Offer DERIVING_FROM_CHILD = new Offer(Stx.of(20), 2_000, Stx.of(1));
  private static final Offer USE_OF_GRANDCHILD = Offer.toUse(7_777_777);

  private static final int EPOCHS_OF_CHILD = 3;
  private static final int BITS_OF_GRANDCHILD = 4;
  private static final long BPS = 10_000;

  private final Scene scene;
  private final Shop shop;
  private final Trial.Accepted job;
  private final List<Account> clinics;
  private final List<Model> models = new ArrayList<>();

  /** What becomes of the model of a job. */
  Lineage(Scene scene, Trial.Accepted job) {
    this.scene = scene;
    this.shop = new Shop(scene.stage(), scene.oracle());
    this.job = job;
    this.clinics = scene.cast().clinics();
  }

  /** All models, the oldest first. */
  List<Model> models() {
    return List.copyOf(models);
  }

  void play() {
    scene.act("Licences");
    var first = first();
    var author = scene.owners().getLast();
    var right = licenseFirst(author.account());

    scene.act("Derivatives");
    var child = first.learn(List.of(author.rows()), EPOCHS_OF_CHILD, Recipe.RATE);
    scene.tell("%s trains it on with its own rows", author.account());
    derive(author.account(), child, "from model 1, own rows", right, DERIVING);
    var rightOfChild = licenseChild();
    var studio = scene.cast().studio();
    scene.tell("%s rounds its weights to %d bits", studio, BITS_OF_GRANDCHILD);
    var made = "from model 2, %d bits a weight".formatted(BITS_OF_GRANDCHILD);
    derive(studio, child.rounded(BITS_OF_GRANDCHILD), made, rightOfChild, DERIVING_FROM_CHILD);
    licenseGrandchild();

    scene.act("Royalties");
    passOn();
  }

  /** The model of the job, as its weights were delivered. */
  private LinearModel first() {
    var model = LinearModel.of(job.words().stream().map(FixedPoint::toDouble).toList());
    judge(job.model(), scene.developer().account(), "on the machine, three data sets", model);
    var shares = Oracle.shares(job.deal(), job.output());
    scene.oracle().model(id(0).longValueExact(), shares, List.of());
    var record = scene.stage().models.getModel(id(0)).orElseThrow().record();
    var root = Output.modelRoot(scene.recipe().program().k(), job.words());
    var judged = models.getFirst();
    scene
        .audit()
        .found(
            "weights",
            "the weights delivered are those of the registry, and as good as the chain says",
            root.equals(record.weightsHash())
                && BPS * judged.right() / judged.of() == job.output().score());
    return model;
  }

  /** Returns the licence by which the author of the second may derive. */
  private Uint licenseFirst(Account author) {
    var lab = scene.developer().account();
    var use = shop.offer(lab, id(0), USE);
    var deriving = shop.offer(lab, id(0), DERIVING);
    shop.buy(clinics.get(0), id(0), use);
    return shop.buy(author, id(0), deriving);
  }

  /** Returns the licence by which the author of the third may derive. */
  private Uint licenseChild() {
    var author = models.get(1).owner();
    var use = shop.offer(author, id(1), USE_OF_CHILD);
    var deriving = shop.offer(author, id(1), DERIVING_FROM_CHILD);
    shop.buy(clinics.get(1), id(1), use);
    return shop.buy(scene.cast().studio(), id(1), deriving);
  }

  private void licenseGrandchild() {
    var offer = shop.offer(models.get(2).owner(), id(2), USE_OF_GRANDCHILD);
    var isFree = clinics.stream().anyMatch(clinic -> shop.isLicensed(clinic, id(2)));
    clinics.forEach(clinic -> shop.buy(clinic, id(2), offer));
    scene
        .audit()
        .found(
            "licences",
            "who bought a licence may use the model, nobody else and not before",
            !isFree
                && clinics.stream().allMatch(clinic -> shop.isLicensed(clinic, id(2)))
                && shop.isLicensed(clinics.get(0), id(0))
                && !shop.isLicensed(clinics.get(1), id(0))
                && shop.isLicensed(clinics.get(1), id(1))
                && !shop.isLicensed(clinics.get(0), id(1)));
  }

  private void derive(Account author, LinearModel model, String made, Uint licence, Offer offer) {
    var parent = models.getLast().id();
    var id = shop.register(author, model, licence);
    var edge = new Edge(parent.longValueExact(), offer.share(), offer.minimum());
    scene.oracle().model(id.longValueExact(), List.of(new Share(author, BPS)), List.of(edge));
    judge(id, author, made, model);
    scene.tell(
        "%s registers model %s, derived from model %s: %s right",
        author, Text.number(id), Text.number(parent), Text.percent(models.getLast().accuracy()));
  }

  private void judge(Uint id, Account owner, String made, LinearModel model) {
    var holdOut = scene.developer().holdOut();
    models.add(new Model(id, owner, made, model.right(holdOut), holdOut.size()));
  }

  private void passOn() {
    var keeper = scene.keeper();
    var toChild = shop.settleRoyalty(keeper, id(2));
    scene.tell("model 3 sold 3 licences; of its income model 2 gets %s STX", Stx.plain(toChild));
    var toFirst = shop.settleRoyalty(keeper, id(1));
    scene.tell(
        "model 2 sold 2; model 1 gets %s STX, %s of it of what came from model 3",
        Stx.plain(toFirst), Stx.plain(toChild * DERIVING.share() / BPS));
    shop.claim(keeper, id(0), 1 + job.deal().prices().size());
    shop.claim(keeper, id(1), 1);
    shop.claim(keeper, id(2), 1);
    scene.oracle().claimAll();
    var books = scene.stage().ledger().cashbook();
    for (var account : scene.cast().all()) {
      var income = books.of(account).getOrDefault(Reason.SHARES.toString(), 0L);
      if (income > 0) scene.tell("  %s gets %s STX", account, Stx.plain(income));
    }
  }

  private Uint id(int model) {
    return models.get(model).id();
  }
}
