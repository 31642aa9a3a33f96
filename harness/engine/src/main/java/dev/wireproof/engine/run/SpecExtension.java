package dev.wireproof.engine.run;

import dev.wireproof.engine.catalogue.SpecInfo;
import dev.wireproof.engine.run.Run.Item;
import dev.wireproof.engine.spec.LevelOf;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;

/// Turns an annotated method into its invocations: one, or one for each row of its table that the
/// run asks for. Registered with JUnit by the service loader.
public final class SpecExtension implements TestTemplateInvocationContextProvider {

  @Override
  public boolean supportsTestTemplate(ExtensionContext context) {
    return context.getTestMethod().stream()
        .flatMap(method -> Arrays.stream(method.getAnnotations()))
        .anyMatch(each -> each.annotationType().isAnnotationPresent(LevelOf.class));
  }

  @Override
  public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(
      ExtensionContext context) {
    Run run =
        Runs.find(context.getConfigurationParameter(Runs.KEY), context.getRequiredTestMethod());
    List<SpecInfo> specs = run.catalogue().find(context.getRequiredTestMethod());
    if (specs.isEmpty()) {
      throw new IllegalStateException("not in the catalogue");
    }
    List<Item> asked = specs.stream().flatMap(spec -> run.itemsOf(spec).stream()).toList();
    return (asked.isEmpty() ? all(specs.getFirst()) : asked)
        .stream().map(item -> invocation(run, item));
  }

  private static List<Item> all(SpecInfo spec) {
    return spec.rows().isEmpty()
        ? List.of(new Item(spec, Optional.empty()))
        : spec.rows().stream().map(row -> new Item(spec, Optional.of(row))).toList();
  }

  private static TestTemplateInvocationContext invocation(Run run, Item item) {
    return new TestTemplateInvocationContext() {
      @Override
      public String getDisplayName(int index) {
        return item.row().map(row -> row.id()).orElse(item.spec().about().claim());
      }

      @Override
      public List<Extension> getAdditionalExtensions() {
        return List.of(new SpecInvocation(run, item));
      }
    };
  }
}
