package io.neuralnexus.clarinet.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.neuralnexus.clarity.StandardPrincipal;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MnemonicTest {
  static Set<String> wellKnownPhrases() {
    return Mnemonic.wellKnown().keySet();
  }

  @ParameterizedTest
  @MethodSource("wellKnownPhrases")
  void aWellKnownAddressIsTheOneThatIsDerived(String phrase) {
    var mnemonic = Mnemonic.parse(phrase);

    assertThat(mnemonic.address(Mnemonic.PATH)).isEqualTo(mnemonic.derive(Mnemonic.PATH));
  }

  @Test
  void anotherPathOfAWellKnownPhraseHasAnotherAddress() {
    var mnemonic = Mnemonic.parse(wellKnownPhrases().iterator().next());

    assertThat(mnemonic.address("m/44'/5757'/0'/0/1"))
        .isNotEqualTo(mnemonic.address(Mnemonic.PATH));
  }

  @Test
  void spacesBetweenWordsDoNotMatter() {
    var phrase = wellKnownPhrases().iterator().next();

    assertThat(Mnemonic.parse(" " + phrase.replace(" ", "  ") + "\n").address(Mnemonic.PATH))
        .isEqualTo(Mnemonic.wellKnown().get(phrase));
  }

  /** The first test vector of BIP-39, at an address that the official engine gives it. */
  @Test
  void anUnknownPhraseIsDerived() {
    var phrase = "abandon ".repeat(11) + "about";

    assertThat(Mnemonic.parse(phrase).address(Mnemonic.PATH))
        .isEqualTo(StandardPrincipal.parse("STC5KHM41H6WHAST7MWWDD807YSPRQKJ68T330BQ"));
  }

  @Test
  void aWrongChecksumIsRefused() {
    assertThatThrownBy(() -> Mnemonic.parse("abandon ".repeat(11) + "abandon"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("checksum");
  }
}
