package dev.hilo.contracts;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.hilo.contracts.agent.AgentSignal;
import dev.hilo.contracts.messaging.ConversationEvent;
import dev.hilo.contracts.messaging.DeliveryReceipt;
import dev.hilo.contracts.messaging.Direction;
import dev.hilo.contracts.messaging.InboundMessage;
import dev.hilo.contracts.messaging.MediaView;
import dev.hilo.contracts.messaging.MessageStatus;
import dev.hilo.contracts.messaging.MessageView;
import dev.hilo.contracts.messaging.ThreadView;
import dev.hilo.contracts.messaging.WorkspaceChange;
import dev.hilo.contracts.provisioning.CampaignRecord;
import dev.hilo.contracts.provisioning.NumberRecord;
import dev.hilo.contracts.provisioning.OrderRecord;
import dev.hilo.contracts.webhook.JournalDecision;
import dev.hilo.contracts.webhook.QuarantinedDelivery;
import dev.hilo.contracts.webhook.WebhookDelivery;
import org.jspecify.annotations.Nullable;

/** One event of each type, the record behind the golden sample of its name; and some that show more of a type. */
final class Fixtures {

    private static final Instant AT = Instant.parse("2026-11-22T14:15:16.123Z");
    private static final Instant SEND_AT = Instant.parse("2026-11-23T13:00:00Z");
    private static final PhoneNumber OURS = PhoneNumber.of("+17865551234");
    private static final PhoneNumber CONTACT = PhoneNumber.of("+13053302277");
    private static final PhoneNumber FRIEND = PhoneNumber.of("+13055550143");
    private static final ThreadId THREAD = new ThreadId(uuid(100));
    private static final String MEDIUM = "/media/019ab1c0-0000-7000-8000-000000000301?exp=1795357516&sig=x";

    private Fixtures() {
    }

    /** The events, each with the type it is read as. */
    static Map<HiloEvent, Class<? extends HiloEvent>> all() {
        return Map.ofEntries(
                Map.entry(delivery(1, "{\"RefId\":\"7C19E0A4\",\"From\":\"13053302277\",\"To\":[\"17865551234\"],"
                        + "\"Message\":\"%C2%A1Hola%21\"}"), WebhookDelivery.class),
                Map.entry(new WorkspaceChange(uuid(30), AT, "labels", null, null), WorkspaceChange.class),
                Map.entry(new QuarantinedDelivery(uuid(3), AT, "neither sender nor recipient: no form that is known",
                        delivery(2, "{\"surprise\":true}")), QuarantinedDelivery.class),
                Map.entry(new InboundMessage.Received(uuid(4), AT, uuid(1), OURS, CONTACT,
                        List.of(CONTACT, OURS, FRIEND), "¡Hola!",
                        List.of(new InboundMessage.Part("https://mms.bulkvs.example/2.jpg", false),
                                new InboundMessage.Part("https://mms.bulkvs.example/3.txt", true)),
                        "7C19E0A4"), InboundMessage.class),
                Map.entry(new DeliveryReceipt(uuid(5), AT, uuid(1), OURS, CONTACT, "5A66DEE6", "UNDELIV", "047",
                        "Buenos dias", true, "id:3300145527 sub:001 dlvrd:000 submit date:2611221415 "
                                + "done date:2611221415 stat:UNDELIV err:047 text:Buenos dias"),
                        DeliveryReceipt.class),
                Map.entry(new ConversationEvent.MessageReceived(uuid(6), AT, 7, thread(7), received()),
                        ConversationEvent.class),
                Map.entry(new ConversationEvent.MessageQueued(uuid(7), AT, 8, thread(8), queued()),
                        ConversationEvent.class),
                Map.entry(new ConversationEvent.MessageChanged(uuid(8), AT, 9, thread(9), changed()),
                        ConversationEvent.class),
                Map.entry(new ConversationEvent.StatusChanged(uuid(9), AT, 10, thread(10), failed()),
                        ConversationEvent.class),
                Map.entry(new ConversationEvent.ThreadChanged(uuid(10), AT, 11, thread(11)), ConversationEvent.class),
                Map.entry(new ConversationEvent.ThreadRead(uuid(11), AT, thread(11), "ana", 11, 2),
                        ConversationEvent.class),
                Map.entry(new NumberRecord(uuid(12), AT, OURS, "Support", NumberRecord.State.ACTIVE, true, true,
                        "C0DEMO1", List.of("support"), null), NumberRecord.class),
                Map.entry(order(OrderRecord.State.DONE, AT.plusSeconds(4), null, List.of(
                        step("buy", OrderRecord.StepState.DONE, AT.plusSeconds(2)),
                        step("assign-campaign", OrderRecord.StepState.SKIPPED, AT.plusSeconds(3)),
                        step("verify", OrderRecord.StepState.DONE, AT.plusSeconds(4)))), OrderRecord.class),
                Map.entry(new CampaignRecord(uuid(13), AT, "C0DEMO1", "Customer care", "B0DEMO1", "T", true),
                        CampaignRecord.class),
                Map.entry(new JournalDecision(uuid(24), AT, "webhook.quarantine:2:41", JournalDecision.Kind.REDRIVEN,
                        "root",
                        "the parser knows the form now", "text"), JournalDecision.class),
                Map.entry(new AgentSignal.Typing(uuid(14), AT, "ana", THREAD, OURS, true), AgentSignal.class),
                Map.entry(new AgentSignal.Viewing(uuid(15), AT, "ana", THREAD, OURS, false), AgentSignal.class),
                Map.entry(new AgentSignal.SignedOut(uuid(16), AT,
                        "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"), AgentSignal.class));
    }

