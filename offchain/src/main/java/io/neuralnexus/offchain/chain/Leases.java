package io.neuralnexus.offchain.chain;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who takes part in a chain from other processes, each until its lease is over, so that a process
 * that was killed holds nobody up for ever.
 */
final class Leases implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Leases.class);

  private final SimnetChain chain;
  private final Map<String, Lease> leases = new HashMap<>();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().factory());

  /** Held by the one with the ticket. */
  private static final class Lease {
    final String name;
    final String ticket;
    final SimnetChain.Seat seat;
    final Duration length;
    long end;

    Lease(String name, String ticket, SimnetChain.Seat seat, Duration length) {
      this.name = name;
      this.ticket = ticket;
      this.seat = seat;
      this.length = length;
      renew();
    }

    void renew() {
      end = System.nanoTime() + length.toNanos();
    }
  }

  Leases(SimnetChain chain) {
    this.chain = chain;
  }

  /** Lets one in, in the place of who was there with another ticket. */
  synchronized void join(String name, String ticket, Duration length) {
    var there = leases.get(name);
    if (there != null && there.ticket.equals(ticket)) {
      there.renew();
      return;
    }
    var lease = new Lease(name, ticket, chain.seat(name), length);
    leases.put(name, lease);
    LOG.info("'{}' joins{}", name, there == null ? "" : ", in the place of another");
    checkLater(lease);
  }

  synchronized void renew(String name, String ticket) {
    held(name, ticket).renew();
  }

  synchronized SimnetChain.Seat seat(String name, String ticket) {
    return held(name, ticket).seat;
  }

  /** Lets one out, whoever says so. */
  synchronized void leave(String name) {
    leases.remove(name);
    chain.leave(name);
    LOG.info("'{}' has gone, it is said", name);
  }

  /** Lets the holder of a ticket out, who says so himself. */
  synchronized void leave(String name, String ticket) {
    end(held(name, ticket));
    LOG.info("'{}' leaves", name);
  }

  private Lease held(String name, String ticket) {
    var lease = leases.get(name);
    if (lease == null) {
      throw new HttpRefusal(
          HttpRefusal.GONE, "'%s' is not there, or its lease is over: join again".formatted(name));
    }
    if (!lease.ticket.equals(ticket)) {
      throw new HttpRefusal(
          HttpRefusal.REFUSED, "another has joined as '%s' since".formatted(name));
    }
    return lease;
  }

  private void end(Lease lease) {
    leases.remove(lease.name);
    lease.seat.close();
  }

  private void checkLater(Lease lease) {
    clock.schedule(() -> check(lease), lease.end - System.nanoTime(), TimeUnit.NANOSECONDS);
  }

  private synchronized void check(Lease lease) {
    if (leases.get(lease.name) != lease) return;
    if (lease.end - System.nanoTime() > 0) {
      checkLater(lease);
    } else {
      LOG.warn("'{}' gave no sign of life for {}: it has left", lease.name, lease.length);
      end(lease);
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
