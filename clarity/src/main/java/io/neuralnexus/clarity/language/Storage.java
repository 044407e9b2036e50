package io.neuralnexus.clarity.language;

import io.neuralnexus.clarity.Bool;
import io.neuralnexus.clarity.Cl;
import io.neuralnexus.clarity.Epoch;
import io.neuralnexus.clarity.OptionalValue;
import io.neuralnexus.clarity.TypeSignature;
import io.neuralnexus.clarity.Value;
import io.neuralnexus.clarity.analysis.CheckError;
import io.neuralnexus.clarity.analysis.ContractAnalysis.MapType;
import io.neuralnexus.clarity.analysis.ReadOnlyCheck;
import io.neuralnexus.clarity.analysis.TypeCheck;
import io.neuralnexus.clarity.cost.CostFunction;
import io.neuralnexus.clarity.runtime.Abort;
import io.neuralnexus.clarity.runtime.Application;
import io.neuralnexus.clarity.runtime.DataMap;
import io.neuralnexus.clarity.runtime.Frame;
import io.neuralnexus.clarity.runtime.Linking;
import io.neuralnexus.clarity.runtime.Node;
import io.neuralnexus.clarity.syntax.Expression;
import io.neuralnexus.clarity.typing.Typing;
import java.util.List;

/**
 * {@code var-get var-set map-get? map-set map-insert map-delete}.
 *
 * <p>From epoch 2.05 on they cost what they have read or written: the bytes of the encoded key and
 * value, charged after the access; what is refused costs the size of the declared types. Before,
 * everything costs that, charged before the access.
 */
final class Storage {
  /** {@code none}: what a variable without a value is. */
  private static final int NONE_LENGTH = 1;

  private Storage() {}

  /** All of them. */
  static List<Word> words() {
    return List.of(
        new VarGet(), new VarSet(), new MapGet(), new MapSet(), new MapInsert(), new MapDelete());
  }

  private static boolean chargesTypes(Linking at) {
    return !at.isAtLeast(Epoch.EPOCH_2_05);
  }

  private static void requireAdmitted(TypeSignature type, Value value, Epoch epoch) {
    if (!Typing.admits(type, value, epoch)) throw Abort.wrongType(type, value);
  }

  private static final class VarGet extends Form {
    VarGet() {
      super("var-get", Versions.since(1), "special_var-get");
    }

    @Override
    public TypeSignature check(TypeCheck.Application application) {
      application.requireArguments(1);
      return variableType(application);
    }

    @Override
    public Application link(Linking at) {
      var slot = at.linker().contract().dataVar(at.name(0)).orElseThrow();
      var byType = chargesTypes(at);
      return new Application(at) {
        @Override
        public Value freely(Frame frame) {
          var value = frame.contract().dataVar(slot).get();
          return value == null ? Cl.none() : value;
        }

        @Override
        protected Value apply(Frame frame) {
          var variable = frame.contract().dataVar(slot);
          var value = freely(frame);
          var size = byType ? variable.type().size() : value.encodedLength();
          at.costs().charge(CostFunction.FETCH_VAR, size, frame.meter());
          return value;
        }
      };
    }
  }

  private static TypeSignature variableType(TypeCheck.Application application) {
    var name = application.name(0, CheckError.BAD_MAP_NAME);
    return application
        .definitions()
        .dataVar(name)
        .orElseThrow(() -> application.error(CheckError.noSuchDataVariable(name)));
  }

  /** What changes state. */
  private abstract static class Write extends Form {
    private final int arguments;

    Write(String name, String identifier, int arguments) {
      super(name, Versions.since(1), identifier);
      this.arguments = arguments;
    }

    @Override
    public final boolean isReadOnly(ReadOnlyCheck check, List<Expression> all) {
      check.areReadOnly(all);
      return false;
    }

