package io.neuralnexus.tests.market.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarinet.Receipt;
import io.neuralnexus.clarity.ListValue;
import io.neuralnexus.clarity.ResponseValue;
import io.neuralnexus.clarity.TupleValue;
import java.util.List;

/** What a draw says: the one thing the model cannot know is who was drawn. */
record DrawEvent(String outcome, long weight, List<Actor> voters) {

  static DrawEvent of(Receipt receipt) {
    var event = (TupleValue) ((ResponseValue.Ok) receipt.result()).value();
    return new DrawEvent(
        Values.text(event.get("outcome")),
        Values.number(event, "weight"),
        ((ListValue) event.get("voters")).values().stream().map(Actor::named).toList());
  }

  /** The seats, once it is clear that these could be drawn. */
  List<Actor> judgedBy(Market market, Bid bid) {
    var expected = market.drawOf(bid);
    assertThat(outcome)
        .as("outcome of the draw of %s", bid)
        .isEqualTo(
            switch (expected) {
              case DRAWN -> "drawn";
              case MISSED -> "missed";
              case NOBODY, GIVEN_UP -> "nobody";
            });
    if (expected != Market.Draw.DRAWN) {
      assertThat(voters).as("seats of a draw that seats nobody").isEmpty();
      return voters;
    }
    assertThat(weight)
        .as("weight of all that may judge %s", bid)
        .isEqualTo(market.drawableWeight(bid));
    assertThat(voters)
        .as("seats of %s", bid)
        .hasSize(Terms.SEATS)
        .allSatisfy(
            voter -> {
              assertThat(bid.isParty(voter)).as("%s is a party of %s", voter, bid).isFalse();
              assertThat(market.weights.of(voter, bid.armed.generation()))
                  .as("weight of %s in the generation of the contest", voter)
                  .isPositive();
            });
    return voters;
  }
}
