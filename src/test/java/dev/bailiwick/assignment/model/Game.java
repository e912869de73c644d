package dev.bailiwick.assignment.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.bailiwick.TestServer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** An org, played with random requests on a server and on {@link Model} at once. */
final class Game implements AutoCloseable {
    private final long seed;
    private final boolean dealsHaveRules;
    private final TestServer.Org org = TestServer.shared().org(file());
    private final Map<String, Long> users = users();
    private final Wire wire = new Wire(org);
    private final Stored stored = new Stored(org);
    private final World world = new World();
    private final RandomRequests random;
    private final Comparison comparison = new Comparison(org, stored);
    private final List<Past> pasts = new ArrayList<>();
    private final List<String> story = new ArrayList<>();

    /** @param dealsHaveRules where not, rules are loose, so that records are in many zones */
    Game(long seed, boolean dealsHaveRules) {
        this.seed = seed;
        this.dealsHaveRules = dealsHaveRules;
        this.random = new RandomRequests(Chance.of(seed), world, users, dealsHaveRules, this::end);
    }

    private void end(long record) {
        stored.end(record);
        Thing thing = Objects.requireNonNull(world.records.get(record));
        thing.values.replaceAll((name, value) -> value instanceof Said said && Said.LATER.equals(said.until())
                ? new Said(said.by(), said.at(), said.reason(), Said.LONG_AGO)
                : value);
    }

    private static final Map<Integer, String> DEFAULTS = Map.of(3, "Accounts", 7, "Leads", 18, "Contacts", 20, "Deals");

    /** Enough zones side by side that a record can match more than there is room for. */
    private static String file() {
        StringBuilder file = new StringBuilder("""
                settings: {activeChildren: stores}
                zones:
                  - {code: root, id: 4100, name: ROOT}
                """);
        for (int i = 1; i <= 20; i++) {
            String parent = i <= 12 ? "root" : "z" + (i <= 17 ? i - 12 : i - 5);
            file.append(
                    "  - {code: z%d, id: %d, name: Land %d, parent: %s, externalIds: {erp: E-%d}, defaultFor: [%s]}\n"
                            .formatted(i, 4100 + i, i, parent, i, DEFAULTS.getOrDefault(i, "")));
        }
        return file.toString();
    }

    private Map<String, Long> users() {
        Map<String, Long> ids = new TreeMap<>();
        org.server().core().people().of(org.id()).values().forEach(p -> ids.put(p.login(), p.id()));
        return ids;
    }

    @Override
    public void close() throws SQLException {
        stored.close();
    }

    /** Records and rules to begin with. */
    void open() {
        stored.zones().forEach((id, values) -> world.zones.put(id, new Thing(id, Thing.ZONES, values)));
        for (int i = 1; i <= 20; i++) {
            world.zone(4100L + i).put("externalIds.erp", "E-" + i);
        }
        telling(() -> {
            for (String module : RandomRequests.MODULES) {
                play(random.first(module, 60));
            }
            play(random.rules(List.of(4101L, 4102L, 4103L, 4104L, 4105L, 4106L, 4107L, 4108L, 4109L)));
            play(random.rules(List.of(4110L, 4111L, 4112L, 4113L, 4114L, 4119L)));
        });
    }

    /** So many requests, and then all that lists tell. */
    void play(int requests) {
        telling(() -> {
            for (int i = 0; i < requests; i++) {
                play(random.next(pasts));
            }
            comparison.lists(world);
        });
    }

    Comparison comparison() {
        return comparison;
    }

    /** A difference is told with the request that led there and with what repeats it. */
    private void telling(Runnable play) {
        try {
            play.run();
        } catch (AssertionError | RuntimeException e) {
            int last = story.size();
            String exchange = last == 0 ? "" : story.getLast();
            fail(
                    "seed " + seed + (dealsHaveRules ? ", deals have rules" : "") + ", request " + last + ": "
                            + e.getMessage() + "\n" + exchange,
                    e);
        }
    }

    private void play(Request request) {
        Map<Long, Integer> versions = stored.versions();
        int history = stored.number("SELECT count(*) FROM history h WHERE h.org_id = %d");
        Wire.Answer answer = wire.send(request);
        story.add(answer.story());
        assertThat(answer.status()).isIn(200, 201, 202, 207, 400, 403);
        World tried = world.copy();
        int number = pasts.size() + 1;
        Model model = new Model(
                users, tried, request, number, row -> id(answer.receipts().get(row), row));
        List<Expected> expected = expected(request, model, answer);
        comparison.receipts(request, expected, answer);
        assertThat(answer.batches())
                .hasSize(request.dryRun() ? 0 : model.batches().size());
        if (!answer.batches().isEmpty()) {
            world.become(tried);
            for (int i = 0; i < answer.batches().size(); i++) {
                Past past = model.batches().get(i);
                past.id()[0] = answer.batches().get(i);
                stored.ran(stored.at(past.known()), "r" + number);
                pasts.add(past);
            }
            comparison.history(request, model, answer, versions);
        } else {
            assertThat(stored.versions()).as("nothing is stored").isEqualTo(versions);
            assertThat(stored.number("SELECT count(*) FROM history h WHERE h.org_id = %d"))
                    .isEqualTo(history);
        }
        comparison.everything(world);
    }

    private static long id(JsonNode receipt, int row) {
        boolean made = receipt.path("outcome").asString("").equals("created");
        return made && receipt.path("entity").has("id")
                ? receipt.path("entity").path("id").asLong()
                : -1L - row;
    }

    /** What the model says of each row; nothing of zones. */
    private static List<Expected> expected(Request request, Model model, Wire.Answer answer) {
        List<String> told = answer.receipts().stream()
                .map(receipt -> receipt.path("outcome").asString("none"))
                .toList();
        return switch (request.kind()) {
            case RUN_RULES -> {
                model.playZones(List.of(), Map.of());
                yield List.of();
            }
            case MAKE_ZONES, CHANGE_ZONES, SWITCH_ZONES, DELETE_ZONES, TRANSFER_ZONES -> {
                Map<Long, String> made = new TreeMap<>();
                IntStream.range(0, told.size())
                        .filter(i -> told.get(i).equals("created"))
                        .forEach(i -> {
                            JsonNode receipt = answer.receipts().get(i);
                            made.put(
                                    id(receipt, i),
                                    receipt.path("entity").path("code").asString());
                        });
                model.playZones(told, made);
                yield List.of();
            }
            case UNDO -> model.undo(told);
            default -> model.play();
        };
    }
}
