package io.neuralnexus.clarity;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

@Domain(ClarityDomain.class)
@Domain(DomainContext.Global.class)
class TypeSignaturePropertiesTest {
  @Property(tries = 300)
  void aTypeAdmitsItsValues(@ForAll("typesWithAValue") Tuple.Tuple2<TypeSignature, Value> both) {
    assertThat(both.get1().admits(both.get2())).isTrue();
  }

  @Property(tries = 300)
  void aTypeAdmitsAValueWhenItIsASupertypeOfTheLeast(
      @ForAll TypeSignature type, @ForAll Value value) {
    // A trait reference is none of the types of values.
    Assume.that(!type.toString().contains("trait_reference"));
    // Of two types of lists that are always empty the VM takes either.
    Assume.that(!type.toString().contains("(list 0 "));
    var least = value.type();

    assertThat(type.admits(value))
        .isEqualTo(TypeSignature.leastSupertype(type, least).filter(type::equals).isPresent());
  }

  @Property(tries = 300)
  void theLeastTypeAdmitsItsValueAndHasItsSizeAndDepth(@ForAll Value value) {
    var type = value.type();

    assertThat(type.admits(value)).isTrue();
    assertThat(value.byteSize()).isEqualTo(type.size());
    assertThat(Limits.typeSize(value)).isEqualTo(type.typeSize());
    assertThat(Limits.depth(value)).isEqualTo(type.depth());
  }

  @Property(tries = 300)
  void theLeastSupertypeAdmitsTheValuesOfBothWhicheverComesFirst(
      @ForAll Value one, @ForAll Value other) {
    var supertype = TypeSignature.leastSupertype(one.type(), other.type());

    assertThat(TypeSignature.leastSupertype(other.type(), one.type())).isEqualTo(supertype);
    assertThat(TypeSignature.leastSupertype(one.type(), one.type())).contains(one.type());
    supertype.ifPresent(
        type -> {
          assertThat(type.admits(one)).isTrue();
          assertThat(type.admits(other)).isTrue();
        });
  }

  @Property(tries = 300)
  void everyTypeSurvivesTheJsonOfInterfaces(@ForAll TypeSignature type) {
    var contract =
        new ContractInterface(
            java.util.List.of(),
            java.util.List.of(),
            java.util.List.of(new ContractInterface.MapEntry("m", type, type)),
            java.util.List.of(),
            java.util.List.of(),
            Epoch.EPOCH_4_0,
            ClarityVersion.CLARITY_6);

    assertThat(ContractInterface.fromJson(contract.toJson().toString())).isEqualTo(contract);
  }

  @Provide
  Arbitrary<Tuple.Tuple2<TypeSignature, Value>> typesWithAValue() {
    var domain = new ClarityDomain();
    return domain.types().flatMap(type -> domain.values(type).map(value -> Tuple.of(type, value)));
  }
}
