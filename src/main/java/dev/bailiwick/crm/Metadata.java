package dev.bailiwick.crm;

import dev.bailiwick.bulk.Actor;
import dev.bailiwick.bulk.Role;
import dev.bailiwick.catalog.Catalog;
import dev.bailiwick.catalog.DataType;
import dev.bailiwick.catalog.Field;
import dev.bailiwick.catalog.Module;
import dev.bailiwick.record.Rights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Modules, fields and layouts as this door shows them (sheet, 4.1 to 4.3). Members that stand for what Bailiwick has not
 * are there with the value that says so, because clients of this API read them.
 *
 * @param actor who asks: what one may do with a module follows from it
 * @param catalog the org's
 */
record Metadata(Actor actor, Catalog catalog) {
    private static final Map<String, Object> NONE = Map.of();

    /** A module, as lists show it. */
    Tree module(Module module) {
        return new Tree()
                .put("id", MetaIds.of(module))
                .all(module.name(), "api_name", "module_name")
                .all(module.singular(), "singular_label", "actual_singular_label")
                .all(module.plural(), "plural_label", "actual_plural_label")
                .put("generated_type", module.isCustom() ? "custom" : "default")
                .all(true, "api_supported", "visible", "show_as_tab", "global_search_supported", "lookupable")
                .all(true, "recycle_bin_on_delete", "filter_supported", "filter_status")
                .put("viewable", Rights.may(actor, module, "READ"))
                .put("creatable", Rights.may(actor, module, "CREATE"))
                .put("editable", Rights.may(actor, module, "UPDATE"))
                .put("deletable", Rights.may(actor, module, "DELETE"))
                .put("visibility", 1)
                .put("status", "visible")
                .all(false, "quick_create", "convertable", "webform_supported", "triggers_supported")
                .all(false, "feeds_required", "scoring_supported", "emailTemplate_support", "email_parser_supported")
                .all(false, "inventory_template_supported", "isBlueprintSupported", "presence_sub_menu")
                .all(false, "sub_menu_available", "track_current_data", "has_more_profiles")
                .put("access_type", "org_based")
                .put("sequence_number", module.number())
                .put("business_card_field_limit", 0)
                .put("profile_count", Role.values().length)
                .put("profiles", profiles())
                .all(null, "modified_by", "modified_time", "web_link", "description")
                .put("parent_module", NONE)
                .put("arguments", List.of());
    }

    /** A module alone, with its fields and layout. */
    Tree moduleAlone(Module module) {
        return module(module)
                .put("display_field", module.nameField().name())
                .put("per_page", 200)
                .put("fields", fields(module))
                .put("layouts", List.of(layout(module)))
                .all(List.of(), "related_lists", "$properties", "$field_states", "$on_demand_properties")
                .put("search_layout_fields", List.of(module.nameField().name()))
                .all(false, "kanban_view", "kanban_view_supported", "chart_view", "chart_view_supported", "zia_view")
                .all(null, "custom_view", "lookup_field_properties", "related_list_properties")
                .all(List.of(), "default_mapping_fields", "business_card_fields");
    }

    private static List<Tree> profiles() {
        return Arrays.stream(Role.values()).map(Metadata::profile).toList();
    }

    private static Tree profile(Role role) {
        return new Tree().put("name", RolesController.name(role)).put("id", MetaIds.profile(role));
    }

    /** The fields of a module, those that every record has among them. */
    List<Tree> fields(Module module) {
        List<Tree> fields = new ArrayList<>();
        for (Field field : SystemFields.and(module)) {
            fields.add(field(module, field, fields.size() + 1));
        }
        return fields;
    }

    /**
     * A field.
     *
     * @param place its place among the module's fields, from 1
     */
    Tree field(Module module, Field field, int place) {
        Tree tree = new Tree()
                .put("id", MetaIds.of(field))
                .put("api_name", field.name())
                .all(field.label(), "field_label", "display_label")
                .put("data_type", field.type().wire())
                .put("json_type", json(field))
                .put("length", length(field))
                .put("custom_field", field.isCustom())
                .put("system_mandatory", field.mandatory())
                .all(field.readOnly(), "read_only", "field_read_only")
                .put("unique", unique(field))
                .put("external", external(field))
                .put("lookup", lookup(module, field))
                .put("pick_list_values", picks(field))
                .put("display_field", field.equals(module.nameField()))
                .put("decimal_place", decimals(field))
                .put("sequence_number", place);
        usual(tree);
        allowed(tree, !field.readOnly());
        return tree;
    }

    private static String json(Field field) {
        return field.name().equals("Tag") ? "jsonarray" : field.type().json();
    }

    private static int length(Field field) {
        return field.length() > 0
                ? field.length()
                : switch (field.type()) {
                    case TEXT, AUTONUMBER -> 255;
                    case TEXTAREA -> 32_000;
                    case EMAIL -> 100;
                    case PHONE -> 30;
                    case WEBSITE -> 450;
                    case INTEGER -> 9;
                    case BIGINT, DOUBLE, CURRENCY, PERCENT -> 16;
                    case BOOLEAN -> 5;
                    case DATE -> 20;
                    case DATETIME, PICKLIST, MULTISELECTPICKLIST, LOOKUP, OWNERLOOKUP, USERLOOKUP -> 120;
                };
    }

