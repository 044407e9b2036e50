package io.neuralnexus.offchain.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.DriverManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTest {
  @TempDir private Path directory;

  private Store open(String chain, String account) {
    return Store.open(directory, chain, Town.wallet(account).address(), Commits.QUIET);
  }

  @Test
  void a_directory_is_for_one_at_a_time() {
    try (var store = open("town", "anna")) {
      assertThat(store.chain()).isEqualTo("town");
      assertThatThrownBy(() -> open("town", "anna"))
          .hasMessageContaining("is in use by another process");
    }
    open("town", "anna").close();
  }

  @Test
  void a_directory_is_for_one_account_on_one_chain() {
    open("town", "anna").close();

    assertThatThrownBy(() -> open("town", "bert")).hasMessageContaining("belongs to the account");
    assertThatThrownBy(() -> open("city", "anna"))
        .hasMessageContaining("belongs to the chain town");
  }

  @Test
  void a_newer_schema_is_refused() throws Exception {
    open("town", "anna").close();
    try (var database =
            DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("state.sqlite"));
        var statement = database.createStatement()) {
      statement.execute("PRAGMA user_version = 99");
    }

    assertThatThrownBy(() -> open("town", "anna"))
        .isInstanceOf(OperatorException.class)
        .hasMessageContaining("was written by a newer nexus (schema 99, this one knows 1)");
  }

  @Test
  void what_fails_in_the_midst_is_not_written() {
    try (var store = open("town", "anna")) {
      assertThatThrownBy(
              () ->
                  store.write(
                      () -> {
                        store.setFollowed(7);
                        throw new IllegalStateException("in the midst");
                      }))
          .hasMessage("in the midst");

      assertThat(store.followed()).isZero();
    }
  }
}
