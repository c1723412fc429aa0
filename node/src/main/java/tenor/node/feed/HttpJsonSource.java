package tenor.node.feed;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

/** One price out of a JSON document at a URL, found by a JSON Pointer (RFC 6901). */
public final class HttpJsonSource implements PriceSource {
  private static final int MOST_BYTES = 1024 * 1024;
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private final int product;
  private final URI url;
  private final JsonPointer price;
  private final String time;
  private final long everyMillis;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

  /**
   * A source.
   *
   * @param product the underlying it prices
   * @param price where the price is, such as {@code /data/0/last}; a number or a string
   * @param time where its time in milliseconds is, or empty for the time of the answer
   */
  public HttpJsonSource(int product, URI url, String price, String time, long everyMillis) {
    this.product = product;
    this.url = url;
    this.price = JsonPointer.compile(price);
    this.time = time;
    this.everyMillis = everyMillis;
  }

  @Override
  public String name() {
    return "http " + url.getHost() + url.getPath();
  }

  @Override
  public long everyMillis() {
    return everyMillis;
  }

  @Override
  public List<Observation> poll(long nowMillis) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(url).timeout(TIMEOUT).GET().build();
    HttpResponse<InputStream> response =
        client.send(request, HttpResponse.BodyHandlers.ofInputStream());
    byte[] body;
    try (InputStream stream = response.body()) {
      body = stream.readNBytes(MOST_BYTES + 1);
    }
    if (response.statusCode() != 200) {
      throw new IOException("expected status 200, got " + response.statusCode());
    }
    if (body.length > MOST_BYTES) {
      throw new IOException("expected at most " + MOST_BYTES + " bytes");
    }
    JsonNode document = JSON.readTree(body);
    JsonNode found = document.at(price);
    if (!found.isValueNode()) {
      throw new IOException("nothing to read a price from at " + price);
    }
    return List.of(
        new Observation(
            product, PriceText.parse(found.asText(), price.toString()), time(document, nowMillis)));
  }

  private long time(JsonNode document, long nowMillis) throws IOException {
    if (time.isEmpty()) {
      return nowMillis;
    }
    JsonNode found = document.at(time);
    if (!found.canConvertToLong()) {
      throw new IOException("expected milliseconds at " + time);
    }
    return found.asLong();
  }
}