    private static @Nullable Integer decimals(Field field) {
        return field.type().isDecimal() ? 9 : null;
    }

    /** Under both spellings that are about. */
    private static Map<String, @Nullable Object> unique(Field field) {
        return field.unique()
                ? new Tree()
                        .put("case_sensitive", false)
                        .put("casesensitive", "false")
                        .map()
                : new Tree().map();
    }

    private static @Nullable Tree external(Field field) {
        return switch (field.external()) {
            case NONE -> null;
            case ORG -> new Tree().put("type", "org").put("show", true);
            case USER -> new Tree().put("type", "user").put("show", true);
        };
    }

    /** Nothing of what it refers to where that is no module here: a store's place is a zone. */
    private Tree lookup(Module module, Field field) {
        Module other = field.type() == DataType.LOOKUP && field.lookup() != null
                ? catalog.modules().get(field.lookup())
                : null;
        return other == null
                ? new Tree()
                : new Tree()
                        .put("id", MetaIds.of(field))
                        .put("api_name", module.name())
                        .put("display_label", module.plural())
                        .put("module", new Tree().put("api_name", other.name()).put("id", MetaIds.of(other)))
                        .put("revalidate_filter_during_edit", false)
                        .put("show_fields", List.of())
                        .put("query_details", NONE);
    }

    private static List<Tree> picks(Field field) {
        List<Tree> picks = new ArrayList<>();
        for (String value : field.pickList()) {
            int place = picks.size() + 1;
            picks.add(new Tree()
                    .all(value, "display_value", "actual_value", "reference_value")
                    .put("sequence_number", place)
                    .put("id", MetaIds.pick(field, place))
                    .put("type", "used")
                    .put("colour_code", null)
                    .put("maps", List.of()));
        }
        return picks;
    }

    /** What is the same for every field. */
    private static void usual(Tree tree) {
        tree.all(true, "visible", "searchable", "sortable", "filterable")
                .put("type", "used")
                .put("created_source", "crm")
                .put("ui_type", 1)
                .put("display_type", -1)
                .all(NONE, "multiselectlookup", "multi_module_lookup", "formula", "currency", "auto_number")
                .all(NONE, "rollup_summary", "convert_mapping")
                .all(false, "pick_list_values_sorted_lexically", "virtual_field", "webhook", "businesscard_supported")
                .all(false, "hipaa_compliance_enabled", "history_tracking_enabled", "enable_colour_code")
                .all(false, "colour_code_enabled_by_system")
                .all(null, "association_details", "associated_module", "default_value", "crypt", "private")
                .all(null, "hipaa_compliance", "tooltip", "textarea", "history_tracking", "global_picklist")
                .all(null, "quick_sequence_number", "additional_column", "created_time", "modified_time")
                .all(List.of(), "layout_associations", "customizable_properties");
    }

    /** What clients may do with the field. */
    private static void allowed(Tree tree, boolean writes) {
        tree.put("mass_update", false)
                .put(
                        "view_type",
                        new Tree()
                                .put("view", true)
                                .all(writes, "edit", "create")
                                .put("quick_create", false))
                .put("operation_type", new Tree().all(writes, "web_update", "api_create", "web_create", "api_update"))
                .put(
                        "profiles",
                        Arrays.stream(Role.values())
                                .map(role -> profile(role)
                                        .put(
                                                "permission_type",
                                                writes && role != Role.VIEWER ? "read_write" : "read_only"))
                                .toList());
    }

    /** The one layout of a module: all its fields in one section. */
    Tree layout(Module module) {
        List<Tree> fields = new ArrayList<>();
        for (Field field : SystemFields.and(module)) {
            fields.add(field(module, field, fields.size() + 1)
                    .put("required", field.mandatory())
                    .put("section_id", MetaIds.section(module))
                    .put("validation_rule", null));
        }
        Tree nothing = new Tree().all(false, "edit", "rename", "clone", "deactivate", "set_layout_permissions");
        Tree section = new Tree()
                .put("id", MetaIds.section(module))
                .all(module.singular() + " Information", "name", "display_label")
                .put("api_name", module.name() + "_Information")
                .put("sequence_number", 1)
                .put("column_count", 2)
                .put("type", "used")
                .put("tab_traversal", "left_to_right")
                .put("isSubformSection", false)
                .put("generated_type", "system_defined")
                .put("properties", null)
                .put("actions_allowed", nothing)
                .put("fields", fields);
        return new Tree()
                .put("id", MetaIds.layout(module))
                .all("Standard", "name", "api_name", "display_label")
                .put("status", "active")
                .put("visible", true)
                .put("mode", "view_edit_create")
                .put("source", "crm")
                .put("display_type", 0)
                .put("show_business_card", false)
                .put("generated_type", "system")
                .all(null, "created_time", "created_by", "created_for", "modified_time", "modified_by")
                .put("convert_mapping", null)
                .put("has_more_profiles", false)
                .put(
                        "profiles",
                        profiles().stream().map(p -> p.put("default", true)).toList())
                .put("actions_allowed", nothing)
                .put("sections", List.of(section));
    }
}
