package io.neuralnexus.clarinet;

/** The project that tests of bindings, extension, assertions and reports share. */
public final class SupportProject {
  /** Where the manifest is, from the module's folder, in which the tests run. */
  public static final String MANIFEST = "src/test/resources/support-project/Clarinet.toml";

  private SupportProject() {}
}
