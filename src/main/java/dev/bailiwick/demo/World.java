package dev.bailiwick.demo;

import dev.bailiwick.demo.Atlas.Country;
import dev.bailiwick.demo.Atlas.Region;
import dev.bailiwick.demo.Names.Wish;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The demo orgs as org files: plain trees of maps, lists, strings, booleans and numbers with the org file's keys, as a
 * reader of YAML would give them. A tree is made anew at each call and belongs to the caller.
 */
public final class World {
    static final String TOP = "world";
    private static final String TOP_NAME = "World";

    private World() {}

    /**
     * The org {@code demo}: {@code World > continents > countries > first-level regions}, parents before children, the
     * zones of the documented samples, a few stores, and one admin, {@code admin}.
     *
     * <p>A country's and a region's code are those of the data ({@code AD}, {@code AD.06}). Countries are also found by
     * the external id {@code iso3166}. Names obey the rules of the zones door: a refused character becomes a blank. The
     * bare name belongs to the samples and the top zone first, then to continents, then to countries, then to regions.
     * Who finds it taken, or wants the same as another of its kind, gets the country's code behind it, and a region for
     * which that is not enough its own code instead, as in {@code Name AD 06}. Where a name was changed,
     * {@code description} holds the original.
     *
     * <p>Language and currency are the country's first, absent where the data have none; the time zone is
     * {@code Etc/UTC} where there is none; regions take their country's. Every value of the data is enabled, not only
     * the first of each list.
     */
    public static Map<String, Object> orgFile(String adminPassword) {
        Atlas atlas = Atlas.read();
        Map<String, Object> org = org("demo", "Bailiwick Demo", locales(atlas), adminPassword);
        org.put("zoneFields", List.of(new LinkedHashMap<>(Map.of("name", Samples.CUSTOM_FIELD, "type", "String"))));
        org.put("modules", Customers.modules());
        org.put("zones", zones(atlas));
        org.put("stores", Samples.stores());
        return org;
    }

    /**
     * An org for scripts: one zone, {@code root}, without parent and locale values; three languages, currencies and
     * time zones enabled; the same fields for records as {@code demo} has; one admin, {@code admin}.
     *
     * @param key the org's key, {@code sandbox} or {@code sandbox2}
     */
    public static Map<String, Object> sandbox(String key, String adminPassword) {
        Map<String, Object> locales = locales(
                List.of("en-IN", "fr-FR", "de-DE"),
                List.of("INR", "EUR", "USD"),
                List.of("Asia/Kolkata", "Europe/Paris", "America/New_York"));
        Map<String, Object> org = org(key, "Sandbox for scripts", locales, adminPassword);
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("code", "root");
        root.put("name", "ROOT");
        root.put("active", true);
        org.put("modules", Customers.modules());
        org.put("zones", List.of(root));
        return org;
    }

    private static Map<String, Object> org(String key, String title, Map<String, Object> locales, String password) {
        Map<String, Object> admin = new LinkedHashMap<>();
        admin.put("login", "admin");
        admin.put("name", "Admin");
        admin.put("email", "admin@example.com");
        admin.put("role", "admin");
        admin.put("password", password);
        Map<String, Object> org = new LinkedHashMap<>();
        org.put("org", key);
        org.put("title", title);
        org.put("locales", locales);
        org.put("users", List.of(admin));
        return org;
    }

    private static Map<String, Object> locales(Atlas atlas) {
        return locales(
                enabled(atlas, Samples.LANGUAGE, country -> country.languages().stream()),
                enabled(atlas, Samples.CURRENCY, country -> country.currencies().stream()),
                enabled(atlas, Samples.TIMEZONE, country -> Stream.of(country.timezone())));
    }

    private static Map<String, Object> locales(
            List<String> languages, List<String> currencies, List<String> timezones) {
        Map<String, Object> locales = new LinkedHashMap<>();
        locales.put("languages", languages);
        locales.put("currencies", currencies);
        locales.put("timezones", timezones);
        return locales;
    }

