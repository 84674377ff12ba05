package dev.hilo.messaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.hilo.platform.failpoint.Step;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The places at which the kill test lets this service die are generated from the code into {@code failpoints.txt}; a
 * step of the path that has none fails here. After a change write the list anew with {@code -Dhilo.failpoints.write=true}.
 */
class FailpointsTest {

    private static final Path COMMITTED = Path.of("failpoints.txt");

    private static final String HOME = "dev.hilo.messaging.";

    /** From the accepted text to the published event. */
    private static final Set<String> PATH = Set.of("carrier", "consent", "conversation", "inbound", "outbound",
            "pacing", "queue", "receipt", "reconcile");
    private static final Set<String> PLATFORM = Set.of("dev.hilo.platform.outbox", "dev.hilo.platform.idempotency");

    private static final String READS = "reads";

    /** Statements outside a transaction that are no step, each with the reason. */
    private static final Map<String, String> HARMLESS = Map.ofEntries(
            Map.entry("AskCarrier.open", READS),
            Map.entry("Buckets.begin", "makes rows that say nothing yet"),
            Map.entry("Buckets.read", READS),
            Map.entry("CarrierRest.lift", "ends a rest whose time is over; undone, the next answer does it"),
            Map.entry("CarrierRest.look", READS),
            Map.entry("CarrierRest.rest", "in the transaction of the outcome; alone it only delays texts"),
            Map.entry("ConsentStory.entries", READS),
            Map.entry("ConsentStory.of", READS),
            Map.entry("Decisions.about", READS),
            Map.entry("DueTexts.look", READS),
            Map.entry("EndParking.end", "gives up parked receipts by their age, whenever it comes to it"),
            Map.entry("Estimate.refresh", READS),
            Map.entry("GuardedRecords.between", READS),
            Map.entry("Idempotency.answeredBefore", READS),
            Map.entry("Idempotency.forget", "forgets keys by their age, whenever it comes to it"),
            Map.entry("Ledger.standings", READS),
            Map.entry("Messages.all", READS),
            Map.entry("Messages.require", READS),
            Map.entry("OpenQuestions.look", READS),
            Map.entry("Outlook.groups", READS),
            Map.entry("Reconcile.claim", "a lease; who dies with it is waited for"),
            Map.entry("Reconcile.round", "ends its lease; undone, the same is asked again"),
            Map.entry("Records.of", READS),
            Map.entry("Routes.load", READS),
            Map.entry("Sending.waiting", READS),
            Map.entry("WatchQueue.used", READS),
            Map.entry("WatchQueue.waiting", READS));

    private static JavaClasses path;

    @BeforeAll
    static void read() {
        path = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.hilo.messaging", "dev.hilo.platform")
                .that(DescribedPredicate.describe("on the path", FailpointsTest::isOnThePath));
    }

    @Test
    void theCommittedListIsTheOneOfTheCode() throws IOException {
        var generated = String.join("\n", points()) + "\n";
        if (System.getProperty("hilo.failpoints.write") != null) {
            Files.writeString(COMMITTED, generated);
        }
        assertThat(generated).isEqualTo(Files.readString(COMMITTED));
    }

    @Test
    void whateverOutlivesTheProcessIsAStep() {
        var unmarked = path.stream().flatMap(type -> type.getMethodCallsFromSelf().stream())
                .filter(FailpointsTest::outlivesTheProcess)
                .filter(call -> !isStep(call.getOrigin()) && !HARMLESS.containsKey(name(call.getOrigin())))
                .map(call -> name(call.getOrigin()) + " calls " + name(call.getTarget().getOwner()) + "."
                        + call.getTarget().getName() + " and is no @Step")
                .distinct().sorted();
        assertThat(unmarked).isEmpty();
    }

    @Test
    void theHarmlessStandInTheCode() {
        assertThat(path.stream().flatMap(type -> type.getMethods().stream()).map(FailpointsTest::name))
                .containsAll(HARMLESS.keySet());
    }

    @Test
    void everyStepCanBeWoven() {
        assertThat(steps()).isNotEmpty().allSatisfy(step -> {
            assertThat(step.getModifiers()).doesNotContain(JavaModifier.PRIVATE, JavaModifier.STATIC,
                    JavaModifier.FINAL);
            assertThat(step.getRawReturnType().isEquivalentTo(Uni.class)).isTrue();
        });
        assertThat(steps().map(FailpointsTest::name)).doesNotHaveDuplicates();
    }

    private static Set<String> points() {
        var own = steps().filter(step -> !isTransaction(step))
                .flatMap(step -> Stream.of("before", "after").map(place -> name(step) + ":" + place));
        var ofCallers = path.stream().flatMap(type -> type.getMethodCallsFromSelf().stream())
                .filter(call -> call.getTarget().resolveMember().filter(FailpointsTest::isTransaction).isPresent())
                .flatMap(call -> Stream.of("before", "commit", "after")
                        .map(place -> name(call.getOrigin()) + ":" + place));
        return Stream.concat(own, ofCallers).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<JavaMethod> steps() {
        return path.stream().flatMap(type -> type.getMethods().stream()).filter(FailpointsTest::isStep);
    }

    private static boolean isOnThePath(JavaClass type) {
        var home = type.getPackageName();
        return PLATFORM.contains(home)
                || (home.startsWith(HOME) && PATH.contains(home.substring(HOME.length())));
    }

    private static boolean outlivesTheProcess(JavaMethodCall call) {
        var callee = call.getTarget().getOwner();
        var what = call.getTarget().getName();
        return (callee.isAssignableTo(Pool.class) && what.matches("withTransaction|withConnection|getConnection"))
                || (callee.isAssignableTo(SqlClient.class)
                        && !callee.isAssignableTo("io.vertx.mutiny.sqlclient.SqlConnection")
                        && what.matches("query|preparedQuery"))
                || (callee.isAssignableTo(Mutiny.SessionFactory.class) && what.matches("with.*|open.*"))
                || (callee.isAssignableTo(MutinyEmitter.class) && what.startsWith("send"))
                || callee.isAnnotatedWith(RegisterRestClient.class);
    }

    private static boolean isStep(JavaCodeUnit code) {
        return code.isAnnotatedWith(Step.class);
    }

    private static boolean isTransaction(JavaCodeUnit code) {
        return isStep(code) && code.getAnnotationOfType(Step.class).transaction();
    }

    private static String name(JavaCodeUnit code) {
        return name(code.getOwner()) + "." + code.getName();
    }

    private static String name(JavaClass type) {
        return type.getSimpleName();
    }
}
