package io.neuralnexus.clarinet.bindings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.neuralnexus.clarinet.Engine;
import io.neuralnexus.clarinet.Simnet;
import io.neuralnexus.clarinet.SimnetOptions;
import io.neuralnexus.clarity.ClarityVersion;
import io.neuralnexus.clarity.Epoch;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which events a contract has is read from its text. */
class PrintedEventsTest {
  @Test
  void anEventIsATupleWithATopic() {
    var printed =
        printed(
            """
            (define-public (pay (amount uint))
              (ok (print { topic: "pay", amount: amount, by: tx-sender }))
            )
            """);

    assertThat(fields(printed)).containsExactly(entry("pay", "{amount=uint, by=principal}"));
    assertThat(printed.events().getFirst().functions()).containsExactly("pay");
    assertThat(printed.others()).isEmpty();
  }

  @Test
  void eventsAreInTheOrderOfTheText() {
    var printed =
        printed(
            """
            (define-public (first) (ok (print { topic: "first", next: (second) })))
            (define-private (second) (get n (print { topic: "second", n: u2 })))
            (print { topic: "deployed" })
            """);

    assertThat(fields(printed))
        .containsExactly(
            entry("first", "{next=uint}"), entry("second", "{n=uint}"), entry("deployed", "{}"));
    assertThat(printed.events().getLast().functions()).containsExactly("");
  }

  @Test
  void aTupleMayBeBoundOrMerged() {
    assertThat(
            fields(
                printed(
                    """
                    (define-map jobs uint { fee: uint })
                    (define-public (open (fee uint))
                      (let ((job { fee: fee }) (event (merge job { topic: "open" })))
                        (map-set jobs u1 job)
                        (print event)
                        (ok event)
                      )
                    )
                    (define-public (close)
                      (let ((job (unwrap! (map-get? jobs u1) (err u1))))
                        (ok (print (merge { topic: "close", at: burn-block-height } job)))
                      )
                    )
                    """)))
        .containsExactly(entry("open", "{fee=uint}"), entry("close", "{at=uint, fee=uint}"));
  }

  @Test
  void aTopicMayBeAConstantOrGivenByTheCaller() {
    var printed =
        printed(
            """
            (define-constant END "end")
            (define-private (log (topic (string-ascii 5)) (n uint))
              (print { topic: topic, n: n })
            )
            (define-public (begin-it) (ok (log "begin" u1)))
            (define-public (end-it) (ok (log END u2)))
            """);

    assertThat(fields(printed))
        .containsExactly(entry("begin", "{n=uint}"), entry("end", "{n=uint}"));
    assertThat(printed.others()).isEmpty();
  }

  @Test
  void aTupleMayComeFromAFunctionThatMayFail() {
    var printed =
        printed(
            """
            (define-constant ERR_NONE (err u1))
            (define-private (made (topic (string-ascii 4)) (n uint))
              (begin
                (asserts! (> n u0) ERR_NONE)
                (if (> n u9) ERR_NONE (ok { topic: topic, n: n }))
              )
            )
            (define-public (up (n uint)) (let ((event (try! (made "up" n)))) (ok (print event))))
            (define-public (down (n uint)) (ok (print (unwrap! (made "down" n) (err u2)))))
            """);

    assertThat(fields(printed)).containsExactly(entry("up", "{n=uint}"), entry("down", "{n=uint}"));
    assertThat(printed.events().getFirst().functions()).containsExactly("up");
    assertThat(printed.others()).isEmpty();
  }

  @Test
  void whatIsPrintedInSeveralPlacesHasATypeForAll() {
    assertThat(
            fields(
                printed(
                    """
                    (define-public (a) (ok (print { topic: "x", s: "ab", o: none })))
                    (define-public (b) (ok (print { topic: "x", s: "abcd", o: (some u1) })))
                    """)))
        .containsExactly(entry("x", "{o=(optional uint), s=(string-ascii 4)}"));
  }

  @Test
  void fieldsThatDoNotFitTogetherMakeNoEvent() {
    var printed =
        printed(
            """
            (define-public (a) (ok (print { topic: "x", n: u1 })))
            (define-public (b) (ok (print { topic: "x", n: 1 })))
            (define-public (c) (ok (print { topic: "y", n: u1 })))
            (define-public (d) (ok (print { topic: "y", m: u1 })))
            """);

    assertThat(printed.events()).isEmpty();
    assertThat(printed.others())
        .containsExactly(
            "the fields of x differ in lines 1, 2", "the fields of y differ in lines 3, 4");
  }

  @Test
  void whatHasNoTopicOrAComputedOneIsToldWithItsLine() {
    var printed =
        printed(
            """
            (define-public (say (topic (string-ascii 9)))
              (begin
                (print u1)
                (print { n: u1 })
                (print { topic: u1 })
                (print { topic: topic })
                (ok (map log (list "a" "b")))
              )
            )
            (define-private (log (topic (string-ascii 1)))
              (print { topic: topic })
            )
            (define-public (once) (ok (log "c")))
            """);

    assertThat(fields(printed)).containsExactly(entry("c", "{}"));
    assertThat(printed.others())
        .containsExactly(
            "line 3 prints no tuple with a topic",
            "line 4 prints no tuple with a topic",
            "line 5 prints no tuple with a topic",
            "line 6 prints a computed topic",
            "line 11 prints a computed topic");
  }

  @Test
  void aFieldNamedLikeAFunctionIsNoCall() {
    assertThat(
            fields(
                printed(
                    """
                    (define-private (log (topic (string-ascii 1))) (print { topic: topic }))
                    (define-public (go) (ok { log: (get topic (log "a")) }))
                    """)))
        .containsExactly(entry("a", "{}"));
  }

  private static Map<String, String> fields(PrintedEvents printed) {
    var fields = new LinkedHashMap<String, String>();
    printed.events().forEach(each -> fields.put(each.topic(), each.fields().toString()));
    return fields;
  }

  private static PrintedEvents printed(String source) {
    try (var simnet = Simnet.empty(SimnetOptions.defaults().withEngine(Engine.JVM))) {
      simnet.setEpoch(Epoch.EPOCH_4_0);
      simnet.deploy("printer", source, ClarityVersion.CLARITY_6, simnet.deployer());
      return PrintedEvents.of(simnet.contractAnalysis("printer"));
    }
  }
}
