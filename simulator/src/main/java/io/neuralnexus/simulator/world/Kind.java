package io.neuralnexus.simulator.world;

import io.neuralnexus.simulator.scenario.RoleSheet;
import io.neuralnexus.simulator.scenario.Setting;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * A role of a sheet.
 *
 * @param preparation makes what its agents share
 * @param casting makes an agent
 */
public record Kind(
    RoleSheet sheet, Consumer<World> preparation, BiFunction<World, Part, Agent> casting)
    implements Role {

  /** Makes an agent that a strategy decides for. */
  @FunctionalInterface
  public interface Casting<S> {
    Agent cast(World world, Part part, S strategy);
  }

  /**
   * A role for which a script decides, or one of some ways to behave in it.
   *
   * @param settings that all its ways have
   * @param type that a script stands for
   */
  public static <S> Kind of(
      String name,
      String about,
      List<Setting> settings,
      Class<S> type,
      List<Way<S>> ways,
      Consumer<World> preparation,
      Casting<S> casting) {
    return new Kind(
        new RoleSheet(name, about, settings, ways.stream().map(Way::sheet).toList()),
        preparation,
        (world, part) -> casting.cast(world, part, decides(part, type, ways)));
  }

  private static <S> S decides(Part part, Class<S> type, List<Way<S>> ways) {
    var strategy = part.population().strategy();
    return part.scripted(type)
        .orElseGet(
            () ->
                ways.stream()
                    .filter(each -> each.sheet().name().equals(strategy))
                    .map(each -> each.strategy().apply(part))
                    .findFirst()
                    .orElseThrow(
                        () ->
                            new IllegalArgumentException(
                                "%s has no strategy '%s'"
                                    .formatted(part.sheet().name(), strategy))));
  }

  @Override
  public void prepare(World world) {
    preparation.accept(world);
  }

  @Override
  public Agent cast(World world, Part part) {
    return casting.apply(world, part);
  }
}
