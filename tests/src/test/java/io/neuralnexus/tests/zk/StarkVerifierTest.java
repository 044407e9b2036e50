package io.neuralnexus.tests.zk;

import static io.neuralnexus.clarity.Cl.list;
import static io.neuralnexus.clarity.Cl.tuple;
import static io.neuralnexus.clarity.Cl.uint;
import static io.neuralnexus.tests.contracts.StarkVerifier.Error.ERR_BAD_COMPOSITION;
import static io.neuralnexus.tests.contracts.StarkVerifier.Error.ERR_BAD_COUNT;
import static io.neuralnexus.tests.contracts.StarkVerifier.Error.ERR_BAD_FEATURE;
import static io.neuralnexus.tests.contracts.StarkVerifier.Error.ERR_BAD_FOLD;
import static io.neuralnexus.tests.contracts.StarkVerifier.Error.ERR_BAD_OPENING;
import static io.neuralnexus.tests.contracts.StarkVerifier.Error.ERR_BAD_PATH;
import static io.neuralnexus.tests.contracts.StarkVerifier.Error.ERR_BAD_POINT;
import static io.neuralnexus.tests.contracts.StarkVerifier.Error.ERR_BAD_ROOT;
import static io.neuralnexus.tests.contracts.StarkVerifier.Error.ERR_BAD_SHAPE;
import static io.neuralnexus.tests.contracts.StarkVerifier.Error.ERR_BAD_SIZE;
import static io.neuralnexus.tests.contracts.StarkVerifier.Error.ERR_NOT_CANONICAL;
import static io.neuralnexus.tests.contracts.StarkVerifier.Error.ERR_NO_WORK;
import static io.neuralnexus.tests.contracts.StarkVerifier.Error.ERR_TOO_WIDE;
import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarinet.Simnet;
import io.neuralnexus.clarinet.bindings.ContractError;
import io.neuralnexus.clarinet.junit.ClarinetProject;
import io.neuralnexus.clarity.Bool;
import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.Cl;
import io.neuralnexus.clarity.Int;
import io.neuralnexus.clarity.ResponseValue;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.clarity.Value;
import io.neuralnexus.offchain.zk.Digit;
import io.neuralnexus.offchain.zk.Profile;
import io.neuralnexus.offchain.zk.Profile.Bounds;
import io.neuralnexus.offchain.zk.Profile.Feature;
import io.neuralnexus.offchain.zk.Profile.Missing;
import io.neuralnexus.offchain.zk.Profile.Sum;
import io.neuralnexus.tests.contracts.StarkVerifier;
import io.neuralnexus.tests.contracts.StarkVerifier.VerifyProfile;
import io.neuralnexus.tests.contracts.StarkVerifier.VerifyProof;
import io.neuralnexus.tests.contracts.StarkVerifier.VerifyProofQueries;
import io.neuralnexus.tests.contracts.StarkVerifier.VerifyProofQueriesFolds;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What stark-verifier accepts, and each of its refusals. */
@ClarinetProject(manifest = "../Clarinet.toml")
class StarkVerifierTest {
  private static final BigInteger P = new BigInteger("18446744069414584321");
  private static final BigInteger TWO64 = BigInteger.TWO.pow(64);
  private static final Buff OTHER = sha256(new byte[] {7});

  /** 2^128 - 1: whatever is added to it or multiplied by it aborts. */
  private static final Uint MOST = Uint.MAX;

  private final Simnet chain;
  private final StarkVerifier verifier;
  private final Proven proven = Proven.small();
  private final VerifyProfile profile = VerifyProfile.CODEC.decode(proven.profile().value());
  private final VerifyProof proof = VerifyProof.CODEC.decode(proven.proof().value());

  StarkVerifierTest(Simnet chain) {
    this.chain = chain;
    this.verifier = StarkVerifier.on(chain);
  }

  private void refuses(ContractError error, VerifyProof given) {
    assertThat(verifier.verify(proven.binding(), proven.root(), profile, given).error())
        .as(error.name())
        .isEqualTo(error.code());
  }

  private void refuses(ContractError error, VerifyProfile given) {
    assertThat(verifier.verify(proven.binding(), proven.root(), given, proof).error())
        .as(error.name())
        .isEqualTo(error.code());
  }

  private void refuses(ContractError error, Profile given) {
    refuses(error, VerifyProfile.CODEC.decode(given.value()));
  }