    /** Further events by what they show: the sample's name is the type and this. */
    static Map<String, HiloEvent> further() {
        Map<String, HiloEvent> further = new HashMap<>(furtherOfConversations());
        further.putAll(furtherOfTeamwork());
        further.put("releasing", new NumberRecord(uuid(25), AT, OURS, "Support", NumberRecord.State.RELEASING, true,
                true, "C0DEMO1", List.of("support"), "#10b981"));
        further.put("waiting-for-the-carrier", order(OrderRecord.State.RUNNING, null, AT.plusSeconds(8), List.of(
                step("buy", OrderRecord.StepState.DONE, AT.plusSeconds(2)),
                new OrderRecord.Step("assign-webhook", OrderRecord.StepState.WAITING, 3, "404", "Webhook not found",
                        AT.plusSeconds(2), null),
                new OrderRecord.Step("verify", OrderRecord.StepState.PENDING, 0, null, null, null, null))));
        further.put("of-one-team", new WorkspaceChange(uuid(31), AT, "templates", null, "support"));
        further.put("of-one-person", new WorkspaceChange(uuid(32), AT, "views", "ana", null));
        return further;
    }

    private static OrderRecord order(OrderRecord.State state, @Nullable Instant finishedAt,
            @Nullable Instant nextTryAt, List<OrderRecord.Step> steps) {
        return new OrderRecord(uuid(26), AT.plusSeconds(4), uuid(500), OURS, "provision", state, "C0DEMO1", "marta", AT,
                finishedAt, nextTryAt, steps);
    }

    private static OrderRecord.Step step(String name, OrderRecord.StepState state, Instant finishedAt) {
        return new OrderRecord.Step(name, state, 1, null, null, AT.plusSeconds(1), finishedAt);
    }

    /** What colleagues tell each other: whose turn it is, and a note that calls somebody. */
    private static Map<String, HiloEvent> furtherOfTeamwork() {
        return Map.of("handed-to-a-team", new ConversationEvent.MessageQueued(uuid(27), AT, 12, waiting("sales"),
                line(Direction.SYSTEM, "assigned-team", "sales", List.of())),
                "snoozed", new ConversationEvent.ThreadChanged(uuid(28), AT, 12, new ThreadView(THREAD, OURS, CONTACT,
                        "María", null, AT, 12, 2, false, List.of(), null, ThreadView.State.SNOOZED, false, null, null,
                        SEND_AT, null)),
                "calling-a-colleague", new ConversationEvent.MessageQueued(uuid(29), AT, 12,
                        new ThreadView(THREAD, OURS, CONTACT, "María",
                                new ThreadView.Last(new MessageId(uuid(203)), Direction.NOTE, MessageStatus.RECEIVED,
                                        "@leo, please", 0, List.of("leo")),
                                AT, 12, 2, true, List.of(), "ana", ThreadView.State.OPEN, false, null, null, null, AT),
                        line(Direction.NOTE, "@leo, please", null, List.of("leo"))));
    }

    private static ThreadView waiting(String team) {
        return new ThreadView(THREAD, OURS, CONTACT, "María", null, AT, 12, 2, true, List.of(), null,
                ThreadView.State.OPEN, false, null, team, null, AT);
    }

    private static MessageView line(Direction direction, String body, @Nullable String subject,
            List<String> mentions) {
        return new MessageView(new MessageId(uuid(203)), THREAD, 12, direction, MessageStatus.RECEIVED, OURS, CONTACT,
                body, List.of(), null, null, null, null, 1, "ana", List.of(), AT, AT, null, null, null, subject,
                mentions);
    }

