package tenor.node.abci;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import tenor.abci.proto.Request;
import tenor.abci.proto.RequestQuery;

/**
 * Reads one request from the bytes of its frame.
 *
 * <p>Go's Protobuf runtime passes on strings that are not UTF-8, Java's refuses them. The engine
 * fills only one string from what strangers send: the path of a query ({@code
 * abci_query?path=0xff}). Refusing that frame would let any RPC user end the node, so such a path
 * is read with its wrong bytes replaced, and names nothing that exists.
 */
final class RequestReader {

  private RequestReader() {}

  /**
   * Reads a request that has a value.
   *
   * @throws PeerException if the bytes are not one
   */
  static Request read(ByteBuffer frame) {
    Request request;
    try {
      request = Request.parseFrom(CodedInputStream.newInstance(frame.duplicate()));
    } catch (InvalidProtocolBufferException e) {
      request =
          readQuery(frame)
              .orElseThrow(() -> new PeerException("not an ABCI request: " + e.getMessage(), e));
    } catch (IOException e) {
      throw new PeerException("not an ABCI request: " + e.getMessage(), e);
    }
    if (request.getValueCase() == Request.ValueCase.VALUE_NOT_SET) {
      throw new PeerException("a request without a value that ABCI 2.0 knows");
    }
    return request;
  }

  private static Optional<Request> readQuery(ByteBuffer frame) {
    try {
      CodedInputStream in = CodedInputStream.newInstance(frame.duplicate());
      if (in.readTag() != tag(Request.QUERY_FIELD_NUMBER, WireFormat.WIRETYPE_LENGTH_DELIMITED)) {
        return Optional.empty();
      }
      ByteBuffer query = in.readByteBuffer();
      return in.isAtEnd()
          ? Optional.of(Request.newBuilder().setQuery(parseQuery(query)).build())
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static RequestQuery parseQuery(ByteBuffer bytes) throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(bytes);
    RequestQuery.Builder query = RequestQuery.newBuilder();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (WireFormat.getTagFieldNumber(tag)) {
        case RequestQuery.DATA_FIELD_NUMBER -> query.setData(in.readBytes());
        case RequestQuery.PATH_FIELD_NUMBER -> query.setPath(in.readBytes().toStringUtf8());
        case RequestQuery.HEIGHT_FIELD_NUMBER -> query.setHeight(in.readInt64());
        case RequestQuery.PROVE_FIELD_NUMBER -> query.setProve(in.readBool());
        default -> in.skipField(tag);
      }
    }
    return query.build();
  }

  private static int tag(int field, int wireType) {
    return field << 3 | wireType;
  }
}