  /** The proof with one of its queries changed. */
  private VerifyProof with(int query, UnaryOperator<VerifyProofQueries> change) {
    return proof.withQueries(
        changed(proof.queries(), query, change.apply(proof.queries().get(query))));
  }

  /** The proof with what one of its queries opens of a layer changed. */
  private VerifyProof withFold(
      int query, int layer, UnaryOperator<VerifyProofQueriesFolds> change) {
    return with(
        query,
        each ->
            each.withFolds(changed(each.folds(), layer, change.apply(each.folds().get(layer)))));
  }

  private static <T> List<T> changed(List<T> values, int index, T value) {
    var copy = new ArrayList<>(values);
    copy.set(index, value);
    return copy;
  }

  private static <T> List<T> longer(List<T> values) {
    return Stream.concat(values.stream(), Stream.of(values.getLast())).toList();
  }

  private static <T> List<T> shorter(List<T> values) {
    return values.subList(0, values.size() - 1);
  }

  private static Uint plus(Uint value, BigInteger more) {
    return Uint.of(value.toBigInteger().add(more));
  }

  private static Buff flipped(Buff buffer) {
    var bytes = buffer.bytes();
    bytes[0] ^= 1;
    return Buff.of(bytes);
  }

  // --- the profile

  @Test
  void a_profile_without_counts_has_columns_that_are_not_shifted() {
    var plain = Proven.plain();
    var answer =
        verifier.verify(
            plain.binding(),
            plain.root(),
            VerifyProfile.CODEC.decode(plain.profile().value()),
            VerifyProof.CODEC.decode(plain.proof().value()));
    assertThat(answer.ok()).isTrue();
  }

  @Test
  void an_honest_proof_is_accepted() {
    assertThat(verifier.verify(proven.binding(), proven.root(), profile, proof).ok()).isTrue();
  }

  @Test
  void a_trace_has_2_to_the_10_to_17_rows_and_room_for_the_data() {
    for (var log : List.of(uint(0), uint(9), uint(18), MOST)) {
      refuses(ERR_BAD_SIZE, profile.withLog(log));
    }
    for (var rows : List.of(uint(0), uint(1_024 - 80), MOST)) {
      refuses(ERR_BAD_SIZE, profile.withRows(rows));
    }
    refuses(ERR_BAD_COMPOSITION, profile.withRows(uint(31)));
    refuses(ERR_BAD_COMPOSITION, profile.withRows(uint(1_024 - 81)));
    refuses(ERR_BAD_SHAPE, profile.withLog(uint(11)));
    refuses(ERR_BAD_SHAPE, profile.withLog(uint(17)));
  }

  @Test
  void a_profile_has_a_feature() {
    refuses(ERR_BAD_FEATURE, profile.withFeatures(List.of()));
  }

  @Test
  void a_range_is_in_order_and_below_2_to_the_32() {
    refuses(ERR_BAD_FEATURE, feature(8, 7, List.of()));
    refuses(ERR_BAD_FEATURE, feature(1L << 32, 1L << 32, List.of()));
    refuses(ERR_BAD_SHAPE, feature((1L << 32) - 1, (1L << 32) - 1, List.of()));
  }

  @Test
  void digits_reach_the_range_and_no_number_twice_over_a_gap() {
    var one = new Digit(1, 15);
    refuses(ERR_BAD_FEATURE, feature(0, 15, List.of()));
    refuses(ERR_BAD_FEATURE, feature(0, 14, List.of(one)));
    refuses(ERR_BAD_FEATURE, feature(0, 16, List.of(one)));
    refuses(ERR_BAD_FEATURE, feature(0, 16, List.of(new Digit(1, 16))));
    refuses(ERR_BAD_FEATURE, feature(0, 15, List.of(one, new Digit(1, 0))));
    refuses(ERR_BAD_FEATURE, feature(0, 15, List.of(one, new Digit(0, 1))));
    refuses(ERR_BAD_FEATURE, feature(0, 32, List.of(one, new Digit(17, 1))));
    refuses(ERR_BAD_FEATURE, feature(0, 30, List.of(new Digit(2, 15))));
    refuses(ERR_BAD_SHAPE, feature(0, 31, List.of(one, new Digit(16, 1))));
  }

  @Test
  void the_code_of_a_missing_value_is_outside_of_the_range() {
    var count = new Bounds(0, 1);
    refuses(ERR_BAD_FEATURE, missing(new Missing(5, count)));
    refuses(ERR_BAD_FEATURE, missing(new Missing(20, count)));
    refuses(ERR_BAD_FEATURE, missing(new Missing(1L << 32, count)));
    refuses(ERR_BAD_SHAPE, missing(new Missing(4, count)));
    refuses(ERR_BAD_SHAPE, missing(new Missing(21, count)));
  }

