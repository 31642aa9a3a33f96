package dev.wireproof.verification;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.wireproof.engine.spec.LevelOf;
import dev.wireproof.engine.verdict.Expectation;
import dev.wireproof.engine.verdict.Verdict;
import dev.wireproof.engine.verdict.VerdictException;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// A name says whether a method judges (docs/grammar.md): `expect…` does, nothing else.
class GrammarTest {

  /// Rooms that are not written in the grammar yet. The list only gets shorter.
  private static final Set<String> NOT_YET = Set.of();

  /// Who may catch a verdict: the engine, which records it.
  private static final Set<String> CATCHERS = Set.of("dev.wireproof.engine.run.Attempt");

  private static final Pattern JUDGE = Pattern.compile("expect([A-Z]\\w*)?");
  private static final Pattern LAMBDA = Pattern.compile("lambda\\$(\\w+)\\$\\d+");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          // builds other than Maven's put tests into folders of another name
          .withImportOption(location -> !location.contains("test/dev/wireproof/"))
          .importPackages("dev.wireproof.specs", "dev.wireproof.clients", "dev.wireproof.engine");

  private static Stream<JavaCodeUnit> code() {
    return CLASSES.stream()
        .filter(each -> !NOT_YET.contains(room(each)))
        .flatMap(each -> each.getCodeUnits().stream());
  }

  private static String room(JavaClass of) {
    String[] parts = of.getPackageName().split("\\.", -1);
    return parts.length > 3 && parts[2].equals("specs") ? parts[3] : "";
  }

  @Test
  void onlyWhatIsNamedExpectJudges() {
    List<String> judges =
        code()
            .filter(each -> !judges(name(each)) && !makesExpectations(each))
            .flatMap(each -> each.getCallsFromSelf().stream())
            .filter(GrammarTest::isViolation)
            .filter(call -> !call.getOriginOwner().getPackageName().endsWith(".verdict"))
            .map(JavaCodeUnitAccess::getDescription)
            .toList();
    assertThat(judges).isEmpty();
  }

  @Test
  void whatCallsAJudgeIsNamedSoToo() {
    List<String> hidden =
        code()
            .filter(each -> !judges(name(each)) && !isSpec(each))
            .flatMap(each -> each.getMethodCallsFromSelf().stream())
            .filter(call -> call.getTargetOwner().getPackageName().startsWith("dev.wireproof"))
            .filter(call -> judges(call.getName()))
            .map(JavaCodeUnitAccess::getDescription)
            .toList();
    assertThat(hidden).isEmpty();
  }

  @Test
  void specsLeaveTheVerdictToExpectations() {
    List<String> byHand =
        code()
            .filter(each -> outermost(each.getOwner()).getSimpleName().endsWith("Spec"))
            .flatMap(each -> each.getCallsFromSelf().stream())
            .filter(GrammarTest::isViolation)
            .map(JavaCodeUnitAccess::getDescription)
            .toList();
    assertThat(byHand).isEmpty();
  }

  @Test
  void nobodyCatchesAVerdict() {
    List<String> catchers =
        code()
            .filter(each -> !CATCHERS.contains(outermost(each.getOwner()).getName()))
            .filter(each ->
                each.getTryCatchBlocks().stream()
                    .flatMap(block -> block.getCaughtThrowables().stream())
                    .anyMatch(caught -> caught.getName().equals(VerdictException.class.getName())))
            .map(JavaCodeUnit::getFullName)
            .toList();
    assertThat(catchers).isEmpty();
  }

  private static boolean judges(String name) {
    return JUDGE.matcher(name).matches();
  }

  private static boolean isViolation(JavaCodeUnitAccess<?> call) {
    boolean thrown =
        call.getTargetOwner().isEquivalentTo(VerdictException.class)
            && call.getName().equals("violates");
    boolean made =
        call.getTargetOwner().isEquivalentTo(Verdict.Violates.class)
            && call.getName().equals("<init>");
    return thrown || made;
  }

  /// The method in whose text it stands: a lambda counts as its method.
  private static String name(JavaCodeUnit code) {
    Matcher lambda = LAMBDA.matcher(code.getName());
    return lambda.matches() ? lambda.group(1) : code.getName();
  }

  /// A value is made that says what is expected, or what it came to; nobody is judged yet.
  private static boolean makesExpectations(JavaCodeUnit code) {
    return Stream.concat(
            Stream.of(code),
            code.getOwner().getCodeUnits().stream()
                .filter(each -> each.getName().equals(name(code))))
        .map(JavaCodeUnit::getRawReturnType)
        .anyMatch(type ->
            type.isEquivalentTo(Expectation.class) || assignableTo(Verdict.class).test(type));
  }

  private static boolean isSpec(JavaCodeUnit code) {
    return code.getOwner().getMethods().stream()
        .anyMatch(
            each -> each.getName().equals(name(code)) && each.isMetaAnnotatedWith(LevelOf.class));
  }

  private static JavaClass outermost(JavaClass of) {
    return of.getEnclosingClass().map(GrammarTest::outermost).orElse(of);
  }
}
