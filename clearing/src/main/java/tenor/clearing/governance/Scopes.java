package tenor.clearing.governance;

import tenor.clearing.instruments.InstrumentsKeys;
import tenor.clearing.kernel.Param;
import tenor.clearing.kernel.Reader;
import tenor.clearing.proto.Genesis;

/** What a parameter may be set for. */
final class Scopes {
  private Scopes() {}

  /** Whether {@code scope} is 0 or listed in {@code state}. */
  static boolean exists(Reader state, Param.Scope kind, int scope) {
    return scope == 0
        || switch (kind) {
          case HOUSE -> false;
          case UNDERLYING -> InstrumentsKeys.UNDERLYINGS.contains(state, scope);
          case MARGIN_CLASS -> InstrumentsKeys.MARGIN_CLASSES.contains(state, scope);
          case ASSET -> InstrumentsKeys.ASSETS.contains(state, scope);
        };
  }

  /** Whether {@code scope} is 0 or will be listed by {@code genesis}, which numbers from 1. */
  static boolean exists(Genesis genesis, Param.Scope kind, int scope) {
    int listed =
        switch (kind) {
          case HOUSE -> 0;
          case UNDERLYING -> genesis.getUnderlyingsCount();
          case MARGIN_CLASS -> genesis.getMarginClassesCount();
          case ASSET -> genesis.getAssetsCount();
        };
    return scope >= 0 && scope <= listed;
  }
}
