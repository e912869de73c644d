package dev.bailiwick.demo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the demo holds beside the world's zones: the zones that the documented requests of the zones door name, and
 * some stores.
 */
final class Samples {
    static final String LANGUAGE = "en-IN";
    static final String CURRENCY = "INR";
    static final String TIMEZONE = "Asia/Kolkata";
    static final String CUSTOM_FIELD = "cf_zone_region";

    static final String PARENT_NAME = "India Sales Regions";
    static final String NORTH_NAME = "North Region Zone";

    /** The zones that the documented reassignment names; codes and names. */
    static final String TEAMS = "sales-teams";

    static final String TEAMS_NAME = "Sales Teams";
    static final String NORTH_TEAM = "north";
    static final String NORTH_TEAM_NAME = "North";
    static final String SOUTH = "south";
    static final String SOUTH_NAME = "South";

    /** What the rule of {@link #SOUTH} asks for. */
    static final String TEXAS = "Texas";

    private Samples() {}

    /**
     * {@code zone-north} with the id of the documentation, under an active parent of its own beneath India, so that
     * whoever tries activation or inherited locales there need not touch India. Its name and custom field differ from
     * what the documented request sets, so that the first such request changes something.
     */
    static List<Map<String, Object>> zones() {
        List<Map<String, Object>> zones = new ArrayList<>(india());
        zones.addAll(teams());
        return zones;
    }

    /** {@code North} and {@code South} with the ids of the documented reassignment. */
    private static List<Map<String, Object>> teams() {
        Map<String, Object> teams = team(TEAMS, TEAMS_NAME, World.TOP);
        Map<String, Object> north = team(NORTH_TEAM, NORTH_TEAM_NAME, TEAMS);
        north.put("id", 4150868000001234567L);
        Map<String, Object> south = team(SOUTH, SOUTH_NAME, TEAMS);
        south.put("id", 4150868000001234568L);
        return List.of(teams, north, south);
    }

    private static Map<String, Object> team(String code, String name, String parent) {
        Map<String, Object> zone = new LinkedHashMap<>();
        zone.put("code", code);
        zone.put("name", name);
        zone.put("parent", parent);
        zone.put("active", true);
        return zone;
    }

    private static List<Map<String, Object>> india() {
        Map<String, Object> parent = zone("zone-india", PARENT_NAME, "IN");
        parent.put("description", "Parent of the zone that the documented requests name");
        Map<String, Object> north = zone("zone-north", NORTH_NAME, "zone-india");
        north.put("id", 75001001L);
        north.put("customFields", new LinkedHashMap<>(Map.of(CUSTOM_FIELD, "North India")));
        return List.of(parent, north);
    }

    private static Map<String, Object> zone(String code, String name, String parent) {
        Map<String, Object> zone = new LinkedHashMap<>();
        zone.put("code", code);
        zone.put("name", name);
        zone.put("parent", parent);
        zone.put("active", true);
        zone.put("language", LANGUAGE);
        zone.put("currency", CURRENCY);
        zone.put("timezone", TIMEZONE);
        return zone;
    }

    /** Invented shops where real cities are, so that every tier below the continents has a store, active or not. */
    static List<Map<String, Object>> stores() {
        return List.of(
                store("st-delhi", "Delhi Connaught Place", "IN.07", 28.62137, 77.2148, "1001"),
                store("st-mumbai", "Mumbai Fort", "IN.16", 19.07283, 72.88261, "1002"),
                store("st-bengaluru", "Bengaluru Central", "IN.19", 12.97194, 77.59369, "1003"),
                store("st-paris", "Paris Rivoli", "FR.11", 48.85341, 2.3488, "2001"),
                store("st-berlin", "Berlin Mitte", "DE.16", 52.52437, 13.41053, "2002"),
                store("st-nairobi", "Nairobi Central", "KE.05", -1.28333, 36.81667, "3001"),
                store("st-tokyo", "Tokyo Marunouchi", "JP.40", 35.6895, 139.69171, "4001"),
                store("st-sao-paulo", "São Paulo Centro", "BR.27", -23.5475, -46.63611, "5001"),
                closed(store("st-andorra", "Andorra la Vella", "AD", 42.50779, 1.52109, "2003")));
    }

    private static Map<String, Object> store(
            String code, String name, String place, double latitude, double longitude, String till) {
        Map<String, Object> store = new LinkedHashMap<>();
        store.put("code", code);
        store.put("name", name);
        store.put("place", place);
        store.put("active", true);
        store.put("latitude", latitude);
        store.put("longitude", longitude);
        store.put("externalIds", new LinkedHashMap<>(Map.of("pos", "POS-" + till)));
        return store;
    }

    private static Map<String, Object> closed(Map<String, Object> store) {
        store.put("active", false);
        store.put("description", "Closed for rebuilding");
        return store;
    }
}
