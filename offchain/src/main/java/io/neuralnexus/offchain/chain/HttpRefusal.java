package io.neuralnexus.offchain.chain;

/** A request that gets no answer but a status of HTTP and a sentence that says why. */
final class HttpRefusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  static final int MALFORMED = 400;
  static final int NOT_FOUND = 404;
  static final int NO_SUCH_METHOD = 405;
  static final int REFUSED = 409;
  static final int GONE = 410;
  static final int TOO_LARGE = 413;
  static final int NO_JSON = 415;

  private final int status;

  HttpRefusal(int status, String message) {
    super(message);
    this.status = status;
  }

  int status() {
    return status;
  }
}
