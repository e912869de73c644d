package dev.bailiwick.crm;

import dev.bailiwick.bulk.Fault;
import dev.bailiwick.bulk.FaultCode;
import dev.bailiwick.bulk.Receipt;
import dev.bailiwick.zone.ZoneFields;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What this door tells of territories that were written (sheet, 3.2 and 3.4).
 *
 * @param done how a success is told
 * @param named how the request names what it is about
 * @param transfers whether the zone that an item names as another one's parent is to take over what is below it
 */
record TerritoryWords(String done, Named named, boolean transfers) implements Items.Words {
    private static final Wording WORDING = new Wording("$.territories");
    private static final String SPECIAL =
            "Don't use the special characters like \"^ ~ ` # % ^ & * () + = {} [\\] | \\ ; \" , ' ! <> \".";

    /** Where a request names a territory or a user. */
    enum Named {
        IN_ROWS,
        IN_QUERY,
        IN_PATH
    }

    private static final Map<String, String> NAMES = names();

    private static Map<String, String> names() {
        Map<String, String> names = new LinkedHashMap<>(Map.of(ZoneFields.CODE, "api_name"));
        TerritoryReader.FIELDS.forEach((name, field) -> names.put(field, name));
        return names;
    }

    @Override
    public Wording.Told success(Receipt receipt) {
        return new Wording.Told("SUCCESS", done, id(receipt));
    }

    /** The territory's id; of a dry run, none that nothing has. */
    static Map<String, Object> id(Receipt receipt) {
        Map<String, Object> details = new LinkedHashMap<>();
        if (receipt.id() != null) {
            details.put("id", String.valueOf(receipt.id()));
        }
        return details;
    }

    @Override
    public Wording.Told fault(Receipt receipt, Fault fault) {
        Wording.Told told = WORDING.tell(receipt.index(), new Fault(fault.code(), path(fault), fault.args()));
        String message = message(fault);
        return switch (fault.code()) {
            case NOT_FOUND, KEY_NOT_INTEGER ->
                new Wording.Told("INVALID_DATA", "Given Territoryid isn't valid one", where(named, told.details(), 2));
            case NOT_PERMITTED ->
                new Wording.Told(
                        "PERMISSION_DENIED",
                        "User does not have update/delete permission for the territory",
                        with(told.details(), receipt));
            case NOT_CHANGEABLE ->
                fault.path().equals(TerritoryReader.ID)
                        ? told
                        : new Wording.Told(
                                "NOT_ALLOWED", "Org Territory Not Allowed Update", with(told.details(), receipt));
            case IN_USE -> inUse(receipt, fault);
            case REPEATED -> repeated(receipt, fault);
            case MISSING -> transfers && fault.path().equals(ZoneFields.PARENT) ? dependent(told) : told;
            case WRONG_TYPE ->
                new Wording.Told(told.code(), message.isEmpty() ? told.message() : message, typed(fault, told));
            case NULL_NOT_ALLOWED, BLANK -> new Wording.Told("INVALID_DATA", message, told.details());
            default -> message.isEmpty() ? told : new Wording.Told(told.code(), message, told.details());
        };
    }

    /** The path of a fault as this door calls it. */
    private String path(Fault fault) {
        String field = fault.field();
        String rest = fault.path().substring(field.length());
        if (field.equals(ZoneFields.RULES)) {
            for (Map.Entry<String, String> rule : TerritoryReader.CRITERIA.entrySet()) {
                String module = "." + rule.getValue();
                if ((rest + ".").startsWith(module + ".")) {
                    return rule.getKey() + rest.substring(module.length());
                }
            }
        }
        String name = NAMES.getOrDefault(field, field);
        return (transfers && field.equals(ZoneFields.PARENT) ? TerritoryReader.TRANSFER_TO : name) + rest;
    }

    /** Where the request names what is not there, by the place of the id in the path. */
    static Map<String, Object> where(Named named, Map<String, Object> inRows, int place) {
        return switch (named) {
            case IN_ROWS -> inRows;
            case IN_QUERY -> Map.of("param_name", "ids");
            case IN_PATH -> Map.of("resource_path_index", place);
        };
    }

