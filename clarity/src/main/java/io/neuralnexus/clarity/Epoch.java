package io.neuralnexus.clarity;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The epochs of the Stacks network that know contracts; each fixes rules, costs and limits. */
public enum Epoch {
  EPOCH_2_0("2.0", "Epoch20"),
  EPOCH_2_05("2.05", "Epoch2_05"),
  EPOCH_2_1("2.1", "Epoch21"),
  EPOCH_2_2("2.2", "Epoch22"),
  EPOCH_2_3("2.3", "Epoch23"),
  EPOCH_2_4("2.4", "Epoch24"),
  EPOCH_2_5("2.5", "Epoch25"),
  EPOCH_3_0("3.0", "Epoch30"),
  EPOCH_3_1("3.1", "Epoch31"),
  EPOCH_3_2("3.2", "Epoch32"),
  EPOCH_3_3("3.3", "Epoch33"),
  EPOCH_3_4("3.4", "Epoch34"),
  EPOCH_4_0("4.0", "Epoch40");

  private final String label;
  private final String id;

  Epoch(String label, String id) {
    this.label = label;
    this.id = id;
  }

  /** As manifests write it: {@code 4.0}. */
  public String label() {
    return label;
  }

  /** As contract interfaces write it: {@code Epoch40}. */
  public String id() {
    return id;
  }

  /**
   * Reads a label, {@code 4.0}, or an id, {@code Epoch40}.
   *
   * @throws IllegalArgumentException if it is neither, naming the epochs there are
   */
  public static Epoch parse(String text) {
    for (var epoch : values()) {
      if (epoch.label.equals(text) || epoch.id.equals(text)) return epoch;
    }
    throw new IllegalArgumentException(
        "no epoch \"%s\": there are %s"
            .formatted(
                text, Arrays.stream(values()).map(Epoch::label).collect(Collectors.joining(", "))));
  }

  /** The label. */
  @Override
  public String toString() {
    return label;
  }
}
