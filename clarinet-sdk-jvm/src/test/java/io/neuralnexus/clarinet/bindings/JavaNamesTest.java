package io.neuralnexus.clarinet.bindings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JavaNamesTest {
  private final JavaNames names = new JavaNames(JavaNames.OF_OBJECT);

  @ParameterizedTest
  @CsvSource({
    "register-dataset, registerDataset",
    "get-2, get2",
    "a_b, a_b",
    "is-ok?, isOk",
    "x!, x",
    "class, class_",
    "get-class, getClass_",
    "hash-code, hashCode_",
    "weird<=>name, weirdLessEqualGreaterName",
    "+, plus",
    "a-, a",
    "2nd, _2nd",
  })
  void methodsAreInCamelCaseAndNeverWhatJavaReserves(String clarityName, String javaName) {
    assertThat(names.method(clarityName)).isEqualTo(javaName);
  }

  @ParameterizedTest
  @CsvSource({"ERR_NOT_FOUND, ERR_NOT_FOUND", "err-not-found, ERR_NOT_FOUND", "maxStep, MAX_STEP"})
  void constantsAreInUpperSnakeCase(String clarityName, String javaName) {
    assertThat(names.constant(clarityName)).isEqualTo(javaName);
  }

  @Test
  void namesThatFallTogetherAreNumbered() {
    assertThat(names.method("x!")).isEqualTo("x");
    assertThat(names.method("x?")).isEqualTo("x_2");
    assertThat(names.method("x")).isEqualTo("x_3");
  }

  @Test
  void scopesDoNotDisturbEachOther() {
    assertThat(names.method("x")).isEqualTo("x");
    assertThat(new JavaNames(Set.of()).method("x")).isEqualTo("x");
  }
}
