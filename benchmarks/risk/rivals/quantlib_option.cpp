// QuantLib's analytic European engine in a C++ loop: price and four greeks per option after a move of the quote; prints nanoseconds.
#include <ql/quantlib.hpp>

#include <cmath>
#include <cstdio>
#include <ctime>
#include <memory>
#include <random>
#include <vector>

using namespace QuantLib;

int main() {
  const int count = 256, rounds = 200;
  std::mt19937 random(76);
  std::uniform_real_distribution<double> uniform(0, 1);
  std::normal_distribution<double> normal(0, 1);
  Date today(20, November, 2026);
  Settings::instance().evaluationDate() = today;
  DayCounter day = Actual365Fixed();
  std::vector<ext::shared_ptr<VanillaOption>> options;
  std::vector<ext::shared_ptr<SimpleQuote>> quotes;
  std::vector<double> forwards;
  for (int i = 0; i < count; i++) {
    double forward = 100 + 5000 * uniform(random);
    auto quote = ext::make_shared<SimpleQuote>(forward);
    Handle<YieldTermStructure> rate(ext::make_shared<FlatForward>(today, 0.02, day));
    Handle<BlackVolTermStructure> vol(
        ext::make_shared<BlackConstantVol>(today, NullCalendar(), 0.1 + uniform(random), day));
    auto process = ext::make_shared<BlackProcess>(Handle<Quote>(quote), rate, vol);
    auto payoff = ext::make_shared<PlainVanillaPayoff>(
        i % 2 == 0 ? Option::Call : Option::Put, forward * std::exp(0.2 * normal(random)));
    auto exercise = ext::make_shared<EuropeanExercise>(today + 8 + int(722 * uniform(random)));
    auto option = ext::make_shared<VanillaOption>(payoff, exercise);
    option->setPricingEngine(ext::make_shared<AnalyticEuropeanEngine>(process));
    options.push_back(option);
    quotes.push_back(quote);
    forwards.push_back(forward);
  }
  double best = 1e9, total = 0;
  for (int run = 0; run < 7; run++) {
    std::clock_t begin = std::clock();
    for (int r = 0; r < rounds; r++) {
      for (int i = 0; i < count; i++) {
        quotes[i]->setValue(forwards[i] * (1 + 1e-6 * r));
        total += options[i]->NPV() + options[i]->delta() + options[i]->gamma() + options[i]->vega() +
                 options[i]->theta();
      }
    }
    double spent = double(std::clock() - begin) / CLOCKS_PER_SEC / (count * rounds) * 1e9;
    if (spent < best) best = spent;
  }
  std::printf("QuantLib %s in C++: %.0f ns per option\n", QL_VERSION, best);
  return total == 0;
}