    @Override
    public final Application link(Linking at) {
      // The analysis lets more arguments pass than the VM does.
      var found = at.arguments().size();
      return found == arguments ? linkWrite(at) : new Refused(at, arguments, found);
    }

    abstract Application linkWrite(Linking at);
  }

  private static void requireWritable(Frame frame) {
    if (frame.execution().isReadOnly()) {
      throw Abort.check("Unreachable(\"Write attempted in read-only\")");
    }
  }

  private static final class Refused extends Application {
    private final int expected;
    private final int found;

    Refused(Linking at, int expected, int found) {
      super(at);
      this.expected = expected;
      this.found = found;
    }

    @Override
    protected Value apply(Frame frame) {
      requireWritable(frame);
      throw Abort.check("IncorrectArgumentCount(%d, %d)".formatted(expected, found));
    }
  }

  private static final class VarSet extends Write {
    VarSet() {
      super("var-set", "special_set-var", 2);
    }

    @Override
    public TypeSignature check(TypeCheck.Application application) {
      application.requireAtLeast(2);
      application.name(0, CheckError.BAD_MAP_NAME);
      var found = application.check(1);
      requireType(application, variableType(application), found);
      return TypeSignature.BOOL;
    }

    @Override
    Application linkWrite(Linking at) {
      var slot = at.linker().contract().dataVar(at.name(0)).orElseThrow();
      var argument = at.argument(1);
      var epoch = at.linker().epoch();
      var byType = chargesTypes(at);
      return new Application(at) {
        @Override
        public Value freely(Frame frame) {
          requireWritable(frame);
          var variable = frame.contract().dataVar(slot);
          var value = argument.freely(frame);
          requireAdmitted(variable.type(), value, epoch);
          variable.set(value, frame.journal());
          return Bool.TRUE;
        }

        @Override
        protected Value apply(Frame frame) {
          requireWritable(frame);
          var meter = frame.meter();
          var variable = frame.contract().dataVar(slot);
          var type = variable.type();
          if (byType) {
            var value = argument.look(frame);
            at.costs().charge(CostFunction.SET_VAR, type.size(), meter);
            meter.keepMemory(value.byteSize());
            argument.keep(frame, value);
            requireAdmitted(type, value, epoch);
            variable.set(value, frame.journal());
            return Bool.TRUE;
          }
          var value = argument.take(frame);
          var admitted = Typing.admits(type, value, epoch);
          if (admitted) variable.set(value, frame.journal());
          var size = admitted ? value.encodedLength() : type.size();
          at.costs().charge(CostFunction.SET_VAR, size, meter);
          meter.keepMemory(size);
          if (!admitted) throw Abort.wrongType(type, value);
          return Bool.TRUE;
        }
      };
    }
  }

  private static void requireType(
      TypeCheck.Application application, TypeSignature expected, TypeSignature found) {
    if (!application.admits(expected, found)) {
      throw application.error(CheckError.typeError(expected, found));
    }
  }

  private static MapType mapType(TypeCheck.Application application) {
    var name = application.name(0, CheckError.BAD_MAP_NAME);
    return application
        .definitions()
        .map(name)
        .orElseThrow(() -> application.error(CheckError.noSuchMap(name)));
  }

  private static final class MapGet extends Form {
    MapGet() {
      super("map-get?", Versions.since(1), "special_map-get?");
    }

    @Override
    public TypeSignature check(TypeCheck.Application application) {
      application.requireAtLeast(2);
      application.name(0, CheckError.BAD_MAP_NAME);
      var key = application.check(1);
      var type = mapType(application);
      var found = new TypeSignature.OptionalType(type.value());
      requireType(application, type.key(), key);
      return found;
    }

    @Override
    public boolean isReadOnly(ReadOnlyCheck check, List<Expression> arguments) {
      ReadOnlyCheck.requireArguments(2, arguments);
      return check.areReadOnly(arguments);
    }

