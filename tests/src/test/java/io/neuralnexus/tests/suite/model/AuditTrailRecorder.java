package io.neuralnexus.tests.suite.model;

import io.neuralnexus.clarinet.Event;
import io.neuralnexus.clarinet.Receipt;
import io.neuralnexus.clarinet.Simnet;
import io.neuralnexus.clarinet.Snapshot;
import io.neuralnexus.clarity.Bool;
import io.neuralnexus.clarity.Principal;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Stands in front of a chain and keeps the events of all that goes through it, with their heights,
 * to be folded when a test is over. Going back to a snapshot forgets what came after it.
 */
public final class AuditTrailRecorder {
  private static final Set<String> TRANSACTIONS =
      Set.of("callPublic", "callPrivate", "transferStx", "deploy", "execute", "mineBlock");

  private record Block(List<Receipt> receipts, long stacks, long burn) {}

  private final Simnet chain;
  private final Simnet recorded;
  private final List<Block> blocks = new ArrayList<>();
  private final Map<Snapshot, List<Block>> past = new IdentityHashMap<>();

  /** Records a chain on which nothing has happened since the contracts were deployed. */
  public AuditTrailRecorder(Simnet chain) {
    this.chain = chain;
    recorded =
        (Simnet)
            Proxy.newProxyInstance(
                Simnet.class.getClassLoader(),
                new Class<?>[] {Simnet.class},
                (_, method, arguments) -> pass(method, arguments));
  }

  /** The chain to be used. */
  public Simnet chain() {
    return recorded;
  }

  /** The first difference between what the events tell and the chain. */
  public Optional<String> firstDifference() {
    var trail = new AuditTrail(chain);
    for (var block : blocks) {
      for (var receipt : block.receipts()) trail.read(receipt, block.stacks(), block.burn());
    }
    return trail.firstDifference();
  }

  private Object pass(Method method, Object[] arguments) throws Throwable {
    Object answer;
    try {
      answer = method.invoke(chain, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
    switch (method.getName()) {
      case String name when TRANSACTIONS.contains(name) -> keep(receipts(answer));
      case "mintStx" -> keep(List.of(minted((Principal) arguments[0], (long) arguments[1])));
      case "snapshot" -> past.put((Snapshot) answer, List.copyOf(blocks));
      case "restore" -> {
        blocks.clear();
        blocks.addAll(past.get(arguments[0]));
      }
      default -> {}
    }
    return answer;
  }

  @SuppressWarnings("unchecked")
  private static List<Receipt> receipts(Object answer) {
    return answer instanceof Receipt receipt ? List.of(receipt) : (List<Receipt>) answer;
  }

  private void keep(List<Receipt> receipts) {
    blocks.add(new Block(receipts, chain.stacksBlockHeight(), chain.burnBlockHeight()));
  }

  /** The simnet gives without an event. */
  private static Receipt minted(Principal recipient, long amount) {
    var event = new Event.StxMint(recipient, BigInteger.valueOf(amount));
    return new Receipt(Bool.TRUE, List.of(event), Optional.empty());
  }
}
