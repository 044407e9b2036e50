package io.neuralnexus.offchain.zk;

import static io.neuralnexus.clarity.Cl.list;
import static io.neuralnexus.clarity.Cl.tuple;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.clarity.Value;
import java.util.List;

/**
 * A proof as it goes to the chain. A {@code uint} packs two elements of the field: the high half is
 * the even column's, or the part without f of an element of the extension.
 *
 * @param traceCap of the tree that the commitment root stands for
 * @param partsCap of the tree of the quotient's parts
 * @param atZ all columns at the point z
 * @param atNext the shifted columns at g z
 * @param parts of the quotient, at z
 * @param layers the caps of the layers' trees
 * @param last the coefficients that are left, the constant first
 */
public record Proof(
    Buff traceCap,
    Buff partsCap,
    List<Uint> atZ,
    List<Uint> atNext,
    List<Uint> parts,
    Uint batchNonce,
    List<Buff> layers,
    List<Uint> last,
    Uint queryNonce,
    List<Query> queries) {
  public Proof {
    atZ = List.copyOf(atZ);
    atNext = List.copyOf(atNext);
    parts = List.copyOf(parts);
    layers = List.copyOf(layers);
    last = List.copyOf(last);
    queries = List.copyOf(queries);
  }

  /**
   * What is opened at one point.
   *
   * @param row of the trace tree
   * @param parts of the quotient, and the mask
   */
  public record Query(
      List<Uint> row,
      Buff salt,
      List<Buff> path,
      List<Uint> parts,
      Buff partsSalt,
      List<Buff> partsPath,
      List<Fold> folds) {
    public Query {
      row = List.copyOf(row);
      path = List.copyOf(path);
      parts = List.copyOf(parts);
      partsPath = List.copyOf(partsPath);
      folds = List.copyOf(folds);
    }

    private Value value() {
      return tuple(
          "row", list(row),
          "salt", salt,
          "path", list(path),
          "parts", list(parts),
          "parts-salt", partsSalt,
          "parts-path", list(partsPath),
          "folds", list(folds.stream().map(Fold::value).toList()));
    }

    private static Query of(Fields fields) {
      return new Query(
          fields.values("row", Uint.class),
          fields.buff("salt"),
          fields.values("path", Buff.class),
          fields.values("parts", Uint.class),
          fields.buff("parts-salt"),
          fields.values("parts-path", Buff.class),
          fields.list("folds", Fold::of));
    }
  }

  /** A leaf of a layer: eight values that fold into one. */
  public record Fold(List<Uint> values, List<Buff> path) {
    public Fold {
      values = List.copyOf(values);
      path = List.copyOf(path);
    }

    private Value value() {
      return tuple("values", list(values), "path", list(path));
    }

    private static Fold of(Fields fields) {
      return new Fold(fields.values("values", Uint.class), fields.values("path", Buff.class));
    }
  }

  /** The proof as the contracts take it. */
  public Value value() {
    return tuple(
        "trace-cap", traceCap,
        "parts-cap", partsCap,
        "at-z", list(atZ),
        "at-next", list(atNext),
        "parts", list(parts),
        "batch-nonce", batchNonce,
        "layers", list(layers),
        "final", list(last),
        "query-nonce", queryNonce,
        "queries", list(queries.stream().map(Query::value).toList()));
  }

  /**
   * The proof of such a value.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Proof of(Value value) {
    var fields = new Fields(value);
    return new Proof(
        fields.buff("trace-cap"),
        fields.buff("parts-cap"),
        fields.values("at-z", Uint.class),
        fields.values("at-next", Uint.class),
        fields.values("parts", Uint.class),
        fields.uint("batch-nonce"),
        fields.values("layers", Buff.class),
        fields.values("final", Uint.class),
        fields.uint("query-nonce"),
        fields.list("queries", Query::of));
  }
}
