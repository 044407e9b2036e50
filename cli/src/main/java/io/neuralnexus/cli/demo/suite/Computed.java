package io.neuralnexus.cli.demo.suite;

import io.neuralnexus.clarity.Uint;
import io.neuralnexus.cli.demo.Account;

/**
 * How a job ended.
 *
 * @param steps of the run
 * @param shown score that the provider showed, bps
 * @param measured score of the run as the program makes it, bps
 * @param outcome as the chain calls it
 */
record Computed(
    Uint job,
    Account provider,
    Account auditor,
    long steps,
    int shown,
    int measured,
    String outcome) {}
