package io.neuralnexus.simulator.sweep;

import com.hazelcast.cluster.Member;
import com.hazelcast.config.Config;
import com.hazelcast.config.JavaSerializationFilterConfig;
import com.hazelcast.config.MemberAttributeConfig;
import com.hazelcast.core.ExecutionCallback;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastException;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.IExecutorService;
import io.neuralnexus.simulator.kpi.RunResult;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/**
 * Members of a Hazelcast cluster, on this and other machines. Who comes first to an address of its
 * own machine forms the cluster there; all others join it. A member that dies loses nothing: what
 * it had is done by others. Members let nobody in who plays with other code or contracts, and find
 * each other by that address alone. They trust each other: a cluster is for a network that nobody
 * else is on.
 */
final class Cluster implements Crew {
  private static final String NAME = "nexus-sweep";
  private static final String RUNS = "runs";
  private static final String CODE = "code";
  private static final String CONTRACTS = "contracts";
  private static final String WORKERS = "workers";
  private static final String MASTER = "master";

  /** How often a task is sent before the cluster is given up. */
  private static final int TRIES = 20;

  private static final long LOOK = 200;

  static {
    // Its factory looks here only, and would tell which internals of the JDK it does without.
    System.setProperty("hazelcast.logging.type", "none");
  }

  private final Address address;
  private final HazelcastInstance instance;
  private final IExecutorService runs;

  private Cluster(Address address, HazelcastInstance instance) {
    this.address = address;
    this.instance = instance;
    this.runs = instance.getExecutorService(RUNS);
  }

  /**
   * Becomes a member.
   *
   * @param workers runs that this member does at once
   * @param master whether it has tasks to give
   * @throws SweepException if that cannot be, or the members there play with something else
   */
  static Cluster join(
      Address address, Fingerprint stage, Task.Player player, int workers, boolean master) {
    var attributes =
        new MemberAttributeConfig()
            .setAttribute(CODE, stage.code())
            .setAttribute(CONTRACTS, stage.contracts())
            .setAttribute(WORKERS, String.valueOf(workers))
            .setAttribute(MASTER, String.valueOf(master));
    var config = config(address, player, workers).setMemberAttributeConfig(attributes);
    if (!address.answers()) {
      if (!address.isHere()) {
        throw new SweepException(
            "nobody answers at %s: start there 'nexus sweep --join %s'"
                .formatted(address, address));
      }
      try {
        return new Cluster(address, Hazelcast.newHazelcastInstance(config));
      } catch (HazelcastException e) {
        // Somebody else was quicker.
        if (!address.answers()) throw refused(address, e);
      }
    }
    // Not just a wish: a member that does not get in there would go on alone.
    config.getNetworkConfig().setPort(address.port() + 1).setPortAutoIncrement(true);
    config.getNetworkConfig().getJoin().getTcpIpConfig().setRequiredMember(address.toString());
    try {
      var cluster = new Cluster(address, Hazelcast.newHazelcastInstance(config));
      cluster.check(stage);
      return cluster;
    } catch (HazelcastException | IllegalStateException e) {
      throw refused(address, e);
    }
  }

  private static SweepException refused(Address address, RuntimeException e) {
    return new SweepException(
        "no cluster can be formed or joined at %s (%s): is the port another program's?"
            .formatted(address, e.getMessage()),
        e);
  }

  private static Config config(Address address, Task.Player player, int workers) {
    var config = new Config();
    config.setClusterName(NAME);
    config
        .setProperty("hazelcast.phone.home.enabled", "false")
        .setProperty("hazelcast.shutdownhook.enabled", "false")
        .setProperty("hazelcast.socket.bind.any", "false")
        .setProperty("hazelcast.wait.seconds.before.join", "0")
        .setProperty("hazelcast.max.join.seconds", "60")
        .setProperty("hazelcast.partition.count", "11")
        .setProperty("hazelcast.operation.thread.count", "2")
        .setProperty("hazelcast.operation.generic.thread.count", "2")
        .setProperty("hazelcast.io.thread.count", "1");
    config.getJetConfig().setEnabled(false);
    config.getUserContext().put(Errand.PLAYER, player);
    config.getExecutorConfig(RUNS).setPoolSize(workers).setStatisticsEnabled(false);
    config
        .getSerializationConfig()
        .addDataSerializableFactory(Errand.FACTORY, _ -> new Errand(new byte[0]))
        .setJavaSerializationFilterConfig(filter());
    var network = config.getNetworkConfig();
    network.setPort(address.port()).setPortAutoIncrement(false);
    network.getInterfaces().setEnabled(true).addInterface(address.mine());
    var join = network.getJoin();
    join.getAutoDetectionConfig().setEnabled(false);
    join.getMulticastConfig().setEnabled(false);
    join.getTcpIpConfig().setEnabled(true);
    return config;
  }

