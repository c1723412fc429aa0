package tenor.clearing.oracle;

import tenor.clearing.fixed.Fixed;
import tenor.clearing.instruments.InstrumentsParams;
import tenor.clearing.kernel.ChainClock;
import tenor.clearing.kernel.Reader;

/**
 * What governs the surfaces of one underlying.
 *
 * @param side knots on each side of the middle one
 * @param step of z between two knots, 10⁻⁹
 * @param maxMove of a volatility in a block up to a minute long, a fraction of itself, 10⁻⁹
 * @param maxRepair of a volatility, a fraction of itself, 10⁻⁹
 * @param maxReportAgeMillis of a report that counts
 * @param maxAgeMillis of a surface that is fresh
 * @param dayMillis a day of the rules
 * @param shift by which forwards and strikes are greater in models, 10⁻⁸
 */
record SurfaceTerms(
    int side,
    long step,
    long maxMove,
    long maxRepair,
    long maxReportAgeMillis,
    long maxAgeMillis,
    long dayMillis,
    long shift) {

  static SurfaceTerms of(Reader state, int underlying) {
    return new SurfaceTerms(
        Fixed.toInt(OracleParams.SURFACE_KNOTS.get(state, underlying)),
        OracleParams.SURFACE_STEP.get(state, underlying),
        OracleParams.MAX_VOL_MOVE.get(state, underlying),
        OracleParams.SURFACE_REPAIR.get(state, underlying),
        ChainClock.minutes(state, OracleParams.MAX_REPORT_AGE.get(state, underlying)),
        Surfaces.maxAgeMillis(state, underlying),
        ChainClock.dayMillis(state),
        InstrumentsParams.PRICE_SHIFT.get(state, underlying));
  }

  /** How many volatilities a report has. */
  int knots() {
    return 2 * side + 1;
  }

  /** A year of 365 days of the rules. */
  long yearMillis() {
    return Fixed.times(365, dayMillis);
  }
}
