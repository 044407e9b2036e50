package io.neuralnexus.clarinet.junit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Injects an account of the project's settings into a parameter of a test class with {@link
 * ClarinetProject}.
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface Account {
  /** The name that the settings give the account, such as {@code wallet_1}. */
  String value();
}
