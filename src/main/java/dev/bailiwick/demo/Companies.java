package dev.bailiwick.demo;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What the demo's rules have to do with: an invented company in one real place of each region, and the rules that put it
 * into its region.
 */
public final class Companies {
    private static final List<String> TRADES =
            List.of("Foods", "Textiles", "Solar", "Logistics", "Hotels", "Print", "Pharmacy", "Timber", "Ceramics");
    private static final List<String> INDUSTRIES = List.of(
            "Manufacturing",
            "Retail",
            "Energy",
            "Logistics",
            "Hospitality",
            "Media",
            "Healthcare",
            "Construction",
            "Manufacturing");

    private Companies() {}

    /** The accounts, one for each region of which a place is known; no two have one name. */
    public static List<Map<String, Object>> accounts() {
        Atlas atlas = Atlas.read();
        Map<String, Atlas.Region> regions = new LinkedHashMap<>();
        atlas.regions().forEach(region -> regions.put(region.code(), region));
        Set<String> names = new HashSet<>();
        List<Map<String, Object>> accounts = new ArrayList<>();
        for (Atlas.Place place : Atlas.places()) {
            Atlas.Region region = regions.get(place.region());
            if (region == null) {
                throw new IllegalStateException("no region for " + place);
            }
            int trade = accounts.size() % TRADES.size();
            String name = place.name() + " " + TRADES.get(trade);
            Map<String, Object> account = new LinkedHashMap<>();
            account.put(Customers.KEY, place.code());
            account.put("Account_Name", names.add(name.toLowerCase(Locale.ROOT)) ? name : name + " " + region.code());
            account.put("Industry", INDUSTRIES.get(trade));
            account.put("Account_Type", "Customer");
            account.put("Billing_City", place.name());
            account.put("Billing_State", region.name());
            account.put("Billing_Country", region.country());
            accounts.add(account);
        }
        return accounts;
    }

    /** The rules of zones, by the zones' codes: a country has what is there, and of that a region what is in it. */
    public static Map<String, Map<String, Object>> rules() {
        Atlas atlas = Atlas.read();
        Map<String, Map<String, Object>> rules = new LinkedHashMap<>();
        atlas.countries().forEach(country -> {
            Map<String, Object> both = new LinkedHashMap<>(rule("Accounts", "Billing_Country", country.code()));
            both.putAll(rule("Leads", "Country", country.code()));
            rules.put(country.code(), both);
        });
        atlas.regions().forEach(region -> rules.put(region.code(), rule("Accounts", "Billing_State", region.name())));
        rules.put(Samples.SOUTH, rule("Accounts", "Billing_State", Samples.TEXAS));
        return rules;
    }

    private static Map<String, Object> rule(String module, String field, String value) {
        return Map.of(module, Map.of("comparator", "equal", "field", Map.of("api_name", field), "value", value));
    }
}
