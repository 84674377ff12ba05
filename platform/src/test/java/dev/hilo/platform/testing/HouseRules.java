package dev.hilo.platform.testing;

import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
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
        var house = imported("dev.hilo");

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

    /**
     * Every POST reads the caller's key and answers through {@code Idempotency.respond}.
     *
     * @param exceptions {@code Resource.method} and why it needs no key
     */
    public static void everyPostTakesAKey(String home, Map<String, String> exceptions) {
        var posts = imported(home).stream()
                .filter(type -> !type.isInterface())
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.isAnnotatedWith("jakarta.ws.rs.POST"))
                .toList();
        var keyless = posts.stream()
                .filter(method -> !calls(method, "CurrentRequest", "keyed") || !calls(method, "Idempotency", "respond"))
                .map(HouseRules::nameOf)
                .collect(Collectors.toCollection(TreeSet::new));
        if (!keyless.equals(new TreeSet<>(exceptions.keySet()))) {
            throw new AssertionError("without an Idempotency-Key: " + keyless + "; named as exceptions: " + exceptions);
        }
        if (posts.isEmpty()) {
            throw new AssertionError("no POST was found below " + home);
        }
    }

    /** Ours alone: the rules ask of others by name, and reading every class that we mention takes most of the time. */
    private static JavaClasses imported(String home) {
        var settings = ArchConfiguration.get();
        var before = settings.resolveMissingDependenciesFromClassPath();
        settings.setResolveMissingDependenciesFromClassPath(false);
        try {
            return new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests()).importPackages(home);
        } finally {
            settings.setResolveMissingDependenciesFromClassPath(before);
        }
    }

    private static boolean calls(JavaMethod method, String type, String name) {
        return method.getMethodCallsFromSelf().stream()
                .anyMatch(call -> call.getTargetOwner().getName().equals("dev.hilo.platform.idempotency." + type)
                        && call.getTarget().getName().startsWith(name));
    }

    private static String nameOf(JavaMethod method) {
        return method.getOwner().getSimpleName() + "." + method.getName();
    }

    private static DescribedPredicate<JavaClass> anotherServices(String home) {
        return DescribedPredicate.describe("another service's",
                type -> type.getPackageName().startsWith("dev.hilo.")
                        && !type.getPackageName().startsWith(home)
                        && !type.getPackageName().startsWith("dev.hilo.platform")
                        && !type.getPackageName().startsWith("dev.hilo.contracts"));
    }
}
