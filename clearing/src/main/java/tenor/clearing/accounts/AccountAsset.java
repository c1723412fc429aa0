package tenor.clearing.accounts;

import java.util.List;
import tenor.clearing.kernel.Key;
import tenor.clearing.kernel.KeyField;
import tenor.clearing.kernel.KeyReader;

/** A row of the ledger, and of every table by account and asset. */
public record AccountAsset(long account, int asset) {
  /** The fields of its key. */
  public static final List<KeyField> FIELDS =
      List.of(KeyField.u64("account"), KeyField.u32("asset"));

  /** {@code start} followed by them. */
  public Key append(Key start) {
    return start.u64(account).u32(asset);
  }

  /** Reads them. */
  public static AccountAsset read(KeyReader in) {
    return new AccountAsset(in.u64(), in.u32());
  }
}
