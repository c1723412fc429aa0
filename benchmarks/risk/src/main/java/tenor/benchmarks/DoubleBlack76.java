package tenor.benchmarks;

/**
 * The five outputs in plain floating point, as one would write them in Java: the platform's
 * functions, and the cumulative distribution by W. J. Cody's rational approximations of the error
 * function (Mathematics of Computation 23, 1969), accurate to about 10⁻¹⁵.
 */
// The coefficients with the digits that were published.
@SuppressWarnings("FloatingPointLiteralPrecision")
final class DoubleBlack76 {
  private static final double ROOT_2_PI = Math.sqrt(2 * Math.PI);
  private static final double ROOT_2 = Math.sqrt(2);

  double price;
  double delta;
  double gamma;
  double vega;
  double theta;

  void value(
      boolean call, double forward, double strike, double vol, double years, double discount) {
    double root = Math.sqrt(years);
    double deviation = vol * root;
    double upper = Math.log(forward / strike) / deviation + deviation / 2;
    double lower = upper - deviation;
    double sign = call ? 1 : -1;
    double up = distribution(sign * upper);
    price = discount * sign * (forward * up - strike * distribution(sign * lower));
    double density = discount * Math.exp(-upper * upper / 2) / ROOT_2_PI;
    delta = discount * sign * up;
    gamma = density / (forward * deviation);
    vega = density * forward * root;
    theta = -density * forward * vol / (2 * root);
  }

  static double distribution(double z) {
    double x = -z / ROOT_2;
    double size = Math.abs(x);
    if (size <= 0.46875) {
      return (1 - x * inner(x * x)) / 2;
    }
    double tail = size <= 4 ? middle(size) : outer(size);
    tail *= Math.exp(-size * size);
    return x < 0 ? 1 - tail / 2 : tail / 2;
  }

  private static double inner(double y) {
    double top =
        (((1.85777706184603153e-1 * y + 3.16112374387056560) * y + 1.13864154151050156e2) * y
                    + 3.77485237685302021e2)
                * y
            + 3.20937758913846947e3;
    double bottom =
        (((y + 2.36012909523441209e1) * y + 2.44024637934444173e2) * y + 1.28261652607737228e3) * y
            + 2.84423683343917062e3;
    return top / bottom;
  }

  private static double middle(double y) {
    double top = 2.15311535474403846e-8;
    top = top * y + 5.64188496988670089e-1;
    top = top * y + 8.88314979438837594;
    top = top * y + 6.61191906371416295e1;
    top = top * y + 2.98635138197400131e2;
    top = top * y + 8.81952221241769090e2;
    top = top * y + 1.71204761263407058e3;
    top = top * y + 2.05107837782607147e3;
    top = top * y + 1.23033935479799725e3;
    double bottom = y + 1.57449261107098347e1;
    bottom = bottom * y + 1.17693950891312499e2;
    bottom = bottom * y + 5.37181101862009858e2;
    bottom = bottom * y + 1.62138957456669019e3;
    bottom = bottom * y + 3.29079923573345963e3;
    bottom = bottom * y + 4.36261909014324716e3;
    bottom = bottom * y + 3.43936767414372164e3;
    bottom = bottom * y + 1.23033935480374942e3;
    return top / bottom;
  }

  private static double outer(double y) {
    double x = 1 / (y * y);
    double top = 1.63153871373020978e-2;
    top = top * x + 3.05326634961232344e-1;
    top = top * x + 3.60344899949804439e-1;
    top = top * x + 1.25781726111229246e-1;
    top = top * x + 1.60837851487422766e-2;
    top = top * x + 6.58749161529837803e-4;
    double bottom = x + 2.56852019228982242;
    bottom = bottom * x + 1.87295284992346047;
    bottom = bottom * x + 5.27905102951428412e-1;
    bottom = bottom * x + 6.05183413124413191e-2;
    bottom = bottom * x + 2.33520497626869185e-3;
    return (1 / Math.sqrt(Math.PI) - x * top / bottom) / y;
  }
}