  @Test
  void bounds_of_counts_are_in_order_and_not_above_the_rows() {
    refuses(ERR_BAD_COUNT, missing(new Missing(4, new Bounds(2, 1))));
    refuses(ERR_BAD_COUNT, missing(new Missing(4, new Bounds(0, 31))));
    refuses(ERR_BAD_COUNT, classes(new Bounds(2, 1)));
    refuses(ERR_BAD_COUNT, classes(new Bounds(0, 31)));
    refuses(ERR_BAD_COUNT, classes(new Bounds(0, 31), new Bounds(0, 0)));
    refuses(ERR_BAD_SHAPE, classes(new Bounds(0, 30)));
  }

  @Test
  void sums_name_a_feature_and_stay_below_2_to_the_50() {
    long most = 1L << 50;
    refuses(ERR_BAD_COUNT, sums(new Sum(3, 1, 0, 0, 1)));
    refuses(ERR_BAD_COUNT, sums(new Sum(0, 0, 0, 0, 1)));
    refuses(ERR_BAD_COUNT, sums(new Sum(0, 1 << 16, 0, 0, 1)));
    refuses(ERR_BAD_COUNT, sums(new Sum(0, 1, 1L << 48, 0, 1)));
    refuses(ERR_BAD_COUNT, sums(new Sum(0, 1, (1L << 48) - 1, 0, 1)));
    refuses(ERR_BAD_COUNT, sums(new Sum(0, 1, 0, 1, 0)));
    refuses(ERR_BAD_COUNT, sums(new Sum(0, 1, 0, -most - 1, 0)));
    refuses(ERR_BAD_COUNT, sums(new Sum(0, 1, 0, 0, most + 1)));
    refuses(ERR_BAD_SHAPE, sums(new Sum(0, 65_535, most / 30, -most, most)));
    long high = (1L << 32) - 1;
    var wide = new Feature(high, high, Optional.empty(), List.of());
    var large = new Sum(0, 65_535, 0, 0, 1);
    refuses(ERR_BAD_COUNT, new Profile(10, 30, List.of(wide), List.of(), List.of(large)));
  }

  @Test
  void a_proof_has_400_columns_at_most() {
    var ten = new Feature(0, 9, Optional.empty(), Collections.nCopies(9, new Digit(1, 1)));
    var one = new Feature(0, 0, Optional.empty());
    var widest = new ArrayList<>(Collections.nCopies(39, ten));
    widest.addAll(Collections.nCopies(9, one));

    refuses(ERR_BAD_SHAPE, new Profile(10, 30, widest, List.of(), List.of()));
    widest.add(one);
    refuses(ERR_TOO_WIDE, new Profile(10, 30, widest, List.of(), List.of()));
    refuses(ERR_TOO_WIDE, features(64, ten));
  }

  private static Profile features(int count, Feature feature) {
    return new Profile(10, 30, Collections.nCopies(count, feature), List.of(), List.of());
  }

  private static Profile feature(long low, long high, List<Digit> digits) {
    return features(1, new Feature(low, high, Optional.empty(), digits));
  }

  private static Profile missing(Missing missing) {
    return features(1, new Feature(5, 20, Optional.of(missing)));
  }

  private static Profile classes(Bounds... classes) {
    var single = new Feature(0, 0, Optional.empty());
    return new Profile(10, 30, List.of(single), List.of(classes), List.of());
  }

  private static Profile sums(Sum sum) {
    var digit = new Feature(0, 9, Optional.empty());
    return new Profile(10, 30, List.of(digit), List.of(), List.of(sum));
  }

  // --- the form