  /** What members tell each other needs no class but their own and exceptions of the JDK. */
  private static JavaSerializationFilterConfig filter() {
    var filter = new JavaSerializationFilterConfig().setDefaultsDisabled(true);
    filter.getWhitelist().addPrefixes("com.hazelcast.", "java.lang.", "java.util.");
    return filter;
  }

  private void check(Fingerprint stage) {
    var oldest = instance.getCluster().getMembers().iterator().next();
    if (isOf(stage, oldest)) return;
    var what = stage.code().equals(oldest.getAttribute(CODE)) ? "contracts" : "code";
    close();
    throw new SweepException(
        "the cluster at %s plays with other %s: bring both to the same version"
            .formatted(address, what));
  }

  private static boolean isOf(Fingerprint stage, Member member) {
    return stage.code().equals(member.getAttribute(CODE))
        && stage.contracts().equals(member.getAttribute(CONTRACTS));
  }

  private static int workers(Member member) {
    return Integer.parseInt(member.getAttribute(WORKERS));
  }

  /** Those that play with the same as this one. */
  private List<Member> members() {
    var cluster = instance.getCluster();
    var me = cluster.getLocalMember();
    var stage = new Fingerprint(me.getAttribute(CODE), me.getAttribute(CONTRACTS));
    return cluster.getMembers().stream().filter(member -> isOf(stage, member)).toList();
  }

  @Override
  public int size() {
    return members().stream().mapToInt(Cluster::workers).sum();
  }

  /** Members, this one too. */
  int count() {
    return members().size();
  }

  @Override
  public void play(Subject subject, List<Task> tasks, BiConsumer<Task, RunResult> done) {
    new Round(subject, tasks).play(done);
  }

  /** Tasks on their way. One thread sends and collects; callbacks only put down what came. */
  private final class Round {
    private record Answer(Task task, UUID from, byte[] answer, Throwable failure) {}

    private final Subject subject;
    private final Deque<Task> waiting;
    private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
    private final Map<UUID, Integer> busy = new HashMap<>();
    private final Map<Task, Integer> tries = new HashMap<>();
    private int left;

    Round(Subject subject, List<Task> tasks) {
      this.subject = subject;
      this.waiting = new ArrayDeque<>(tasks);
      this.left = tasks.size();
    }

    void play(BiConsumer<Task, RunResult> done) {
      try {
        while (left > 0) {
          send();
          // Members come and go without an answer.
          var answer = answers.poll(LOOK, TimeUnit.MILLISECONDS);
          if (answer != null) take(answer, done);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new SweepException("interrupted", e);
      }
    }

    private void send() {
      for (var member : members()) {
        while (!waiting.isEmpty() && busy.getOrDefault(member.getUuid(), 0) < workers(member)) {
          send(waiting.poll(), member);
        }
      }
    }

    private void send(Task task, Member member) {
      var from = member.getUuid();
      busy.merge(from, 1, Integer::sum);
      var errand = new Errand(Codec.bytes(new Codec.Order(subject, task)));
      var callback =
          new ExecutionCallback<byte[]>() {
            @Override
            public void onResponse(byte[] answer) {
              answers.add(new Answer(task, from, answer, null));
            }

            @Override
            public void onFailure(Throwable failure) {
              answers.add(new Answer(task, from, null, failure));
            }
          };
      try {
        runs.submitToMember(errand, member, callback);
      } catch (RejectedExecutionException e) {
        callback.onFailure(e);
      }
    }

    private void take(Answer answer, BiConsumer<Task, RunResult> done) {
      busy.merge(answer.from, -1, Integer::sum);
      if (answer.failure == null) {
        var each = Errand.done(answer.task, answer.answer);
        left--;
        done.accept(each.task(), each.result());
        return;
      }
      // A run answers for itself: what fails without an answer is the member or the way to it.
      if (tries.merge(answer.task, 1, Integer::sum) == TRIES) {
        throw new SweepException(
            "the cluster at %s does not answer: %s".formatted(address, answer.failure),
            answer.failure);
      }
      waiting.addFirst(answer.task);
    }
  }

  /** Does what others ask for until none of them is left, and the address is deserted. */
  void serve() throws InterruptedException {
    while (isNeeded()) Thread.sleep(LOOK);
  }

  private boolean isNeeded() {
    return instance.getCluster().getMembers().stream()
        .anyMatch(
            member ->
                Boolean.parseBoolean(member.getAttribute(MASTER))
                    || member.getAddress().getPort() == address.port());
  }

  @Override
  public void close() {
    instance.getLifecycleService().terminate();
  }
}
