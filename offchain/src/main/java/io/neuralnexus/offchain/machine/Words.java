package io.neuralnexus.offchain.machine;

/** What a step sees of memory: the words at addresses that were found good. */
interface Words {
  long load(int address);

  void store(int address, long word);
}
