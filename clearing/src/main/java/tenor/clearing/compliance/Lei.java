package tenor.clearing.compliance;

/** Legal entity identifiers (ISO 17442). */
final class Lei {
  private static final int LENGTH = 20;

  private Lei() {}

  /**
   * Whether it is 18 capital letters or digits and two digits, and the whole, letters read as 10 to
   * 35, leaves 1 when divided by 97 (ISO 7064, MOD 97-10).
   */
  static boolean isValid(String lei) {
    if (lei.length() != LENGTH) {
      return false;
    }
    int rest = 0;
    for (int i = 0; i < LENGTH; i++) {
      char c = lei.charAt(i);
      if (c >= '0' && c <= '9') {
        rest = (rest * 10 + (c - '0')) % 97;
      } else if (c >= 'A' && c <= 'Z' && i < LENGTH - 2) {
        rest = (rest * 100 + (c - 'A' + 10)) % 97;
      } else {
        return false;
      }
    }
    return rest == 1;
  }
}
