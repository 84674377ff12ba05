package dev.hilo.contracts;

import java.util.List;

/**
 * The names of the topics. Partitions, retention and compaction stand in {@code topics.yaml} (the file that Kubernetes
 * applies, packaged beside this class); a test holds the two together.
 */
public final class Topics {

    public static final String WEBHOOK_DELIVERIES = "webhook.deliveries";
    public static final String WEBHOOK_QUARANTINE = "webhook.quarantine";
    public static final String MESSAGE_INBOUND = "message.inbound";
    public static final String MESSAGE_RECEIPTS = "message.receipts";
    public static final String CONVERSATION_EVENTS = "conversation.events";
    public static final String NUMBER_RECORDS = "number.records";
    public static final String NUMBER_ORDERS = "number.orders";
    public static final String CAMPAIGN_RECORDS = "campaign.records";
    public static final String AGENT_SIGNALS = "agent.signals";
    public static final String WORKSPACE_CHANGES = "workspace.changes";
    public static final String JOURNAL_DECISIONS = "journal.decisions";

    /** Topics that have a dead-letter topic beside them: those with a consumer that can meet a poison record. */
    public static final List<String> WITH_DEAD_LETTERS = List.of(WEBHOOK_DELIVERIES, MESSAGE_INBOUND, MESSAGE_RECEIPTS,
            CONVERSATION_EVENTS, NUMBER_RECORDS, NUMBER_ORDERS, CAMPAIGN_RECORDS, WORKSPACE_CHANGES);

    private Topics() {
    }

    /** The topic that takes the poison records of another, with the reason in a header. */
    public static String deadLettersOf(String topic) {
        return topic + ".dlq";
    }
}
