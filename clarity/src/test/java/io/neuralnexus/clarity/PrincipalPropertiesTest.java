package io.neuralnexus.clarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

@Domain(ClarityDomain.class)
@Domain(DomainContext.Global.class)
class PrincipalPropertiesTest {
  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  @Property(tries = 500)
  void everyPrincipalIsReadFromItsText(@ForAll Principal principal) {
    assertThat(Principal.parse(principal.toString()))
        .isEqualTo(principal)
        .hasSameHashCodeAs(principal);
    assertThat(Principal.parse("'" + principal)).isEqualTo(principal);
    assertThat(principal.issuer().address()).hasSizeBetween(28, 41).startsWith("S");
  }

  @Property(tries = 500)
  void oneWrongCharacterIsFound(
      @ForAll StandardPrincipal account,
      @ForAll @IntRange(min = 1, max = 40) int place,
      @ForAll @IntRange(max = 31) int changed) {
    var address = new StringBuilder(account.address());
    Assume.that(place < address.length() && address.charAt(place) != ALPHABET.charAt(changed));
    address.setCharAt(place, ALPHABET.charAt(changed));

    assertThatThrownBy(() -> Principal.parse(address.toString()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("\"" + address + "\" is not an address: it");
  }

  @Property(tries = 200)
  void twoCharactersSwappedAreFound(
      @ForAll StandardPrincipal account, @ForAll @IntRange(min = 1, max = 39) int place) {
    var address = account.address();
    Assume.that(place + 1 < address.length() && address.charAt(place) != address.charAt(place + 1));
    var swapped =
        address.substring(0, place)
            + address.charAt(place + 1)
            + address.charAt(place)
            + address.substring(place + 2);

    assertThatThrownBy(() -> Principal.parse(swapped)).isInstanceOf(IllegalArgumentException.class);
  }
}
