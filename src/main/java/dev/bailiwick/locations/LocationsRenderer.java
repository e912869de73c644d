package dev.bailiwick.locations;

import dev.bailiwick.bulk.Entity;
import dev.bailiwick.record.Location;
import dev.bailiwick.record.LocationQuery;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** From what was read to this door's answer (sheet, 12.5): names as in update, unset is null. */
final class LocationsRenderer {
    private static final JsonFactory JSON = new JsonFactory();

    private LocationsRenderer() {}

    static String page(Location.Page page, LocationQuery query) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            json.writeArrayPropertyStart("data");
            page.locations().forEach(location -> location(json, location));
            json.writeEndArray();
            json.writeNumberProperty("totalCount", page.total());
            json.writeNumberProperty("limit", query.limit());
            json.writeNumberProperty("offset", query.offset());
            json.writeEndObject();
        }
        return out.toString();
    }

    private static void location(JsonGenerator json, Location location) {
        Entity entity = location.entity();
        json.writeStartObject();
        json.writeNumberProperty("entityId", entity.id());
        json.writeStringProperty("type", location.type().name());
        Wire wire = Wire.valueOf(location.type().name());
        value(json, "code", entity.get(wire.codeField));
        wire.fields.forEach((name, field) ->
                value(json, name, name.equals("areaParentCode") ? location.parentCode() : entity.get(field)));
        value(
                json,
                "lastUpdated",
                location.lastUpdated().truncatedTo(ChronoUnit.SECONDS).toString());
        json.writeEndObject();
    }

    private static void value(JsonGenerator json, String name, @Nullable Object value) {
        json.writeName(name);
        switch (value) {
            case null -> json.writeNull();
            case String text -> json.writeString(text);
            case Boolean flag -> json.writeBoolean(flag);
            case BigDecimal number -> json.writeNumber(number.toPlainString());
            case Map<?, ?> map -> {
                json.writeStartObject();
                map.forEach((key, inner) -> value(json, String.valueOf(key), inner));
                json.writeEndObject();
            }
            default -> throw new IllegalStateException("no field holds a " + value.getClass());
        }
    }
}
