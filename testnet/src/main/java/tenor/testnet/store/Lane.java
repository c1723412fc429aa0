package tenor.testnet.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Kills workers one after the other, on one store after the other. */
final class Lane {
  private static final int LIFE_KILLS = 12;
  private static final int LARGE_EVERY = 50;
  private static final int LARGE_BLOCKS = 15;

  private final Kills kills;
  private final Path folder;
  private final int number;
  private final Random random;
  private Stage small;
  private Stage large;

  /** A store with what it must hold. */
  private record Stage(Path folder, Life life, Model model, int kills) {
    Stage killed() {
      return new Stage(folder, life, model, kills + 1);
    }
  }

  Lane(Kills kills, Path folder, int number) throws IOException {
    this.kills = kills;
    this.folder = folder;
    this.number = number;
    this.random = new Random(kills.seed() * 97 + number);
    // the first lanes begin with stores of older formats
    this.small = stage(4L * number, false);
    this.large = stage(0, true);
  }

  private Stage stage(long life, boolean isLarge) throws IOException {
    Path place = folder.resolve((isLarge ? "large-" : "lane-") + number);
    remove(place);
    Files.createDirectories(place);
    Life made = Life.of(kills.seed() + number, life, isLarge);
    Model model = new Model(made);
    if (made.old()) {
      OldStore.make(place.resolve(Worker.STORE), made, model);
    }
    return new Stage(place, made, model, 0);
  }

  private static void remove(Path place) throws IOException {
    if (Files.exists(place)) {
      try (Stream<Path> all = Files.walk(place)) {
        for (Path path : (Iterable<Path>) all.sorted(Comparator.reverseOrder())::iterator) {
          Files.delete(path);
        }
      }
    }
  }

  /** Kills until there were enough of all lanes. */
  void run() throws IOException, InterruptedException {
    for (long kill = kills.next(); kill > 0; kill = kills.next()) {
      if (kill % LARGE_EVERY == 0) {
        kill(kill, large);
        large = large.killed();
      } else {
        kill(kill, small);
        small =
            small.kills() + 1 < LIFE_KILLS
                ? small.killed()
                : stage(small.life().number() + 1, false);
      }
    }
    // what differs is kept, to be looked at
    if (kills.isSound()) {
      remove(small.folder());
      remove(large.folder());
    }
  }

  private void kill(long kill, Stage stage) throws IOException, InterruptedException {
    Victim victim =
        Victim.start(stage.folder(), stage.life(), stage.model().height(), kills.library(), random);
    boolean migrates = stage.life().old() && stage.kills() < LIFE_KILLS / 2;
    Victim.Said said;
    if (migrates) {
      said = victim.killMigrating(random.nextInt(stage.life().retained()));
    } else if (stage.life().large() && stage.model().height() == 0) {
      said = victim.killAfter(LARGE_BLOCKS);
    } else {
      said = victim.killAtRandom();
    }
    Probe probe = new Probe(stage.folder(), stage.life(), stage.model(), random);
    // to open it would end the migration, and there would be no other moment of that to meet
    boolean opens = !migrates || stage.kills() == LIFE_KILLS / 2 - 1;
    List<String> wrong = opens ? probe.run(said) : probe.walked(said, false);
    kills.done(kill, said, stage.life(), stage.folder(), wrong);
  }
}
