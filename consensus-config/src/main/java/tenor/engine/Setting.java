package tenor.engine;

/**
 * One line of {@code config.toml} and why it is there.
 *
 * @param section the table it belongs to, empty for the top of the file
 * @param key CometBFT's name
 * @param value a string, boolean or integer
 * @param isDefault true where CometBFT's default is relied on and written down so that no upgrade
 *     changes it
 * @param reason why this value, in one sentence or two
 */
public record Setting(String section, String key, Object value, boolean isDefault, String reason) {

  /** Refuses a value that {@link #toml()} cannot write and a missing reason. */
  public Setting {
    if (!(value instanceof String || value instanceof Boolean || value instanceof Long)) {
      throw new IllegalArgumentException(key + " has a value of " + value.getClass());
    }
    if (reason.isBlank()) {
      throw new IllegalArgumentException(key + " has no reason");
    }
  }

  /** A value other than CometBFT's default. */
  static Setting set(String section, String key, Object value, String reason) {
    return new Setting(section, key, value, false, reason);
  }

  /** CometBFT's own default, kept on purpose. */
  static Setting keep(String section, String key, Object value, String reason) {
    return new Setting(section, key, value, true, reason);
  }

  /** {@code key = value} as TOML. */
  public String toml() {
    return key + " = " + (value instanceof String text ? Toml.quote(text) : value.toString());
  }
}
