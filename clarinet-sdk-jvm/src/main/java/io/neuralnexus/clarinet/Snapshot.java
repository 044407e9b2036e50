package io.neuralnexus.clarinet;

/** A moment of one chain, to return to with {@link Simnet#restore}. */
public sealed interface Snapshot permits History.Moment, JvmSimnet.Moment, ComparingSimnet.Moment {}
