package dev.wireproof.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReferencesTest {

  static List<Reference> all() {
    return References.all();
  }

  static Stream<Fault> faults() {
    return References.all().stream().flatMap(reference -> reference.faults().stream());
  }

  @Test
  void theCatalogueHasTheServersByTheirSlugs() {
    assertThat(References.all())
        .extracting(Reference::slug)
        .contains("http1")
        .doesNotHaveDuplicates();
    assertThat(References.find("http1"))
        .hasValueSatisfying(reference -> assertThat(reference.claims()).contains("http1"));
    assertThat(References.find("no-such-server")).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyFaultHasAnIdOfItsOwnAndIsFoundByIt(Reference reference) {
    assertThat(reference.faults()).extracting(Fault::id).isNotEmpty().doesNotHaveDuplicates();
    assertThat(reference.faults())
        .allSatisfy(fault -> assertThat(reference.fault(fault.id())).contains(fault));
    assertThat(reference.fault("no-such-fault")).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("faults")
  void everyFaultSaysWhatIsWrongAndWhoNotices(Fault fault) {
    assertThat(fault.id()).matches("[a-z0-9]+(-[a-z0-9]+)*");
    assertThat(fault.description()).matches("[A-Z].*\\.");
    assertThat(fault.kills())
        .isNotEmpty()
        .allSatisfy(id -> assertThat(id).matches("[a-z0-9-]+(\\.[a-z0-9-]+)+"));
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyServerListensOnLoopbackAndOnAPortOfItsOwn(Reference reference) throws IOException {
    try (var one = reference.start(Set.of());
        var other = reference.start(Set.of())) {
      assertThat(one.address().getAddress().isLoopbackAddress()).isTrue();
      assertThat(one.address().getPort()).isPositive().isNotEqualTo(other.address().getPort());
    }
  }
}
