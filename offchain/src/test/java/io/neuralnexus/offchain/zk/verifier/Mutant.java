package io.neuralnexus.offchain.zk.verifier;

import static io.neuralnexus.clarity.Cl.int_;
import static io.neuralnexus.clarity.Cl.list;
import static io.neuralnexus.clarity.Cl.none;
import static io.neuralnexus.clarity.Cl.uint;
import static io.neuralnexus.offchain.zk.verifier.Patch.Input.BINDING;
import static io.neuralnexus.offchain.zk.verifier.Patch.Input.PROFILE;
import static io.neuralnexus.offchain.zk.verifier.Patch.Input.PROOF;
import static io.neuralnexus.offchain.zk.verifier.Patch.Input.ROOT;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.Int;
import io.neuralnexus.clarity.ListValue;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.clarity.Value;
import io.neuralnexus.offchain.zk.Refusal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A true proof with a change for which it is refused.
 *
 * @param name what is changed
 * @param refusal why it is refused
 */
record Mutant(String name, Refusal refusal, List<Patch> patches) {

  static Mutant mutant(String name, Refusal refusal, Patch... patches) {
    return new Mutant(name, refusal, List.of(patches));
  }

  /** Changes that need no prover. */
  static List<Mutant> of(Vectors vectors) {
    return new Catalogue(vectors).all();
  }

  @Override
  public String toString() {
    return name;
  }

  private static final class Catalogue {
    private final Vectors vectors;
    private final Value profile;
    private final Value proof;
    private final List<Mutant> mutants = new ArrayList<>();

    Catalogue(Vectors vectors) {
      this.vectors = vectors;
      this.profile = vectors.profile().value();
      this.proof = vectors.proof().value();
    }

    List<Mutant> all() {
      addProfiles();
      addShapes();
      addNumbers();
      addContexts();
      addTranscript();
      addOpenings();
      return List.copyOf(mutants);
    }

    private void add(String name, Refusal refusal, Patch... patches) {
      mutants.add(mutant(name, refusal, patches));
    }

    private void addProfiles() {
      profile("log", 1, Refusal.BAD_SHAPE);
      profile("log", -1, Refusal.BAD_SIZE);
      add("profile: log is 18", Refusal.BAD_SIZE, new Patch(PROFILE, "log", uint(18)));
      around("rows", Refusal.BAD_COMPOSITION);
      add("profile: no rows", Refusal.BAD_SIZE, new Patch(PROFILE, "rows", uint(0)));
      add("profile: rows fill the body", Refusal.BAD_SIZE, new Patch(PROFILE, "rows", uint(944)));
      add("profile: no features", Refusal.BAD_FEATURE, new Patch(PROFILE, "features", list()));
      for (var field : List.of("low", "high")) {
        around("features/0/" + field, Refusal.BAD_FEATURE);
      }
      around("features/0/digits/0/weight", Refusal.BAD_FEATURE);
      around("features/0/digits/0/most", Refusal.BAD_FEATURE);
      around("features/1/digits/1/weight", Refusal.BAD_FEATURE);
      add(
          "profile: a range up to 2^32",
          Refusal.BAD_FEATURE,
          new Patch(PROFILE, "features/0/high", uint(1L << 32)));
      around("features/1/missing/some/code", Refusal.BAD_COMPOSITION);
      add(
          "profile: the code of a missing value is in its range",
          Refusal.BAD_FEATURE,
          new Patch(PROFILE, "features/1/missing/some/code", uint(1_000)));
      around("features/1/missing/some/low", Refusal.BAD_COMPOSITION);
      around("features/1/missing/some/high", Refusal.BAD_COMPOSITION);
      add(
          "profile: more missing values than rows",
          Refusal.BAD_COUNT,
          new Patch(PROFILE, "features/1/missing/some/high", uint(101)));
      add(
          "profile: nothing may be missing",
          Refusal.BAD_SHAPE,
          new Patch(PROFILE, "features/1/missing", none()));
      for (var field : List.of("classes/0/low", "classes/0/high", "classes/1/low")) {
        around(field, Refusal.BAD_COMPOSITION);
      }
      add(
          "profile: a class with a minimum over its maximum",
          Refusal.BAD_COUNT,
          new Patch(PROFILE, "classes/0/low", uint(99)));
      add("profile: no classes", Refusal.BAD_SHAPE, new Patch(PROFILE, "classes", list()));
      for (var field : List.of("times", "less", "low", "high")) {
        around("sums/0/" + field, Refusal.BAD_COMPOSITION);
      }
      profile("sums/0/feature", -1, Refusal.BAD_COMPOSITION);
      profile("sums/0/feature", 1, Refusal.BAD_COUNT);
      add(
          "profile: a sum of 0 times the values",
          Refusal.BAD_COUNT,
          new Patch(PROFILE, "sums/0/times", uint(0)));
      add(
          "profile: a sum that is too large",
          Refusal.BAD_COUNT,
          new Patch(PROFILE, "sums/0/less", uint((1L << 48) - 1)));
      add(
          "profile: a sum with bounds that are too large",
          Refusal.BAD_COUNT,
          new Patch(PROFILE, "sums/0/high", int_((1L << 50) + 1)));
      add(
          "profile: more columns than a proof may have",
          Refusal.TOO_WIDE,
          new Patch(PROFILE, "features", wide()));
    }

