package tenor.engine;

import java.io.IOException;

/** A home that must not be run or changed as it is, lest its key sign twice. */
public final class HomeRefusedException extends IOException {
  private static final long serialVersionUID = 1L;

  HomeRefusedException(String message) {
    super(message);
  }
}
