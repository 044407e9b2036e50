package io.neuralnexus.clarinet;

import static io.neuralnexus.clarinet.assertj.ClarityAssertions.assertThat;
import static io.neuralnexus.clarity.Cl.uint;
import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarinet.contracts.Counter;
import io.neuralnexus.clarinet.junit.Account;
import io.neuralnexus.clarinet.junit.ClarinetProject;
import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.Uint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

@ClarinetProject(manifest = SupportProject.MANIFEST)
class ReadmeExampleTest {
  @Test
  void stepsCostOneMicroStx(
      Counter counter, Simnet simnet, @Account("wallet_1") StandardPrincipal alice) {
    var receipt = counter.as(alice).step(Uint.of(3), simnet.deployer());

    assertThat(receipt).isOk(uint(3)).hasPrint("step").hasStxTransfer(1, alice, simnet.deployer());
    assertThat(counter.getCount()).isEqualTo(Uint.of(3));
  }

  @Test
  void stepsAreSmall(Counter counter, Simnet simnet, @Account("wallet_1") StandardPrincipal alice) {
    assertThat(counter.as(alice).step(Uint.of(11), simnet.deployer()))
        .isErr(Counter.Error.ERR_STEP_TOO_LARGE);
  }

  @Test
  void theReadmeShowsTheseTests() throws IOException {
    var shown = Files.readString(Path.of("README.md")).split("```java\n|```")[1];
    var tests = shown.substring(shown.indexOf("  @Test"), shown.lastIndexOf('}'));

    var source = Path.of("src/test/java", getClass().getName().replace('.', '/') + ".java");
    assertThat(source).content().contains(tests);
  }
}
