package dev.hilo.webhook.number;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.provisioning.NumberRecord;
import io.smallrye.mutiny.Uni;

/** The numbers that are ours, as far as this instance has heard. */
@ApplicationScoped
public class OwnNumbers {

    private final Set<PhoneNumber> numbers = ConcurrentHashMap.newKeySet();
    private final CompletableFuture<Void> loaded = new CompletableFuture<>();

    public boolean contains(PhoneNumber number) {
        return numbers.contains(number);
    }

    /** Done when everything that the topic held at our start has been read. */
    public Uni<Void> loaded() {
        // A copy: who stops waiting for it must not cancel it for everybody.
        return Uni.createFrom().completionStage(() -> loaded.copy());
    }

    void heard(NumberRecord number) {
        var _ = switch (number.state()) {
            case PROVISIONING, ACTIVE, FAILED, RELEASING -> numbers.add(number.did());
            case RELEASED -> numbers.remove(number.did());
        };
    }

    void forgotten(PhoneNumber number) {
        numbers.remove(number);
    }

    void complete() {
        loaded.complete(null);
    }
}
