package dev.bailiwick.catalog;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The modules that every org has, and what every module has, custom or not. */
final class StandardModules {
    static final Map<String, Module> ALL = read();

    private StandardModules() {}

    /** A module of an org's own, before its own fields are added: a name and an owner. */
    static Module custom(int number, String name, String singular, String plural) {
        Map<String, Field> fields = new LinkedHashMap<>();
        int first = number * 1000;
        Field title = new Field(
                first + 1,
                "Name",
                "Name",
                DataType.TEXT,
                120,
                true,
                false,
                false,
                Field.External.NONE,
                null,
                List.of());
        fields.put(title.name(), title);
        Field owner = owner(number);
        fields.put(owner.name(), owner);
        return new Module(number, name, singular, plural, title.name(), false, fields);
    }

    private static Field owner(int module) {
        return new Field(
                module * 1000 + 999,
                Module.OWNER,
                "Owner",
                DataType.OWNERLOOKUP,
                0,
                false,
                false,
                false,
                Field.External.NONE,
                null,
                List.of());
    }

    private static Map<String, Module> read() {
        Map<String, Map<String, Field>> fields = new LinkedHashMap<>();
        Map<String, String> checked = new LinkedHashMap<>();
        for (NamedCsvRecord row : rows("standard-fields.csv")) {
            String module = row.getField("module");
            Field field = field(row);
            fields.computeIfAbsent(module, m -> new LinkedHashMap<>()).put(field.name(), field);
            if (!row.getField("duplicate_check").isEmpty()) {
                checked.put(module, field.name());
            }
        }
        Map<String, Module> modules = new LinkedHashMap<>();
        for (NamedCsvRecord row : rows("standard-modules.csv")) {
            String name = row.getField("api_name");
            int number = Integer.parseInt(row.getField("number"));
            Map<String, Field> own = Objects.requireNonNull(fields.get(name), name);
            if (!name.equals(Module.STORES)) {
                own.put(Module.OWNER, owner(number));
            }
            modules.put(
                    name,
                    new Module(
                            number,
                            name,
                            row.getField("singular_label"),
                            row.getField("plural_label"),
                            Objects.requireNonNull(checked.get(name), name),
                            Module.PLACED.contains(name),
                            own));
        }
        return Collections.unmodifiableMap(modules);
    }

    private static Field field(NamedCsvRecord row) {
        String name = row.getField("api_name");
        String module = row.getField("module");
        String lookup = row.getField("lookup_module");
        String picks = row.getField("pick_list");
        String length = row.getField("length");
        boolean storesCode = module.equals(Module.STORES) && name.equals("Code");
        return new Field(
                Integer.parseInt(row.getField("number")),
                name,
                row.getField("label"),
                Objects.requireNonNull(DataType.named(row.getField("data_type")), name),
                length.isEmpty() ? 0 : Integer.parseInt(length),
                row.getField("mandatory").equals("yes"),
                row.getField("read_only").equals("read"),
                storesCode,
                Field.External.NONE,
                lookup.isEmpty() || lookup.equals("Territories") ? null : lookup,
                picks.isEmpty() ? List.of() : List.of(picks.split("\\|")));
    }

    private static List<NamedCsvRecord> rows(String resource) {
        try (InputStream in = Objects.requireNonNull(StandardModules.class.getResourceAsStream(resource), resource);
                CsvReader<NamedCsvRecord> csv =
                        CsvReader.builder().ofNamedCsvRecord(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return csv.stream().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }
}
