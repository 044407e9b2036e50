package io.neuralnexus.offchain.operator;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.offchain.contracts.ComputationVerification.Delivery;
import io.neuralnexus.offchain.contracts.ComputationVerification.Provider;
import io.neuralnexus.offchain.contracts.Marketplace;
import io.neuralnexus.offchain.contracts.Marketplace.Constants;
import io.neuralnexus.offchain.files.ContentId;
import io.neuralnexus.offchain.job.JobInputs;
import io.neuralnexus.offchain.operator.JobView.ExecutionView;
import io.neuralnexus.offchain.secrecy.EncryptionKey;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A compute provider: bids, trains, shows the result, defends it, delivers the model.
 *
 * @param policy which jobs, at which price
 * @param stake micro-STX to register with
 */
public record Trainer(Policy policy, long stake) implements Role {
  @Override
  public String name() {
    return "trainer";
  }

  @Override
  public void follow(Desk desk, Object event) {
    switch (event) {
      case Marketplace.Event.LockMatch match -> desk.store.watch(id(match.id()), "matched");
      case Marketplace.Event.MatchJob match -> desk.store.watch(id(match.id()), "matched");
      case Marketplace.Event.PostHoldoutKey posted ->
          desk.store.setHoldOutKeys(id(posted.id()), posted.keys());
      default -> {}
    }
  }

  private static long id(Uint job) {
    return job.longValueExact();
  }

  @Override
  public void plan(Desk desk, Plan plan) {
    desk.announce(plan);
    var provider = desk.computation.getProvider(desk.account);
    if (provider.isEmpty()) {
      plan.due(
          "register-provider",
          desk.computation.as(desk.account).tx().registerProvider(Uint.of(stake)));
    }
    new Day(desk, plan, provider).work();
  }

  /** One look at everything. */
  private final class Day {
    /** Blocks that are left to others for what is theirs. */
    private static final int PATIENCE = 6;

    private static final Logger LOG = LoggerFactory.getLogger(Trainer.class);

    private final Desk desk;
    private final Plan plan;
    private final Optional<Provider> provider;
    private final Map<Long, JobView> jobs = new HashMap<>();
    private long engaged;
    private Uint free;

    Day(Desk desk, Plan plan, Optional<Provider> provider) {
      this.desk = desk;
      this.plan = plan;
      this.provider = provider;
      this.free = provider.map(each -> desk.vault.getFree(each.stake())).orElse(Uint.ZERO);
    }

    void work() {
      var watched = desk.store.watched();
      for (var each : watched) {
        var job = desk.job(each.id());
        jobs.put(each.id(), job);
        if (isOurs(job) && !isOver(job)) engaged++;
      }
      watched.stream()
          .sorted(Comparator.comparing((WatchedJob each) -> worth(jobs.get(each.id()))).reversed())
          .forEach(each -> desk.attend(each, () -> phase(jobs.get(each.id()))));
    }

    /** What it could ask for a job: the best comes first, so that nobody wars for one of many. */
    private Uint worth(JobView job) {
      if (!job.is(Constants.MATCHED) || provider.isEmpty()) return Uint.ZERO;
      return policy.price(job.job().spec(), job.bid(), provider.get().score()).orElse(Uint.ZERO);
    }

    private boolean isOurs(JobView job) {
      return job.isSoldTo(desk.account);
    }

    private static boolean isOver(JobView job) {
      return job.is(Constants.ENDED) || job.is(Constants.COMPLETED) || job.is(Constants.FAILED);
    }

    /** Does what a job asks for; tells how far it is. */
    private String phase(JobView job) {
      if (job.is(Constants.OPEN)) return "open";
      if (job.is(Constants.MATCHED)) return auction(job);
      if (!isOurs(job)) return Desk.OVER + "not ours";
      if (job.is(Constants.KEYED)) return keys(job);
      if (job.is(Constants.PROCESSING)) return processing(job, job.execution().orElseThrow());
      if (job.is(Constants.COMPLETED)) return delivery(job, job.execution().orElseThrow());
      return Desk.OVER + job.progress().state();
    }

    // Auction

