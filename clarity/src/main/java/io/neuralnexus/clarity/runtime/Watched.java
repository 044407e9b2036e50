package io.neuralnexus.clarity.runtime;

import io.neuralnexus.clarity.Value;
import io.neuralnexus.clarity.cost.CostOverrun;
import io.neuralnexus.clarity.watch.Place;
import java.util.function.Supplier;

/**
 * An expression whose runs are told to those who watch the transaction. Contracts are linked with
 * these nodes only for transactions that somebody watches; others pay nothing for the possibility.
 */
final class Watched extends Node {
  private final Node node;
  private final Place place;

  Watched(Node node, Place place) {
    this.node = node;
    this.place = place;
  }

  @Override
  public boolean lends() {
    return node.lends();
  }

  @Override
  public Value look(Frame frame) {
    var watchers = frame.execution().watchers();
    if (node instanceof Application application) {
      application
          .announce(frame)
          .ifPresent(callee -> watchers.forEach(watcher -> watcher.meets(callee)));
    }
    for (var watcher : watchers) watcher.begins(place, frame);
    Value value;
    try {
      value = node instanceof Application application ? application.run(frame) : node.look(frame);
    } catch (Abort abort) {
      fails(frame, () -> text(abort));
      throw abort;
    } catch (CostOverrun overrun) {
      fails(frame, overrun::getMessage);
      throw overrun;
    } catch (EarlyReturn early) {
      fails(frame, () -> ErrorText.earlyReturn(early));
      throw early;
    }
    for (var watcher : watchers) watcher.ends(place, frame, value);
    return value;
  }

  private void fails(Frame frame, Supplier<String> error) {
    for (var watcher : frame.execution().watchers()) watcher.fails(place, frame, error);
  }

  /** An error of the running program is shown with the functions that ran, line by line. */
  private static String text(Abort abort) {
    if (abort.kind() != Abort.Kind.RUNTIME) return abort.getMessage();
    if (abort.trace().isEmpty()) return abort.detail();
    return abort.detail() + "\n Stack Trace: \n" + String.join("\n", abort.trace()) + "\n";
  }

  @Override
  public void keep(Frame frame, Value value) {
    node.keep(frame, value);
  }

  @Override
  public Value take(Frame frame) {
    var value = look(frame);
    keep(frame, value);
    return value;
  }
}
