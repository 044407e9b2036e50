package io.neuralnexus.simulator.sweep;

import io.neuralnexus.simulator.kpi.Flow;
import io.neuralnexus.simulator.kpi.RunResult;
import io.neuralnexus.simulator.kpi.Samples;
import io.neuralnexus.simulator.scenario.ScenarioFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Tasks and results as bytes, for journals and for other machines. Numbers are big-endian, doubles
 * bit for bit, text is UTF-8 after its length. Series over time are left out: a sweep compares what
 * came of its runs.
 */
final class Codec {
  private Codec() {}

  /** What a member of a cluster needs for a task. */
  record Order(Subject subject, Task task) {}

  /** What a journal keeps of a task. */
  record Done(Task task, RunResult result) {}

  static byte[] bytes(Order order) {
    return written(
        out -> {
          text(out, order.subject.scenario().name());
          text(out, order.subject.scenario().canonical());
          task(out, order.task);
        });
  }

  static Order order(byte[] bytes) {
    return read(
        bytes,
        in -> {
          var scenario = ScenarioFile.of(Path.of(text(in) + ".toml"), text(in)).scenario();
          return new Order(Subject.of(scenario), task(in));
        });
  }

  static byte[] bytes(Done done) {
    return written(
        out -> {
          task(out, done.task);
          result(out, done.result);
        });
  }

  static Done done(byte[] bytes) {
    return read(bytes, in -> new Done(task(in), result(in)));
  }

  static byte[] bytes(RunResult result) {
    return written(out -> result(out, result));
  }

  static RunResult result(byte[] bytes) {
    return read(bytes, Codec::result);
  }

  private static void task(DataOutputStream out, Task task) throws IOException {
    var changes = task.point().changes();
    out.writeInt(changes.size());
    for (var change : changes.entrySet()) {
      text(out, change.getKey());
      out.writeDouble(change.getValue());
    }
    out.writeLong(task.seed());
  }

  private static Task task(DataInputStream in) throws IOException {
    SortedMap<String, Double> changes = new TreeMap<>();
    for (var left = in.readInt(); left > 0; left--) changes.put(text(in), in.readDouble());
    return new Task(new Point(changes), in.readLong());
  }

  private static void result(DataOutputStream out, RunResult result) throws IOException {
    out.writeLong(result.seed());
    out.writeLong(result.blocks());
    out.writeLong(result.transactions());
    out.writeLong(result.refused());
    out.writeInt(result.kpis().size());
    for (var kpi : result.kpis().entrySet()) {
      text(out, kpi.getKey());
      var values = kpi.getValue().values();
      out.writeInt(values.length);
      for (var value : values) out.writeDouble(value);
    }
    out.writeInt(result.flows().size());
    for (var flow : result.flows()) {
      text(out, flow.from());
      text(out, flow.to());
      text(out, flow.reason());
      out.writeLong(flow.micro());
    }
  }

  private static RunResult result(DataInputStream in) throws IOException {
    var seed = in.readLong();
    var blocks = in.readLong();
    var transactions = in.readLong();
    var refused = in.readLong();
    var kpis = new TreeMap<String, Samples>();
    for (var left = in.readInt(); left > 0; left--) {
      var name = text(in);
      var values = new double[in.readInt()];
      for (var i = 0; i < values.length; i++) values[i] = in.readDouble();
      kpis.put(name, Samples.of(values));
    }
    var flows = new ArrayList<Flow>();
    for (var left = in.readInt(); left > 0; left--) {
      flows.add(new Flow(text(in), text(in), text(in), in.readLong()));
    }
    return new RunResult(seed, kpis, List.of(), flows, blocks, transactions, refused);
  }

  private static void text(DataOutputStream out, String text) throws IOException {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String text(DataInputStream in) throws IOException {
    return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
  }

  private interface Writing {
    void to(DataOutputStream out) throws IOException;
  }

  private interface Reading<T> {
    T from(DataInputStream in) throws IOException;
  }

  private static byte[] written(Writing writing) {
    var bytes = new ByteArrayOutputStream();
    try {
      writing.to(new DataOutputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static <T> T read(byte[] bytes, Reading<T> reading) {
    try {
      return reading.from(new DataInputStream(new ByteArrayInputStream(bytes)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
