package dev.hilo.messaging.inbound;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import dev.hilo.contracts.ConversationKey;
import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.messaging.InboundMessage;
import dev.hilo.messaging.conversation.Conversation;
import dev.hilo.messaging.conversation.Memory;
import dev.hilo.messaging.conversation.Message;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What is made of a delivery that is read again; everything else of the intake is seen over the database. */
class IntakeTest {

    private static final PhoneNumber OURS = new PhoneNumber("+17865551234");
    private static final PhoneNumber OURS_TOO = new PhoneNumber("+17865550100");
    private static final PhoneNumber CONTACT = new PhoneNumber("+13053302277");
    private static final PhoneNumber OTHER = new PhoneNumber("+13055550143");
    private static final Instant AT = Instant.parse("2026-11-22T14:15:16Z");
    private static final UUID DELIVERY = UUID.randomUUID();
    private static final UUID EVENT = UUID.randomUUID();

    private final Memory memory = new Memory(UUID::randomUUID);
    private final Conversation conversation = memory.open(new ConversationKey(OURS, CONTACT), AT);

    @Test
    void oneThatNobodyHadUnderstoodIsTakenAsAny() {
        var intake = intake();

        var taken = intake.take(text("Hola").readAgain(), conversation);

        assertThat(taken).isNotNull();
        assertThat(taken.news()).isEqualTo(Intake.News.NEW);
        assertThat(taken.message().createdAt()).isEqualTo(AT);
        assertThat(intake.corrections()).isEmpty();
    }

    @Test
    void oneThatSaysTheSameIsNothing() {
        var stored = stored(text("Hola"));
        var intake = intake(reading(stored));

        assertThat(intake.take(text("Hola").readAgain(), conversation)).isNull();
        assertThat(intake.corrections()).isEmpty();
        assertThat(conversation.lastSeq()).isEqualTo(1);
    }

    @Test
    void oneThatSaysSomethingElsePutsItsMessageRightForward() {
        var stored = stored(text("50+25"));
        var intake = intake(reading(stored));

        var taken = intake.take(text("50 25").readAgain(), conversation);

        assertThat(taken).isEqualTo(new Intake.Taken(stored, Intake.News.REWORDED));
        assertThat(stored.body()).isEqualTo("50 25");
        assertThat(stored.seq()).isEqualTo(1);
        assertThat(conversation.lastSeq()).isEqualTo(2);
        assertThat(intake.corrections()).singleElement()
                .satisfies(correction -> assertThat(correction.before()).isEqualTo("50+25"));
        assertThat(intake.deliveries()).isEmpty();
    }

    @Test
    void isPutRightOnce() {
        var stored = stored(text("50+25"));
        var intake = intake(reading(stored));

        assertThat(intake.take(text("50 25").readAgain(), conversation)).isNotNull();
        assertThat(intake.take(text("50 25").readAgain(), conversation)).isNull();
        assertThat(intake.corrections()).hasSize(1);
    }

    @Test
    void aRepeatThatIsReadTheSameWayChangesNothingFurther() {
        var stored = stored(text("50+25"));
        var repeat = new ReadBefore(UUID.randomUUID(), UUID.randomUUID(), true, stored, List.of());
        var intake = intake(reading(stored), repeat);

        assertThat(intake.take(text("50 25").readAgain(), conversation)).isNotNull();
        assertThat(intake.take(event(repeat.eventId(), repeat.deliveryId(), CONTACT, OURS, "50 25", List.of())
                .readAgain(), conversation)).isNull();
    }

    @Test
    void whatCameAsAPartOfItsOwnStaysInTheBody() {
        var wording = new InboundMessage.Part("https://mms.example/1.txt", true);
        var stored = stored(event(EVENT, DELIVERY, CONTACT, OURS, "a+b", List.of(wording)));
        conversation.append(stored, "second\nline");
        var part = new ReadBefore.Stored(UUID.randomUUID(), 0, true, wording.url());
        var intake = intake(new ReadBefore(EVENT, DELIVERY, true, stored, List.of(part)));

        var _ = intake.take(event(EVENT, DELIVERY, CONTACT, OURS, "a b", List.of(wording)).readAgain(), conversation);

        assertThat(stored.body()).isEqualTo("a b\nsecond\nline");
        assertThat(intake.corrections().getFirst().kept()).containsExactly(new Correction.Kept(part.id(), 0));
    }

