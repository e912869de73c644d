package dev.bailiwick.demo;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * The tables that come with the jar ({@code demo/ATTRIBUTION.md} names their sources), each sorted by its key, so that
 * what is made of them does not depend on the order of lines.
 */
record Atlas(List<String> continents, List<Country> countries, List<Region> regions) {
    Atlas {
        continents = List.copyOf(continents);
        countries = List.copyOf(countries);
        regions = List.copyOf(regions);
    }

    /**
     * @param currencies ISO 4217, the usual one first; empty where the source has none
     * @param languages ISO 639, which are BCP 47 tags as they stand, the usual one first; empty where there is none
     * @param timezone an IANA name; {@code Etc/UTC} where the source has none
     */
    record Country(
            String code,
            String name,
            String continent,
            List<String> currencies,
            List<String> languages,
            String timezone) {
        Country {
            currencies = List.copyOf(currencies);
            languages = List.copyOf(languages);
        }
    }

    /** {@code code} begins with the country's, as in {@code AD.06}. */
    record Region(String code, String name, String country) {}

    /** A city or village: {@code region} is the code of the one in which it is. */
    record Place(String code, String name, String region) {}

    /** One place of each region that has any, in the order of the regions' codes. */
    static List<Place> places() {
        return rows(
                        "places.csv.gz",
                        row -> new Place(row.getField("City_Code"), row.getField("Name"), row.getField("Region_Code")))
                .toList();
    }

    static Atlas read() {
        List<Country> countries = rows("countries.csv.gz", Atlas::country)
                .sorted(Comparator.comparing(Country::code))
                .toList();
        List<Region> regions = rows("regions.csv.gz", Atlas::region)
                .sorted(Comparator.comparing(Region::code))
                .toList();
        List<String> continents =
                countries.stream().map(Country::continent).distinct().sorted().toList();
        return new Atlas(continents, countries, regions);
    }

    /** The code of a continent's zone, such as {@code north-america}. */
    static String continentCode(String continent) {
        return continent.toLowerCase(Locale.ROOT).replace(' ', '-');
    }

    private static Country country(NamedCsvRecord row) {
        String timezone = row.getField("Timezone");
        return new Country(
                row.getField("Code"),
                row.getField("Name"),
                row.getField("Continent"),
                list(row.getField("Currency")),
                list(row.getField("Languages")),
                timezone.isEmpty() ? "Etc/UTC" : timezone);
    }

    private static Region region(NamedCsvRecord row) {
        return new Region(row.getField("Region_Code"), row.getField("Region"), row.getField("Country"));
    }

    private static List<String> list(String field) {
        return Stream.of(field.split(",")).filter(value -> !value.isEmpty()).toList();
    }

    private static <T> Stream<T> rows(String file, Function<NamedCsvRecord, T> reader) {
        try (InputStream packed = Atlas.class.getResourceAsStream("/demo/" + file)) {
            if (packed == null) {
                throw new IllegalStateException("the jar lacks demo/" + file);
            }
            InputStreamReader text = new InputStreamReader(new GZIPInputStream(packed), StandardCharsets.UTF_8);
            try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(text)) {
                return csv.stream().map(reader).toList().stream();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("demo/" + file + " cannot be read", e);
        }
    }
}