    /** What the judge of all doors calls a string or an id, by the names of this one. */
    private static Map<String, Object> typed(Fault fault, Wording.Told told) {
        Map<String, Object> details = new LinkedHashMap<>(told.details());
        if (fault.field().equals(ZoneFields.PARENT)) {
            details.put("expected_data_type", "jsonobject");
        } else if (fault.arg("expected").equals("a string")) {
            details.put("expected_data_type", "text");
        }
        return details;
    }

    private static Map<String, Object> with(Map<String, Object> details, Receipt receipt) {
        Map<String, Object> all = new LinkedHashMap<>(details);
        all.remove("permissions");
        all.putAll(id(receipt));
        return all;
    }

    private static Wording.Told inUse(Receipt receipt, Fault fault) {
        Map<String, Object> details = id(receipt);
        String message = "Territory can't be deleted as it's having child";
        if (fault.args().get("count") instanceof Number count) {
            details.put("stores", count);
            message += count.intValue() == 1 ? ": 1 store is placed in it" : ": " + count + " stores are placed in it";
        }
        return new Wording.Told("NOT_ALLOWED", message, details);
    }

    private Wording.Told repeated(Receipt receipt, Fault fault) {
        Wording.Told told = WORDING.tell(receipt.index(), new Fault(fault.code(), TerritoryReader.ID, fault.args()));
        return new Wording.Told(
                told.code(),
                named == Named.IN_QUERY ? "ids names the territory twice" : told.message(),
                where(named, told.details(), 2));
    }

    private Wording.Told dependent(Wording.Told told) {
        Map<String, Object> details = new LinkedHashMap<>(told.details());
        details.put(
                "dependee",
                named == Named.IN_PATH
                        ? Map.of("resource_path_index", 2)
                        : Map.of(
                                "api_name",
                                TerritoryReader.ID,
                                "json_path",
                                String.valueOf(details.get("json_path"))
                                        .replace(TerritoryReader.TRANSFER_TO, TerritoryReader.ID)));
        return new Wording.Told(
                "DEPENDENT_FIELD_MISSING",
                "This territory has its child. Please Give the transfer_to_id field value",
                details);
    }

    /** The sheet's own text for a field; empty where it has none. */
    private String message(Fault fault) {
        FaultCode code = fault.code();
        if (code == FaultCode.MISSING || code == FaultCode.FULL) {
            return code == FaultCode.FULL ? "Territory Limit reached" : "";
        }
        return switch (fault.field()) {
            case ZoneFields.NAME ->
                switch (code) {
                    case NULL_NOT_ALLOWED, BLANK -> "Territory Name cannot be empty";
                    case TOO_LONG -> "Territory Name character limit exceeded";
                    case BAD_CHARACTERS -> SPECIAL;
                    case TAKEN, TAKEN_IN_BATCH -> "Given Territory name already exists";
                    default -> "";
                };
            case ZoneFields.DESCRIPTION -> code == FaultCode.TOO_LONG ? "Description character limit exceeded" : "";
            case ZoneFields.PERMISSION ->
                code == FaultCode.NULL_NOT_ALLOWED || code == FaultCode.BLANK
                        ? "Access value can't be Null or Empty"
                        : "";
            case ZoneFields.PARENT ->
                !transfers
                        ? "Given Reporting To Territory value is invalid"
                        : switch (code) {
                            case CYCLE ->
                                "Territory id and Transfer_to_id are same.Please choose different transfer_to_id";
                            case OUT_OF_RANGE -> "Choose correct transfer_to_id value";
                            default -> "Given transfer_to_id isn't valid one";
                        };
            case ZoneFields.RULES -> code == FaultCode.SWITCHED_OFF ? ruleDisabled(fault.arg("value")) : "";
            default -> "";
        };
    }

    /** What is told of rules about records of a module that the org keeps out of territories (sheet, 3.9). */
    static String ruleDisabled(String module) {
        return "Territory " + module.replaceAll("s$", "") + " Rule Disabled";
    }
}