    private static List<String> enabled(Atlas atlas, String sample, Function<Country, Stream<String>> values) {
        return Stream.concat(Stream.of(sample), atlas.countries().stream().flatMap(values))
                .distinct()
                .sorted()
                .toList();
    }

    private static List<Map<String, Object>> zones(Atlas atlas) {
        Names names = new Names();
        names.claim(Stream.of(
                        TOP_NAME,
                        Samples.PARENT_NAME,
                        Samples.NORTH_NAME,
                        Samples.TEAMS_NAME,
                        Samples.NORTH_TEAM_NAME,
                        Samples.SOUTH_NAME)
                .map(name -> new Wish(name, List.of()))
                .toList());
        List<Map<String, Object>> zones = new ArrayList<>();
        zones.add(zone(TOP, TOP_NAME, TOP_NAME));
        zones.addAll(continents(atlas.continents(), names));
        zones.addAll(countries(atlas.countries(), names));
        zones.addAll(regions(atlas, names));
        zones.addAll(Samples.zones());
        return zones;
    }

    private static List<Map<String, Object>> continents(List<String> continents, Names names) {
        List<String> free = names.claim(
                continents.stream().map(name -> new Wish(name, List.of())).toList());
        List<Map<String, Object>> zones = new ArrayList<>();
        for (int i = 0; i < free.size(); i++) {
            String original = continents.get(i);
            Map<String, Object> zone = zone(Atlas.continentCode(original), free.get(i), original);
            zone.put("parent", TOP);
            zones.add(zone);
        }
        return zones;
    }

    private static List<Map<String, Object>> countries(List<Country> countries, Names names) {
        List<String> free = names.claim(countries.stream()
                .map(country -> new Wish(country.name(), List.of(country.code())))
                .toList());
        List<Map<String, Object>> zones = new ArrayList<>();
        for (int i = 0; i < free.size(); i++) {
            Country country = countries.get(i);
            Map<String, Object> zone = zone(country.code(), free.get(i), country.name());
            zone.put("parent", Atlas.continentCode(country.continent()));
            putLocale(zone, country);
            zone.put("externalIds", new LinkedHashMap<>(Map.of("iso3166", country.code())));
            zones.add(zone);
        }
        return zones;
    }

    private static List<Map<String, Object>> regions(Atlas atlas, Names names) {
        Map<String, Country> byCode =
                atlas.countries().stream().collect(Collectors.toMap(Country::code, Function.identity()));
        List<String> free = names.claim(atlas.regions().stream()
                .map(region -> new Wish(region.name(), List.of(region.country(), region.code())))
                .toList());
        List<Map<String, Object>> zones = new ArrayList<>();
        for (int i = 0; i < free.size(); i++) {
            Region region = atlas.regions().get(i);
            Country country = byCode.get(region.country());
            if (country == null) {
                // The tables are ours: a region that joins nothing is a broken jar, not a row to leave out in silence.
                throw new IllegalStateException("no country for " + region);
            }
            Map<String, Object> zone = zone(region.code(), free.get(i), region.name());
            zone.put("parent", region.country());
            putLocale(zone, country);
            zones.add(zone);
        }
        return zones;
    }

    private static Map<String, Object> zone(String code, String name, String original) {
        Map<String, Object> zone = new LinkedHashMap<>();
        zone.put("code", code);
        zone.put("name", name);
        zone.put("active", true);
        if (!name.equals(original)) {
            zone.put("description", original);
        }
        return zone;
    }

    private static void putLocale(Map<String, Object> zone, Country country) {
        country.languages().stream().findFirst().ifPresent(language -> zone.put("language", language));
        country.currencies().stream().findFirst().ifPresent(currency -> zone.put("currency", currency));
        zone.put("timezone", country.timezone());
    }
}
