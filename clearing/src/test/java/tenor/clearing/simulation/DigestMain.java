package tenor.clearing.simulation;

/** Prints the digest of the state after a seeded market, for comparison between JVMs. */
public final class DigestMain {
  private DigestMain() {}

  /** Takes a seed and a number of blocks. */
  public static void main(String[] arguments) {
    System.out.println(digest(Long.parseLong(arguments[0]), Integer.parseInt(arguments[1])));
  }

  static String digest(long seed, int blocks) {
    Simulation simulation = new Simulation(seed, SimulatedMarket.standard());
    for (int i = 0; i < blocks; i++) {
      if (i == blocks / 2) {
        simulation.move(1, 0.75);
      }
      simulation.step();
    }
    return simulation.digest();
  }
}
