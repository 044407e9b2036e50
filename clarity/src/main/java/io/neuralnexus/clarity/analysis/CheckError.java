package io.neuralnexus.clarity.analysis;

/**
 * Why a contract does not check.
 *
 * @param message the words of the official analysis
 */
public record CheckError(String message) {}
