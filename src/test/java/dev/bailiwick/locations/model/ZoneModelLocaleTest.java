package dev.bailiwick.locations.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The section on what is inherited of language, currency and timezone. */
class ZoneModelLocaleTest extends TriedOrg {

    private List<List<Integer>> inherit(String... codesAndRows) {
        return model.updateZones(byCode(codesAndRows), true).errors();
    }

    @Test
    void inheritance() {
        // z-1 has all three, z-2 a language only, root none.
        assertThat(inherit("z-3", "{}")).containsExactly(List.of());
        assertThat(state("z-3").get("currency").stringValue()).isEqualTo("INR");
        assertThat(inherit("z-3", "{'currency': 'EUR'}")).containsExactly(List.of());
        assertThat(state("z-3").get("currency").stringValue()).isEqualTo("EUR");
        assertThat(inherit("z-5", "{}")).containsExactly(List.of(403));
        assertThat(inherit("z-5", "{'timezone': 'x'}")).containsExactly(List.of(403, 1217));
        assertThat(inherit("z-5", "{'currency': 'x'}")).containsExactly(List.of(1217, 403));
        assertThat(inherit("z-5", "{'currency': null}")).containsExactly(List.of(403, 403));
        assertThat(inherit("z-5", "{'areaParentCode': 'z-1'}")).containsExactly(List.of());
        assertThat(inherit("z-2", "{'areaParentCode': 'gone'}")).containsExactly(List.of(1217));
        assertThat(inherit("root", "{}")).containsExactly(List.of(403));
        assertThat(inherit("root", "{'language': 'en-in', 'currency': 'inr', 'timezone': 'asia/kolkata'}", "z-2", "{}"))
                .containsExactly(List.of(), List.of());
        assertThat(inherit("z-3", "{}", "z-1", "{'language': 'fr-FR', 'currency': 'EUR', 'timezone': 'Europe/Paris'}"))
                .containsExactly(List.of(), List.of());
        assertThat(state("z-3").get("currency").stringValue()).isEqualTo("INR");
    }
}
