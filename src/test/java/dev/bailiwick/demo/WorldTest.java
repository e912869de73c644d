package dev.bailiwick.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.text.Normalizer;
import java.time.ZoneId;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WorldTest {
    private static final Atlas ATLAS = Atlas.read();
    private static final Map<String, Object> ORG = World.orgFile("secret");
    private static final List<Map<String, Object>> ZONES = list(ORG, "zones");
    private static final Map<String, Map<String, Object>> BY_CODE =
            ZONES.stream().collect(Collectors.toMap(zone -> text(zone, "code"), Function.identity()));

    @Test
    void holdsTheWholeWorldAndTheSamples() {
        assertThat(ATLAS.countries()).hasSize(252);
        assertThat(ATLAS.regions()).hasSize(3_865);
        assertThat(ATLAS.continents())
                .containsExactly("Africa", "Antarctica", "Asia", "Europe", "North America", "Oceania", "South America");
        assertThat(ZONES).hasSize(1 + 7 + 252 + 3_865 + 5).allMatch(zone -> Objects.equals(zone.get("active"), true));
    }

    @Test
    void namesObeyTheDoorsRules() {
        assertThat(ZONES).allSatisfy(zone -> {
            String name = text(zone, "name");
            assertThat(name)
                    .matches("[\\p{L}\\p{M}\\p{Nd}_]+( [\\p{L}\\p{M}\\p{Nd}_]+)*")
                    .isNotEqualToIgnoringCase("ROOT");
            assertThat(name.codePointCount(0, name.length())).isBetween(1, 100);
        });
    }

    @Test
    void namesAreUniqueHoweverCaseIsIgnored() {
        List<Function<String, String>> ways =
                List.of(name -> name.toLowerCase(Locale.ROOT), name -> name.toUpperCase(Locale.ROOT), Names::key);
        for (Function<String, String> fold : ways) {
            assertThat(ZONES.stream().map(zone -> fold.apply(nfc(text(zone, "name")))))
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void descriptionHoldsTheOriginalExactlyWhereTheNameChanged() {
        Map<String, String> originals = new HashMap<>(Map.of("world", "World"));
        ATLAS.continents().forEach(name -> originals.put(Atlas.continentCode(name), name));
        ATLAS.countries().forEach(country -> originals.put(country.code(), country.name()));
        ATLAS.regions().forEach(region -> originals.put(region.code(), region.name()));
        originals.forEach((code, original) -> {
            Map<String, Object> zone = zone(code);
            boolean kept = text(zone, "name").equals(original);
            assertThat(zone.get("description")).as(code).isEqualTo(kept ? null : original);
        });
        assertThat(originals.keySet().stream().filter(code -> zone(code).containsKey("description")))
                .hasSize(442);
    }

    @Test
    void everyRegionThatSharesItsNameCarriesItsCountry() {
        Map<String, List<Atlas.Region>> spelledAlike =
                ATLAS.regions().stream().collect(Collectors.groupingBy(Atlas.Region::name));
        assertThat(spelledAlike.values().stream()
                        .filter(same -> same.size() > 1)
                        .mapToInt(List::size)
                        .sum())
                .isEqualTo(134);

        Map<String, List<Atlas.Region>> cleanedAlike = ATLAS.regions().stream()
                .collect(Collectors.groupingBy(region -> Names.key(Names.clean(region.name()))));
        List<Atlas.Region> sharing = cleanedAlike.values().stream()
                .filter(same -> same.size() > 1)
                .flatMap(List::stream)
                .toList();
        // Four more than are spelled alike: their hyphens made them so.
        assertThat(sharing)
                .hasSize(138)
                .allSatisfy(region -> assertThat(text(zone(region.code()), "name"))
                        .isEqualTo(Names.clean(region.name()) + " " + region.country()));
    }

    @Test
    void aCountryKeepsItsNameAgainstARegionAndAContinentAgainstACountry() {
        Set<String> countries =
                ATLAS.countries().stream().map(Atlas.Country::name).collect(Collectors.toSet());
        List<Atlas.Region> sharing = ATLAS.regions().stream()
                .filter(region -> countries.contains(region.name()))
                .toList();
        assertThat(sharing)
                .hasSize(13)
                .allSatisfy(region -> assertThat(text(zone(region.code()), "name"))
                        .isEqualTo(region.name() + " " + region.country()));
        assertThat(zone("LU")).contains(entry("name", "Luxembourg")).doesNotContainKey("description");
        assertThat(zone("LU.LU")).contains(entry("name", "Luxembourg LU"), entry("description", "Luxembourg"));
        assertThat(zone("antarctica")).contains(entry("name", "Antarctica"));
        assertThat(zone("AQ")).contains(entry("name", "Antarctica AQ"), entry("description", "Antarctica"));
        assertThat(zone("UM")).contains(entry("name", "U S Minor Outlying Islands"));
    }

    @Test
    void codesAreUniqueAndShort() {
        assertThat(ZONES.stream().map(zone -> text(zone, "code").toLowerCase(Locale.ROOT)))
                .doesNotHaveDuplicates()
                .allMatch(code -> code.equals(code.strip()) && !code.isEmpty() && code.length() <= 100);
    }

    @Test
    void parentsComeBeforeChildrenAndOnlyTheTopHasNone() {
        Set<String> seen = new HashSet<>();
        for (Map<String, Object> zone : ZONES) {
            if (seen.isEmpty()) {
                assertThat(zone).doesNotContainKey("parent").contains(entry("code", "world"));
            } else {
                assertThat(seen).contains(text(zone, "parent"));
            }
            seen.add(text(zone, "code"));
        }
        assertThat(ATLAS.regions()).allSatisfy(region -> {
            assertThat(zone(region.code())).contains(entry("parent", region.country()));
            assertThat(region.code()).startsWith(region.country() + ".");
        });
        assertThat(zone("AD")).contains(entry("parent", "europe"));
        assertThat(zone("north-america")).contains(entry("parent", "world"));
    }

    @Test
    void everyLocaleValueIsEnabled() {
        Map<String, Object> locales = map(ORG, "locales");
        Map<String, String> lists = Map.of("language", "languages", "currency", "currencies", "timezone", "timezones");
        lists.forEach((key, list) -> {
            List<String> enabled = strings(locales, list);
            assertThat(enabled).doesNotHaveDuplicates();
            assertThat(ZONES.stream()
                            .map(zone -> zone.get(key))
                            .filter(Objects::nonNull)
                            .distinct())
                    .isNotEmpty()
                    .allMatch(enabled::contains);
        });
    }

    @Test
    void everyEnabledValueIsOneThatTheStandardsKnow() {
        Map<String, Object> locales = map(ORG, "locales");
        assertThat(strings(locales, "languages")).contains("en-IN", "gn").allSatisfy(tag -> {
            Locale locale = new Locale.Builder().setLanguageTag(tag).build();
            assertThat(Locale.getISOLanguages()).contains(locale.getLanguage());
        });
        assertThat(strings(locales, "currencies"))
                .contains("INR", "USN")
                .allSatisfy(code ->
                        assertThat(Currency.getInstance(code).getCurrencyCode()).isEqualTo(code));
        assertThat(strings(locales, "timezones"))
                .contains("Asia/Kolkata", "Etc/UTC")
                .allMatch(ZoneId.getAvailableZoneIds()::contains);
    }

    @Test
    void localesAreTheFirstOfTheCountrysAndAbsentWhereUnknown() {
        assertThat(zone("BE")).contains(entry("language", "nl"), entry("currency", "EUR"));
        assertThat(zone("US.GA"))
                .contains(entry("language", "en"), entry("currency", "USD"), entry("timezone", "America/New_York"));
        assertThat(zone("AQ"))
                .doesNotContainKeys("language", "currency")
                .contains(entry("timezone", "Antarctica/McMurdo"));
        assertThat(zone("BV")).contains(entry("timezone", "Etc/UTC"));
        Stream.concat(Stream.of("world"), ATLAS.continents().stream().map(Atlas::continentCode))
                .forEach(code -> assertThat(zone(code)).doesNotContainKeys("language", "currency", "timezone"));
    }

    @Test
    void theDocumentedRequestsFindWhatTheyNeed() {
        assertThat(zone("zone-north"))
                .contains(entry("id", 75001001L), entry("name", "North Region Zone"), entry("parent", "zone-india"))
                .contains(entry("language", "en-IN"), entry("currency", "INR"), entry("timezone", "Asia/Kolkata"))
                .contains(entry("customFields", Map.of("cf_zone_region", "North India")));
        assertThat(zone("zone-india")).contains(entry("parent", "IN"), entry("active", true));
        assertThat(ORG).contains(entry("zoneFields", List.of(Map.of("name", "cf_zone_region", "type", "String"))));
        assertThat(ZONES).noneMatch(zone -> Names.key(text(zone, "name")).equals("north region zone updated"));
        assertThat(BY_CODE).doesNotContainKey("zone-does-not-exist");
        assertThat(externalValues())
                .doesNotContain("ERP-NORTH-01")
                .hasSize(252 + 9)
                .doesNotHaveDuplicates();
    }

    @Test
    void storesStandInZonesAndOneIsClosed() {
        List<Map<String, Object>> stores = list(ORG, "stores");
        assertThat(stores).hasSize(9).allSatisfy(store -> {
            assertThat(BY_CODE).containsKey(text(store, "place")).doesNotContainKey(text(store, "code"));
            assertThat((Double) store.get("latitude")).isBetween(-90.0, 90.0);
            assertThat((Double) store.get("longitude")).isBetween(-180.0, 180.0);
        });
        assertThat(stores.stream().map(store -> text(store, "code"))).doesNotHaveDuplicates();
        assertThat(stores.stream().filter(store -> Objects.equals(store.get("active"), false)))
                .hasSize(1);
    }

    @Test
    void isAPlainTreeWithOneAdmin() {
        assertPlain(ORG);
        assertThat(ORG.keySet())
                .containsExactly("org", "title", "locales", "users", "zoneFields", "modules", "zones", "stores");
        assertThat(ORG).contains(entry("org", "demo"));
        assertThat(list(ORG, "users"))
                .singleElement()
                .satisfies(user -> assertThat(user)
                        .contains(entry("login", "admin"), entry("role", "admin"), entry("password", "secret")));
        assertThat(World.orgFile("secret")).isEqualTo(ORG);
    }

    @Test
    void aSandboxHasOneBareZone() {
        Map<String, Object> org = World.sandbox("sandbox2", "secret");
        assertPlain(org);
        assertThat(org).contains(entry("org", "sandbox2"));
        assertThat(list(org, "zones")).containsExactly(Map.of("code", "root", "name", "ROOT", "active", true));
        assertThat(map(org, "locales"))
                .containsExactly(
                        entry("languages", List.of("en-IN", "fr-FR", "de-DE")),
                        entry("currencies", List.of("INR", "EUR", "USD")),
                        entry("timezones", List.of("Asia/Kolkata", "Europe/Paris", "America/New_York")));
        assertThat(list(org, "users"))
                .singleElement()
                .satisfies(user -> assertThat(user).contains(entry("login", "admin"), entry("password", "secret")));
    }

    private static void assertPlain(Object node) {
        switch (node) {
            case Map<?, ?> map ->
                map.forEach((key, value) -> {
                    assertThat(key).isInstanceOf(String.class);
                    assertPlain(value);
                });
            case List<?> list -> list.forEach(WorldTest::assertPlain);
            default -> assertThat(node).isInstanceOfAny(String.class, Boolean.class, Long.class, Double.class);
        }
    }

    private static List<Object> externalValues() {
        return Stream.of(ZONES, list(ORG, "stores"))
                .flatMap(List::stream)
                .filter(entity -> entity.containsKey("externalIds"))
                .<Object>flatMap(entity -> map(entity, "externalIds").values().stream())
                .toList();
    }

    private static Map<String, Object> zone(String code) {
        return Objects.requireNonNull(BY_CODE.get(code), code);
    }

    private static String text(Map<String, Object> node, String key) {
        return (String) Objects.requireNonNull(node.get(key), key);
    }

    private static List<String> strings(Map<String, Object> node, String key) {
        return ((List<?>) Objects.requireNonNull(node.get(key), key))
                .stream().map(String.class::cast).toList();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Map<String, Object> node, String key) {
        return (Map<String, Object>) Objects.requireNonNull(node.get(key), key);
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> list(Map<String, Object> node, String key) {
        return (List<Map<String, Object>>) Objects.requireNonNull(node.get(key), key);
    }

    private static String nfc(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }
}