  @Test
  void every_list_and_buffer_has_its_length() {
    refuses(ERR_BAD_SHAPE, proof.withAtZ(longer(proof.atZ())));
    refuses(ERR_BAD_SHAPE, proof.withAtZ(shorter(proof.atZ())));
    refuses(ERR_BAD_SHAPE, proof.withAtZ(List.of()));
    refuses(ERR_BAD_SHAPE, proof.withAtNext(longer(proof.atNext())));
    refuses(ERR_BAD_SHAPE, proof.withAtNext(shorter(proof.atNext())));
    refuses(ERR_BAD_SHAPE, proof.withParts(shorter(proof.parts())));
    refuses(ERR_BAD_SHAPE, proof.withFinal(longer(proof.final_())));
    refuses(ERR_BAD_SHAPE, proof.withFinal(shorter(proof.final_())));
    refuses(ERR_BAD_SHAPE, proof.withLayers(longer(proof.layers())));
    refuses(ERR_BAD_SHAPE, proof.withLayers(shorter(proof.layers())));
    refuses(
        ERR_BAD_SHAPE,
        proof.withLayers(changed(proof.layers(), 1, proof.layers().get(1).slice(0, 1_023))));
    refuses(ERR_BAD_SHAPE, proof.withTraceCap(proof.traceCap().slice(0, 992)));
    refuses(ERR_BAD_SHAPE, proof.withPartsCap(Buff.of(new byte[0])));
    refuses(ERR_BAD_SHAPE, proof.withQueries(shorter(proof.queries())));
    refuses(ERR_BAD_SHAPE, proof.withQueries(List.of()));
  }

  @Test
  void every_list_and_buffer_of_every_query_has_its_length() {
    for (int k : new int[] {0, 35}) {
      refuses(ERR_BAD_SHAPE, with(k, each -> each.withRow(longer(each.row()))));
      refuses(ERR_BAD_SHAPE, with(k, each -> each.withRow(shorter(each.row()))));
      refuses(ERR_BAD_SHAPE, with(k, each -> each.withSalt(each.salt().slice(0, 15))));
      refuses(ERR_BAD_SHAPE, with(k, each -> each.withPath(longer(each.path()))));
      refuses(ERR_BAD_SHAPE, with(k, each -> each.withPath(shorter(each.path()))));
      refuses(ERR_BAD_SHAPE, with(k, each -> each.withPath(cut(each.path()))));
      refuses(ERR_BAD_SHAPE, with(k, each -> each.withParts(shorter(each.parts()))));
      refuses(ERR_BAD_SHAPE, with(k, each -> each.withPartsSalt(each.partsSalt().slice(0, 0))));
      refuses(ERR_BAD_SHAPE, with(k, each -> each.withPartsPath(shorter(each.partsPath()))));
      refuses(ERR_BAD_SHAPE, with(k, each -> each.withPartsPath(cut(each.partsPath()))));
      refuses(ERR_BAD_SHAPE, with(k, each -> each.withFolds(shorter(each.folds()))));
      refuses(ERR_BAD_SHAPE, with(k, each -> each.withFolds(longer(each.folds()))));
      refuses(ERR_BAD_SHAPE, with(k, each -> each.withFolds(longer(longer(each.folds())))));
      for (int layer : new int[] {0, 1}) {
        refuses(ERR_BAD_SHAPE, withFold(k, layer, fold -> fold.withValues(shorter(fold.values()))));
        refuses(ERR_BAD_SHAPE, withFold(k, layer, fold -> fold.withPath(longer(fold.path()))));
        refuses(ERR_BAD_SHAPE, withFold(k, layer, fold -> fold.withPath(cut(fold.path()))));
      }
    }
  }

  @Test
  void empty_lists_are_refused_like_others() {
    var nothing = Buff.of();
    var none =
        new VerifyProofQueries(
            List.of(), List.of(), List.of(), nothing, List.of(), List.of(), nothing);
    refuses(ERR_BAD_SHAPE, proof.withQueries(Collections.nCopies(36, none)));
    refuses(ERR_BAD_SHAPE, with(0, each -> each.withRow(List.of()).withParts(List.of())));
    refuses(ERR_BAD_SHAPE, with(0, each -> each.withPath(List.of())));
    refuses(ERR_BAD_SHAPE, with(0, each -> each.withPartsPath(List.of())));
    refuses(ERR_BAD_SHAPE, with(0, each -> each.withFolds(List.of())));
    var empty =
        new VerifyProof(
            List.of(), List.of(), uint(0), List.of(), List.of(), List.of(), nothing, List.of(),
            uint(0), nothing);
    refuses(ERR_BAD_SHAPE, empty);
  }

  /** The path with a byte less in its last sibling. */
  private static List<Buff> cut(List<Buff> path) {
    return changed(path, path.size() - 1, path.getLast().slice(0, 31));
  }

