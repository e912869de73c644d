package dev.bailiwick.crm;

import dev.bailiwick.bulk.Fault;
import dev.bailiwick.bulk.FaultCode;
import dev.bailiwick.bulk.Text;
import dev.bailiwick.catalog.Module;
import dev.bailiwick.record.Records;
import dev.bailiwick.record.RuleRun;
import dev.bailiwick.zone.ZoneFields;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * From the body of a run of the rules to what is to run (sheet, 3.9).
 *
 * @param faults all that is wrong with it; empty once it is read
 * @param warnings of what is said without effect
 */
record RunRulesReader(Call call, Records records, List<Fault> faults, List<Fault> warnings) {
    private static final String ROOT = "run_rules";
    private static final String MODULE = "module";
    private static final String BASED_ON = "based_on";
    private static final String CRITERIA = "criteria";
    private static final String TERRITORY = "territory";
    private static final String TERRITORIES = "territories";
    private static final String INCLUDE_CHILD = "include_child";
    private static final Wording WORDING = new Wording("$." + ROOT);
    private static final int MOST_TERRITORIES = 100;
    private static final int MOST_WARNINGS = 20;
    private static final int LONGEST_NAME = 100;

    RunRulesReader(Call call, Records records) {
        this(call, records, new ArrayList<>(), new ArrayList<>());
    }

    /**
     * Reads a body.
     *
     * @throws CrmError with all that is wrong
     */
    RuleRun read(String body) {
        Map<?, ?> asked = asked(body);
        Module module = module(asked.get(MODULE));
        Object basedOn = asked.get(BASED_ON);
        RuleRun run = null;
        if (basedOn == null) {
            faults.add(Fault.of(FaultCode.MISSING, BASED_ON));
        } else if (basedOn.equals(CRITERIA)) {
            run = matching(module, asked);
        } else if (basedOn.equals(TERRITORY)) {
            run = within(module, asked);
        } else if (basedOn.equals("custom_view")) {
            throw new CrmError(
                    "NOT_SUPPORTED", "there are no custom views; choose the records by criteria", at(BASED_ON));
        } else {
            faults.add(new Fault(
                    FaultCode.NOT_PICKABLE,
                    BASED_ON,
                    Map.of("value", Ids.text(basedOn), "allowed", List.of(CRITERIA, TERRITORY))));
        }
        if (run == null) {
            throw refused(faults);
        }
        return run;
    }

    /** Everything that is wrong with it, as one error. */
    static CrmError refused(List<Fault> faults) {
        List<Wording.Told> told =
                faults.stream().map(f -> WORDING.tell(Wording.ONLY, f)).toList();
        if (told.size() == 1) {
            Wording.Told only = told.getFirst();
            return new CrmError(only.code(), only.message(), only.details());
        }
        List<Map<String, Object>> errors = new ArrayList<>();
        for (Wording.Told one : told) {
            Map<String, Object> error = new LinkedHashMap<>();
            error.put("code", one.code());
            error.put("details", one.details());
            error.put("message", one.message());
            error.put("status", "error");
            errors.add(error);
        }
        return new CrmError("MULTIPLE_OR_MULTI_ERRORS", "Multiple errors in the request", Map.of("errors", errors));
    }

    /** A remark on it, in this door's words. */
    static Wording.Told told(Fault warning) {
        return WORDING.tell(Wording.ONLY, warning);
    }

    private static Map<?, ?> asked(String body) {
        if (Items.member(body, ROOT) instanceof Map<?, ?> asked) {
            return asked;
        }
        throw Items.isNo("jsonobject", ROOT);
    }

    private static Map<String, Object> at(String path) {
        String name = path.substring(path.lastIndexOf('.') + 1);
        return new LinkedHashMap<>(Map.of("api_name", name, "json_path", "$." + ROOT + "." + path));
    }

    private static Map<String, Object> ways(String list) {
        return Map.of(list, List.of(at(MODULE + ".id"), at(MODULE + ".api_name")));
    }

