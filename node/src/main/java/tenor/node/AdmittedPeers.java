package tenor.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tenor.node.config.NodeHome;

/**
 * Which peers a node admits: those of the genesis file, and those of a file in its home that is
 * read again for each peer, so that a node can be added without a restart of the others.
 */
final class AdmittedPeers implements Supplier<Set<String>> {
  private static final Logger log = LoggerFactory.getLogger(AdmittedPeers.class);

  private final NodeHome home;
  private final Set<String> founding;

  private AdmittedPeers(NodeHome home, Set<String> founding) {
    this.home = home;
    this.founding = founding;
  }

  static AdmittedPeers of(NodeHome home, Collection<String> founding) {
    return new AdmittedPeers(home, new TreeSet<>(founding));
  }

  @Override
  public Set<String> get() {
    Set<String> all = new TreeSet<>(founding);
    try {
      for (String line : Files.readAllLines(home.admittedPeers())) {
        String id = line.replaceFirst("#.*", "").strip();
        if (!id.isEmpty()) {
          all.add(id);
        }
      }
    } catch (NoSuchFileException e) {
      // Nobody besides.
    } catch (IOException e) {
      log.warn("{} cannot be read: only the genesis file's peers are admitted", e.toString());
    }
    return all;
  }
}