    private String auction(JobView job) {
      if (isOurs(job)) {
        assign(job, 0);
        return "leading";
      }
      if (!takesBids(job)) return auctionOver(job);
      plan.wakeAt(Math.max(job.auction().end(), desk.now().burn() + 1));
      var objection = policy.objection(job);
      if (objection.isPresent()) return Desk.OVER + objection.get();
      bid(job);
      return "bidding";
    }

    /** The tip is for whoever is first; others are left some blocks to what is theirs. */
    private String auctionOver(JobView job) {
      if (job.bid().isPresent()) {
        assign(job, PATIENCE);
      } else if (job.auction().isOver(desk.now())) {
        plan.due("end " + job.id(), desk.market.as(desk.account).tx().endJob(job.id()));
      } else {
        plan.wakeAt(Math.max(job.auction().end(), desk.now().burn() + 1));
      }
      return "auction over";
    }

    /** The second burn block after the auction draws the auditors: it has to be there. */
    private void assign(JobView job, long patience) {
      var at = job.auction().since().burn() + job.auction().blocks() + 3 + patience;
      if (desk.now().burn() >= at && job.auction().isOver(desk.now())) {
        plan.due("assign " + job.id(), desk.market.as(desk.account).tx().assignJob(job.id()));
      } else {
        plan.wakeAt(Math.max(at, desk.now().burn() + 1));
      }
    }

    private boolean takesBids(JobView job) {
      var auction = job.auction();
      var isClosed = job.bid().map(Marketplace.TrainingJobBid::closed).orElse(false);
      return !isClosed
          && Window.used(auction.since(), desk.now()) <= auction.blocks()
          && desk.now().burn() < auction.since().burn() + auction.blocks() + 2;
    }

    private void bid(JobView job) {
      var terms = job.job().terms();
      var isQualified =
          provider.isPresent()
              && provider.get().open()
              && job.match().isPresent()
              && provider.get().score().compareTo(job.match().get().minScore()) >= 0
              && provider.get().fees().compareTo(job.match().get().minFees()) >= 0;
      var isOwn = job.job().developer().equals(desk.account);
      var hasRoom = engaged < policy.atOnce() && free.compareTo(terms.stake()) >= 0;
      if (!isQualified || isOwn || !hasRoom) return;
      var spec = job.job().spec();
      var price = policy.price(spec, job.bid(), provider.get().score());
      if (price.isEmpty()) return;
      engaged++;
      free = free.minus(terms.stake());
      var tx = desk.market.as(desk.account).tx();
      plan.due(
          "bid %s on %s".formatted(price.get(), job.id()),
          spec.fixedPrice() ? tx.acceptTrainingJob(job.id()) : tx.bidOnJob(job.id(), price.get()),
          job.auction().end() - 1);
    }

    // Inputs

    private String keys(JobView job) {
      var posted =
          job.progress().holdoutPosted()
              && desk.data
                  .getJob(desk.market.contract(), job.id())
                  .map(each -> each.posted().equals(Uint.of(each.datasets().size())))
                  .orElse(false);
      var window = posted ? job.confirmation() : job.keys();
      if (window.isOver(desk.now())) {
        plan.due("end " + job.id(), desk.market.as(desk.account).tx().endJob(job.id()));
        return posted ? "inputs refused" : "keys missing";
      }
      plan.wakeAt(Math.max(window.end(), desk.now().burn() + 1));
      if (!posted) return "waiting for keys";
      var inputs = desk.inputs(id(job.id()), desk.granted(id(job.id())));
      if (inputs.isEmpty()) return "checking inputs";
      if (inputs.get() instanceof JobInputs.Problem problem) {
        if (problem.mayPass()) plan.wakeAt(desk.now().burn() + 1);
        return "inputs refused";
      }
      if (inputs.get() instanceof JobInputs.Ready ready && desk.isCutShort(job, ready)) {
        return "inputs refused";
      }
      plan.due(
          "confirm " + job.id(),
          desk.market.as(desk.account).tx().confirmInputs(job.id()),
          window.end() - 1);
      return "inputs checked";
    }

    // Execution

    private String processing(JobView job, ExecutionView execution) {
      return switch (execution.outcome()) {
        case "training" -> train(job, execution);
        case "revealed" -> {
          plan.wakeAt(Math.max(execution.challengeWindow().end(), desk.now().burn() + 1));
          yield "result shown";
        }
        case "disputed" -> {
          defend(job, execution);
          yield "disputed";
        }
        default -> {
          desk.finalise(job, execution, 0, plan);
          yield execution.outcome();
        }
      };
    }