    /** The module that is named by its id or by its name, never by both. */
    private Module module(@Nullable Object sent) {
        if (sent != null && !(sent instanceof Map<?, ?>)) {
            throw refused(List.of(Fault.of(FaultCode.WRONG_TYPE, MODULE, "expected", "jsonobject")));
        }
        Map<?, ?> named = sent instanceof Map<?, ?> map ? map : Map.of();
        Object id = named.get("id");
        Object name = named.get("api_name");
        if (id == null && name == null) {
            throw new CrmError(
                    "EXPECTED_FIELD_MISSING", "one of the expected field is missing", ways("expected_fields"));
        }
        if (id != null && name != null) {
            throw new CrmError(
                    "AMBIGUITY_DURING_PROCESSING", "Ambiguity while processing the request", ways("ambiguity_due_to"));
        }
        Module module = name instanceof String text
                ? records.module(call.orgId(), text)
                : records.catalog(call.orgId()).modules().values().stream()
                        .filter(m -> MetaIds.of(m).equals(Ids.text(id)))
                        .findFirst()
                        .orElse(null);
        Map<String, Object> where = at(MODULE + (id == null ? ".api_name" : ".id"));
        if (module == null) {
            throw CrmError.invalidModule(where);
        }
        if (!ZoneFields.RULED.contains(module.name())) {
            throw new CrmError("NOT_SUPPORTED", "no rules are about records of this module", where);
        }
        // What is known of a module may be from before the org switched its territories.
        Module now = Objects.requireNonNull(records.catalog(call.orgId()).module(module.name()));
        if (!now.isPlaced()) {
            throw new CrmError("FEATURE_NOT_ENABLED", TerritoryWords.ruleDisabled(now.name()), new LinkedHashMap<>());
        }
        return now;
    }

    private @Nullable RuleRun matching(Module module, Map<?, ?> asked) {
        remark(asked, Set.of(MODULE, BASED_ON, CRITERIA));
        if (asked.get(CRITERIA) == null) {
            faults.add(Fault.of(FaultCode.MISSING, CRITERIA));
            return null;
        }
        return RuleRun.matching(module, asked.get(CRITERIA), CRITERIA, faults::add);
    }

    private @Nullable RuleRun within(Module module, Map<?, ?> asked) {
        remark(asked, Set.of(MODULE, BASED_ON, TERRITORIES, INCLUDE_CHILD));
        Object below = asked.get(INCLUDE_CHILD);
        if (below != null && !(below instanceof Boolean)) {
            faults.add(Fault.of(FaultCode.WRONG_TYPE, INCLUDE_CHILD, "expected", "boolean"));
        }
        List<Long> zones = territories(asked.get(TERRITORIES));
        return faults.isEmpty() ? RuleRun.within(module, zones, Boolean.TRUE.equals(below)) : null;
    }

    /** The ids of the territories that are named; faults where there are none, too many, or unknown ones. */
    private List<Long> territories(@Nullable Object sent) {
        if (sent == null) {
            faults.add(Fault.of(FaultCode.MISSING, TERRITORIES));
            return List.of();
        }
        if (!(sent instanceof List<?> list) || list.isEmpty()) {
            faults.add(Fault.of(FaultCode.WRONG_TYPE, TERRITORIES, "expected", "jsonarray"));
            return List.of();
        }
        if (list.size() > MOST_TERRITORIES) {
            faults.add(
                    new Fault(FaultCode.TOO_MANY, TERRITORIES, Map.of("count", list.size(), "max", MOST_TERRITORIES)));
            return List.of();
        }
        Map<String, Long> named = new LinkedHashMap<>();
        for (int i = 0; i < list.size(); i++) {
            String path = TERRITORIES + "." + i;
            if (!(list.get(i) instanceof Map<?, ?> territory)) {
                faults.add(Fault.of(FaultCode.WRONG_TYPE, path, "expected", "jsonobject"));
            } else if (territory.get("id") == null) {
                faults.add(Fault.of(FaultCode.MISSING, path + ".id"));
            } else if (Ids.of(territory.get("id")) instanceof Long id) {
                named.put(path + ".id", id);
            } else {
                faults.add(noTerritory(path + ".id", territory.get("id")));
            }
        }
        Set<Long> known = new HashSet<>(records.reads().zones(call.orgId(), named.values(), false));
        named.forEach((path, id) -> {
            if (!known.contains(id)) {
                faults.add(noTerritory(path, id));
            }
        });
        return List.copyOf(known);
    }

    private static Fault noTerritory(String path, @Nullable Object value) {
        return Fault.of(FaultCode.NO_SUCH_ZONE, path, "value", Ids.text(value));
    }

    /** What is not asked for in this way has no effect. */
    private void remark(Map<?, ?> asked, Set<String> known) {
        asked.entrySet().stream()
                .filter(member -> member.getValue() != null)
                .map(member -> Text.shortened(String.valueOf(member.getKey()), LONGEST_NAME))
                .filter(name -> !known.contains(name))
                .limit(MOST_WARNINGS)
                .forEach(name -> warnings.add(Fault.of(FaultCode.IGNORED_KEY, name, "field", name)));
    }
}