    @Override
    public Application link(Linking at) {
      var slot = at.linker().contract().map(at.name(0)).orElseThrow();
      var argument = at.argument(1);
      var epoch = at.linker().epoch();
      var byType = chargesTypes(at);
      return new Application(at) {
        @Override
        public Value freely(Frame frame) {
          var key = argument.freely(frame);
          var map = frame.contract().map(slot);
          requireAdmitted(map.keyType(), key, epoch);
          return orNone(map.find(key));
        }

        @Override
        protected Value apply(Frame frame) {
          var key = argument.look(frame);
          var map = frame.contract().map(slot);
          var admitted = Typing.admits(map.keyType(), key, epoch);
          if (byType || !admitted) {
            at.costs().charge(CostFunction.FETCH_ENTRY, sizeOfTypes(map), frame.meter());
            if (!admitted) throw Abort.wrongType(map.keyType(), key);
            return orNone(map.find(key));
          }
          var found = map.find(key);
          long size = key.encodedLength();
          if (found != null) size += found.encodedLength();
          at.costs().charge(CostFunction.FETCH_ENTRY, size, frame.meter());
          return orNone(found);
        }
      };
    }
  }

  private static OptionalValue orNone(OptionalValue found) {
    return found == null ? Cl.none() : found;
  }

  private static long sizeOfTypes(DataMap map) {
    return (long) map.keyType().size() + map.valueType().size();
  }

  /** {@code map-set} and {@code map-insert}. */
  private abstract static class MapPut extends Write {
    MapPut(String name, String identifier) {
      super(name, identifier, 3);
    }

    /** Whether an entry that is there already may be replaced. */
    abstract boolean replaces();

    @Override
    public final TypeSignature check(TypeCheck.Application application) {
      application.requireAtLeast(3);
      application.name(0, CheckError.BAD_MAP_NAME);
      var key = application.check(1);
      var value = application.check(2);
      var type = mapType(application);
      requireType(application, type.key(), key);
      requireType(application, type.value(), value);
      return TypeSignature.BOOL;
    }

    @Override
    final Application linkWrite(Linking at) {
      var slot = at.linker().contract().map(at.name(0)).orElseThrow();
      var key = at.argument(1);
      var value = at.argument(2);
      return chargesTypes(at)
          ? new PutByType(at, slot, key, value, replaces())
          : new PutBySize(at, slot, key, value, replaces());
    }
  }

  /** An entry that is put into a map. */
  private abstract static class Put extends Application {
    final Linking at;
    final Epoch epoch;
    final Node keyNode;
    final Node valueNode;
    private final int slot;
    private final boolean replaces;

    Put(Linking at, int slot, Node keyNode, Node valueNode, boolean replaces) {
      super(at);
      this.at = at;
      this.epoch = at.linker().epoch();
      this.slot = slot;
      this.keyNode = keyNode;
      this.valueNode = valueNode;
      this.replaces = replaces;
    }

    final DataMap map(Frame frame) {
      return frame.contract().map(slot);
    }

    /** Puts what is admitted, unless there is an entry that may not be replaced. */
    final boolean put(DataMap map, Value key, Value value, Frame frame) {
      if (!replaces && map.get(key) != null) return false;
      map.put(key, value, frame.journal());
      return true;
    }

    @Override
    public final Value freely(Frame frame) {
      requireWritable(frame);
      var key = keyNode.freely(frame);
      var value = valueNode.freely(frame);
      var map = map(frame);
      requireAdmitted(map.keyType(), key, epoch);
      requireAdmitted(map.valueType(), value, epoch);
      return Bool.of(put(map, key, value, frame));
    }
  }

  private static final class MapSet extends MapPut {
    MapSet() {
      super("map-set", "special_set-entry");
    }

    @Override
    boolean replaces() {
      return true;
    }
  }

  private static final class MapInsert extends MapPut {
    MapInsert() {
      super("map-insert", "special_insert-entry");
    }

    @Override
    boolean replaces() {
      return false;
    }
  }

