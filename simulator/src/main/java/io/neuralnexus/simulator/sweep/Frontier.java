package io.neuralnexus.simulator.sweep;

import io.neuralnexus.simulator.kpi.Expectation;
import io.neuralnexus.simulator.kpi.RunResult;
import io.neuralnexus.simulator.sweep.FrontierResult.Everywhere;
import io.neuralnexus.simulator.sweep.FrontierResult.Found;
import io.neuralnexus.simulator.sweep.FrontierResult.NotMonotone;
import io.neuralnexus.simulator.sweep.FrontierResult.Nowhere;
import io.neuralnexus.simulator.sweep.FrontierResult.Outcome;
import io.neuralnexus.simulator.sweep.FrontierResult.Probe;
import io.neuralnexus.simulator.sweep.FrontierResult.Undecided;
import io.neuralnexus.simulator.sweep.FrontierResult.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * A search for the value of a parameter from which on a target holds: a coarse look at the whole
 * range, then bisection. At each value the same seeds are played, twice as many at each look, until
 * the interval of the target's statistic does not contain the bound any more. As each look is
 * another chance to err, the looks share the error (Bonferroni).
 *
 * @param subject what is simulated
 * @param range of the parameter; its steps are those of the coarse look
 * @param target what is to hold
 * @param seed the first seed
 * @param replications seeds of the first look at a value
 * @param looks how often their number is doubled, and one
 * @param precision how near two values are as a share of the range that need nothing in between
 * @param confidence of a verdict, as 0.95
 */
