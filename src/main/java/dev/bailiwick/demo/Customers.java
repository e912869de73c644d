package dev.bailiwick.demo;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Fields that the demo orgs add to the records of customers, and the customers of the org {@code demo}: invented people
 * and companies in real cities. A record names another by that one's {@link #KEY}.
 */
public final class Customers {
    /** By which a record is known, in this list and by others. */
    public static final String KEY = "External_ID";

    private Customers() {}

    /** The list {@code modules} of the demo orgs' files. */
    static List<Map<String, Object>> modules() {
        return List.of(
                module("Leads", field(KEY, "org")),
                module("Accounts", field(KEY, "org")),
                module(
                        "Contacts",
                        field(KEY, "org"),
                        field("External_Contact_ID", "user"),
                        field("External_Campaign_ID", "org")));
    }

    @SafeVarargs
    private static Map<String, Object> module(String name, Map<String, Object>... fields) {
        Map<String, Object> module = new LinkedHashMap<>();
        module.put("name", name);
        module.put("fields", List.of(fields));
        return module;
    }

    private static Map<String, Object> field(String name, String external) {
        Map<String, Object> field = new LinkedHashMap<>();
        field.put("name", name);
        field.put("label", name.replace('_', ' '));
        field.put("type", "text");
        field.put("length", 100L);
        field.put("external", external);
        return field;
    }

    /** Companies. */
    public static List<Map<String, Object>> accounts() {
        return List.of(
                account("ACC-1001", "Sonnblick Logistik GmbH", "Logistics", "Berlin", "DE", 240, "18500000"),
                account("ACC-1002", "Atelier Rivage", "Retail", "Paris", "FR", 35, "2400000"),
                account("ACC-1003", "Vindhya Foods Pvt Ltd", "Manufacturing", "Bengaluru", "IN", 1200, "52000000"),
                account("ACC-1004", "Connaught Textiles", "Retail", "New Delhi", "IN", 410, "9700000"),
                account("ACC-1005", "Savanna Solar Ltd", "Energy", "Nairobi", "KE", 85, "6100000"),
                account("ACC-1006", "Hoshizora Hotels KK", "Hospitality", "Tokyo", "JP", 690, "30400000"),
                account("ACC-1007", "Casa Ipiranga", "Construction", "São Paulo", "BR", 150, "7800000"),
                acme(),
                techStart());
    }

    /** The documented reassignment moves it to North; a rule would have it in South. */
    private static Map<String, Object> acme() {
        Map<String, Object> acme = unplaced("ACC-1008", "Acme Corp", "Manufacturing", "Austin", 320, "41000000");
        acme.put("Billing_State", Samples.TEXAS);
        return acme;
    }

    /** The documented reassignment moves it to South; no rule wants it. */
    private static Map<String, Object> techStart() {
        return unplaced("ACC-1009", "TechStart Inc", "Technology", "Toronto", 60, "5200000");
    }

    /** Without a country, so that no country's rule has it. */
    private static Map<String, Object> unplaced(
            String key, String name, String industry, String city, int people, String revenue) {
        Map<String, Object> account = account(key, name, industry, city, "", people, revenue);
        account.remove("Billing_Country");
        return account;
    }

    private static Map<String, Object> account(
            String key, String name, String industry, String city, String country, int people, String revenue) {
        Map<String, Object> account = new LinkedHashMap<>();
        account.put(KEY, key);
        account.put("Account_Name", name);
        account.put("Industry", industry);
        account.put("Account_Type", "Customer");
        account.put("Billing_City", city);
        account.put("Billing_Country", country);
        account.put("Employees", new BigDecimal(people));
        account.put("Annual_Revenue", new BigDecimal(revenue));
        return account;
    }

