package dev.bailiwick.load;

import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Contacts and what they hold, all of which follows from their numbers and from how often they were written. Every value
 * has the same length whatever its number.
 *
 * @param first the number of the first
 * @param size how many
 * @param rounds how often they were changed
 */
record Contacts(int first, int size, int rounds) {
    static final String EXTERNAL_ID = "External_ID";
    private static final List<String> STEADY =
            List.of(EXTERNAL_ID, "Email", "First_Name", "Phone", "Mailing_Street", "Mailing_City", "Mailing_Country");
    private static final List<String> CHANGING = List.of("Last_Name", "Title", "Department", "Description");

    /** The same contacts after one more change. */
    Contacts changed() {
        return new Contacts(first, size, rounds + 1);
    }

    private String number(int i) {
        return "n" + digits(first + i, 8);
    }

    private String value(String field, int i) {
        return switch (field) {
            case EXTERNAL_ID -> "EXT-" + number(i);
            case "Email" -> email(i);
            case "First_Name" -> "Pat";
            case "Phone" -> "+49 30 555 0100";
            case "Mailing_Street" -> "12 Long Street";
            case "Mailing_City" -> "Springfield";
            case "Mailing_Country" -> "Germany";
            case "Last_Name" -> "Person " + number(i) + " r" + digits(rounds, 7);
            case "Title" -> "Buyer r" + digits(rounds, 7);
            case "Department" -> "Purchasing r" + digits(rounds, 7);
            default -> "Met at the fair, wants to hear more of it, as of r" + digits(rounds, 7);
        };
    }

    /** What people call the contact. */
    String title(int i) {
        return "Pat " + value("Last_Name", i);
    }

    String email(int i) {
        return "mail-" + number(i) + "@example.com";
    }

    /** The key that its external id is. */
    String key(int i) {
        return value(EXTERNAL_ID, i).toLowerCase(Locale.ROOT);
    }

    private static String digits(int number, int many) {
        String digits = Integer.toString(number);
        return "0".repeat(many - digits.length()) + digits;
    }

    String[] column(IntFunction<String> of) {
        return IntStream.range(0, size).mapToObj(of).toArray(String[]::new);
    }

    /** The request that brings these contacts to what they hold here. */
    String request() {
        StringBuilder json = new StringBuilder(size * 450).append("{\"data\":[");
        for (int i = 0; i < size; i++) {
            json.append(i == 0 ? "{" : ",{");
            members(json, STEADY, i).append(',');
            members(json, CHANGING, i).append('}');
        }
        return json.append("]}").toString();
    }

    /** A contact as it is stored, and as the history of one that was made has it. */
    String data(int i, long owner) {
        StringBuilder json = new StringBuilder(450).append("{\"Owner\":").append(owner);
        members(json.append(",\"Email_Opt_Out\":false,"), STEADY, i);
        return members(json.append(','), CHANGING, i).append('}').toString();
    }

    /** What a contact was before it was made. */
    static String nothing() {
        StringBuilder json = new StringBuilder("{\"Owner\":null,\"Email_Opt_Out\":null");
        STEADY.forEach(field -> json.append(",\"").append(field).append("\":null"));
        CHANGING.forEach(field -> json.append(",\"").append(field).append("\":null"));
        return json.append('}').toString();
    }

    /** One side of the history of a contact that was changed. */
    String history(int i) {
        return members(new StringBuilder(200).append('{'), CHANGING, i)
                .append('}')
                .toString();
    }

    /** None of the texts here needs escaping. */
    private StringBuilder members(StringBuilder json, List<String> fields, int i) {
        for (String field : fields) {
            json.append('"')
                    .append(field)
                    .append("\":\"")
                    .append(value(field, i))
                    .append("\",");
        }
        json.setLength(json.length() - 1);
        return json;
    }
}
