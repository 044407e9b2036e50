package io.neuralnexus.clarinet.bindings;

/**
 * The Java type of a Clarity type without values: the error of a function that cannot fail, the
 * entry of a list that is always empty. There is no instance.
 */
public enum Never {}
