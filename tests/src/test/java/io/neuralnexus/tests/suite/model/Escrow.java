package io.neuralnexus.tests.suite.model;

import java.util.ArrayList;
import java.util.List;

/** The money of one job in the vault. */
final class Escrow {
  final Actor payer;
  final long tip;
  final List<Actor> payees = new ArrayList<>();
  long amount;
  long tips;

  Escrow(Actor payer, long amount, long tips, long tip) {
    this.payer = payer;
    this.amount = amount;
    this.tips = tips;
    this.tip = tip;
  }

  long total() {
    return amount + tips * tip;
  }
}
