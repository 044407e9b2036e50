package io.neuralnexus.clarinet;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The installed npm package {@code @stacks/clarinet-sdk}.
 *
 * @param wasm the folder of its {@code @stacks/clarinet-sdk-wasm}
 * @param version the version of both
 */
record NodePackage(Path wasm, String version) {
  private static final String NAME = "@stacks/clarinet-sdk";
  private static final String MEND = "run `npm install --save-dev " + NAME + "@3.21.0` in ";

  /**
   * Finds the package as Node would, from each of these folders upwards.
   *
   * @throws EngineException if there is none, or one of a version this cannot work with
   */
  static NodePackage find(List<Path> from) {
    return from.stream()
        .map(Path::toAbsolutePath)
        .map(Path::normalize)
        .flatMap(NodePackage::upwards)
        .map(folder -> folder.endsWith("node_modules") ? folder : folder.resolve("node_modules"))
        .map(modules -> modules.resolve(NAME))
        .filter(sdk -> Files.isRegularFile(sdk.resolve("package.json")))
        .findFirst()
        .map(NodePackage::check)
        .orElseThrow(
            () ->
                new EngineException(
                    "npm package %s not found from %s upwards: %s%s, or name the folder that has it with -Dsimnet.node.modules"
                        .formatted(NAME, from, MEND, from.getFirst())));
  }

  /** Where a chain looks for the package: from the project, as its options say, from here. */
  static List<Path> folders(Optional<Path> manifest, SimnetOptions options) {
    var folders = new ArrayList<Path>();
    manifest.ifPresent(path -> folders.add(path.getParent()));
    options.nodeModules().ifPresent(folders::add);
    folders.add(Path.of("").toAbsolutePath());
    return folders;
  }

  private static Stream<Path> upwards(Path folder) {
    return Stream.iterate(folder, each -> each != null, Path::getParent);
  }

  private static NodePackage check(Path sdk) {
    try {
      var version = version(sdk);
      var real = sdk.toRealPath();
      var wasm =
          Stream.of(
                  real.resolve("node_modules/@stacks/clarinet-sdk-wasm"),
                  real.resolveSibling("clarinet-sdk-wasm"))
              .filter(Files::isDirectory)
              .findFirst()
              .orElseThrow(
                  () ->
                      new EngineException(
                          "%s has no @stacks/clarinet-sdk-wasm beside it: %sthe folder above node_modules"
                              .formatted(sdk, MEND)));
      for (var each : List.of(version, version(wasm))) {
        if (!supported(each)) {
          throw new EngineException(
              "%s has version %s, but 3.21.0 or a later 3.x is needed: %sthe folder above node_modules"
                  .formatted(sdk, each, MEND));
        }
      }
      return new NodePackage(wasm, version);
    } catch (IOException e) {
      throw new EngineException("cannot read %s: %s".formatted(sdk, e.getMessage()), e);
    }
  }

  private static String version(Path folder) throws IOException {
    var manifest = new JsonMapper().readTree(folder.resolve("package.json").toFile());
    return manifest.path("version").asText("none");
  }

  private static boolean supported(String version) {
    var parts = version.split("[.-]");
    return parts.length >= 3
        && parts[0].equals("3")
        && parts[1].matches("\\d{1,6}")
        && Integer.parseInt(parts[1]) >= 21;
  }
}
