package tenor.app.proof;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import tenor.ics23.proto.ExistenceProof;
import tenor.ics23.proto.HashOp;
import tenor.ics23.proto.InnerOp;
import tenor.ics23.proto.LeafOp;
import tenor.ics23.proto.LengthOp;

/** Every way to change one field or one step of an existence proof; each change has a name. */
final class Ics23Mutations {
  private Ics23Mutations() {}

  /** Passes on the changed proofs. */
  static void of(ExistenceProof proof, BiConsumer<String, ExistenceProof> to) {
    bytes(proof.getKey())
        .forEach(change -> to.accept("key " + change.what, key(proof, change.bytes)));
    bytes(proof.getValue())
        .forEach(change -> to.accept("value " + change.what, value(proof, change.bytes)));
    leaves(proof.getLeaf(), (what, leaf) -> to.accept("leaf " + what, leaf(proof, leaf)));
    to.accept("leaf dropped", proof.toBuilder().clearLeaf().build());
    for (int i = 0; i < proof.getPathCount(); i++) {
      int step = i;
      steps(
          proof.getPath(i),
          (what, op) ->
              to.accept("step " + step + " " + what, proof.toBuilder().setPath(step, op).build()));
      to.accept("step " + i + " dropped", path(proof, list -> drop(list, step)));
      to.accept("step " + i + " twice", path(proof, list -> twice(list, step)));
      if (i > 0 && !proof.getPath(i).equals(proof.getPath(i - 1))) {
        to.accept("steps " + (i - 1) + " and " + i + " swapped", path(proof, l -> swap(l, step)));
      }
    }
    if (proof.getPathCount() > 1) {
      to.accept("path reversed", path(proof, List::reversed));
      to.accept("path dropped", proof.toBuilder().clearPath().build());
    }
    to.accept("step added on top", path(proof, Ics23Mutations::plus));
  }

  private record Change(String what, ByteString bytes) {}

  /** A sequence with a bit flipped, a byte more or less at either end, or nothing left. */
  private static List<Change> bytes(ByteString bytes) {
    List<Change> changes = new ArrayList<>();
    ByteString one = ByteString.copyFrom(new byte[] {1});
    changes.add(new Change("with a byte behind", bytes.concat(one)));
    changes.add(new Change("with a byte before", one.concat(bytes)));
    if (!bytes.isEmpty()) {
      changes.add(new Change("dropped", ByteString.EMPTY));
      changes.add(new Change("first bit flipped", flip(bytes, 0, 0x80)));
      changes.add(new Change("last bit flipped", flip(bytes, bytes.size() - 1, 1)));
      changes.add(new Change("middle bit flipped", flip(bytes, bytes.size() / 2, 0x10)));
    }
    if (bytes.size() > 1) {
      changes.add(new Change("without its first byte", bytes.substring(1)));
      changes.add(new Change("without its last byte", bytes.substring(0, bytes.size() - 1)));
    }
    return changes;
  }

  static ByteString flip(ByteString bytes, int at, int bit) {
    byte[] flipped = bytes.toByteArray();
    flipped[at] ^= (byte) bit;
    return ByteString.copyFrom(flipped);
  }

  private static void leaves(LeafOp leaf, BiConsumer<String, LeafOp> to) {
    for (HashOp hash : List.of(HashOp.NO_HASH, HashOp.SHA256, HashOp.SHA512, HashOp.SHA512_256)) {
      if (hash != leaf.getHash()) {
        to.accept("hash " + hash, leaf.toBuilder().setHash(hash).build());
      }
      if (hash != leaf.getPrehashKey()) {
        to.accept("key's hash " + hash, leaf.toBuilder().setPrehashKey(hash).build());
      }
      if (hash != leaf.getPrehashValue()) {
        to.accept("value's hash " + hash, leaf.toBuilder().setPrehashValue(hash).build());
      }
    }
    for (LengthOp length : LengthOp.values()) {
      if (length != leaf.getLength() && length != LengthOp.UNRECOGNIZED) {
        to.accept("length " + length, leaf.toBuilder().setLength(length).build());
      }
    }
    bytes(leaf.getPrefix())
        .forEach(
            change ->
                to.accept(
                    "prefix " + change.what, leaf.toBuilder().setPrefix(change.bytes).build()));
  }

  private static void steps(InnerOp op, BiConsumer<String, InnerOp> to) {
    to.accept("hash NO_HASH", op.toBuilder().setHash(HashOp.NO_HASH).build());
    to.accept("hash SHA512_256", op.toBuilder().setHash(HashOp.SHA512_256).build());
    bytes(op.getPrefix())
        .forEach(c -> to.accept("prefix " + c.what, op.toBuilder().setPrefix(c.bytes).build()));
    bytes(op.getSuffix())
        .forEach(c -> to.accept("suffix " + c.what, op.toBuilder().setSuffix(c.bytes).build()));
    to.accept("on the other side", otherSide(op));
    to.accept("without anything beside it", op.toBuilder().setPrefix(one()).clearSuffix().build());
  }

  private static ByteString one() {
    return ByteString.copyFrom(new byte[] {1});
  }

  private static InnerOp otherSide(InnerOp op) {
    return op.getSuffix().isEmpty()
        ? op.toBuilder().setPrefix(one()).setSuffix(op.getPrefix().substring(1)).build()
        : op.toBuilder().setPrefix(one().concat(op.getSuffix())).clearSuffix().build();
  }

  private static ExistenceProof key(ExistenceProof proof, ByteString key) {
    return proof.toBuilder().setKey(key).build();
  }

  private static ExistenceProof value(ExistenceProof proof, ByteString value) {
    return proof.toBuilder().setValue(value).build();
  }

  private static ExistenceProof leaf(ExistenceProof proof, LeafOp leaf) {
    return proof.toBuilder().setLeaf(leaf).build();
  }

  private static ExistenceProof path(ExistenceProof proof, UnaryOperator<List<InnerOp>> change) {
    List<InnerOp> path = change.apply(new ArrayList<>(proof.getPathList()));
    return proof.toBuilder().clearPath().addAllPath(path).build();
  }

  private static List<InnerOp> drop(List<InnerOp> path, int step) {
    path.remove(step);
    return path;
  }

  private static List<InnerOp> twice(List<InnerOp> path, int step) {
    path.add(step, path.get(step));
    return path;
  }

  private static List<InnerOp> swap(List<InnerOp> path, int step) {
    Collections.swap(path, step - 1, step);
    return path;
  }

  private static List<InnerOp> plus(List<InnerOp> path) {
    path.add(
        InnerOp.newBuilder()
            .setHash(HashOp.SHA256)
            .setPrefix(one())
            .setSuffix(ByteString.copyFrom(new byte[32]))
            .build());
    return path;
  }
}
