package tenor.clearing.fixed;

/** Which way a quotient that is not whole goes. */
public enum Rounding {
  /** Towards minus infinity. */
  DOWN,
  /** Towards plus infinity. */
  UP,
  /** To the nearest, ties to the even neighbour. */
  HALF_EVEN
}