    @Test
    void partsThatAreNotOfTheMessageGoToTheTrailAndMissingOnesAreFetched() {
        var stored = stored(event(EVENT, DELIVERY, CONTACT, OURS, "", List.of(picture("1.smil"), picture("2.jpg"))));
        var smil = new ReadBefore.Stored(stored.media().get(0).id(), 0, false, picture("1.smil").url());
        var jpeg = new ReadBefore.Stored(stored.media().get(1).id(), 1, false, picture("2.jpg").url());
        var intake = intake(new ReadBefore(EVENT, DELIVERY, true, stored, List.of(smil, jpeg)));

        var taken = intake.take(event(EVENT, DELIVERY, CONTACT, OURS, "", List.of(picture("2.jpg"), picture("3.jpg")))
                .readAgain(), conversation);

        assertThat(taken).as("nothing more to hear").isNull();
        assertThat(stored.media()).hasSize(2);
        assertThat(stored.media().getFirst().id()).isEqualTo(jpeg.id());
        assertThat(intake.parts()).singleElement().satisfies(part -> {
            assertThat(part.url()).isEqualTo(picture("3.jpg").url());
            assertThat(part.position()).isEqualTo(1);
            assertThat(part.id()).isNotEqualTo(jpeg.id());
        });
        assertThat(intake.corrections().getFirst().dropped()).containsExactly(smil.id());
        assertThat(intake.corrections().getFirst().kept()).containsExactly(new Correction.Kept(jpeg.id(), 0));
    }

    @Test
    void oneFromSomebodyElseBeginsThereAndTheOldOneSaysSo() {
        var stored = stored(text("Hola"));
        var theirs = memory.open(new ConversationKey(OURS, OTHER), AT);
        var intake = intake(reading(stored));

        var taken = intake.take(event(EVENT, DELIVERY, OTHER, OURS, "Hola", List.of()).readAgain(), theirs);

        assertThat(taken).isNotNull();
        assertThat(taken.message().threadId()).isEqualTo(theirs.id());
        assertThat(taken.message().id()).isNotEqualTo(stored.id());
        assertThat(Memory.errorCode(stored)).isEqualTo("moved");
        assertThat(stored.body()).isEqualTo("Hola");
        assertThat(intake.corrections()).singleElement()
                .satisfies(correction -> assertThat(correction.movedTo()).isEqualTo(taken.message()));
    }

    @Test
    void oneToAnotherNumberOfOursIsMovedButInAGroupItIsAFurtherOne() {
        var stored = stored(text("Hola"));
        var there = memory.open(new ConversationKey(OURS_TOO, CONTACT), AT);
        var moved = intake(reading(stored));

        var _ = moved.take(event(UUID.randomUUID(), DELIVERY, CONTACT, OURS_TOO, "Hola", List.of()).readAgain(), there);

        assertThat(moved.corrections()).hasSize(1);

        var group = intake(reading(stored));
        var _ = group.take(new InboundMessage.Received(UUID.randomUUID(), AT.plusSeconds(1), DELIVERY, OURS_TOO,
                CONTACT, List.of(CONTACT, OURS, OURS_TOO), "Hola!", List.of(), null).readAgain(), there);

        assertThat(group.corrections()).isEmpty();
    }

    @Test
    void aKnownOneThatNobodyHadReadAgainIsNothingWhateverItSays() {
        var intake = new Intake(Duration.ofMinutes(2), Set.of(EVENT), List.of());

        assertThat(intake.take(text("something else"), conversation)).isNull();
    }

    @Test
    void foundLaterItFoldsIntoTheSameTextOfItsTime() {
        var stored = stored(text("Hola"));
        var intake = new Intake(Duration.ofMinutes(2), Set.of(), List.of(stored));

        var near = intake.take(event(UUID.randomUUID(), UUID.randomUUID(), CONTACT, OURS, "Hola", List.of())
                .readAgain(), conversation);

        assertThat(near).isEqualTo(new Intake.Taken(stored, Intake.News.AGAIN));
    }

    private Intake intake(ReadBefore... readings) {
        var intake = new Intake(Duration.ofMinutes(2), Set.of(), List.of());
        for (var reading : readings) {
            intake.knowReading(reading, conversation);
        }
        return intake;
    }

    private Message stored(InboundMessage.Received event) {
        var taken = new Intake(Duration.ofMinutes(2), Set.of(), List.of()).take(event, conversation);
        assertThat(taken).isNotNull();
        return taken.message();
    }

    private static ReadBefore reading(Message stored) {
        return new ReadBefore(EVENT, DELIVERY, true, stored, List.of());
    }

    private static InboundMessage.Received text(String text) {
        return event(EVENT, DELIVERY, CONTACT, OURS, text, List.of());
    }

    private static InboundMessage.Received event(UUID id, UUID delivery, PhoneNumber from, PhoneNumber to,
            String text, List<InboundMessage.Part> parts) {
        return new InboundMessage.Received(id, AT, delivery, to, from, List.of(), text, parts, null);
    }

    private static InboundMessage.Part picture(String name) {
        return new InboundMessage.Part("https://mms.example/" + name, false);
    }
}
