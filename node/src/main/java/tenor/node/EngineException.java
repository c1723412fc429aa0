package tenor.node;

import java.io.IOException;

/** CometBFT refused what it was asked to do. */
public final class EngineException extends IOException {
  private static final long serialVersionUID = 1L;

  /** With its own words. */
  public EngineException(String message) {
    super(message);
  }
}