  @Test
  void both_halves_of_every_number_are_below_the_order_of_the_field() {
    for (var excess : List.of(P, P.multiply(TWO64))) {
      refuses(ERR_NOT_CANONICAL, proof.withAtZ(first(proof.atZ(), excess)));
      refuses(ERR_NOT_CANONICAL, proof.withAtZ(last(proof.atZ(), excess)));
      refuses(ERR_NOT_CANONICAL, proof.withAtNext(first(proof.atNext(), excess)));
      refuses(ERR_NOT_CANONICAL, proof.withAtNext(last(proof.atNext(), excess)));
      refuses(ERR_NOT_CANONICAL, proof.withParts(last(proof.parts(), excess)));
      refuses(ERR_NOT_CANONICAL, proof.withFinal(last(proof.final_(), excess)));
      refuses(ERR_NOT_CANONICAL, with(0, each -> each.withRow(first(each.row(), excess))));
      refuses(ERR_NOT_CANONICAL, with(35, each -> each.withRow(last(each.row(), excess))));
      refuses(ERR_NOT_CANONICAL, with(9, each -> each.withParts(last(each.parts(), excess))));
      refuses(
          ERR_NOT_CANONICAL, withFold(35, 1, fold -> fold.withValues(last(fold.values(), excess))));
    }
    refuses(ERR_NOT_CANONICAL, proof.withAtZ(changed(proof.atZ(), 0, MOST)));
    refuses(ERR_NOT_CANONICAL, with(1, each -> each.withRow(changed(each.row(), 0, MOST))));
  }

  private static List<Uint> first(List<Uint> values, BigInteger excess) {
    return changed(values, 0, excessive(excess));
  }

  private static List<Uint> last(List<Uint> values, BigInteger excess) {
    return changed(values, values.size() - 1, excessive(excess));
  }

  /** The least that is too much in one half. */
  private static Uint excessive(BigInteger excess) {
    return Uint.of(excess);
  }

  // --- the argument

  @Test
  void the_trace_is_the_one_committed_to() {
    refuses(ERR_BAD_ROOT, proof.withTraceCap(flipped(proof.traceCap())));
    assertThat(verifier.verify(proven.binding(), OTHER, profile, proof).error())
        .isEqualTo(ERR_BAD_ROOT.code());
    assertThat(verifier.verify(proven.binding(), Buff.of(new byte[0]), profile, proof).error())
        .isEqualTo(ERR_BAD_ROOT.code());
  }

  /** Once in 2^64 proofs; so here the contract draws its points in the base field. */
  @Test
  void the_point_is_not_in_the_base_field() {
    var source = chain.contractSource(StarkVerifier.NAME).orElseThrow();
    var half = "(mod (back drawn) P)";
    assertThat(source).containsOnlyOnce(half);
    try (var fork = chain.fork()) {
      fork.deploy("flat-verifier", source.replace(half, "(* u0 (back drawn))"), fork.deployer());
      var flat = StarkVerifier.on(fork, fork.deployer().contract("flat-verifier"));
      refuses(flat, ERR_BAD_POINT);
    }
  }

  private void refuses(StarkVerifier other, ContractError error) {
    assertThat(other.verify(proven.binding(), proven.root(), profile, proof).error())
        .isEqualTo(error.code());
  }

  @Test
  void the_relation_holds_at_the_point() {
    refuses(ERR_BAD_COMPOSITION, proof.withAtZ(next(proof.atZ())));
    refuses(ERR_BAD_COMPOSITION, proof.withAtNext(next(proof.atNext())));
    refuses(ERR_BAD_COMPOSITION, proof.withParts(next(proof.parts())));
    refuses(ERR_BAD_COMPOSITION, proof.withPartsCap(flipped(proof.partsCap())));
    assertThat(verifier.verify(OTHER, proven.root(), profile, proof).error())
        .isEqualTo(ERR_BAD_COMPOSITION.code());
  }

  private static List<Uint> next(List<Uint> values) {
    return changed(values, 0, plus(values.getFirst(), BigInteger.ONE));
  }

