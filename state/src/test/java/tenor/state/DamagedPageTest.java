package tenor.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tenor.state.StoreException.Reason;

/** A page made again from the disk is the page that was committed, or is refused. */
final class DamagedPageTest {
  private final List<Edits.Edit> leaves = leaves();
  private final Page page = page(leaves);

  private static List<Edits.Edit> leaves() {
    List<Edits.Edit> leaves = new ArrayList<>();
    for (int i = 0; leaves.size() < 20; i++) {
      byte[] key = TestState.key(1, i);
      if (Hashing.level(key) == 0) {
        leaves.add(new Edits.Edit(key, TestState.value("value " + i)));
      }
    }
    return leaves;
  }

  private static Page page(List<Edits.Edit> leaves) {
    Packer packer = new Packer(false);
    for (Edits.Edit leaf : leaves) {
      packer.add(leaf.key(), TestState.value("value " + (leaf.key()[9] & 0xff)), 0, 0);
    }
    return (Page) packer.finish().getFirst();
  }

  /** A disk that holds these leaves and nothing else. */
  private record Fake(List<Edits.Edit> leaves) implements Source {
    @Override
    public List<Edits.Edit> range(byte @Nullable [] above, byte[] upTo) {
      return leaves;
    }
  }

  private Content derive(Consumer<List<Edits.Edit>> damage) {
    List<Edits.Edit> onDisk = new ArrayList<>(leaves);
    damage.accept(onDisk);
    return Origin.derive(page, null, new Fake(onDisk));
  }

  private void isRefused(Consumer<List<Edits.Edit>> damage) {
    assertThatThrownBy(() -> derive(damage))
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.reason()).isEqualTo(Reason.CORRUPT))
        .hasMessageContaining("restore the store");
  }

  @Test
  void leavesAsTheyWere_giveTheContent() {
    assertThat(derive(onDisk -> {}).root()).isEqualTo(page.hash());
  }

  @Test
  void leavesBeforeThePage_areLeftOut() {
    Edits.Edit before = new Edits.Edit(new byte[] {1, 0}, new byte[] {1});
    assertThat(derive(onDisk -> onDisk.addFirst(before)).root()).isEqualTo(page.hash());
  }

  @Test
  void anotherValue_isRefused() {
    isRefused(onDisk -> onDisk.set(7, new Edits.Edit(onDisk.get(7).key(), new byte[] {1})));
  }

  @Test
  void aMissingLeaf_isRefused() {
    isRefused(onDisk -> onDisk.remove(3));
    isRefused(List::clear);
  }

  @Test
  void oneLeafMoreInside_isRefused() {
    isRefused(onDisk -> onDisk.add(5, new Edits.Edit(new byte[] {1, 2}, new byte[] {1})));
  }

  @Test
  void aContentThatIsNotThePages_isNotTakenFromMemory() {
    try (PageMemory memory = new PageMemory(1 << 16)) {
      Page other = Page.stub(page.last, page.leaves(), new byte[Hashing.SIZE]);
      other.keep(derive(onDisk -> {}), memory);
      assertThat(other.in(memory)).isNull();
      Page stub = Page.stub(page.last, page.leaves(), page.hash());
      stub.keep(derive(onDisk -> {}), memory);
      assertThat(stub.in(memory)).isNotNull();
    }
  }
}
