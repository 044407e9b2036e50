package io.neuralnexus.clarinet.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives each test of a class a fresh chain with the contracts of a Clarinet project deployed. On
 * the engine {@code jvm} the project is opened once for a run and the chain goes back to that
 * moment after each test; it is the test's only until then.
 *
 * <p>Parameters of the constructor, of tests, and of methods before and after each test may be a
 * {@code Simnet}, a {@code StandardPrincipal} with {@link Account}, or any type with a static
 * method {@code on(Simnet)}, such as generated contract bindings:
 *
 * <pre>{@code
 * @ClarinetProject
 * class CounterTest {
 *   @Test
 *   void counts(Counter counter, @Account("wallet_1") StandardPrincipal alice) {
 *     counter.as(alice).increment();
 *     assertThat(counter.getCount()).isEqualTo(Uint.ONE);
 *   }
 * }
 * }</pre>
 *
 * <p>When a test fails, the trace of its last contract call is printed. Coverage and costs are
 * tracked on request, by this annotation or for a whole run by {@code -Dsimnet.coverage=true} and
 * {@code -Dsimnet.costs=true}, and written at the end of the run, for all classes together, as
 * {@code lcov.info}, {@code costs.json} and {@code costs.md} in {@code target/simnet} or the
 * directory of {@code -Dsimnet.reports}. These may also be configuration parameters of JUnit.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(ClarinetExtension.class)
public @interface ClarinetProject {
  /** The project's manifest, from the working directory of the tests. */
  String manifest() default "Clarinet.toml";

  /** Whether to measure the cost of every call. The official engine is ten times slower then. */
  boolean trackCosts() default false;

  /** Whether to record which lines of the contracts the tests reach. */
  boolean trackCoverage() default false;
}