    /** 64 features of six digits each. */
    private Value wide() {
      var digit = Patch.at(profile, "features/0/digits/0");
      var digits = new ArrayList<Value>();
      for (int weight = 1; weight <= 32; weight *= 2) {
        digits.add(with(with(digit, "weight", uint(weight)), "most", uint(1)));
      }
      var feature = with(Patch.at(profile, "features/0"), "digits", list(digits));
      return list(Collections.nCopies(64, with(with(feature, "low", uint(0)), "high", uint(63))));
    }

    private static Value with(Value tuple, String field, Value value) {
      return new Patch(PROFILE, field, value).applied(tuple);
    }

    private void around(String at, Refusal refusal) {
      profile(at, 1, refusal);
      profile(at, -1, refusal);
    }

    private void profile(String at, long change, Refusal refusal) {
      Value changed =
          switch (Patch.at(profile, at)) {
            case Uint number -> uint(number.longValueExact() + change);
            case Int number -> int_(number.longValueExact() + change);
            default -> throw new IllegalArgumentException(at + " is no number");
          };
      add("profile: %s %+d".formatted(at, change), refusal, new Patch(PROFILE, at, changed));
    }

    private void addShapes() {
      for (var at :
          List.of(
              "at-z",
              "at-next",
              "parts",
              "layers",
              "final",
              "queries/35/row",
              "queries/35/path",
              "queries/35/parts",
              "queries/35/parts-path",
              "queries/35/folds",
              "queries/35/folds/0/values",
              "queries/35/folds/0/path",
              "queries/35/folds/1/path")) {
        add("one fewer in " + at, Refusal.BAD_SHAPE, new Patch(PROOF, at, shorter(at)));
        add("nothing in " + at, Refusal.BAD_SHAPE, new Patch(PROOF, at, list()));
      }
      for (var at :
          List.of(
              "at-z",
              "at-next",
              "layers",
              "final",
              "queries/0/row",
              "queries/0/path",
              "queries/0/parts-path",
              "queries/0/folds",
              "queries/0/folds/1/path")) {
        add("one more in " + at, Refusal.BAD_SHAPE, new Patch(PROOF, at, longer(at)));
      }
      for (var at :
          List.of(
              "trace-cap",
              "parts-cap",
              "layers/1",
              "queries/7/salt",
              "queries/7/parts-salt",
              "queries/7/path/3",
              "queries/7/parts-path/0",
              "queries/7/folds/1/path/2")) {
        var bytes = (Buff) Patch.at(proof, at);
        var shorter = bytes.slice(0, bytes.length() - 1);
        add("one byte fewer in " + at, Refusal.BAD_SHAPE, new Patch(PROOF, at, shorter));
      }
      add("no queries", Refusal.BAD_SHAPE, new Patch(PROOF, "queries", list()));
      add("no queries but the first", Refusal.BAD_SHAPE, new Patch(PROOF, "queries", first()));
    }

    private Value first() {
      return list(Patch.at(proof, "queries/0"));
    }

    private Value shorter(String at) {
      var entries = ((ListValue) Patch.at(proof, at)).values();
      return list(entries.subList(0, entries.size() - 1));
    }

    private Value longer(String at) {
      var entries = new ArrayList<>(((ListValue) Patch.at(proof, at)).values());
      entries.add(entries.getLast());
      return list(entries);
    }

