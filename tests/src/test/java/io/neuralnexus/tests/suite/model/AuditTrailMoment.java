package io.neuralnexus.tests.suite.model;

import io.neuralnexus.clarity.Uint;

/** The heights of both chains in a transaction, which everybody who reads its events knows. */
record AuditTrailMoment(Uint stacks, Uint burn) {}
