package org.lucenediskann.luceneutil;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.Set;
import org.apache.lucene.codecs.CompoundFormat;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.perfield.PerFieldKnnVectorsFormat;

/**
 * Stands in for what luceneutil, which follows Lucene's main branch, calls of it and Lucene 10 does
 * not have.
 */
public final class NewerCalls implements CodeTransform {
  /** Methods that have one of the same name here, which takes the receiver first. */
  private static final Set<String> METHODS =
      Set.of(
          "org/apache/lucene/codecs/CompoundFormat.setShouldUseCompoundFile",
          "org/apache/lucene/codecs/KnnVectorsReader.unwrapReaderForField");

  /** What {@code -bp} passes on; the verifier would load it for any run. */
  private static final ClassDesc REORDERER =
      ClassDesc.of("org.apache.lucene.misc.index.IndexReorderer");

  /** Whether a method makes such calls. */
  static boolean areIn(MethodModel method) {
    return method.code().stream()
        .flatMap(CodeModel::elementStream)
        .anyMatch(element -> element instanceof InvokeInstruction call && isNewer(call));
  }

  private static boolean isNewer(InvokeInstruction call) {
    return isNewerMethod(call) || takesReorderer(call);
  }

  private static boolean isNewerMethod(InvokeInstruction call) {
    return METHODS.contains(call.owner().asInternalName() + "." + call.name().stringValue());
  }

  private static boolean takesReorderer(InvokeInstruction call) {
    return call.typeSymbol().parameterList().contains(REORDERER);
  }

  @Override
  public void accept(CodeBuilder code, CodeElement element) {
    if (element instanceof InvokeInstruction call && takesReorderer(call)) {
      code.invoke(
          call.opcode(),
          call.owner().asSymbol(),
          call.name().stringValue(),
          takingAny(call.typeSymbol()),
          call.isInterface());
    } else if (element instanceof InvokeInstruction call && isNewerMethod(call)) {
      code.invokestatic(
          NewerCalls.class.describeConstable().orElseThrow(),
          call.name().stringValue(),
          call.typeSymbol().insertParameterTypes(0, call.owner().asSymbol()));
    } else {
      code.with(element);
    }
  }

  /**
   * Any object is verified without loading a class. There is no such method, if it gets that far.
   */
  private static MethodTypeDesc takingAny(MethodTypeDesc type) {
    return type.changeParameterType(
        type.parameterList().indexOf(REORDERER), ConstantDescs.CD_Object);
  }

  /** Nothing: Lucene 10 packs merged segments that are small beside their index, main none. */
  public static void setShouldUseCompoundFile(CompoundFormat format, boolean use) {}

  /** The reader of a field's own format. */
  public static KnnVectorsReader unwrapReaderForField(KnnVectorsReader reader, String field) {
    return reader instanceof PerFieldKnnVectorsFormat.FieldsReader fields
        ? fields.getFieldReader(field)
        : reader;
  }
}
