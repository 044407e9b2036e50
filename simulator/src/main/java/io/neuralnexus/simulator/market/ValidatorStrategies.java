package io.neuralnexus.simulator.market;

import io.neuralnexus.simulator.scenario.Setting;
import io.neuralnexus.simulator.world.Chance;
import io.neuralnexus.simulator.world.Part;
import io.neuralnexus.simulator.world.Way;
import java.util.List;

/** Ways to be a validator. */
final class ValidatorStrategies {
  private static final int MAJORITY = 4;

  static final List<Way<ValidatorStrategy>> ALL =
      List.of(
          Way.of("diligent", "evaluates and votes what it measures", _ -> new Diligent()),
          Way.of(
              "rational",
              "evaluates or guesses, whichever it expects to cost less, or leaves",
              part -> new Rational(guess(part), part.setting("guess-wrong")),
              guess(),
              spread(),
              wrong()),
          Way.of(
              "lazy",
              "never looks and votes what it expects in general",
              ValidatorStrategies::guess,
              guess(),
              spread()),
          Way.of(
              "copying",
              "never looks and votes the score that was claimed first",
              _ -> new Copying()),
          Way.of("absent", "never votes", _ -> new Absent()),
          Way.of(
              "bribed",
              "votes for whoever pays p + epsilon, else as a diligent one",
              _ -> new Bribed()),
          Way.of(
              "sybil", "diligent, with its stake split among many accounts", _ -> new Diligent()),
          Way.of(
              "ring", "votes what its accomplices claim, else what it measures", _ -> new Ring()),
          Way.of(
              "opportunist",
              "votes what its accomplices claim if they hold most seats, else what it measures",
              _ -> new Opportunist()));

  private ValidatorStrategies() {}

  private static Setting guess() {
    return new Setting("guess", "score", 60, 0, 100, "the score that it expects in general");
  }

  private static Setting spread() {
    return new Setting("guess-spread", "points", 5, 0, 50, "standard deviation of its guesses");
  }

  private static Setting wrong() {
    return new Setting(
        "guess-wrong", "share", 0.7, 0, 1, "how often it expects a guess to be off the median");
  }

  private static Lazy guess(Part part) {
    return new Lazy(part.setting("guess"), part.setting("guess-spread"), part.chance());
  }

  /** Looks, and says what it sees. */
  record Diligent() implements ValidatorStrategy {}

  /** Saves the cost of looking. */
  record Lazy(double guess, double spread, Chance chance) implements ValidatorStrategy {
    @Override
    public boolean looks(Ballot ballot) {
      return false;
    }

    @Override
    public double votes(Ballot ballot) {
      return Truth.measured(guess, chance, spread);
    }

    @Override
    public boolean restores(Standing standing) {
      return standing.earned() > standing.spent();
    }
  }

  /** Looks if a wrong guess costs more, and leaves when a seat costs more than it brings. */
  record Rational(Lazy guesses, double wrong) implements ValidatorStrategy {
    @Override
    public boolean looks(Ballot ballot) {
      var loss = wrong * (ballot.slash() * ballot.stake() + ballot.fee()) * ballot.seats();
      return loss > ballot.cost();
    }

    @Override
    public double votes(Ballot ballot) {
      return Double.isNaN(ballot.measured()) ? guesses.votes(ballot) : ballot.measured();
    }

    @Override
    public boolean restores(Standing standing) {
      return standing.next() > 0;
    }

    @Override
    public boolean stays(Standing standing) {
      return standing.next() > 0;
    }
  }

  /** Votes what anybody can read. */
  record Copying() implements ValidatorStrategy {
    @Override
    public boolean looks(Ballot ballot) {
      return false;
    }

    @Override
    public double votes(Ballot ballot) {
      return ballot.claimed();
    }

    @Override
    public boolean restores(Standing standing) {
      return standing.earned() > standing.spent();
    }
  }

  /** Lets its seats stand empty. */
  record Absent() implements ValidatorStrategy {
    @Override
    public boolean looks(Ballot ballot) {
      return false;
    }

    @Override
    public double votes(Ballot ballot) {
      return -1;
    }

    @Override
    public boolean restores(Standing standing) {
      return false;
    }
  }

  /** Believes a briber's promise. */
  record Bribed() implements ValidatorStrategy {
    @Override
    public boolean looks(Ballot ballot) {
      return Double.isNaN(ballot.bribed());
    }

    @Override
    public double votes(Ballot ballot) {
      return Double.isNaN(ballot.bribed()) ? ballot.measured() : ballot.bribed();
    }
  }

  /** Stands by its accomplices whatever it costs. */
  record Ring() implements ValidatorStrategy {
    @Override
    public boolean looks(Ballot ballot) {
      return Double.isNaN(ballot.partner());
    }

    @Override
    public double votes(Ballot ballot) {
      return Double.isNaN(ballot.partner()) ? ballot.measured() : ballot.partner();
    }
  }

  /** Lies only where the lie decides, since the committee is known before it votes. */
  record Opportunist() implements ValidatorStrategy {
    private static boolean decides(Ballot ballot) {
      return !Double.isNaN(ballot.partner()) && ballot.partnerSeats() >= MAJORITY;
    }

    @Override
    public boolean looks(Ballot ballot) {
      return !decides(ballot);
    }

    @Override
    public double votes(Ballot ballot) {
      return decides(ballot) ? ballot.partner() : ballot.measured();
    }
  }
}
