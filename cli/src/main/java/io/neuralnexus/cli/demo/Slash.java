package io.neuralnexus.cli.demo;

/** A stake that was cut; micro-STX. */
public record Slash(Account who, long amount, String reason) {
  @Override
  public String toString() {
    return "%s loses %s STX of its stake: %s".formatted(who, Stx.plain(amount), reason);
  }
}