  private static final class PutByType extends Put {
    PutByType(Linking at, int slot, Node keyNode, Node valueNode, boolean replaces) {
      super(at, slot, keyNode, valueNode, replaces);
    }

    @Override
    protected Value apply(Frame frame) {
      requireWritable(frame);
      var key = keyNode.look(frame);
      var value = valueNode.look(frame);
      var map = map(frame);
      at.costs().charge(CostFunction.SET_ENTRY, sizeOfTypes(map), frame.meter());
      frame.meter().keepMemory(key.byteSize());
      frame.meter().keepMemory(value.byteSize());
      keyNode.keep(frame, key);
      valueNode.keep(frame, value);
      requireAdmitted(map.keyType(), key, epoch);
      requireAdmitted(map.valueType(), value, epoch);
      return Bool.of(put(map, key, value, frame));
    }
  }

  private static final class PutBySize extends Put {
    PutBySize(Linking at, int slot, Node keyNode, Node valueNode, boolean replaces) {
      super(at, slot, keyNode, valueNode, replaces);
    }

    @Override
    protected Value apply(Frame frame) {
      requireWritable(frame);
      var key = keyNode.look(frame);
      var value = valueNode.look(frame);
      var map = map(frame);
      keyNode.keep(frame, key);
      valueNode.keep(frame, value);
      if (!Typing.admits(map.keyType(), key, epoch)) {
        pay(frame, sizeOfTypes(map));
        throw Abort.wrongType(map.keyType(), key);
      }
      if (!Typing.admits(map.valueType(), value, epoch)) {
        pay(frame, sizeOfTypes(map));
        throw Abort.wrongType(map.valueType(), value);
      }
      var isPut = put(map, key, value, frame);
      pay(frame, key.encodedLength() + (isPut ? 1L + value.encodedLength() : 0));
      return Bool.of(isPut);
    }

    private void pay(Frame frame, long size) {
      at.costs().charge(CostFunction.SET_ENTRY, size, frame.meter());
      frame.meter().keepMemory(size);
    }
  }

  private static final class MapDelete extends Write {
    MapDelete() {
      super("map-delete", "special_delete-entry", 2);
    }

    @Override
    public TypeSignature check(TypeCheck.Application application) {
      application.requireAtLeast(2);
      application.name(0, CheckError.BAD_MAP_NAME);
      var key = application.check(1);
      requireType(application, mapType(application).key(), key);
      return TypeSignature.BOOL;
    }

    @Override
    Application linkWrite(Linking at) {
      var slot = at.linker().contract().map(at.name(0)).orElseThrow();
      var argument = at.argument(1);
      var epoch = at.linker().epoch();
      var byType = chargesTypes(at);
      return new Application(at) {
        @Override
        public Value freely(Frame frame) {
          requireWritable(frame);
          var key = argument.freely(frame);
          var map = frame.contract().map(slot);
          requireAdmitted(map.keyType(), key, epoch);
          return Bool.of(map.remove(key, frame.journal()));
        }

        @Override
        protected Value apply(Frame frame) {
          requireWritable(frame);
          var key = argument.look(frame);
          var map = frame.contract().map(slot);
          var type = map.keyType();
          var admitted = Typing.admits(type, key, epoch);
          if (byType) {
            at.costs().charge(CostFunction.SET_ENTRY, type.size(), frame.meter());
            frame.meter().keepMemory(key.byteSize());
            if (!admitted) throw Abort.wrongType(type, key);
            return Bool.of(map.remove(key, frame.journal()));
          }
          var removed = admitted && map.remove(key, frame.journal());
          long size = type.size();
          if (admitted) size = key.encodedLength() + (removed ? NONE_LENGTH : 0);
          at.costs().charge(CostFunction.SET_ENTRY, size, frame.meter());
          frame.meter().keepMemory(size);
          if (!admitted) throw Abort.wrongType(type, key);
          return Bool.of(removed);
        }
      };
    }
  }
}
