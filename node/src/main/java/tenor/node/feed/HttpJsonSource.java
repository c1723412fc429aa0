package tenor.node.feed;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One price out of a JSON document at a URL, found by a JSON Pointer (RFC 6901). */
public final class HttpJsonSource implements PriceSource {
  private static final int MOST_BYTES = 1024 * 1024;
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private final int product;
  private final URI url;
  private final JsonPointer price;
  private final JsonPointer time;
  private final long everyMillis;
  private final Duration timeout;
  private final HttpClient client;

  /**
   * A source.
   *
   * @param product the underlying it prices
   * @param price where the price is, such as {@code /data/0/last}; a number or a string
   * @param time where its time in milliseconds is, or empty for the time of the answer
   * @throws IllegalArgumentException if {@code price} or {@code time} is no JSON Pointer
   */
  public HttpJsonSource(int product, URI url, String price, String time, long everyMillis) {
    this(product, url, price, time, everyMillis, TIMEOUT);
  }

  HttpJsonSource(
      int product, URI url, String price, String time, long everyMillis, Duration timeout) {
    this.product = product;
    this.url = url;
    this.price = JsonPointer.compile(price);
    this.time = JsonPointer.compile(time);
    this.everyMillis = everyMillis;
    this.timeout = timeout;
    this.client = HttpClient.newBuilder().connectTimeout(timeout).build();
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
    JsonNode document = JSON.readTree(body());
    JsonNode found = document.at(price);
    if (!found.isValueNode()) {
      throw new IOException("nothing to read a price from at " + price);
    }
    return List.of(
        new Observation(
            product, PriceText.parse(found.asText(), price.toString()), time(document, nowMillis)));
  }

  /** The whole document within the time-out, which the client alone would end at the headers. */
  private byte[] body() throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(url).GET().build();
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES));
    try {
      HttpResponse<byte[]> response = answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      if (response.statusCode() != 200) {
        throw new IOException("expected status 200, got " + response.statusCode());
      }
      return response.body();
    } catch (TimeoutException e) {
      throw new IOException("no answer within " + timeout.toMillis() + " ms", e);
    } catch (ExecutionException e) {
      throw new IOException(String.valueOf(e.getCause()), e);
    } finally {
      answer.cancel(true);
    }
  }

  private long time(JsonNode document, long nowMillis) throws IOException {
    if (time.matches()) {
      return nowMillis;
    }
    JsonNode found = document.at(time);
    if (!found.isIntegralNumber() || !found.canConvertToLong()) {
      throw new IOException("expected milliseconds at " + time);
    }
    return found.asLong();
  }
}
