package dev.bailiwick.load;

import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Zones of an org and what they hold, all of which follows from how often they were written. Every value has the same
 * length whatever its number, so that a batch weighs what the one before it weighed.
 *
 * @param org the org's key
 * @param first the number of the first zone
 * @param size how many
 * @param rounds how often names, external ids and custom fields were changed
 * @param descriptions how often descriptions were changed
 */
record Zones(String org, int first, int size, int rounds, int descriptions) {
    /** The same zones after one more change. */
    Zones after(Change change) {
        return switch (change) {
            case EVERYTHING -> new Zones(org, first, size, rounds + 1, descriptions + 1);
            case DESCRIPTION -> new Zones(org, first, size, rounds, descriptions + 1);
            case NOTHING -> this;
        };
    }

    String code(int i) {
        return "zone-" + digits(first + i, 5);
    }

    String name(int i) {
        return "Territory " + digits(first + i, 5) + " r" + digits(rounds, 7);
    }

    String description(int i) {
        return "What belongs to territory " + digits(first + i, 5) + " as of r" + digits(descriptions, 7);
    }

    String externalId(int i) {
        return "ERP-" + digits(first + i, 5) + "-r" + digits(rounds, 7);
    }

    String customField(int i) {
        return "Region " + digits(first + i, 5) + " r" + digits(rounds, 7);
    }

    private static String digits(int number, int many) {
        String digits = Integer.toString(number);
        return "0".repeat(many - digits.length()) + digits;
    }

    String[] column(IntFunction<String> of) {
        return IntStream.range(0, size).mapToObj(of).toArray(String[]::new);
    }

    /** The request that brings these zones to what they hold here. */
    String request(Change change) {
        StringBuilder json = new StringBuilder(size * 300).append('[');
        for (int i = 0; i < size; i++) {
            json.append(i == 0 ? "{" : ",{");
            member(json, "identifierName", "CODE").append(',');
            member(json, "identifierValue", code(i)).append(',');
            if (change != Change.DESCRIPTION) {
                member(json, "name", name(i)).append(",\"externalIds\":{");
                member(json, Org.EXTERNAL_ID, externalId(i)).append("},\"customFields\":{");
                member(json, Org.CUSTOM_FIELD, customField(i)).append("},");
            }
            member(json, "description", description(i)).append('}');
        }
        return json.append(']').toString();
    }

    /** The key of a name, as these names are spelled. */
    String nameKey(int i) {
        return name(i).toLowerCase(Locale.ROOT);
    }

    /** One side of the history of a zone. */
    String history(int i, Change change) {
        StringBuilder json = new StringBuilder(200).append('{');
        if (change == Change.EVERYTHING) {
            member(json, "name", name(i)).append(',');
            member(json, "externalIds." + Org.EXTERNAL_ID, externalId(i)).append(',');
            member(json, "customFields." + Org.CUSTOM_FIELD, customField(i)).append(',');
        }
        return member(json, "description", description(i)).append('}').toString();
    }

    String externalIds(int i) {
        return member(new StringBuilder("{"), Org.EXTERNAL_ID, externalId(i))
                .append('}')
                .toString();
    }

    String customFields(int i) {
        return member(new StringBuilder("{"), Org.CUSTOM_FIELD, customField(i))
                .append('}')
                .toString();
    }

    /** None of the texts here needs escaping. */
    private static StringBuilder member(StringBuilder json, String name, String value) {
        return json.append('"').append(name).append("\":\"").append(value).append('"');
    }
}
