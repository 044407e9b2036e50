package io.neuralnexus.clarinet.check;

/**
 * {@code [repl.analysis.check_checker]} of a manifest.
 *
 * @param trustedSender a comparison of {@code tx-sender} with something trusted makes all input
 *     trusted
 * @param trustedCaller the same for {@code contract-caller}
 * @param calleeFilter what a private function checks counts as checked for its caller
 */
record CheckerSettings(boolean trustedSender, boolean trustedCaller, boolean calleeFilter) {

  /** Nothing is trusted: the default, and what {@code strict} forces. */
  static final CheckerSettings STRICT = new CheckerSettings(false, false, false);
}
