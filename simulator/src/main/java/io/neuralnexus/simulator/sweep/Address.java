package io.neuralnexus.simulator.sweep;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.util.regex.Pattern;

/**
 * Where a cluster is met.
 *
 * @param host a name or a number
 * @param port of its first member
 */
public record Address(String host, int port) {
  private static final Pattern FORM = Pattern.compile("(.+):(\\d{1,5})");
  private static final int PATIENCE = 500;

  /**
   * Reads {@code HOST:PORT}.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Address parse(String text) {
    var parts = FORM.matcher(text);
    if (!parts.matches() || Integer.parseInt(parts.group(2)) > 0xffff) {
      throw new IllegalArgumentException(
          "'%s' is no address: write one like 127.0.0.1:5701".formatted(text));
    }
    return new Address(parts.group(1), Integer.parseInt(parts.group(2)));
  }

  /** Whether this machine has it. */
  boolean isHere() {
    try {
      return NetworkInterface.getByInetAddress(InetAddress.getByName(host)) != null;
    } catch (IOException e) {
      throw new SweepException(
          "%s cannot be reached: there is no host '%s'".formatted(this, host), e);
    }
  }

  /** Whether somebody listens there. */
  boolean answers() {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), PATIENCE);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** The address of this machine by which it is reached from there: loopback for loopback. */
  String mine() {
    try {
      var there = InetAddress.getByName(host);
      if (isHere()) return there.getHostAddress();
      try (var socket = new DatagramSocket()) {
        socket.connect(there, port);
        return socket.getLocalAddress().getHostAddress();
      }
    } catch (IOException e) {
      throw new SweepException("%s cannot be reached: %s".formatted(this, e.getMessage()), e);
    }
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
