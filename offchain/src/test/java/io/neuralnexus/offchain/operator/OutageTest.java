package io.neuralnexus.offchain.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarity.Uint;
import io.neuralnexus.clarity.Value;
import io.neuralnexus.offchain.chain.Chain;
import io.neuralnexus.offchain.chain.ChainException;
import io.neuralnexus.offchain.chain.ChainServer;
import io.neuralnexus.offchain.chain.RemoteChain;
import io.neuralnexus.offchain.dispute.Run;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A role goes on after a time in which it did not reach the chain, and sends nothing twice. */
@Timeout(120)
class OutageTest {
  private static final Conduct LIAR =
      Conduct.telling(trace -> Run.tampered(trace, 400, Town.MAX_STEPS));

  @TempDir private static Path directory;
  private static End undisturbed;

  @BeforeAll
  static void playUndisturbed() throws Exception {
    undisturbed = play(UnaryOperator.identity());
  }

  /** A way to a chain that is cut for an instant now and then. */
  private static final class Unreliable implements InvocationHandler {
    private static final Set<String> LOCAL = Set.of("id", "deployer", "close");

    private final Chain chain;
    private final boolean afterwards;
    private final Predicate<String> cut;

    private Unreliable(Chain chain, boolean afterwards, Predicate<String> cut) {
      this.chain = chain;
      this.afterwards = afterwards;
      this.cut = cut;
    }

    /** Such a way. */
    Chain way() {
      return (Chain)
          Proxy.newProxyInstance(Chain.class.getClassLoader(), new Class<?>[] {Chain.class}, this);
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
      var isRead = method.getName().equals("callReadOnly");
      var isCut =
          !LOCAL.contains(method.getName())
              && cut.test(isRead ? (String) arguments[1] : method.getName());

      if (isCut && !afterwards) throw unreachable();
      try {
        var answer = method.invoke(chain, arguments);
        if (isCut) throw unreachable();
        return answer;
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    }

    private static ChainException unreachable() {
      return new ChainException(ChainException.Kind.UNREACHABLE, "the way is cut");
    }
  }

  /** What happens, and how many calls the trainer made, also such as were refused. */
  private record End(List<Value> events, long calls) {}

  @ParameterizedTest(name = "answers are lost, too: {0}")
  @ValueSource(booleans = {false, true})
  void a_trainer_with_a_bad_line_does_what_it_would_have_done(boolean afterwards) throws Exception {
    int[] questions = {0};

    assertThat(play(afterwards, question -> ++questions[0] % 37 == 0, 5)).isEqualTo(undisturbed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"send", "find", "events", "await"})
  void a_question_that_is_not_answered_is_asked_again(String question) throws Exception {
    int[] questions = {0};

    assertThat(play(true, each -> each.equals(question) && ++questions[0] == 3, 1))
        .isEqualTo(undisturbed);
  }

  @Test
  void inputs_that_could_not_be_checked_are_checked_again_before_it_is_too_late() throws Exception {
    int[] questions = {0};

    assertThat(play(false, each -> each.equals("get-dataset") && ++questions[0] == 1, 1))
        .isEqualTo(undisturbed);
  }

  private static End play(boolean afterwards, Predicate<String> cut, int least) throws Exception {
    int[] cuts = {0};
    var end =
        play(
            chain ->
                new Unreliable(
                        chain,
                        afterwards,
                        question -> {
                          var isCut = cut.test(question);
                          if (isCut) cuts[0]++;
                          return isCut;
                        })
                    .way());
    assertThat(cuts[0]).isGreaterThanOrEqualTo(least);
    return end;
  }

  /** A job with a dispute that the trainer withstands, with a way of its own to the chain. */
  private static End play(UnaryOperator<Chain> way) throws IOException, InterruptedException {
    var folder = Files.createTempDirectory(directory, "play");
    try (var town = new Town();
        var trainer =
            new RoleThread(
                town, "trainer", way.apply(town.chain.join("trainer")), folder, Conduct.HONEST);
        var verifier = new RoleThread(town, "verifier", folder, LIAR)) {
      town.until(() -> town.computation.getVerifierCount().longValueExact() == 1);
      var job = town.job();
      town.until(() -> isOver(town, job));
      assertThat(town.state(job)).isEqualTo("completed");
      assertThat(town.isSolvent()).isTrue();
      return new End(town.events(), calls(town));
    }
  }

  @Test
  void a_trainer_whose_chain_is_gone_for_a_while_says_so_and_goes_on() throws Exception {
    var folder = Files.createTempDirectory(directory, "play");
    try (var town = new Town()) {
      var server = ChainServer.start(town.chain, town.files, 0);
      var chain = RemoteChain.join(server.uri(), "trainer");
      try (var trainer = new RoleThread(town, "trainer", chain, folder, Conduct.HONEST);
          var verifier = new RoleThread(town, "verifier", folder, LIAR);
          var endpoint =
              Endpoint.start(
                  new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), trainer.operator)) {
        town.until(() -> town.computation.getVerifierCount().longValueExact() == 1);
        var job = town.job();
        town.until(() -> town.state(job).equals("processing"));

        server.close();
        while (trainer.operator.trouble().isEmpty()) Thread.sleep(10);
        assertThat(trainer.operator.trouble().orElseThrow())
            .startsWith(server.uri() + " does not answer: ");
        assertThat(health(endpoint).statusCode()).isEqualTo(503);
        assertThat(health(endpoint).body()).startsWith(server.uri() + " does not answer: ");

        server = ChainServer.start(town.chain, town.files, server.uri().getPort());
        town.until(() -> isOver(town, job));
        assertThat(trainer.operator.trouble()).isEmpty();
        assertThat(health(endpoint).statusCode()).isEqualTo(200);
        assertThat(new End(town.events(), calls(town))).isEqualTo(undisturbed);
      } finally {
        chain.close();
        server.close();
      }
    }
  }

  private static HttpResponse<String> health(Endpoint endpoint)
      throws IOException, InterruptedException {
    var address = endpoint.address();
    var uri =
        URI.create(
            "http://%s:%d/health"
                .formatted(address.getAddress().getHostAddress(), address.getPort()));
    try (var http = HttpClient.newHttpClient()) {
      return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  private static boolean isOver(Town town, Uint job) {
    var state = town.state(job);
    return state.equals("failed")
        || state.equals("ended")
        || state.equals("completed")
            && town.computation.getDelivery(town.execution(job)).orElseThrow().over();
  }

  private static long calls(Town town) {
    return town.town.nonce(Town.wallet("trainer").address());
  }
}
