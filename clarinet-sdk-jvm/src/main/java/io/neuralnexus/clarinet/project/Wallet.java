package io.neuralnexus.clarinet.project;

import io.neuralnexus.clarity.StandardPrincipal;
import java.math.BigInteger;

/**
 * An account that a project starts with.
 *
 * @param name as the settings have it
 * @param balance in micro-STX
 * @param sbtcBalance in satoshi; minted only where the project requires the sBTC contracts
 */
public record Wallet(
    String name, StandardPrincipal address, BigInteger balance, BigInteger sbtcBalance) {}
