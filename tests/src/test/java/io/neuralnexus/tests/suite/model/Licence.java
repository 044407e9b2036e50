package io.neuralnexus.tests.suite.model;

/** Terms as they were bought; the last burn height is {@code end}. */
final class Licence {
  final long id;
  final Model model;
  final Model.Offer offer;
  final long start;
  final long end;
  Actor holder;
  boolean refunded;

  Licence(long id, Model model, Model.Offer offer, long start, long end, Actor holder) {
    this.id = id;
    this.model = model;
    this.offer = offer;
    this.start = start;
    this.end = end;
    this.holder = holder;
  }

  boolean runs(Clock now) {
    return !refunded && end >= now.burn();
  }

  @Override
  public String toString() {
    return "licence " + id;
  }
}
