package mathesis.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The rules of `docs/architecture.md` that a compiler cannot hold.
@DisplayNameGeneration(ReplaceUnderscores.class)
class ArchitectureTest {
    /// Which modules a module may use: those whose output it consumes, all the way down.
    private static final Map<String, Set<String>> USES = Map.of(
            "engine", Set.of(),
            "rollout", Set.of("engine"),
            "reward", Set.of("engine", "rollout"),
            "learner", Set.of("engine", "rollout", "reward"),
            "corpus", Set.of("engine"),
            "pretrain", Set.of("engine", "corpus"),
            "actors", Set.of("engine", "rollout", "reward", "learner", "corpus", "pretrain"));

    private static JavaClasses mathesis;

    @BeforeAll
    static void readClasses() {
        mathesis = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("mathesis");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"engine", "rollout", "reward", "learner", "corpus", "pretrain"})
    void other_modules_enter_by_the_door(String module) {
        noClasses()
                .that(resideInAPackage("mathesis..")
                        .and(not(resideInAnyPackage(
                                "mathesis." + module + "..", "mathesis.actors..", "mathesis.bench.."))))
                .should()
                .dependOnClassesThat(resideInAPackage("mathesis." + module + ".(**)")
                        .and(not(resideInAPackage("mathesis." + module))))
                .allowEmptyShould(true)
                .check(mathesis);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"engine", "rollout", "reward", "learner", "corpus", "pretrain", "actors"})
    void a_module_uses_only_those_whose_output_it_consumes(String module) {
        var others = USES.keySet().stream()
                .filter(other -> !other.equals(module) && !USES.get(module).contains(other))
                .map(other -> "mathesis." + other + "..")
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage("mathesis." + module + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others)
                .allowEmptyShould(true)
                .check(mathesis);
    }

    @ParameterizedTest(name = "{0} lives in {1}")
    @CsvSource({
        "org.apache.pekko.., mathesis.actors..",
        "jdk.incubator.vector.., mathesis.engine.kernels..",
        "jcuda.., mathesis.engine.cuda..",
        "io.aeron.., mathesis.learner.stream..",
        "org.agrona.., mathesis.learner.stream..",
        "net.openhft.., mathesis.learner.journal..",
        "org.jsoup.., mathesis.corpus..",
        "opennlp.., mathesis.corpus.language..",
        "org.apache.parquet.., mathesis.corpus.shard..",
        "picocli.., mathesis.actors.."
    })
    void each_heavy_library_has_one_home(String library, String home) {
        noClasses()
                .that()
                .resideInAPackage("mathesis..")
                .and()
                .resideOutsideOfPackage(home)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(mathesis);
    }

    @Test
    void modules_form_no_cycle() {
        slices().matching("mathesis.(*)..").should().beFreeOfCycles().check(mathesis);
    }

    @Test
    void threads_are_started_in_actors_and_by_the_kernels_pool_alone() {
        noClasses()
                .that()
                .resideInAPackage("mathesis..")
                .and()
                .resideOutsideOfPackages("mathesis.actors..", "mathesis.bench..")
                .and()
                .doNotHaveFullyQualifiedName("mathesis.engine.kernels.Workers")
                .should()
                .callMethod(Thread.class, "start")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.concurrent.Executors")
                .check(mathesis);
    }

    @Test
    void every_class_has_a_module() {
        classes()
                .that()
                .resideInAPackage("mathesis..")
                .should()
                .resideInAnyPackage(USES.keySet().stream()
                        .map(module -> "mathesis." + module + "..")
                        .toArray(String[]::new))
                .check(mathesis);
    }
}
