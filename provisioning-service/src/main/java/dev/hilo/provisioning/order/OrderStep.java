package dev.hilo.provisioning.order;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;

import dev.hilo.contracts.provisioning.OrderRecord;
import org.jspecify.annotations.Nullable;

/** One step of an order, as a row: what a person sees while it runs, and where it goes on after a crash. */
@Entity
@Table(name = "number_order_step")
class OrderStep {

    @Id
    private UUID id;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "order_id")
    @SuppressWarnings("UnusedVariable") // Hibernate's side of the relation
    private @Nullable NumberOrder order;

    @Column(name = "position")
    private int position;

    @Enumerated(EnumType.STRING)
    @Column(name = "name")
    private StepName name;

    @Enumerated(EnumType.STRING)
    @Column(name = "state")
    private StepState state;

    @Column(name = "attempts")
    private int attempts;

    @Column(name = "error_code")
    private @Nullable String errorCode;

    @Column(name = "error_words")
    private @Nullable String errorWords;

    @Column(name = "started_at")
    private @Nullable Instant startedAt;

    @Column(name = "finished_at")
    private @Nullable Instant finishedAt;

    /** For Hibernate. */
    protected OrderStep() {
    }

    OrderStep(UUID id, NumberOrder order, int position, StepName name) {
        this.id = id;
        this.order = order;
        this.position = position;
        this.name = name;
        this.state = StepState.PENDING;
    }

    StepName name() {
        return name;
    }

    StepState state() {
        return state;
    }

    int attempts() {
        return attempts;
    }

    int position() {
        return position;
    }

    void start(Instant at) {
        state = StepState.RUNNING;
        attempts++;
        if (startedAt == null) {
            startedAt = at;
        }
    }

    /** Nobody has failed; it is only not its time yet. */
    void rest(Instant at) {
        state = StepState.WAITING;
        startedAt = at;
    }

    void end(StepState how, Instant at) {
        state = how;
        errorCode = null;
        errorWords = null;
        finishedAt = at;
    }

    void postpone(String code, String words) {
        state = StepState.WAITING;
        errorCode = code;
        errorWords = words;
    }

    void fail(String code, String words, Instant at) {
        state = StepState.FAILED;
        errorCode = code;
        errorWords = words;
        finishedAt = at;
    }

    void reset() {
        state = StepState.PENDING;
        attempts = 0;
        errorCode = null;
        errorWords = null;
        startedAt = null;
        finishedAt = null;
    }

    OrderRecord.Step onTheWire() {
        return new OrderRecord.Step(name.wire(), state.onTheWire(), attempts, errorCode, errorWords, asKept(startedAt),
                asKept(finishedAt));
    }

    /** As the table will have it, so that what is told is what one reads. */
    static @Nullable Instant asKept(@Nullable Instant at) {
        return at == null ? null : at.truncatedTo(ChronoUnit.MICROS);
    }

    StepView view() {
        return new StepView(name, state, attempts, errorCode, errorWords, startedAt, finishedAt);
    }
}
