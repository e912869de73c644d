package dev.bailiwick.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.bailiwick.demo.Names.Wish;
import java.util.List;
import org.junit.jupiter.api.Test;

class NamesTest {
    private final Names names = new Names();

    @Test
    void refusedCharactersBecomeOneBlank() {
        assertThat(Names.clean("'(Hawke’s -  Bay)\u00a0 Nº_2.")).isEqualTo("Hawke s Bay Nº_2");
        assertThat(Names.clean("Ⅷ ½ Zürich\tSu\u0308d ٣")).isEqualTo("Zürich Su\u0308d ٣");
        assertThat(Names.clean(" -. ")).isEmpty();
    }

    @Test
    void whoeverWantsOneNameGetsTheNextFormInAnyOrder() {
        Wish a = new Wish("Centre", List.of("CM", "CM.11"));
        Wish b = new Wish("CENTRE", List.of("FR", "FR.24"));
        Wish c = new Wish("Nord", List.of("FR", "FR.59"));
        assertThat(names.claim(List.of(a, b, c))).containsExactly("Centre CM", "CENTRE FR", "Nord");
        assertThat(new Names().claim(List.of(c, b, a))).containsExactly("Nord", "CENTRE FR", "Centre CM");
    }

    @Test
    void theRegionsCodeDecidesWhereTheCountrysDoesNot() {
        Wish a = new Wish("Al-Kut", List.of("IQ", "IQ.01"));
        Wish b = new Wish("Al Kut", List.of("IQ", "IQ.02"));
        Wish inTheWay = new Wish("Hít IQ", List.of("IQ", "IQ.03"));
        Wish wantsIt = new Wish("HI\u0301T", List.of("IQ", "IQ.04"));
        Wish too = new Wish("Hít", List.of("SY", "SY.05"));
        assertThat(names.claim(List.of(a, b, inTheWay, wantsIt, too)))
                .containsExactly("Al Kut IQ 01", "Al Kut IQ 02", "Hít IQ IQ", "HI\u0301T IQ 04", "Hít SY");
    }

    @Test
    void anEarlierTierKeepsItsName() {
        names.claim(List.of(new Wish("Luxembourg", List.of("LU"))));
        assertThat(names.claim(List.of(new Wish("luxembourg", List.of("LU", "LU.LU")))))
                .containsExactly("luxembourg LU");
    }

    @Test
    void rootAndNothingAreNoNames() {
        assertThat(names.claim(List.of(new Wish("-Root-", List.of("XX")), new Wish("--", List.of("YY")))))
                .containsExactly("Root XX", "YY");
    }

    @Test
    void aLongNameIsCutBeforeItsSuffix() {
        String wide = "𐐀".repeat(120);
        List<String> given = names.claim(List.of(new Wish(wide, List.of("AA")), new Wish(wide, List.of("BB"))));
        assertThat(given).containsExactly("𐐀".repeat(97) + " AA", "𐐀".repeat(97) + " BB");
        assertThat(new Names().claim(List.of(new Wish(wide, List.of())))).containsExactly("𐐀".repeat(100));
    }

    @Test
    void aClashWithNoFormLeftIsAMistakeInTheData() {
        Wish twice = new Wish("Asia", List.of());
        assertThatIllegalStateException().isThrownBy(() -> names.claim(List.of(twice, twice)));
    }
}
