package io.neuralnexus.offchain.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
  @TempDir private Path directory;

  @Test
  void what_init_writes_can_be_read_and_is_for_the_account_that_it_told() {
    var trainer = Templates.trainer(directory.resolve("t"));
    var verifier = Templates.verifier(directory.resolve("v"));

    assertThat(Settings.trainer(directory.resolve("t")).wallet().address()).isEqualTo(trainer);
    assertThat(Settings.verifier(directory.resolve("v")).wallet().address()).isEqualTo(verifier);
    assertThat(trainer).isNotEqualTo(verifier);
  }

  @Test
  void init_overwrites_nothing() {
    Templates.trainer(directory);

    assertThatThrownBy(() -> Templates.trainer(directory))
        .isInstanceOf(OperatorException.class)
        .hasMessageContaining("trainer.toml is there already");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "chain | \"ftp://x\" | is no address: expected http://host:port",
        "files | 7 | is no text: put it in quotes",
        "metrics | \"nowhere\" | expected host:port, or \"\" for none",
        "workers | 0 | 0 is not from 1 to 1024",
        "log-level | \"loud\" | is none of error, warn, info, debug",
        "programs | [\"0x12\"] | neither a hash of 32 bytes in hexadecimal nor a program",
        "programs | \"all\" | expected a list of hashes",
        "purposes | 65536 | 65536 is not from 1 to 65535",
        "ask | -1 | -1 is not from 0",
        "floor | 3000001 | it is above ask, 3000000",
        "max-steps | 1.5 | 1.5 is no whole number",
        "max-bond | \"much\" | \"much\" is no whole number",
        "max-stake | 99999999999999999 | is not from 0 to 10000000000000000",
        "at-once | 0 | 0 is not from 1 to 1000",
        "stake | 0 | 0 is not from 1",
        "account-key | \"nothing.key\" | cannot be read: --init makes one"
      })
  void a_bad_value_is_refused_with_its_line_and_the_mend(String key, String value, String message)
      throws IOException {
    Templates.trainer(directory);
    var line = change(key, key + " = " + value);

    assertThatThrownBy(() -> Settings.trainer(directory))
        .isInstanceOf(OperatorException.class)
        .hasMessageContaining("trainer.toml:" + line + ": ")
        .hasMessageContaining(key)
        .hasMessageContaining(message);
  }

  @Test
  void an_unknown_key_is_refused_with_those_that_are_known() throws IOException {
    Templates.trainer(directory);
    var line = change("at-once", "at-once = 2\nat-twice = 3") + 1;

    assertThatThrownBy(() -> Settings.trainer(directory))
        .hasMessageContaining("trainer.toml:" + line + ": policy.at-twice: there is no such key")
        .hasMessageContaining("at-once");
  }

  @Test
  void a_missing_key_is_named() throws IOException {
    Templates.trainer(directory);
    change("stake", "");

    assertThatThrownBy(() -> Settings.trainer(directory))
        .hasMessageContaining("policy.stake is missing");
  }

  @Test
  void what_is_no_toml_is_refused_with_its_line() throws IOException {
    Templates.trainer(directory);
    var line = change("workers", "workers = = 1");

    assertThatThrownBy(() -> Settings.trainer(directory))
        .hasMessageContaining("trainer.toml:" + line + ": no TOML");
  }

  @Test
  void a_key_file_that_others_can_read_is_refused() throws IOException {
    Templates.trainer(directory);
    var key = directory.resolve("account.key");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));

    assertThatThrownBy(() -> Settings.trainer(directory))
        .hasMessageContaining("can be read or written by others: chmod 600 " + key);
  }

  @Test
  void a_verifier_with_nothing_to_do_is_refused() throws IOException {
    Templates.verifier(directory);
    var file = directory.resolve("verifier.toml");
    Files.writeString(file, Files.readString(file).replace("seats = true", "seats = false"));

    assertThatThrownBy(() -> Settings.verifier(directory))
        .hasMessageContaining("neither seats nor volunteer");
  }

  /** Replaces the line of a key in the trainer's file; returns its number. */
  private int change(String key, String replacement) throws IOException {
    var file = directory.resolve("trainer.toml");
    var lines = Files.readAllLines(file);
    int index = -1;
    for (int i = 0; i < lines.size(); i++) if (lines.get(i).startsWith(key + " = ")) index = i;
    lines.set(index, replacement);
    Files.write(file, lines);
    return index + 1;
  }
}
