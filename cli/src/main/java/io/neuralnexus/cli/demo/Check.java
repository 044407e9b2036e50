package io.neuralnexus.cli.demo;

/** Something that must hold after a run. */
public record Check(String name, String meaning, boolean ok) {}
