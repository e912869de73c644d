package dev.bailiwick;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.bailiwick.bulk.Target;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.core.ApplicationModules;

/** Holds the house to its plan: who may know whom, and where SQL, JSON and HTTP may be spoken. */
class ArchitectureTest {
    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.bailiwick");

    /** Each package, and the packages it may use. Arrows point down only. */
    private static final Map<String, Set<String>> ALLOWED = Map.ofEntries(
            Map.entry("bulk", Set.of()),
            Map.entry("db", Set.of("bulk")),
            Map.entry("batch", Set.of("bulk", "catalog", "db")),
            Map.entry("catalog", Set.of("bulk", "db")),
            Map.entry("rule", Set.of("bulk", "catalog")),
            Map.entry("zone", Set.of("bulk", "db", "catalog", "rule")),
            Map.entry("assignment", Set.of("bulk", "db", "catalog", "rule", "zone")),
            Map.entry("record", Set.of("bulk", "db", "catalog", "rule", "zone", "assignment")),
            Map.entry("org", Set.of("bulk", "db", "catalog", "zone", "record")),
            Map.entry("http", Set.of("bulk", "catalog", "org")),
            Map.entry("locations", Set.of("bulk", "catalog", "zone", "record", "http")),
            Map.entry("crm", Set.of("bulk", "assignment", "batch", "catalog", "zone", "record", "org", "http")),
            Map.entry("oauth", Set.of("http", "org")),
            Map.entry("api", Set.of("bulk", "assignment", "batch", "catalog", "zone", "record", "org", "http")),
            Map.entry("demo", Set.of()),
            Map.entry("cli", Set.of("", "bulk", "db", "zone", "org", "demo")));

    @Test
    void packagesUseOnlyThoseBelowThem() {
        Map<String, Set<String>> used = HOUSE.stream()
                .filter(c -> !home(c).isEmpty())
                .collect(Collectors.groupingBy(
                        ArchitectureTest::home,
                        Collectors.flatMapping(
                                c -> c.getDirectDependenciesFromSelf().stream()
                                        .map(d -> d.getTargetClass())
                                        .filter(t -> t.getPackageName().startsWith("dev.bailiwick"))
                                        .map(ArchitectureTest::home)
                                        .filter(h -> !h.equals(home(c))),
                                Collectors.toCollection(TreeSet::new))));
        used.forEach((home, others) -> assertThat(ALLOWED.getOrDefault(home, Set.of("not in the plan")))
                .as("what %s may use", home)
                .containsAll(others));
    }

    private static String home(JavaClass type) {
        String name = type.getPackageName();
        return name.equals("dev.bailiwick") ? "" : name.substring("dev.bailiwick.".length());
    }

    @Test
    void modulesHaveNoCyclesAndHideWhatIsTheirs() {
        ApplicationModules.of(Bailiwick.class).verify();
    }

    @Test
    void thePipelineIsPlainJava() {
        classes()
                .that()
                .resideInAPackage("dev.bailiwick.bulk")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("dev.bailiwick.bulk", "java..", "org.jspecify..")
                .because("it is read in ten minutes and tested in milliseconds")
                .check(HOUSE);
    }

    @Test
    void rulesAreDecidedInPlainJava() {
        classes()
                .that()
                .resideInAPackage("dev.bailiwick.rule")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.bailiwick.rule", "dev.bailiwick.bulk", "dev.bailiwick.catalog", "java..", "org.jspecify..")
                .because("they are asked of many records, wherever these come from")
                .check(HOUSE);
    }

    @Test
    void onlyThePipelineWrites() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.bailiwick.bulk")
                .should()
                .callMethod(Target.class, "write", long.class, List.class, Instant.class)
                .because("a second path is a defect")
                .check(HOUSE);
    }

    @Test
    void sqlIsSpokenInTablesOnly() {
        DescribedPredicate<JavaCall<?>> statement = DescribedPredicate.describe(
                "sends SQL",
                call -> call.getTargetOwner().isAssignableTo(JdbcOperations.class)
                                && !call.getName().equals("<init>")
                        || call.getTargetOwner().isEquivalentTo(JdbcClient.class)
                                && call.getName().equals("sql"));
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.bailiwick.db")
                .and()
                .haveSimpleNameNotEndingWith("Table")
                .should()
                .callCodeUnitWhere(statement)
                .because("whoever looks for a statement looks in the tables")
                .check(HOUSE);
    }

    @Test
    void featuresKnowNoHttp() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.bailiwick.bulk",
                        "dev.bailiwick.db",
                        "dev.bailiwick.catalog",
                        "dev.bailiwick.rule",
                        "dev.bailiwick.zone",
                        "dev.bailiwick.record",
                        "dev.bailiwick.org")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework.web..", "org.springframework.http..", "jakarta.servlet..")
                .because("a job, a form and a file come in without it")
                .check(HOUSE);
    }

    @Test
    void jsonIsReadAtTheDoorsAndStoredByTheDatabase() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.bailiwick.bulk", "dev.bailiwick.catalog", "dev.bailiwick.zone", "dev.bailiwick.record")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("tools.jackson..")
                .because("values are plain Java between the doors and the rows")
                .check(HOUSE);
    }

    @Test
    void namesSayWhatAThingIsFor() {
        classes()
                .should()
                .haveNameNotMatching(".*(Util|Utils|Helper|Manager|Impl|Dto|Common|Service)")
                .because("such a name holds anything")
                .check(HOUSE);
    }

    @Test
    void clocksAreParameters() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.bailiwick.cli")
                .should()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .because("a test has to be able to say what time it is")
                .check(HOUSE);
    }
}