public record Frontier(
    Subject subject,
    Axis.Span range,
    Expectation target,
    long seed,
    int replications,
    int looks,
    double precision,
    double confidence) {
  public Frontier {
    if (replications < 2) {
      throw new IllegalArgumentException(
          "%d replications decide nothing: ask for at least 2".formatted(replications));
    }
    if (looks < 1 || looks > 12) {
      throw new IllegalArgumentException("%d looks: ask for 1 to 12".formatted(looks));
    }
    if (!(precision > 0 && precision < 1)) {
      throw new IllegalArgumentException(
          "a precision of %s is no share of the range: write one like 0.02".formatted(precision));
    }
    if (!(confidence > 0 && confidence < 1)) {
      throw new IllegalArgumentException(
          "a confidence of %s is no share: write one like 0.95".formatted(confidence));
    }
    if (range.steps() < 2) {
      throw new IllegalArgumentException(
          "%d steps do not show a range: ask for at least 2".formatted(range.steps()));
    }
  }

  /**
   * Searches.
   *
   * @param stage what the runs depend on beside the scenario
   * @param crew who does the runs
   * @param folder where finished runs are kept; the same search goes on there after a death
   * @throws SweepException if a run fails, or the folder has runs of something else
   */
  public FrontierResult run(Fingerprint stage, Crew crew, Path folder, Progress progress) {
    try (var journal = Journal.open(folder, title(stage))) {
      return new Search(new Runs(subject, journal, crew, progress)).found();
    }
  }

  /** A name for the folder of this, which nothing else has, as {@code baseline-1f2e3d4c}. */
  public String folder(Fingerprint stage) {
    return Fingerprint.folder(subject, title(stage));
  }

  private List<String> title(Fingerprint stage) {
    var title = new ArrayList<>(stage.title(subject));
    title.add("frontier %s of %s".formatted(target, range));
    title.add(
        "seeds from %d, %d in %d looks, precision %s, confidence %s"
            .formatted(seed, replications, looks, precision, confidence));
    return title;
  }

  /** Values are known by how far along the range they are. */
  private final class Search {
    private record Change(double from, double to) {}

    private final Runs runs;
    private final TreeMap<Double, Probe> probes = new TreeMap<>();

    Search(Runs runs) {
      this.runs = runs;
    }

    FrontierResult found() {
      var values = new HashSet<Double>();
      probe(
          IntStream.range(0, range.steps())
              .mapToObj(i -> (double) i / (range.steps() - 1))
              .filter(share -> values.add(value(share)))
              .toList());
      for (var next = between(); !next.isEmpty(); next = between()) probe(next);
      return new FrontierResult(
          subject.scenario(),
          range.key(),
          target,
          confidence,
          outcome(),
          List.copyOf(probes.values()));
    }

    private void probe(List<Double> shares) {
      var open = shares;
      for (var look = 0; look < looks && !open.isEmpty(); look++) {
        var count = replications << look;
        var seeds = LongStream.range(seed, seed + count).boxed().toList();
        var done =
            runs.of(
                open.stream()
                    .map(this::point)
                    .flatMap(point -> seeds.stream().map(each -> new Task(point, each)))
                    .toList());
        for (var share : open) {
          var point = point(share);
          var samples =
              seeds.stream()
                  .map(each -> done.get(new Task(point, each)).kpi(target.kpi()))
                  .toList();
          var estimate = Statistics.of(samples, target.statistic(), 1 - (1 - confidence) / looks);
          probes.put(share, new Probe(value(share), estimate, verdict(estimate)));
        }
        if (probes.values().stream().allMatch(each -> each.estimate().runs() == 0)) {
          throw unseen(done.values());
        }
        open = open.stream().filter(share -> probes.get(share).verdict() == Verdict.OPEN).toList();
      }
    }

    private SweepException unseen(Collection<RunResult> results) {
      var seen = new TreeSet<String>();
      results.forEach(result -> seen.addAll(result.kpis().keySet()));
      return new SweepException(
          "no run has a sample of %s, which is the target: there are %s"
              .formatted(target.kpi(), String.join(", ", seen)));
    }

    private double value(double share) {
      return Point.rounded(range.key(), range.at(share));
    }

    private Point point(double share) {
      return Point.of(Map.of(range.key(), value(share)));
    }

    private Verdict verdict(Estimate estimate) {
      if (estimate.surely(target)) return Verdict.HOLDS;
      return estimate.surelyNot(target) ? Verdict.FAILS : Verdict.OPEN;
    }

    /**
     * Where to look next: around the one change, in the middle of each gap between values of which
     * not the same is known.
     */
    private List<Double> between() {
      var changes = changes();
      if (changes.size() != 1) return List.of();
      var middles = new ArrayList<Double>();
      for (var share = changes.getFirst().from(); share < changes.getFirst().to(); ) {
        var next = probes.higherKey(share);
        var middle = (share + next) / 2;
        if (probes.get(share).verdict() != probes.get(next).verdict()
            && next - share > precision
            && value(middle) != value(share)
            && value(middle) != value(next)) {
          middles.add(middle);
        }
        share = next;
      }
      return middles;
    }

    /** Neighbours among the sure ones that differ. */
    private List<Change> changes() {
      var changes = new ArrayList<Change>();
      var last = Double.NaN;
      for (var share : probes.keySet()) {
        var verdict = probes.get(share).verdict();
        if (verdict == Verdict.OPEN) continue;
        if (last >= 0 && probes.get(last).verdict() != verdict) {
          changes.add(new Change(last, share));
        }
        last = share;
      }
      return changes;
    }

    private Found found(Change change) {
      var from = probes.get(change.from());
      var to = probes.get(change.to());
      return from.verdict() == Verdict.HOLDS
          ? new Found(to.value(), from.value())
          : new Found(from.value(), to.value());
    }

    private Outcome outcome() {
      var changes = changes();
      if (changes.size() > 1) return new NotMonotone(changes.stream().map(this::found).toList());
      if (changes.size() == 1) return found(changes.getFirst());
      if (probes.values().stream().allMatch(each -> each.verdict() == Verdict.HOLDS)) {
        return new Everywhere();
      }
      return probes.values().stream().allMatch(each -> each.verdict() == Verdict.FAILS)
          ? new Nowhere()
          : new Undecided();
    }
  }
}
