package org.lucenediskann.codec;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import org.junit.AfterClass;
import org.junit.Assert;
import org.junit.BeforeClass;
import org.junit.Test;

/**
 * Holds who may import whom.
 *
 * <pre>
 * root → merge → build → graph → kernel
 * root → search → graph
 * root → store  → graph
 * root → events
 * tool → root, store, graph
 * </pre>
 *
 * An arrow may be followed several times: what {@code merge} may reach, it may import. {@code tool}
 * is a program around the format and sees what no user of the format does: what is stored, and
 * whether the graphs are sound. Nobody imports it.
 */
public class TestArchitecture {

  private static final String ROOT = "org.lucenediskann.codec";
  private static JavaClasses codec;

  @BeforeClass
  public static void readClasses() {
    codec =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);
  }

  @AfterClass
  public static void forgetClasses() {
    codec = null;
  }

  @Test
  public void testClassesWereFound() {
    Assert.assertTrue(codec.contain(ROOT + ".graph.Graph"));
  }

  @Test
  public void testKernelStandsAlone() {
    check(importsOnly("kernel"));
  }

  @Test
  public void testGraphImports() {
    check(importsOnly("graph", "kernel"));
  }

  @Test
  public void testBuildImports() {
    check(importsOnly("build", "graph", "kernel"));
  }

  @Test
  public void testMergeImports() {
    check(importsOnly("merge", "build", "graph", "kernel"));
  }

  @Test
  public void testSearchImports() {
    check(importsOnly("search", "graph", "kernel"));
  }

  @Test
  public void testStoreImports() {
    check(importsOnly("store", "graph", "kernel"));
  }

  @Test
  public void testEventsStandAlone() {
    check(importsOnly("events"));
  }

  @Test
  public void testToolImports() {
    check(
        noClasses()
            .that()
            .resideInAPackage(pack("tool"))
            .should()
            .dependOnClassesThat(
                resideInAPackage(ROOT + "..")
                    .and(
                        not(
                            resideInAnyPackage(
                                ROOT, pack("tool"), pack("store"), pack("graph"))))));
  }

  @Test
  public void testNobodyImportsTool() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage(pack("tool"))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(pack("tool")));
  }

  @Test
  public void testNoOtherPackages() {
    check(
        classes()
            .should()
            .resideInAnyPackage(ROOT, pack("merge"), pack("build"), pack("graph"), pack("kernel"))
            .orShould()
            .resideInAnyPackage(pack("search"), pack("store"), pack("events"), pack("tool")));
  }

  /** What makes graphs runs without an index and never learns the file format. */
  @Test
  public void testGraphMakersKnowOnlyLuceneUtil() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(pack("merge"), pack("build"), pack("graph"), pack("kernel"))
            .should()
            .dependOnClassesThat(
                resideInAPackage("org.apache.lucene..")
                    .and(not(resideInAPackage("org.apache.lucene.util..")))));
  }

  @Test
  public void testVectorModuleOnlyInKernel() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage(pack("kernel"))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jdk.incubator.."));
  }

  /** It need not be there when the codec runs. */
  @Test
  public void testFlightRecorderOnlyInEvents() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage(pack("events"))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jdk.jfr.."));
  }

  @Test
  public void testNoPackageCycles() {
    check(slices().matching("org.lucenediskann.(**)").should().beFreeOfCycles());
  }

  @Test
  public void testNoUtilClasses() {
    check(noClasses().should().haveNameMatching(".*Utils?"));
  }

  /** Classes of a package use no class of the codec but its own and those of {@code allowed}. */
  private static ArchRule importsOnly(String importer, String... allowed) {
    String[] own = Arrays.copyOf(allowed, allowed.length + 1);
    own[allowed.length] = importer;
    String[] packages = Arrays.stream(own).map(TestArchitecture::pack).toArray(String[]::new);
    return noClasses()
        .that()
        .resideInAPackage(pack(importer))
        .should()
        .dependOnClassesThat(resideInAPackage(ROOT + "..").and(not(resideInAnyPackage(packages))));
  }

  private static String pack(String name) {
    return ROOT + "." + name;
  }

  /** A rule about a package without classes holds. */
  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(codec);
  }
}
