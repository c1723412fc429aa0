package tenor.clearing.determinism;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.FieldModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.ArrayLoadInstruction;
import java.lang.classfile.instruction.ArrayStoreInstruction;
import java.lang.classfile.instruction.ConvertInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.MonitorInstruction;
import java.lang.classfile.instruction.NewPrimitiveArrayInstruction;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the compiled rules must not contain, seen in the class files because source hides it: boxed
 * arithmetic, compound assignments, casts. Every finding names what to use instead.
 */
final class ClassFileRules {
  private static final Set<Opcode> LONG_ARITHMETIC =
      EnumSet.of(
          Opcode.LADD,
          Opcode.LSUB,
          Opcode.LMUL,
          Opcode.LDIV,
          Opcode.LREM,
          Opcode.LNEG,
          Opcode.LSHL,
          Opcode.LSHR,
          Opcode.LUSHR);

  /** Library methods that do unchecked long arithmetic, or throw what the rules do not catch. */
  private static final Map<String, String> LIBRARY =
      Map.of(
          "java/lang/Long.sum(JJ)J", "Fixed.plus",
          "java/lang/Math.abs(J)J", "Fixed.abs",
          "java/util/stream/LongStream.sum()J", "reduce(0, Fixed::plus)");

  /** Packs numbers into the bytes of a key, where wrapping is meant. */
  private static final String BYTE_PACKING = "tenor/clearing/kernel/Digits";

  private static final String FIXED = "tenor/clearing/fixed/";

  private ClassFileRules() {}

  /** The findings in a class, one line each; none if it keeps the rules. */
  static List<String> findings(byte[] classFile) {
    ClassModel model = ClassFile.of().parse(classFile);
    List<String> findings = new ArrayList<>();
    String owner = model.thisClass().asInternalName();
    for (FieldModel field : model.fields()) {
      field(owner, field, findings);
    }
    for (MethodModel method : model.methods()) {
      method(owner, method, findings);
    }
    return findings;
  }

  private static void field(String owner, FieldModel field, List<String> findings) {
    String where = owner + "." + field.fieldName().stringValue();
    if (field.fieldName().equalsString("$assertionsDisabled")) {
      findings.add(where + ": assert depends on -ea; throw RuleFailure or BrokenInvariant instead");
    }
    if (isFloating(field.fieldTypeSymbol().descriptorString())) {
      findings.add(where + ": float or double field; use a long in units instead");
    }
  }

  private static void method(String owner, MethodModel method, List<String> findings) {
    String where = owner + "." + method.methodName().stringValue();
    if (method.flags().has(AccessFlag.SYNCHRONIZED)) {
      findings.add(where + ": synchronized; rules run on one thread, remove it");
    }
    if (isFloating(method.methodTypeSymbol())) {
      findings.add(where + ": float or double in the signature; use a long in units instead");
    }
    method
        .code()
        .ifPresent(
            code ->
                instructions(code)
                    .flatMap(instruction -> instruction(owner, instruction))
                    .forEach(finding -> findings.add(where + ": " + finding)));
  }

  private static Stream<Instruction> instructions(CodeModel code) {
    return code.elementList().stream()
        .filter(Instruction.class::isInstance)
        .map((CodeElement element) -> (Instruction) element);
  }

  private static Stream<String> instruction(String owner, Instruction instruction) {
    List<String> findings = new ArrayList<>();
    if (usesFloating(instruction)) {
      findings.add(instruction.opcode() + ": float or double; use Fixed.mulDiv with a Rounding");
    }
    if (instruction instanceof MonitorInstruction) {
      findings.add("synchronized block; rules run on one thread, remove it");
    }
    if (!owner.startsWith(FIXED) && !owner.equals(BYTE_PACKING)) {
      longs(instruction, findings);
    }
    return findings.stream();
  }

  private static void longs(Instruction instruction, List<String> findings) {
    if (LONG_ARITHMETIC.contains(instruction.opcode())) {
      findings.add(
          instruction.opcode()
              + ": unchecked long arithmetic; use Fixed.plus, minus, times, mulDiv, modulo or"
              + " negate");
    }
    if (instruction.opcode() == Opcode.L2I) {
      findings.add("L2I: (int) of a long wraps; use Fixed.toInt");
    }
    if (instruction instanceof InvokeInstruction call) {
      String target =
          call.owner().asInternalName()
              + "."
              + call.name().stringValue()
              + call.type().stringValue();
      if (LIBRARY.containsKey(target)) {
        findings.add(target + ": not checked; use " + LIBRARY.get(target));
      }
      if (target.startsWith("java/lang/Math.") && call.name().stringValue().endsWith("Exact")) {
        findings.add(target + ": throws what stops the node; use Fixed");
      }
    }
  }

  private static boolean usesFloating(Instruction instruction) {
    return switch (instruction) {
      case OperatorInstruction operator -> isFloating(operator.typeKind());
      case ConvertInstruction convert ->
          isFloating(convert.fromType()) || isFloating(convert.toType());
      case LoadInstruction load -> isFloating(load.typeKind());
      case StoreInstruction store -> isFloating(store.typeKind());
      case ReturnInstruction end -> isFloating(end.typeKind());
      case ArrayLoadInstruction load -> isFloating(load.typeKind());
      case ArrayStoreInstruction store -> isFloating(store.typeKind());
      case NewPrimitiveArrayInstruction array -> isFloating(array.typeKind());
      case InvokeInstruction call -> isFloating(call.typeSymbol());
      default -> false;
    };
  }

  private static boolean isFloating(TypeKind kind) {
    return kind == TypeKind.FLOAT || kind == TypeKind.DOUBLE;
  }

  private static boolean isFloating(MethodTypeDesc type) {
    return isFloating(type.returnType().descriptorString())
        || type.parameterList().stream().anyMatch(p -> isFloating(p.descriptorString()));
  }

  private static boolean isFloating(String descriptor) {
    String element = descriptor.replace("[", "");
    return element.equals("F") || element.equals("D");
  }
}