    private void addNumbers() {
      var p = Uint.of(Element.P);
      var high = p.shiftLeft(64);
      int zero = vectors.proof().atZ().size() - 1;
      var last = vectors.proof().queries().get(35).row();
      int index = last.size() - 1;
      add("p for the 0 of the column of zeros at z", Refusal.NOT_CANONICAL, at("at-z/" + zero, p));
      add(
          "p f for the 0 of the column of zeros at z",
          Refusal.NOT_CANONICAL,
          at("at-z/" + zero, high));
      add(
          "p for the 0 of the column of zeros in a row",
          Refusal.NOT_CANONICAL,
          at("queries/35/row/" + index, last.getLast().plus(p)));
      for (var at :
          List.of(
              "at-next/0",
              "parts/15",
              "final/15",
              "queries/0/row/0",
              "queries/0/parts/16",
              "queries/35/folds/1/values/7")) {
        add("all bits set in " + at, Refusal.NOT_CANONICAL, at(at, Uint.MAX));
      }
    }

    private static Patch at(String at, Value value) {
      return new Patch(PROOF, at, value);
    }

    private void addContexts() {
      add("another root", Refusal.BAD_ROOT, new Patch(ROOT, "", flipped(vectors.root(), 31)));
      vectors
          .otherBindings()
          .forEach(
              (name, binding) ->
                  add(
                      "another " + name,
                      Refusal.BAD_COMPOSITION,
                      new Patch(BINDING, "", binding.hash())));
      var traceCap = Patch.at(proof, "trace-cap");
      var partsCap = Patch.at(proof, "parts-cap");
      var first = Patch.at(proof, "layers/0");
      var second = Patch.at(proof, "layers/1");
      add(
          "trace and parts have changed caps",
          Refusal.BAD_ROOT,
          at("trace-cap", partsCap),
          at("parts-cap", traceCap));
      add(
          "parts and layer 0 have changed caps",
          Refusal.BAD_COMPOSITION,
          at("parts-cap", first),
          at("layers/0", partsCap));
      add(
          "layers have changed caps",
          Refusal.NO_WORK,
          at("layers/0", second),
          at("layers/1", first));
    }

    private void addTranscript() {
      for (var at : List.of("at-z/0", "at-z/7", "at-next/0", "at-next/12", "parts/0", "parts/15")) {
        add("another number in " + at, Refusal.BAD_COMPOSITION, at(at, next(at)));
      }
      for (var at : List.of("batch-nonce", "query-nonce", "final/0", "final/15")) {
        add("another number in " + at, Refusal.NO_WORK, at(at, next(at)));
      }
      add("another bit in the cap of the trace", Refusal.BAD_ROOT, flip("trace-cap", 1_023));
      add("another bit in the cap of the parts", Refusal.BAD_COMPOSITION, flip("parts-cap", 0));
      add("another bit in the cap of layer 1", Refusal.NO_WORK, flip("layers/1", 512));
    }

    private Value next(String at) {
      return ((Uint) Patch.at(proof, at)).plus(Uint.ONE);
    }

    private Patch flip(String at, int index) {
      return at(at, flipped((Buff) Patch.at(proof, at), index));
    }

    private static Buff flipped(Buff bytes, int index) {
      var copy = bytes.bytes();
      copy[index] ^= 1;
      return Buff.of(copy);
    }

    private void addOpenings() {
      for (var at :
          List.of(
              "queries/0/row/0",
              "queries/35/row/5",
              "queries/0/parts/0",
              "queries/35/parts/16",
              "queries/0/folds/0/values/0",
              "queries/35/folds/1/values/7")) {
        add("another number in " + at, Refusal.BAD_PATH, at(at, next(at)));
      }
      for (var at :
          List.of(
              "queries/0/salt",
              "queries/35/parts-salt",
              "queries/0/path/0",
              "queries/17/parts-path/8",
              "queries/17/folds/0/path/0",
              "queries/35/folds/1/path/2")) {
        add("another bit in " + at, Refusal.BAD_PATH, flip(at, 3));
      }
      add(
          "two queries are exchanged",
          Refusal.BAD_PATH,
          at("queries/0", Patch.at(proof, "queries/1")),
          at("queries/1", Patch.at(proof, "queries/0")));
      add(
          "a query is there twice",
          Refusal.BAD_PATH,
          at("queries/35", Patch.at(proof, "queries/0")));
    }
  }
}
