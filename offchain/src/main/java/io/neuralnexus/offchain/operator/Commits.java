package io.neuralnexus.offchain.operator;

/** Told of each commit of a {@link Store}: where a rehearsal of a sudden death puts its hand. */
interface Commits {
  /** Nobody listens. */
  Commits QUIET =
      new Commits() {
        @Override
        public void before() {}

        @Override
        public void after() {}
      };

  /** All is written, nothing of it is durable. */
  void before();

  /** All of it is durable. */
  void after();
}
