package tenor.app.tx;

import com.google.protobuf.ByteString;
import tenor.app.crypto.Hashes;
import tenor.clearing.proto.Authorisation;
import tenor.clearing.proto.Body;
import tenor.clearing.proto.SignDoc;

/** What an authorisation signs: 32 bytes, so that any hardware module can sign it. */
public final class SignDocs {
  /** Tells these signatures from any other use of the same key. */
  public static final String DOMAIN = "tenor.tx";

  /** The version of this format. */
  public static final int VERSION = 1;

  private SignDocs() {}

  /** SHA-256 of the canonical bytes of the body, 32 bytes. */
  public static ByteString bodyHash(Body body) {
    return Hashes.sha256(body.toByteArray());
  }

  /**
   * The document of one authorisation; its signatures play no part.
   *
   * @param index its place in the transaction, 0 for the submitter's
   * @param bodyHash see {@link #bodyHash}
   */
  public static SignDoc of(
      String chainId, int index, Authorisation authorisation, ByteString bodyHash) {
    return SignDoc.newBuilder()
        .setDomain(DOMAIN)
        .setVersion(VERSION)
        .setChainId(chainId)
        .setIndex(index)
        .setAccount(authorisation.getAccount())
        .setPublicKey(authorisation.getPublicKey())
        .setNonce(authorisation.getNonce())
        .setValidUntil(authorisation.getValidUntil())
        .setBodyHash(bodyHash)
        .build();
  }

  /** What is signed: SHA-256 of the canonical bytes of the document, 32 bytes. */
  public static byte[] digest(SignDoc document) {
    return Hashes.newSha256().digest(document.toByteArray());
  }
}
