package io.apium.engine;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.Architectures;
import io.apium.schedule.Schedule;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/** The rules of the house, for the API and for this module. */
@AnalyzeClasses(packages = "io.apium", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String[] API = {"io.apium", "io.apium.canvas", "io.apium.schedule"};
    private static final String[] API_AND_SPI = {"io.apium", "io.apium.canvas", "io.apium.schedule", "io.apium.spi"};

    /** What applications or the container name; nothing in this module has to use it. */
    private static final Set<String> NAMED_FROM_OUTSIDE = Set.of(
            "io.apium.ejb.cdi.EngineProducer",
            "io.apium.ejb.cdi.TaskExtension",
            "io.apium.ejb.jms.JmsTaskClient",
            "io.apium.ejb.jms.JmsTaskClient$Builder",
            "io.apium.ejb.transaction.JtaTransactions",
            "io.apium.ejb.worker.WorkerShell",
            // Found with ServiceLoader.
            "io.apium.engine.schedule.CalculatedSun",
            // Its constants are compiled into those who use it.
            "io.apium.engine.canvas.BuiltIn");

    @ArchTest
    static final ArchRule theEngineKnowsNoContainer = noClasses()
            .that()
            .resideInAPackage("io.apium.engine..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta..", "javax..", "org.eclipse.microprofile..", "io.apium.ejb..");

    @ArchTest
    static final ArchRule theEnginesPackagesDependAsTheirPackageInfosSay = Architectures.layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("io.apium.engine..")
            .layer("engine")
            .definedBy("io.apium.engine")
            .layer("publish")
            .definedBy("io.apium.engine.publish")
            .layer("execute")
            .definedBy("io.apium.engine.execute")
            .layer("beat")
            .definedBy("io.apium.engine.beat")
            .layer("canvas")
            .definedBy("io.apium.engine.canvas")
            .layer("result")
            .definedBy("io.apium.engine.result")
            .layer("task")
            .definedBy("io.apium.engine.task")
            .layer("message")
            .definedBy("io.apium.engine.message")
            .layer("schedule")
            .definedBy("io.apium.engine.schedule")
            .whereLayer("engine")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("publish")
            .mayOnlyAccessLayers("execute", "canvas", "result", "task", "message")
            .whereLayer("execute")
            .mayOnlyAccessLayers("canvas", "result", "task", "message")
            .whereLayer("beat")
            .mayOnlyAccessLayers("canvas", "task", "message")
            .whereLayer("canvas")
            .mayOnlyAccessLayers("result", "task", "message")
            .whereLayer("result")
            .mayOnlyAccessLayers("message")
            .whereLayer("task")
            .mayOnlyAccessLayers("message")
            .whereLayer("message")
            .mayNotAccessAnyLayer()
            .whereLayer("schedule")
            .mayNotAccessAnyLayer();

    @ArchTest
    static final ArchRule theEngineHasNoOtherPackages = classes()
            .that()
            .resideInAPackage("io.apium.engine..")
            .should()
            .resideInAnyPackage(
                    "io.apium.engine",
                    "io.apium.engine.publish",
                    "io.apium.engine.execute",
                    "io.apium.engine.beat",
                    "io.apium.engine.canvas",
                    "io.apium.engine.result",
                    "io.apium.engine.task",
                    "io.apium.engine.message",
                    "io.apium.engine.schedule");

    @ArchTest
    static final ArchRule packagesAreFreeOfCycles =
            slices().matching("io.apium.(*).(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule queuesNeedNoServer = noClasses()
            .that()
            .resideInAPackage("io.apium.ejb.jms..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "jakarta.ejb..",
                    "jakarta.enterprise..",
                    "jakarta.inject..",
                    "jakarta.annotation..",
                    "jakarta.transaction..",
                    "io.apium.ejb.cdi..",
                    "io.apium.ejb.worker..");

    @ArchTest
    static final ArchRule workersDoNotKnowHowBeansAreFound = noClasses()
            .that()
            .resideInAPackage("io.apium.ejb.worker..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.apium.ejb.cdi..");

    @ArchTest
    static final ArchRule theApiDoesNotExposeItsSpi = noClasses()
            .that()
            .resideInAnyPackage(API)
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages(
                    "io.apium", "io.apium.canvas", "io.apium.schedule", "java..", "org.jspecify.annotations");

    @ArchTest
    static final ArchRule schedulesStandAlone = noClasses()
            .that()
            .areAssignableTo(Schedule.class)
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages("io.apium.schedule", "java..", "org.jspecify.annotations");

    @ArchTest
    static final ArchRule theSpiKnowsNoImplementation = noClasses()
            .that()
            .resideInAPackage("io.apium.spi")
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages(
                    "io.apium",
                    "io.apium.canvas",
                    "io.apium.schedule",
                    "io.apium.spi",
                    "java..",
                    "org.jspecify.annotations");

    @ArchTest
    static final ArchRule namesSayWhatAClassIs =
            noClasses().should().haveNameMatching(".*(Impl|Manager|Util|Utils|Helper|Processor|Data|Info)(\\$.*)?");

    @ArchTest
    static final ArchRule everyPackageIsNullMarked = classes().should(resideInANullMarkedPackage());

    @ArchTest
    static final ArchRule plainClassesGetWhatTheyNeedInTheirConstructor = noFields()
            .that()
            .areDeclaredInClassesThat()
            .resideOutsideOfPackage("io.apium.ejb..")
            .should()
            .beAnnotatedWith("jakarta.inject.Inject")
            .orShould()
            .beAnnotatedWith("jakarta.annotation.Resource")
            .orShould()
            .beAnnotatedWith("jakarta.ejb.EJB")
            .orShould()
            .beAnnotatedWith("jakarta.persistence.PersistenceContext");

    @ArchTest
    static final ArchRule whatIsPublicIsUsedByAnotherPackage = classes()
            .that(not(resideInAnyPackage(API_AND_SPI)))
            .and(describe("can be seen by another package", ArchitectureTest::isPublicWithAllThatEncloseIt))
            .and(describe("are not named from outside", type -> !NAMED_FROM_OUTSIDE.contains(type.getName())))
            .should(beUsedByAnotherPackage());

    private static boolean isPublicWithAllThatEncloseIt(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && type.getEnclosingClass()
                        .map(ArchitectureTest::isPublicWithAllThatEncloseIt)
                        .orElse(true);
    }

    private static ArchCondition<JavaClass> resideInANullMarkedPackage() {
        return new ArchCondition<>("reside in a package whose package-info says @NullMarked") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                var marked = type.getPackage()
                        .tryGetPackageInfo()
                        .filter(info -> info.isAnnotatedWith(NullMarked.class))
                        .isPresent();
                events.add(
                        new SimpleConditionEvent(type, marked, type.getPackageName() + " is null-marked: " + marked));
            }
        };
    }

    private static ArchCondition<JavaClass> beUsedByAnotherPackage() {
        return new ArchCondition<>("be used by another package") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                var used = type.getDirectDependenciesToSelf().stream()
                        .anyMatch(dependency ->
                                !dependency.getOriginClass().getPackage().equals(type.getPackage()));
                events.add(
                        new SimpleConditionEvent(type, used, type.getName() + " is used by another package: " + used));
            }
        };
    }
}
