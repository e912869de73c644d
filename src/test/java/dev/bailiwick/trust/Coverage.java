package dev.bailiwick.trust;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a run has to have met. */
final class Coverage {
    private static final int[] FAULTS = {
        403, 1206, 1210, 1217, 1219, 1245, 1248, 1249, 1250, 1251, 1252, 1253, 1254, 1257, 1258, 1259, 1262, 1264, 9002,
        9003, 9004, 9005, 9101, 9102, 9301
    };
    private static final int[] WARNINGS = {0, 9101, 9102, 9103, 9104, 9105};

    static final List<String> WANTED = Stream.of(
                    Stream.of(
                            "created",
                            "changed",
                            "unchanged",
                            "deleted",
                            "restored",
                            "kept",
                            "rejected",
                            "not_attempted"),
                    IntStream.of(FAULTS).mapToObj(code -> "fault " + code),
                    IntStream.of(WARNINGS).mapToObj(code -> "warning " + code),
                    Stream.of(
                            "create by admin 201",
                            "create by admin 207",
                            "create by admin 400",
                            "create by editor 400",
                            "create atomic by admin 201",
                            "create atomic by admin 400",
                            "create atomic by editor 400",
                            "update by admin 200",
                            "update by admin 207",
                            "update by admin 400",
                            "update by editor 200",
                            "update by editor 207",
                            "update by editor 400",
                            "update atomic by admin 200",
                            "update atomic by admin 400",
                            "update atomic by editor 200",
                            "update atomic by editor 400",
                            "dry create 201",
                            "dry create 207",
                            "dry create 400",
                            "dry update 200",
                            "dry update 207",
                            "dry update 400",
                            "dry run, then the same",
                            "dry run under a used key",
                            "other request under a used key",
                            "another user's key",
                            "repeat of a write",
                            "repeat of an undo",
                            "undo 403"),
                    Stream.of(
                                    "undo",
                                    "undo of undo",
                                    "dry undo",
                                    "dry undo of undo",
                                    "undo atomic",
                                    "undo atomic of undo",
                                    "dry undo atomic")
                            .flatMap(undo -> Stream.of(undo + " 200", undo + " 400")),
                    Stream.of("undo 207", "undo of undo 207", "dry undo 207"))
            .flatMap(all -> all)
            .toList();

    private Coverage() {}
}
