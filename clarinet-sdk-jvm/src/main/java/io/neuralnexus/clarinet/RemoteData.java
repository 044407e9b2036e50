package io.neuralnexus.clarinet;

import java.net.URI;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * A real network whose state an empty chain starts from; needs the network.
 *
 * @param api the base address of its Stacks API
 * @param initialHeight the Stacks block to start from; the latest if empty
 */
public record RemoteData(URI api, OptionalLong initialHeight) {

  public RemoteData {
    Objects.requireNonNull(api, "api");
    Objects.requireNonNull(initialHeight, "initialHeight");
  }
}
