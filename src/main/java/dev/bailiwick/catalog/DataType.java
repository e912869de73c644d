package dev.bailiwick.catalog;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a field of a record holds. Names as on the wire, in lower case. */
public enum DataType {
    TEXT("string"),
    TEXTAREA("string"),
    EMAIL("string"),
    PHONE("string"),
    /** An address on the web. */
    WEBSITE("string"),
    /** A whole number of up to nine digits. */
    INTEGER("integer"),
    /** A whole number of 64 bits, as text on the wire. */
    BIGINT("string"),
    /** A decimal number of up to sixteen digits. */
    DOUBLE("double"),
    CURRENCY("double"),
    PERCENT("double"),
    BOOLEAN("boolean"),
    /** A day without a time. */
    DATE("string"),
    /** A moment, to the second. */
    DATETIME("string"),
    /** One of a list of texts. */
    PICKLIST("string"),
    /** Some of a list of texts. */
    MULTISELECTPICKLIST("jsonarray"),
    /** Another record, or a zone. */
    LOOKUP("jsonobject"),
    /** The user to whom the record belongs. */
    OWNERLOOKUP("jsonobject"),
    /** A user. */
    USERLOOKUP("jsonobject"),
    /** A number that Bailiwick gives to each record: its id, which no other record ever has. Stored nowhere else. */
    AUTONUMBER("string");

    private final String json;

    DataType(String json) {
        this.json = json;
    }

    /** Which type of JSON carries it. */
    public String json() {
        return json;
    }

    /** As on the wire. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether its value is the id of something else. */
    public boolean isReference() {
        return this == LOOKUP || isUser();
    }

    /** Whether its value is the id of a user. */
    public boolean isUser() {
        return this == OWNERLOOKUP || this == USERLOOKUP;
    }

    /** Whether its value is a text that somebody writes freely. */
    public boolean isText() {
        return this == TEXT || this == TEXTAREA || this == EMAIL || this == PHONE || this == WEBSITE;
    }

    /** Whether its value is a number. */
    public boolean isNumber() {
        return this == INTEGER || this == BIGINT || isDecimal();
    }

    /** Whether its value may have a fraction. */
    public boolean isDecimal() {
        return this == DOUBLE || this == CURRENCY || this == PERCENT;
    }

    /** Whether its value is one, or some, of a list. */
    public boolean isPicked() {
        return this == PICKLIST || this == MULTISELECTPICKLIST;
    }

    /** The type of this name on the wire, or null. */
    public static @Nullable DataType named(String wire) {
        return Arrays.stream(values())
                .filter(t -> t.wire().equals(wire))
                .findFirst()
                .orElse(null);
    }
}