    private String train(JobView job, ExecutionView execution) {
      plan.wakeAt(
          Math.max(
              (execution.isCommitted() ? execution.show() : execution.training()).end(),
              desk.now().burn() + 1));
      var claim = desk.claim(job, desk.granted(id(job.id())), plan);
      if (claim.isEmpty()) return "training";
      if (!execution.isCommitted()) {
        desk.commit(execution, claim.get(), plan);
        return "trained";
      }
      var waits =
          execution.progress().seats().contains(Uint.ZERO)
              && !execution.training().isOver(desk.now());
      if (waits) {
        plan.wakeAt(execution.training().end());
        return "waiting for auditors";
      }
      show(job, execution, claim.get());
      return "showing the result";
    }

    private void show(JobView job, ExecutionView execution, Claim claim) {
      plan.due(
          "complete " + job.id(),
          desk.market
              .as(desk.account)
              .tx()
              .completeTrainingJob(
                  job.id(),
                  claim.end().bytes(),
                  Uint.of(claim.steps()),
                  desk.salt(execution.id()),
                  claim.output(),
                  claim.path()),
          execution.show().end() - 1);
    }

    private void defend(JobView job, ExecutionView execution) {
      var turn = execution.dispute().orElseThrow().turn();
      if (turn.equals("pick")) desk.expire(execution, 0, plan);
      else desk.provide(job, execution, desk.granted(id(job.id())), plan);
    }

    // Delivery

    private String delivery(JobView job, ExecutionView execution) {
      var delivery = execution.delivery().orElseThrow();
      if (delivery.over()) return Desk.OVER + "paid";
      var since = delivery.since();
      var window =
          Window.of(since.stacks(), since.burn(), execution.terms().terms().deliveryWindow());
      if (delivery.delivered().isPresent() || window.isOver(desk.now())) {
        plan.due(
            "close-delivery " + execution.id(),
            desk.computation.as(desk.account).tx().closeDelivery(execution.id()));
        return "closing delivery";
      }
      plan.wakeAt(Math.max(window.end(), desk.now().burn() + 1));
      if (!deliver(job, execution, delivery, window)) return "paid, delivery not asked for";
      return "delivering";
    }

    /** Delivers when asked, and unasked if the developer can be reached: that frees the bond. */
    private boolean deliver(
        JobView job, ExecutionView execution, Delivery delivery, Window window) {
      var developer = job.job().developer();
      var key = desk.data.getEncryptionKey(developer);
      if (key.isEmpty() && !delivery.requested()) return false;
      var claim = desk.claim(job, desk.granted(id(job.id())), plan);
      if (claim.isEmpty()) return true;
      var file =
          key.map(publicKey -> wrapped(execution, developer, publicKey, claim.get()))
              .orElseGet(() -> note(developer));
      publish(file)
          .ifPresent(
              uri ->
                  plan.due(
                      "deliver " + execution.id(),
                      desk.computation
                          .as(desk.account)
                          .tx()
                          .deliver(execution.id(), uri.hash(), uri.uri()),
                      window.end() - 1));
      return true;
    }

    private Buff wrapped(ExecutionView execution, Principal developer, Buff key, Claim claim) {
      var plain = ByteBuffer.allocate(claim.model().size() * Long.BYTES);
      claim.model().forEach(plain::putLong);
      var once = desk.once("%s, model of execution %s".formatted(developer, execution.id()));
      return EncryptionKey.wrap(key, Buff.of(plain.array()), once);
    }

    /** Whoever asks without a key gets an answer: silence would cost half of the bond. */
    private static Buff note(Principal developer) {
      return Buff.of(
          "%s has no encryption key on the chain, so nothing can be wrapped for it"
              .formatted(developer)
              .getBytes(StandardCharsets.UTF_8));
    }

    private Optional<ContentId> publish(Buff file) {
      try {
        return Optional.of(desk.files.publish(file));
      } catch (UncheckedIOException e) {
        LOG.atWarn().setCause(e).log("the model could not be published, will try again");
        plan.wakeAt(desk.now().burn() + 1);
        return Optional.empty();
      }
    }
  }
}
