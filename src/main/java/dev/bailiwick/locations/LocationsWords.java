package dev.bailiwick.locations;

import dev.bailiwick.bulk.Fault;
import dev.bailiwick.bulk.FaultCode;
import dev.bailiwick.http.DoorWords;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What this door says, for the catalogue of faults: its own wording, asked about each of its fields. */
@Component
class LocationsWords implements DoorWords {
    /** Stand where an answer has what was sent. */
    private static final Map<String, Object> PLACEHOLDERS = Map.ofEntries(
            Map.entry("value", "{value}"),
            Map.entry("kind", "{kind}"),
            Map.entry("row", "{row}"),
            Map.entry("expected", "{expected}"),
            Map.entry("max", "{max}"),
            Map.entry("count", "{count}"),
            Map.entry("key", "{key}"),
            Map.entry("field", "{field}"),
            Map.entry("version", "{version}"),
            Map.entry("asked", "{asked}"),
            Map.entry("meant", "{meant}"),
            Map.entry("like", "{like}"),
            Map.entry("zone", "{zone}"),
            Map.entry("how", "{how}"),
            Map.entry("ends", "{ends}"),
            Map.entry("by", "{by}"),
            Map.entry("fields", List.of("{fields}")));

    @Override
    public String door() {
        return "locations";
    }

    @Override
    public List<Telling> tell(FaultCode code) {
        Wording wording = new Wording(Wire.ZONE, false);
        List<String> paths = new ArrayList<>(List.of(""));
        paths.addAll(Wire.ZONE.fields.values());
        Set<Integer> told = new LinkedHashSet<>();
        List<Telling> tellings = new ArrayList<>();
        for (String path : paths) {
            Fault fault = new Fault(code, path, PLACEHOLDERS);
            int number = wording.code(fault);
            if (told.add(number)) {
                tellings.add(new Telling(String.valueOf(number), Wire.ZONE.nameOf(path), wording.message(fault)));
            }
        }
        return tellings;
    }
}
