package org.lucenediskann.luceneutil;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.nio.file.Path;
import java.util.List;
import org.apache.lucene.codecs.Codec;

/** How a method is rewritten, each to call one of {@link Hooks}. */
@FunctionalInterface
interface Rewrite {
  ClassDesc HOOKS = Hooks.class.describeConstable().orElseThrow();
  ClassDesc CODEC = Codec.class.describeConstable().orElseThrow();
  ClassDesc PATH = Path.class.describeConstable().orElseThrow();

  /** The new code of {@code method}, or null if it is not of the shape that is expected. */
  CodeTransform of(MethodModel method);

  /** Every codec returned goes through the hook, together with the arguments. */
  static CodeTransform codec(MethodModel method) {
    MethodTypeDesc type = method.methodTypeSymbol();
    if (!method.flags().has(AccessFlag.STATIC) || !type.returnType().equals(CODEC)) {
      return null;
    }
    return beforeReturns(
        code -> {
          putArguments(code, type.parameterList());
          code.invokestatic(
              HOOKS, "codec", MethodTypeDesc.of(CODEC, CODEC, ConstantDescs.CD_Object.arrayType()));
        });
  }

  /** Puts an {@code Object[]} of a static method's arguments on the stack. */
  private static void putArguments(CodeBuilder code, List<ClassDesc> types) {
    code.loadConstant(types.size()).anewarray(ConstantDescs.CD_Object);
    for (int i = 0; i < types.size(); i++) {
      TypeKind kind = TypeKind.from(types.get(i));
      code.dup().loadConstant(i).loadLocal(kind, code.parameterSlot(i));
      box(code, types.get(i));
      code.aastore();
    }
  }

  private static void box(CodeBuilder code, ClassDesc type) {
    if (type.isPrimitive()) {
      ClassDesc boxed = boxed(type);
      code.invokestatic(boxed, "valueOf", MethodTypeDesc.of(boxed, type));
    }
  }

  private static ClassDesc boxed(ClassDesc type) {
    return switch (type.descriptorString()) {
      case "Z" -> ConstantDescs.CD_Boolean;
      case "B" -> ConstantDescs.CD_Byte;
      case "C" -> ConstantDescs.CD_Character;
      case "S" -> ConstantDescs.CD_Short;
      case "J" -> ConstantDescs.CD_Long;
      case "F" -> ConstantDescs.CD_Float;
      case "D" -> ConstantDescs.CD_Double;
      default -> ConstantDescs.CD_Integer;
    };
  }

  /** Tells of the index whose folder is the first argument. */
  static CodeTransform index(MethodModel method) {
    return takesPath(method)
        ? atStart(
            code ->
                code.aload(code.parameterSlot(0))
                    .invokestatic(HOOKS, "index", MethodTypeDesc.of(ConstantDescs.CD_void, PATH)))
        : null;
  }

  /** Returns at once if the hook has printed the statistics. */
  static CodeTransform statistics(MethodModel method) {
    return takesPath(method) && method.methodTypeSymbol().returnType().equals(ConstantDescs.CD_void)
        ? atStart(
            code ->
                code.aload(code.parameterSlot(0))
                    .invokestatic(
                        HOOKS, "statistics", MethodTypeDesc.of(ConstantDescs.CD_boolean, PATH))
                    .ifThen(Opcode.IFNE, CodeBuilder::return_))
        : null;
  }

  private static boolean takesPath(MethodModel method) {
    MethodTypeDesc type = method.methodTypeSymbol();
    return type.parameterCount() > 0 && type.parameterType(0).equals(PATH);
  }

  /** Tells when the method begins and when it returns; what it throws ends the run. */
  static Rewrite phase(String name) {
    MethodTypeDesc type = MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_String);
    CodeTransform transform =
        atStart(code -> code.ldc(name).invokestatic(HOOKS, "begin", type))
            .andThen(beforeReturns(code -> code.ldc(name).invokestatic(HOOKS, "end", type)));
    return method -> transform;
  }

  private static CodeTransform atStart(Insertion insertion) {
    return new CodeTransform() {
      @Override
      public void atStart(CodeBuilder code) {
        insertion.into(code);
      }

      @Override
      public void accept(CodeBuilder code, CodeElement element) {
        code.with(element);
      }
    };
  }

  private static CodeTransform beforeReturns(Insertion insertion) {
    return (code, element) -> {
      if (element instanceof ReturnInstruction) {
        insertion.into(code);
      }
      code.with(element);
    };
  }

  /** Instructions to put in. */
  @FunctionalInterface
  interface Insertion {
    void into(CodeBuilder code);
  }
}
