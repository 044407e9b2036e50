package io.neuralnexus.clarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrincipalTest {
  private static final StandardPrincipal DEPLOYER =
      StandardPrincipal.parse("ST1PQHQKV0RJXZFY1DGX8MNSNYVE3VGZJSRTPGZGM");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ``                                        | it is empty
          TT1PQHQKV0RJXZFY1DGX8MNSNYVE3VGZJSRTPGZGM | it must start with S
          st1PQHQKV0RJXZFY1DGX8MNSNYVE3VGZJSRTPGZGM | it must start with S
          ST1PQHQKVORJXZFY1DGX8MNSNYVE3VGZJSRTPGZGM | 'O' at index 9 is not a character of c32
          ST1PQHQKV0RJXZFY1DGX8MNSNYVE3VGZJSRTPGZGm | 'm' at index 40 is not a character of c32
          ST                                        | 2 characters instead of about 41
          ST1PQHQKV0RJXZFY1DGX8MNSNYVE3VGZJSRTP     | it holds 22 bytes instead of 24
          ST1PQHQKV0RJXZFY1DGX8MNSNYVE3VGZJSRTPGZGN | its checksum does not match
          SP1PQHQKV0RJXZFY1DGX8MNSNYVE3VGZJSRTPGZGM | its checksum does not match
          """)
  void whatIsWrongWithAnAddressIsSaid(String address, String fault) {
    assertThatThrownBy(() -> Principal.parse(address))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("\"" + address + "\" is not an address: " + fault);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ``    | it is empty
          1a    | it must start with a letter
          a.b   | '.' at index 1 is not allowed
          a?    | '?' at index 1 is not allowed
          _a    | it must start with a letter
          """)
  void whatIsWrongWithAContractNameIsSaid(String name, String fault) {
    assertThatThrownBy(() -> Principal.parse(DEPLOYER + "." + name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("\"" + name + "\" is not a contract name: " + fault);
  }

  @Test
  void contractNamesHaveAtMost128Characters() {
    assertThat(DEPLOYER.contract("a".repeat(128)).name()).hasSize(128);
    assertThatThrownBy(() -> DEPLOYER.contract("a".repeat(129)))
        .hasMessageEndingWith("it has 129 characters, at most 128 are allowed");
  }

  @Test
  void aContractNeedsAPointAndAName() {
    assertThatThrownBy(() -> ContractPrincipal.parse(DEPLOYER.address()))
        .hasMessageEndingWith("a point and a name must follow the address");
  }

  @ParameterizedTest
  @CsvSource({
    "SP1SJ3DTE5DN7X54YDH5D64R3BCB6A2AG2XG1V316, 22, true, false, false",
    "SM1SJ3DTE5DN7X54YDH5D64R3BCB6A2AG2WDNAW39, 20, true, false, true",
    "ST1SJ3DTE5DN7X54YDH5D64R3BCB6A2AG2ZQ8YPD5, 26, false, true, false",
    "SN1SJ3DTE5DN7X54YDH5D64R3BCB6A2AG2WNP3Z0T, 21, false, true, true",
    "SZ1SJ3DTE5DN7X54YDH5D64R3BCB6A2AG2XNG3F4B, 31, false, false, false",
  })
  void theVersionTellsNetworkAndSignatures(
      String address, int version, boolean mainnet, boolean testnet, boolean multiSig) {
    var account = StandardPrincipal.parse(address);

    assertThat(account.version()).isEqualTo(version);
    assertThat(account.isMainnet()).isEqualTo(mainnet);
    assertThat(account.isTestnet()).isEqualTo(testnet);
    assertThat(account.isMultiSig()).isEqualTo(multiSig);
  }

  @Test
  void theIssuerOfAContractIsTheAccountThatDeployedIt() {
    assertThat(Principal.parse(DEPLOYER + ".market").issuer()).isEqualTo(DEPLOYER);
    assertThat(DEPLOYER.issuer()).isEqualTo(DEPLOYER);
    assertThat(DEPLOYER.contract("market")).hasToString(DEPLOYER + ".market");
  }

  @Test
  void versionAndHashMustBeInRange() {
    var hash = DEPLOYER.hash();

    assertThatThrownBy(() -> new StandardPrincipal(32, hash))
        .hasMessage("address version 32: it must be from 0 to 31");
    assertThatThrownBy(() -> new StandardPrincipal(26, Buff.of(new byte[19])))
        .hasMessage("address hash of 19 bytes: it must have 20");
  }
}
