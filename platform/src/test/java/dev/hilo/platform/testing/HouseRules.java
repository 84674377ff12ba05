package dev.hilo.platform.testing;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/** The rules of the house that a compiler does not know. Each service has one test that keeps them. */
public final class HouseRules {

    private HouseRules() {
    }

    /** @param home the service's root package, such as {@code dev.hilo.messaging} */
    public static void check(String home) {
        var house = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.hilo");

        slices().matching(home + ".(*)..").should().beFreeOfCycles()
                .as("the features of " + home + " know one another without cycles")
                .check(house);

        noClasses().that().resideInAPackage(home + "..")
                .should().dependOnClassesThat(anotherServices(home))
                .as(home + " sees no other service's packages")
                .check(house);

        methods().that().areAnnotatedWith("jakarta.ws.rs.GET").or().areAnnotatedWith("jakarta.ws.rs.POST")
                .or().areAnnotatedWith("jakarta.ws.rs.PUT").or().areAnnotatedWith("jakarta.ws.rs.DELETE")
                .should().bePublic()
                .as("an endpoint method is public: Quarkus answers 404 for any other")
                .allowEmptyShould(true)
                .check(house);

        classes().that().areAnnotatedWith("jakarta.persistence.Entity")
                .should().notBePublic()
                .as("an entity never leaves its feature")
                .allowEmptyShould(true)
                .check(house);
    }

    private static DescribedPredicate<JavaClass> anotherServices(String home) {
        return DescribedPredicate.describe("another service's",
                type -> type.getPackageName().startsWith("dev.hilo.")
                        && !type.getPackageName().startsWith(home)
                        && !type.getPackageName().startsWith("dev.hilo.platform")
                        && !type.getPackageName().startsWith("dev.hilo.contracts"));
    }
}