    private static Map<String, HiloEvent> furtherOfConversations() {
        return Map.of("read-again", new InboundMessage.Received(uuid(23), AT, uuid(1), OURS, CONTACT, List.of(),
                "¡Hola!", List.of(), "7C19E0A4").readAgain(),

                "scheduled", new ConversationEvent.MessageQueued(uuid(16), AT, 8, thread(8),
                        waiting(SEND_AT, MessageView.Reason.SCHEDULED, SEND_AT)),
                "waiting", new ConversationEvent.MessageQueued(uuid(17), AT, 8, thread(8),
                        waiting(null, MessageView.Reason.PACE, AT.plusSeconds(90))),
                "waiting-for-the-morning", new ConversationEvent.MessageChanged(uuid(18), AT, 9, thread(9),
                        waiting(null, MessageView.Reason.QUIET_HOURS, SEND_AT)),
                "waiting-for-an-agent", new ConversationEvent.MessageChanged(uuid(19), AT, 9, thread(9),
                        waiting(null, MessageView.Reason.CONSENT, null)),
                "tried-again-later", new ConversationEvent.StatusChanged(uuid(20), AT, 10, thread(10),
                        waiting(null, MessageView.Reason.BACK_OFF, AT.plusSeconds(4))),
                "opted-out", new ConversationEvent.ThreadChanged(uuid(21), AT, 11, asked(11,
                        new ThreadView.Consent(ThreadView.Asked.OPT_OUT, AT, new MessageId(uuid(201))))),
                "with-a-thumbnail", new ConversationEvent.MessageChanged(uuid(23), AT, 9, thread(9),
                        with(new MediaView(uuid(301), MediaView.State.READY, "image/jpeg", "foto.jpg", 48_211L, MEDIUM,
                                null, MEDIUM.replace("?", "/thumbnail?"), 1600, 1200, null))),
                "with-a-picture-that-did-not-come", new ConversationEvent.MessageChanged(uuid(24), AT, 9, thread(9),
                        with(new MediaView(uuid(301), MediaView.State.FAILED, null, "foto.jpg", null, null, "timed-out",
                                null, null, null, true))),
                "perhaps-opted-out", new ConversationEvent.ThreadChanged(uuid(22), AT, 11, asked(11,
                        new ThreadView.Consent(ThreadView.Asked.UNCLEAR, AT, null))));
    }

    private static WebhookDelivery delivery(int id, String body) {
        return WebhookDelivery.received(uuid(id), AT, "52.206.134.245", "application/json",
                Map.of("user-agent", "BulkVS"), body.getBytes(StandardCharsets.UTF_8));
    }

    private static ThreadView thread(long lastSeq) {
        return asked(lastSeq, null);
    }

    private static ThreadView asked(long lastSeq, ThreadView.@Nullable Consent consent) {
        return new ThreadView(THREAD, OURS, CONTACT, "María",
                new ThreadView.Last(new MessageId(uuid(201)), Direction.INBOUND, MessageStatus.RECEIVED, "¡Hola!", 1,
                        List.of()),
                AT, lastSeq, 2, true, List.of("vip"), "ana", ThreadView.State.OPEN, false, consent, null, null, null);
    }

    private static MessageView received() {
        return new MessageView(new MessageId(uuid(201)), THREAD, 7, Direction.INBOUND, MessageStatus.RECEIVED, CONTACT,
                OURS, "¡Hola!", List.of(medium()), MEDIUM, "7C19E0A4", null, null, 2, null,
                List.of(CONTACT, OURS, FRIEND), AT, AT, AT, null, null, null, List.of());
    }

    private static MessageView queued() {
        return new MessageView(new MessageId(uuid(202)), THREAD, 8, Direction.OUTBOUND, MessageStatus.QUEUED, OURS,
                CONTACT, "Buenos días", List.of(), null, null, null, null, 1, "ana", List.of(), AT, AT, null,
                null, null, null, List.of());
    }

    private static MessageView waiting(@Nullable Instant sendAt, MessageView.Reason reason,
            @Nullable Instant expectedAt) {
        return new MessageView(new MessageId(uuid(202)), THREAD, 8, Direction.OUTBOUND, MessageStatus.QUEUED, OURS,
                CONTACT, "Buenos días", List.of(), null, null, null, null, 1, "ana", List.of(), AT, AT, null, sendAt,
                new MessageView.Waiting(reason, expectedAt), null, List.of());
    }

    private static MessageView changed() {
        return new MessageView(new MessageId(uuid(201)), THREAD, 9, Direction.INBOUND, MessageStatus.READ, CONTACT,
                OURS, "¡Hola!", List.of(medium()), MEDIUM, null, null, null, 3, null, List.of(), AT, AT, AT, null,
                null, null, List.of());
    }

    private static MessageView with(MediaView medium) {
        return new MessageView(new MessageId(uuid(201)), THREAD, 9, Direction.INBOUND, MessageStatus.RECEIVED, CONTACT,
                OURS, "¡Hola!", List.of(medium), medium.url(), null, null, null, 1, null, List.of(), AT, AT, null,
                null, null, null, List.of());
    }

    private static MessageView failed() {
        return new MessageView(new MessageId(uuid(202)), THREAD, 8, Direction.OUTBOUND, MessageStatus.FAILED, OURS,
                CONTACT, "Buenos días", List.of(), null, "5A66DEE6", "carrier-undelivered", "stat:UNDELIV err:047", 1,
                "ana", List.of(), AT, AT, null, null, null, null, List.of());
    }

    private static MediaView medium() {
        return new MediaView(uuid(301), MediaView.State.READY, "image/jpeg", "foto.jpg", 48_211L, MEDIUM, "none", null,
                null, null, null);
    }

    private static UUID uuid(int number) {
        return UUID.fromString("019ab1c0-0000-7000-8000-%012d".formatted(number));
    }
}
