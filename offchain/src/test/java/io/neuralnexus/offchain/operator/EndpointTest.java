package io.neuralnexus.offchain.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class EndpointTest {
  private static final InetSocketAddress ANY =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  @TempDir private Path directory;

  @Test
  void it_tells_figures_and_health_and_nothing_else() throws Exception {
    try (var town = new Town();
        var operator = open(town);
        var endpoint = Endpoint.start(ANY, operator)) {
      assertThat(get(endpoint, "/health").statusCode()).isEqualTo(503);
      assertThat(get(endpoint, "/health").body()).isEqualTo("starting\n");

      operator.step();

      var metrics = get(endpoint, "/metrics");
      assertThat(metrics.statusCode()).isEqualTo(200);
      assertThat(metrics.headers().firstValue("Content-Type"))
          .contains("text/plain; version=0.0.4");
      assertThat(metrics.body())
          .isEqualTo(operator.metrics())
          .contains("# TYPE nexus_burn_height gauge\n")
          .contains("\nnexus_burn_height " + town.town.heights().burn() + "\n")
          .contains("\nnexus_outbox{state=\"pending\"} 2\n");
      assertThat(get(endpoint, "/").statusCode()).isEqualTo(404);
      assertThat(get(endpoint, "/state").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void an_address_that_is_taken_is_told() {
    try (var town = new Town();
        var operator = open(town);
        var endpoint = Endpoint.start(ANY, operator)) {
      assertThatThrownBy(() -> Endpoint.start(endpoint.address(), operator))
          .isInstanceOf(OperatorException.class)
          .hasMessageStartingWith("metrics cannot be told at /127.0.0.1:")
          .hasMessageEndingWith("set another address, or \"\" for none");
    }
  }

  @Test
  void figures_of_jobs_calls_and_money_survive_a_restart() throws Exception {
    List<String> before;
    try (var town = new Town()) {
      try (var trainer = new RoleThread(town, "trainer", directory, Conduct.HONEST);
          var verifier = new RoleThread(town, "verifier", directory, Conduct.HONEST)) {
        town.until(() -> town.computation.getVerifierCount().longValueExact() == 1);
        var job = town.job();
        town.until(
            () ->
                town.state(job).equals("completed")
                    && town.computation.getDelivery(town.execution(job)).orElseThrow().over());
        while (!lasting(trainer.operator).contains("nexus_outbox{state=\"pending\"} 0")) {
          Thread.sleep(5);
        }
        before = lasting(trainer.operator);
      }
      assertThat(before)
          .contains("nexus_booked_micro_stx{kind=\"pay\"} " + (Town.PRICE + Town.SCORED));

      try (var operator = open(town)) {
        operator.step();

        assertThat(lasting(operator)).containsAll(shown(before));
      }
    }
  }

  /** What is not 0: a state that nothing is in is not told of by one who never saw it. */
  private static List<String> shown(List<String> figures) {
    return figures.stream().filter(line -> !line.endsWith(" 0")).toList();
  }

  private static List<String> lasting(Operator operator) {
    return operator.metrics().lines().filter(line -> line.matches("nexus_[a-z_]+\\{.*")).toList();
  }

  private Operator open(Town town) {
    town.fund("trainer");
    var setup = town.setup("trainer", town.chain.visit(), directory, Conduct.HONEST);
    return Operator.inline(setup, Town.trainer(), Commits.QUIET);
  }

  private static HttpResponse<String> get(Endpoint endpoint, String path)
      throws IOException, InterruptedException {
    var uri = URI.create("http://127.0.0.1:%d%s".formatted(endpoint.address().getPort(), path));
    try (var http = HttpClient.newHttpClient()) {
      return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
  }
}
