package dev.hilo.chat.stream;

import java.time.Instant;
import java.util.List;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.messaging.ConversationEvent;
import dev.hilo.contracts.messaging.WorkspaceChange;
import dev.hilo.contracts.provisioning.NumberRecord;
import dev.hilo.contracts.provisioning.OrderRecord;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** Who takes what the reader reads: one at a time, in order, and the next batch only when the last one is done. */
public interface StreamListener {

    /** One record of one of the topics. */
    sealed interface Heard {

        /** An event of a conversation; null for a record that is none we know. */
        record Event(int partition, long offset, Instant at, @Nullable ConversationEvent event) implements Heard {
        }

        /** A number as it stands; null when it was wiped from the topic. */
        record OurNumber(PhoneNumber did, @Nullable NumberRecord record) implements Heard {
        }

        /** What is done with a number, as it stands after a change. */
        record AnOrder(OrderRecord record) implements Heard {
        }

        /** Something that people share beside the conversations changed. */
        record OfTheWorkspace(WorkspaceChange change) implements Heard {
        }
    }

    /** Before the first batch, and again whenever the log continues elsewhere than where it stopped. */
    Uni<Void> begins(int log, long[] from);

    Uni<Void> heard(List<Heard> batch);

    /** All that was there when the reader began has been heard. */
    void caughtUp();
}
