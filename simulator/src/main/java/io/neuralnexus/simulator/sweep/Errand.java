package io.neuralnexus.simulator.sweep;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceAware;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.Callable;

/**
 * A task on its way to a member, and what the member answers: a zero and the result, or a one and
 * why there is none. What a run throws is told as text, so that no class has to be sent.
 */
final class Errand implements Callable<byte[]>, IdentifiedDataSerializable, HazelcastInstanceAware {
  static final int FACTORY = 7;
  static final int CLASS = 1;

  /** Where a member keeps who plays. */
  static final String PLAYER = "player";

  private static final byte PLAYED = 0;
  private static final byte FAILED = 1;

  private byte[] order;
  private Task.Player player;

  Errand(byte[] order) {
    this.order = order;
  }

  @Override
  public void setHazelcastInstance(HazelcastInstance instance) {
    player = (Task.Player) instance.getUserContext().get(PLAYER);
  }

  @Override
  public byte[] call() {
    var read = Codec.order(order);
    try {
      return answer(PLAYED, Codec.bytes(player.play(read.subject(), read.task())));
    } catch (RuntimeException e) {
      return answer(FAILED, String.valueOf(e.getMessage()).getBytes(StandardCharsets.UTF_8));
    }
  }

  private static byte[] answer(byte kind, byte[] content) {
    var answer = new byte[1 + content.length];
    answer[0] = kind;
    System.arraycopy(content, 0, answer, 1, content.length);
    return answer;
  }

  /**
   * What an answer says.
   *
   * @throws SweepException if the run failed
   */
  static Codec.Done done(Task task, byte[] answer) {
    var content = Arrays.copyOfRange(answer, 1, answer.length);
    if (answer[0] == PLAYED) return new Codec.Done(task, Codec.result(content));
    throw task.failed(new String(content, StandardCharsets.UTF_8), null);
  }

  @Override
  public int getFactoryId() {
    return FACTORY;
  }

  @Override
  public int getClassId() {
    return CLASS;
  }

  @Override
  public void writeData(ObjectDataOutput out) throws IOException {
    out.writeByteArray(order);
  }

  @Override
  public void readData(ObjectDataInput in) throws IOException {
    order = in.readByteArray();
  }
}
