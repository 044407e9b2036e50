package io.neuralnexus.offchain.operator;

/** A part that an account plays on the chain, decided anew from the state of each block. */
public sealed interface Role permits Trainer, Verifier {
  /** Its name in logs and figures. */
  String name();

  /** Takes notice of what a contract of the marketplace printed; writes down what it leads to. */
  void follow(Desk desk, Object event);

  /** What is due now, and until when not to look again. */
  void plan(Desk desk, Plan plan);
}