    /** People of those companies. */
    public static List<Map<String, Object>> contacts() {
        return List.of(
                contact("CON-2001", "Jonas", "Albrecht", "Head of Fleet", "ACC-1001", "Berlin", "DE"),
                contact("CON-2002", "Selma", "Yıldız", "Buyer", "ACC-1001", "Hamburg", "DE"),
                contact("CON-2003", "Camille", "Moreau", "Owner", "ACC-1002", "Paris", "FR"),
                contact("CON-2004", "Ananya", "Rao", "Plant Manager", "ACC-1003", "Bengaluru", "IN"),
                contact("CON-2005", "Vikram", "Iyer", "Purchasing", "ACC-1003", "Mumbai", "IN"),
                contact("CON-2006", "Priya", "Malhotra", "Director", "ACC-1004", "New Delhi", "IN"),
                contact("CON-2007", "Wanjiru", "Kamau", "Engineer", "ACC-1005", "Nairobi", "KE"),
                contact("CON-2008", "Haruto", "Ishikawa", "General Manager", "ACC-1006", "Tokyo", "JP"),
                contact("CON-2009", "Beatriz", "Nogueira", "Architect", "ACC-1007", "São Paulo", "BR"));
    }

    private static Map<String, Object> contact(
            String key, String first, String last, String title, String account, String city, String country) {
        Map<String, Object> contact = new LinkedHashMap<>();
        contact.put(KEY, key);
        contact.put("First_Name", first);
        contact.put("Last_Name", last);
        contact.put("Title", title);
        contact.put("Email", key.toLowerCase(Locale.ROOT) + "@example.com");
        contact.put("Account_Name", account);
        contact.put("Mailing_City", city);
        contact.put("Mailing_Country", country);
        return contact;
    }

    /** People of whom little is known yet. */
    public static List<Map<String, Object>> leads() {
        return List.of(
                lead("LEAD-3001", "Lena", "Fuchs", "Fuchs Fahrräder", "Trade Show", "Not Contacted", "Munich", "DE"),
                lead("LEAD-3002", "Rohan", "Desai", "Desai Interiors", "Web Download", "Contacted", "Mumbai", "IN"),
                lead(
                        "LEAD-3003",
                        "Amélie",
                        "Garnier",
                        "Garnier & Fils",
                        "Cold Call",
                        "Contact in Future",
                        "Lyon",
                        "FR"),
                lead("LEAD-3004", "Kiprono", "Cheruiyot", "Rift Tea", "Partner", "Contacted", "Nairobi", "KE"),
                lead("LEAD-3005", "Yuki", "Tanabe", "Tanabe Print", "Advertisement", "Not Contacted", "Osaka", "JP"));
    }

    private static Map<String, Object> lead(
            String key,
            String first,
            String last,
            String company,
            String source,
            String status,
            String city,
            String country) {
        Map<String, Object> lead = new LinkedHashMap<>();
        lead.put(KEY, key);
        lead.put("First_Name", first);
        lead.put("Last_Name", last);
        lead.put("Company", company);
        lead.put("Email", key.toLowerCase(Locale.ROOT) + "@example.com");
        lead.put("Lead_Source", source);
        lead.put("Lead_Status", status);
        lead.put("City", city);
        lead.put("Country", country);
        return lead;
    }

    /** What those companies may buy. */
    public static List<Map<String, Object>> deals() {
        return List.of(
                deal("Cold chain for Berlin", "Negotiation/Review", "184000", "2027-02-26", "ACC-1001", "CON-2001"),
                deal("Window displays 2027", "Proposal/Price Quote", "23500", "2027-01-15", "ACC-1002", "CON-2003"),
                deal("Second packing line", "Needs Analysis", "412000", "2027-06-30", "ACC-1003", "CON-2004"),
                deal("Winter collection", "Closed Won", "67000", "2026-09-30", "ACC-1004", "CON-2006"),
                deal("Roofs of twelve schools", "Qualification", "138000", "2027-04-09", "ACC-1005", "CON-2007"),
                deal("Lobby furniture", "Closed Lost", "54000", "2026-10-12", "ACC-1006", "CON-2008"));
    }

    private static Map<String, Object> deal(
            String name, String stage, String amount, String closing, String account, String contact) {
        Map<String, Object> deal = new LinkedHashMap<>();
        deal.put("Deal_Name", name);
        deal.put("Stage", stage);
        deal.put("Amount", new BigDecimal(amount));
        deal.put("Closing_Date", closing);
        deal.put("Account_Name", account);
        deal.put("Contact_Name", contact);
        return deal;
    }
}