  @Test
  void another_profile_of_the_same_form_is_refused() {
    var features = profile.features();
    var gaps = features.getFirst();
    var count = gaps.missing().orElseThrow();
    refuses(
        ERR_BAD_COMPOSITION,
        profile.withFeatures(
            changed(features, 0, gaps.withMissing(Optional.of(count.withHigh(uint(26)))))));
    refuses(
        ERR_BAD_COMPOSITION,
        profile.withFeatures(
            changed(features, 0, gaps.withMissing(Optional.of(count.withCode(uint(8)))))));
    refuses(
        ERR_BAD_COMPOSITION,
        profile.withFeatures(
            changed(features, 1, features.get(1).withLow(uint(8)).withHigh(uint(8)))));
    refuses(
        ERR_BAD_COMPOSITION,
        profile.withClasses(
            changed(profile.classes(), 1, profile.classes().get(1).withLow(uint(1)))));
    refuses(
        ERR_BAD_COMPOSITION,
        profile.withSums(changed(profile.sums(), 1, profile.sums().get(1).withHigh(Int.of(0)))));
    refuses(
        ERR_BAD_COMPOSITION,
        profile.withSums(changed(profile.sums(), 0, profile.sums().get(0).withTimes(uint(2)))));
  }

  @Test
  void both_nonces_show_work() {
    refuses(ERR_NO_WORK, proof.withBatchNonce(plus(proof.batchNonce(), BigInteger.ONE)));
    refuses(ERR_NO_WORK, proof.withQueryNonce(plus(proof.queryNonce(), BigInteger.ONE)));
    refuses(ERR_NO_WORK, proof.withQueryNonce(MOST));
    refuses(
        ERR_NO_WORK,
        proof.withLayers(changed(proof.layers(), 0, flipped(proof.layers().getFirst()))));
    refuses(ERR_NO_WORK, proof.withFinal(next(proof.final_())));
  }

  @Test
  void what_is_opened_is_in_the_trees() {
    for (int k : new int[] {0, 35}) {
      refuses(ERR_BAD_PATH, with(k, each -> each.withRow(next(each.row()))));
      refuses(ERR_BAD_PATH, with(k, each -> each.withSalt(flipped(each.salt()))));
      refuses(ERR_BAD_PATH, with(k, each -> each.withPath(changed(each.path(), 0, OTHER))));
      refuses(ERR_BAD_PATH, with(k, each -> each.withParts(next(each.parts()))));
      refuses(ERR_BAD_PATH, with(k, each -> each.withPartsSalt(flipped(each.partsSalt()))));
      refuses(
          ERR_BAD_PATH, with(k, each -> each.withPartsPath(changed(each.partsPath(), 8, OTHER))));
      refuses(ERR_BAD_PATH, withFold(k, 1, fold -> fold.withValues(next(fold.values()))));
      refuses(ERR_BAD_PATH, withFold(k, 0, fold -> fold.withPath(changed(fold.path(), 0, OTHER))));
    }
    var queries = new ArrayList<>(proof.queries());
    Collections.swap(queries, 3, 4);
    refuses(ERR_BAD_PATH, proof.withQueries(queries));
  }

  // --- layers, one by one: a proof that comes so far and is false would take a prover that cheats

  @Test
  void the_first_layer_has_what_the_opened_values_give() {
    assertThat(layer(uint(3), true)).isInstanceOf(ResponseValue.Ok.class);
    assertRefused(layer(uint(4), true), ERR_BAD_OPENING);
  }

  @Test
  void each_layer_has_what_the_one_before_folds_to() {
    assertThat(layer(uint(3), false)).isInstanceOf(ResponseValue.Ok.class);
    assertRefused(layer(uint(4), false), ERR_BAD_FOLD);
  }

  private static void assertRefused(Value answer, ContractError error) {
    assertThat(answer).isEqualTo(Cl.err(error.code()));
  }

  /** The smallest layer, all of whose leaves are 3, .., 3, when another value is wanted. */
  private Value layer(Uint wanted, boolean first) {
    var values = list(Collections.nCopies(8, uint(3)));
    var path = new ArrayList<Buff>();
    var node = sha256(new byte[] {3}, values.serialize());
    for (int level = 0; level < 3; level++) {
      path.add(node);
      node = sha256(new byte[] {1}, node.bytes(), node.bytes());
    }
    var cap = Buff.fromHex(node.toString().substring(2).repeat(32));
    var one = Uint.of(TWO64);
    return chain
        .callPrivate(
            StarkVerifier.NAME,
            "check-layer",
            List.of(
                tuple("values", values, "path", list(path), "cap", cap, "challenge", one),
                Cl.ok(
                    tuple(
                        "want", wanted,
                        "scale", one,
                        "inverse", uint(1),
                        "points", uint(2_048),
                        "index", uint(777),
                        "sides", list(Collections.nCopies(16, uint(0))),
                        "first", Bool.of(first)))),
            chain.deployer())
        .result();
  }

  private static Buff sha256(byte[]... parts) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (var part : parts) digest.update(part);
      return Buff.of(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
