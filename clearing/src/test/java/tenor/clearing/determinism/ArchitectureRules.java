package tenor.clearing.determinism;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** What the rules must not name: each rule says what to use instead. */
final class ArchitectureRules {
  /** The packages of the rules; each may use only those before it. */
  static final List<String> ORDER =
      List.of(
          "fixed",
          "risk",
          "kernel",
          "accounts",
          "compliance",
          "instruments",
          "oracle",
          "positions",
          "adaptive",
          "margin",
          "collateral",
          "trading",
          "settlement",
          "defaultfund",
          "liquidation",
          "systemic",
          "governance");

  private static final Set<String> HASHED =
      Set.of(
          "java.util.HashMap",
          "java.util.HashSet",
          "java.util.Hashtable",
          "java.util.IdentityHashMap",
          "java.util.WeakHashMap");

  private ArchitectureRules() {}

  /** One rule per package: it depends on none after it, nor on the assembly. */
  static List<ArchRule> direction(List<String> order) {
    List<ArchRule> rules = new ArrayList<>();
    for (int i = 0; i < order.size(); i++) {
      List<String> after = new ArrayList<>(List.of("tenor.clearing"));
      order.subList(i + 1, order.size()).forEach(name -> after.add("tenor.clearing." + name));
      rules.add(
          noClasses()
              .that()
              .resideInAPackage("tenor.clearing." + order.get(i))
              .should()
              .dependOnClassesThat()
              .resideInAnyPackage(after.toArray(String[]::new))
              .because(
                  "a package uses only those before it; declare a narrow interface in kernel and"
                      + " let the other implement it"));
    }
    return rules;
  }

  /** What would make a result depend on the machine. */
  static List<ArchRule> bans() {
    return List.of(
        packages(
            "rules do no input or output; give the bytes to the caller",
            Set.of("java.io.Serializable", "java.io.ObjectStreamException"),
            "java.io.."),
        packages(
            "rules reach no file or network; give the value to the caller",
            Set.of(),
            "java.nio.file..",
            "java.nio.channels..",
            "java.net.."),
        packages(
            "rules have no clock; use Block.timeMillis and ChainClock", Set.of(), "java.time.."),
        packages(
            "rules run on one thread; use plain collections", Set.of(), "java.util.concurrent.."),
        packages(
            "text depends on the locale; use Integer.toString and the like",
            Set.of(),
            "java.text.."),
        classes(
            "rules run on one thread and know no randomness; use state and block alone",
            Set.of(
                "java.lang.Thread",
                "java.lang.ThreadLocal",
                "java.lang.Runtime",
                "java.lang.ProcessHandle",
                "java.lang.ProcessBuilder",
                "java.util.Random",
                "java.util.SplittableRandom",
                "java.security.SecureRandom",
                "java.util.UUID",
                "java.util.Timer")),
        classes("their order differs from JVM to JVM; use TreeMap, TreeSet or a list", HASHED),
        classes(
            "text depends on the locale; use Integer.toString and the like",
            Set.of("java.util.Formatter", "java.util.Scanner")),
        calls(
            "the system differs from node to node; use state and block alone",
            call -> owner(call).equals("java.lang.System") && !named(call, "arraycopy")),
        calls(
            "their order differs at every start of a JVM; use TreeMap, TreeSet or List.of",
            call ->
                (owner(call).equals("java.util.Map") && named(call, "of", "ofEntries", "copyOf"))
                    || (owner(call).equals("java.util.Set") && named(call, "of", "copyOf"))),
        calls(
            "it collects into a hash; use TreeMap::new, TreeSet::new or toList",
            call ->
                owner(call).equals("java.util.stream.Collectors")
                    && named(
                        call,
                        "toMap",
                        "toSet",
                        "groupingBy",
                        "partitioningBy",
                        "toUnmodifiableMap",
                        "toUnmodifiableSet")),
        calls(
            "its order depends on threads; use stream()",
            call ->
                named(call, "parallelStream")
                    || (named(call, "parallel")
                        && call.getTargetOwner().isAssignableTo("java.util.stream.BaseStream"))),
        calls(
            "it depends on the locale; use concatenation, or toLowerCase(Locale.ROOT)",
            call ->
                owner(call).equals("java.lang.String")
                    && (named(call, "format", "formatted")
                        || (named(call, "toLowerCase", "toUpperCase")
                            && call.getTarget().getRawParameterTypes().isEmpty()))),
        calls(
            "it depends on the platform's charset; name StandardCharsets",
            call ->
                owner(call).equals("java.lang.String")
                    && named(call, "getBytes")
                    && call.getTarget().getRawParameterTypes().isEmpty()));
  }

  private static String owner(JavaCall<?> call) {
    return call.getTargetOwner().getFullName();
  }

  private static boolean named(JavaCall<?> call, String... names) {
    return List.of(names).contains(call.getName());
  }

  private static ArchRule calls(String because, Predicate<JavaCall<?>> predicate) {
    return noClasses()
        .should()
        .callCodeUnitWhere(DescribedPredicate.describe("banned", predicate))
        .because(because)
        .allowEmptyShould(true);
  }

  private static ArchRule classes(String because, Set<String> names) {
    DescribedPredicate<JavaClass> banned =
        DescribedPredicate.describe(
            "one of " + names, type -> names.stream().anyMatch(n -> type.getFullName().equals(n)));
    return noClasses().should().dependOnClassesThat(banned).because(because);
  }

  private static ArchRule packages(String because, Set<String> allowed, String... names) {
    DescribedPredicate<JavaClass> banned =
        resideInAnyPackage(names)
            .and(
                DescribedPredicate.describe(
                    "not allowed", type -> !allowed.contains(type.getFullName())));
    return noClasses().should().dependOnClassesThat(banned).because(because);
  }
}
