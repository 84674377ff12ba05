package dev.hilo.messaging.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;

import com.google.errorprone.annotations.FormatMethod;
import dev.hilo.contracts.ConversationKey;
import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.messaging.DeliveryReceipt;
import dev.hilo.contracts.messaging.MessageStatus;
import dev.hilo.contracts.messaging.MessageView;
import dev.hilo.messaging.carrier.Outcome;
import dev.hilo.messaging.consent.Verdict;
import dev.hilo.messaging.conversation.Conversation;
import dev.hilo.messaging.conversation.Memory;
import dev.hilo.messaging.conversation.Message;
import dev.hilo.messaging.outbound.SendingRules;
import dev.hilo.messaging.pacing.BucketState;
import dev.hilo.messaging.pacing.Limit;
import dev.hilo.messaging.pacing.Pacer;
import dev.hilo.messaging.pacing.Route;
import dev.hilo.messaging.pacing.Tempo;
import dev.hilo.messaging.queue.Lane;
import dev.hilo.messaging.queue.Passage;
import dev.hilo.messaging.queue.QueuedText;
import dev.hilo.messaging.quiet.QuietHours.Quiet;
import org.jspecify.annotations.Nullable;

/**
 * One small world, played step by step from a seed: agents, workers in three processes that die, a carrier of every
 * mood, contacts who say STOP, and a clock that jumps. A step is what one transaction or one message on a wire is in the
 * product, so between any two of them anything else can happen. The tables are plain maps; every decision is the
 * product's own ({@link Rules}), every promise is held by {@link Watch}.
 */
final class Simulation {

    private static final int PROCESSES = 3;
    private static final int MOST_TEXTS = 120;
    private static final int FEW_TEXTS = 5;
    private static final int JOURNAL = 30;
    private static final int MOST_STEPS_TO_THE_END = 20_000;
    private static final Duration HORIZON = Duration.ofMillis(300);
    private static final Duration AT_ONCE = Duration.ofMillis(20);
    private static final Duration REPLY_WINDOW = Duration.ofHours(1);
    private static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");
    private static final ZoneId THEIRS = ZoneId.of("America/New_York");
    private static final Instant FIRST_DAY = Instant.parse("2026-11-20T08:00:00Z");

    private enum Phase {
        CLAIMED, CALLED, ANSWERED
    }

    /** What a process holds in its memory of one text; gone when it dies. */
    private static final class Call {

        final int process;
        final QueuedText text;
        final long token;
        final int decision;
        final boolean ahead;
        final int jumps;
        Instant slot;
        Instant calledAt = Instant.MAX;
        Phase phase = Phase.CLAIMED;
        @Nullable
        Raw raw;

        Call(int process, QueuedText text, long token, int decision, Instant slot, boolean ahead, int jumps) {
            this.process = process;
            this.text = text;
            this.token = token;
            this.decision = decision;
            this.slot = slot;
            this.ahead = ahead;
            this.jumps = jumps;
        }
    }

    /** A call between us and the carrier; it arrives whatever becomes of the process that made it. */
    private record OnTheWire(Call call, Fate fate) {
    }

    /** A receipt that the carrier will send. */
    private record Coming(DeliveryReceipt receipt, UUID about, int decision, Instant notBefore) {
    }

    private final SplittableRandom random;
    private final Rules rules;
    private final Watch watch = new Watch();
    private final List<String> journal = new ArrayList<>();
    private final Memory memory;
    private final List<PhoneNumber> dids = List.of(new PhoneNumber("+17865551234"), new PhoneNumber("+17865550100"));
    private final List<PhoneNumber> contacts = List.of(new PhoneNumber("+13052000001"),
            new PhoneNumber("+13052000002"), new PhoneNumber("+13052000003"));
    private final Map<PhoneNumber, Route> routes = new HashMap<>();

    private final Map<UUID, Text> queue = new LinkedHashMap<>();
    private final Map<UUID, List<Text>> ofConversation = new LinkedHashMap<>();
    private final Map<UUID, Long> tokens = new HashMap<>();
    private final List<Rules.Referred> references = new ArrayList<>();
    private final Map<ConversationKey, List<DeliveryReceipt>> parked = new HashMap<>();
    private final Map<UUID, Coming> truthOfReceipt = new HashMap<>();
    private final Set<UUID> knownReceipts = new HashSet<>();
    private final Set<String> keys = new HashSet<>();
    private final List<SendAgain> requests = new ArrayList<>();
    private final Map<PhoneNumber, Instant> silent = new HashMap<>();
    private final Map<ConversationKey, Instant> lastInbound = new HashMap<>();
    private Map<String, BucketState> buckets = new HashMap<>();
    private final List<Call> calls = new ArrayList<>();
    private final List<OnTheWire> wire = new ArrayList<>();
    private final List<Coming> coming = new ArrayList<>();
    private final List<UUID> texts = new ArrayList<>();
    private final Map<PhoneNumber, Integer> referencesGiven = new HashMap<>();
    private final long[] frozenUntil = new long[PROCESSES];

    /** Few texts, sent again and again by people who do not wait, in processes that stall. */
    private final boolean nervous;

    private Instant now;
    private int jumps;
    private long nextId;
    private long steps;
    private boolean calm;

    /** A request as it went out, to be repeated. */
    private record SendAgain(String key, ConversationKey to, Lane lane, int segments) {
    }

    Simulation(long seed, @Nullable Bug bug) {
        this.random = new SplittableRandom(seed);
        this.rules = new Rules(bug, random);
        this.nervous = random.nextInt(3) == 0;
        this.memory = new Memory(this::id);
        this.now = FIRST_DAY.plusSeconds(random.nextInt(24 * 3600));
        var perMinute = List.of(75, 240, 600).get(random.nextInt(3));
        var perDay = 20 + random.nextInt(150);
        for (var did : dids) {
            routes.put(did, new Route(did, "C1", rate("campaign", perMinute), rate("mms", perMinute),
                    rate("number:" + did.value(), 240), new Route.Day("brand", new Limit(perDay), 0.2, PACIFIC)));
        }
    }

    private static Route.Rate rate(String key, int perMinute) {
        return new Route.Rate(key, new Limit(perMinute), Tempo.of(new Limit(perMinute), 0.005));
    }

    /** @return how many steps it took until nothing was under way any more */
    long play(int wanted) {
        try {
            while (steps < wanted) {
                step();
            }
            calm = true;
            end();
            return steps;
        } catch (Broken promise) {
            throw new Broken(promise, promise.getMessage() + ", at step " + steps + story(promise.text()));
        }
    }

    /** The last steps, and before them what happened to the text in question. */
    private String story(@Nullable UUID text) {
        var story = new StringBuilder();
        var last = Math.max(0, journal.size() - JOURNAL);
        var start = text == null ? null : " " + name(text) + ":";
        for (var i = 0; i < journal.size(); i++) {
            if (i >= last || (start != null && journal.get(i).contains(start))) {
                story.append("\n  ").append(journal.get(i));
            }
        }
        return story.toString();
    }

    long steps() {
        return steps;
    }

    private void end() {
        var last = steps + MOST_STEPS_TO_THE_END;
        while (!queue.isEmpty() || !calls.isEmpty() || !wire.isEmpty() || !coming.isEmpty()) {
            if (steps > last) {
                throw new Broken("every accepted text comes to an end: " + queue.size() + " queued, " + calls.size()
                        + " calls, " + wire.size() + " on the wire, " + coming.size() + " receipts");
            }
            step();
        }
        watch.end(memory);
    }

    /** Something that can happen happens; what finds nothing to do is no step. */
    private void step() {
        var before = journal.size();
        if (!calm) {
            outside(random.nextInt(1_000));
        }
        while (journal.size() == before) {
            work(random.nextInt(1_000));
        }
        steps++;
    }

    /** What nobody in the service decides. */
    private void outside(int dice) {
        if (nervous && dice < 300) {
            if (dice < 40) {
                freeze();
            } else {
                askAgain();
            }
        } else if (dice < 90) {
            send();
        } else if (dice < 100) {
            repeat();
        } else if (dice < 160) {
            askAgain();
        } else if (dice < 164) {
            die();
        } else if (dice < 174) {
            freeze();
        } else if (dice < 181) {
            hear();
        }
    }

    private void work(int dice) {
        if (dice < 240) {
            claim(random.nextInt(PROCESSES));
        } else if (dice < 440) {
            handOver();
        } else if (dice < 600) {
            arrive();
        } else if (dice < 760) {
            record();
        } else if (dice < 790) {
            giveUpOverdue();
        } else if (dice < 800) {
            expire();
        } else if (dice < 950) {
            receipt();
        } else if (dice < 993) {
            if (random.nextInt(3) == 0) {
                pass(Duration.ofMillis(random.nextInt(2_500)), "time passes");
            } else {
                passToTheNextEvent();
            }
        } else if (dice < 999) {
            pass(Duration.ofSeconds(random.nextInt(calm ? 1_800 : 60)), "a while passes");
        } else if (calm || random.nextInt(5) == 0) {
            jumps++;
            pass(Duration.ofSeconds(random.nextInt(calm ? 4 * 3_600 : 2 * 3_600)), "the clock jumps");
        }
    }

    // --- people

    private void send() {
        if (texts.size() >= (nervous ? FEW_TEXTS : MOST_TEXTS)) {
            return;
        }
        var key = nextId() + (random.nextBoolean() ? "-key" : "");
        var request = new SendAgain(key, someConversation(), random.nextInt(10) < 7 ? Lane.LIVE : Lane.BULK,
                1 + random.nextInt(3));
        requests.add(request);
        accept(request);
    }

    private void repeat() {
        if (!requests.isEmpty()) {
            accept(requests.get(random.nextInt(requests.size())));
        }
    }

    private void accept(SendAgain request) {
        if (rules.isRepeat(keys.contains(request.key()))) {
            note("the same request again, the same answer");
            return;
        }
        var contact = request.to().contact();
        var answers = replyUntil(request.to());
        if (silent.containsKey(contact)
                || (request.lane() == Lane.LIVE && quiet(now) != null && (answers == null || answers.isBefore(now)))) {
            note("a text is refused");
            return;
        }
        keys.add(request.key());
        var conversation = memory.open(request.to(), now);
        var sendAt = random.nextInt(100) < 15 ? now.plusSeconds(random.nextInt(7_200)) : now;
        enqueue(conversation, request.lane(), Passage.ORDINARY, request.segments(), sendAt, answers, request.key());
        commit(conversation);
    }

    private void enqueue(Conversation conversation, Lane lane, Passage passage, int segments, Instant sendAt,
            @Nullable Instant replyUntil, @Nullable String key) {
        var id = id();
        var waiting = new MessageView.Waiting(MessageView.Reason.TURN, sendAt);
        var message = conversation.queue(id, "text %05d for you".formatted(texts.size()), List.of(), "ana",
                sendAt.isAfter(now) ? sendAt : null, waiting);
        var text = new QueuedText(id, conversation.id(), message.seq(), conversation.key(), "C1", null, lane, passage,
                segments, false, replyUntil, sendAt, sendAt.plus(rules.validity()), waiting);
        enqueue(new Text(text, 0));
        texts.add(id);
        watch.accepted(text, key);
        note("%s: is accepted: %s, %s, %d segments", name(id), lane, passage, segments);
    }

    private void askAgain() {
        if (texts.isEmpty()) {
            return;
        }
        var id = texts.get(random.nextInt(texts.size()));
        if (random.nextBoolean()) {
            // People look at what has just become uncertain.
            for (var recent : texts) {
                id = watch.of(recent).status == MessageStatus.UNCONFIRMED && random.nextInt(3) > 0 ? recent : id;
            }
        }
        var message = memory.message(id);
        var truth = watch.of(id);
        if ((message.status() != MessageStatus.FAILED && message.status() != MessageStatus.UNCONFIRMED)
                || queue.containsKey(id)
                || (silent.containsKey(message.key().contact())
                        && rules.passageOfRetry(truth.first.passage()) == Passage.ORDINARY)
                || (quiet(now) != null && replyUntil(message.key()) == null)) {
            return;
        }
        var conversation = memory.lock(message.threadId(), now);
        var waiting = new MessageView.Waiting(MessageView.Reason.TURN, now);
        if (!conversation.sendAgain(message, null, waiting)) {
            throw new Broken("what failed or is unconfirmed can be sent again");
        }
        watch.personAskedAgain(id);
        var text = new QueuedText(id, message.threadId(), message.seq(), message.key(), "C1", "leo", Lane.LIVE,
                rules.passageOfRetry(truth.first.passage()), truth.first.segments(), false,
                replyUntil(message.key()), now, now.plus(rules.validity()), waiting);
        enqueue(new Text(text, rules.tokenOfRetry(tokens.getOrDefault(id, 0L))));
        commit(conversation);
        note("%s: a person sends it again", name(id));
    }

    private void hear() {
        var key = someConversation();
        var conversation = memory.open(key, now);
        var dice = random.nextInt(10);
        var _ = conversation.receive(id(), dice < 2 ? "STOP" : dice < 7 ? "START" : "hola", List.of(), List.of(),
                "f" + nextId, now);
        lastInbound.put(key, now);
        if (dice < 2) {
            note("%s says STOP", key.contact());
            if (silent.put(key.contact(), now) == null) {
                enqueue(conversation, Lane.LIVE, Passage.CONFIRMATION, 1, now, null, null);
            }
        } else if (dice < 7) {
            note("%s says START", key.contact());
            silent.remove(key.contact());
        } else {
            note("%s writes", key.contact());
        }
        commit(conversation);
    }

    // --- workers

    private void claim(int process) {
        if (isFrozen(process)) {
            return;
        }
        var pacer = rules.pacer(buckets, now);
        var places = 1 + random.nextInt(3);
        for (var row : due()) {
            if (places == 0) {
                break;
            }
            var text = row.text;
            var conversation = memory.lock(text.threadId(), now);
            var message = memory.message(text.messageId());
            if (!message.status().canBecome(MessageStatus.SENDING)) {
                unqueue(text.messageId());
                continue;
            }
            switch (leaving(text)) {
                case SendingRules.Leaving.Fails fails -> {
                    var _ = conversation.become(message, MessageStatus.FAILED, fails.errorCode(), null);
                    unqueue(text.messageId());
                    commit(conversation);
                    note("%s: fails: %s", name(text.messageId()), fails.errorCode());
                }
                case SendingRules.Leaving.Waits waits -> {
                    conversation.waits(message, waits.waiting());
                    row.waits(waits.next(), waits.expiresAt(), waits.waiting());
                    commit(conversation);
                    note("%s: waits for %s", name(text.messageId()), waits.waiting().reason());
                }
                case SendingRules.Leaving.May _ -> {
                    if (takeSlot(process, pacer, row, conversation, message)) {
                        places--;
                    }
                }
            }
        }
        var moved = new HashMap<>(buckets);
        moved.putAll(pacer.moved());
        buckets = moved;
    }

    private boolean takeSlot(int process, Pacer pacer, Text row, Conversation conversation, Message message) {
        var text = row.text;
        var route = route(text);
        if (!(rules.ask(pacer, route, text, now) instanceof Pacer.Answer.At at)
                || at.slot().isAfter(now.plus(HORIZON))) {
            return false;
        }
        pass(row);
        watch.first(row, ofConversation.getOrDefault(text.threadId(), List.of()), now);
        if (!conversation.become(message, MessageStatus.SENDING)) {
            throw new Broken("a queued text can be sent");
        }
        pacer.take(route, false, rules.segments(text), at.slot());
        watch.counted(route, text, at.slot());
        row.token++;
        row.attempts++;
        row.leaseUntil = (at.slot().isAfter(now) ? at.slot() : now).plus(rules.lease());
        tokens.merge(text.messageId(), row.token, Math::max);
        calls.add(new Call(process, text, row.token, watch.of(text.messageId()).decisions, at.slot(),
                at.slot().isAfter(now.plus(AT_ONCE)), jumps));
        commit(conversation);
        note("%s: is claimed by process %d as %d", name(text.messageId()), process, row.token);
        return true;
    }

    /** Due texts at the head of their conversations. */
    private List<Text> due() {
        List<Text> due = new ArrayList<>();
        for (var rows : ofConversation.values()) {
            for (var row : rows) {
                if (row.leaseUntil == null && !row.next.isAfter(now) && !row.text.sendAt().isAfter(now)
                        && rules.isHead(row, rows, now)) {
                    due.add(row);
                }
            }
        }
        due.sort((a, b) -> a.text.lane() == b.text.lane()
                ? a.next.compareTo(b.next)
                : a.text.lane().compareTo(b.text.lane()));
        return due;
    }

    private void enqueue(Text row) {
        queue.put(row.text.messageId(), row);
        ofConversation.computeIfAbsent(row.text.threadId(), _ -> new ArrayList<>()).add(row);
    }

    private void unqueue(UUID id) {
        var row = queue.remove(id);
        if (row != null) {
            ofConversation.getOrDefault(row.text.threadId(), List.of()).remove(row);
        }
    }

    private SendingRules.Leaving leaving(QueuedText text) {
        var since = silent.get(text.conversation().contact());
        var verdict = since != null && text.passage() == Passage.ORDINARY
                ? new Verdict.Silenced(since)
                : new Verdict.Passes();
        return rules.leaving(text, verdict, quiet(now), now);
    }

    private void pass(Text row) {
        watch.passed(row, silent.containsKey(row.text.conversation().contact()), quiet(now) != null,
                rules.keepsHours(row.text, now), now);
    }

    /** The last moment, then the call. */
    private void handOver() {
        var call = some(Phase.CLAIMED, now);
        if (call == null) {
            return;
        }
        var row = queue.get(call.text.messageId());
        var held = row != null && rules.holds(row, call.token) && !row.leaseUntil.isBefore(now) ? row : null;
        if (call.ahead && !lastCheck(call, held)) {
            return;
        }
        if (Duration.between(call.slot, now).compareTo(rules.lease().dividedBy(2)) > 0) {
            calls.remove(call);
            if (held != null) {
                backToItsPlace(call, held, "too late");
            }
            return;
        }
        call.phase = Phase.CALLED;
        call.calledAt = now;
        var fate = calm && random.nextInt(4) > 0 ? Fate.TAKEN : Fate.pick(random);
        wire.add(new OnTheWire(call, fate));
        watch.left(route(call.text), call.text, call.slot, call.decision);
        note("%s: leaves (%s)", name(call.text.messageId()), fate);
    }

    /** @return whether it may go at once */
    private boolean lastCheck(Call call, @Nullable Text held) {
        if (held == null) {
            calls.remove(call);
            note("%s: is no longer ours", name(call.text.messageId()));
            return false;
        }
        switch (leaving(held.text)) {
            case SendingRules.Leaving.May _ -> pass(held);
            case SendingRules.Leaving.Fails fails -> {
                calls.remove(call);
                var conversation = memory.lock(call.text.threadId(), now);
                var _ = conversation.become(memory.message(call.text.messageId()), MessageStatus.FAILED,
                        fails.errorCode(), null);
                unqueue(call.text.messageId());
                commit(conversation);
                note("%s: fails at the last moment: %s", name(call.text.messageId()), fails.errorCode());
                return false;
            }
            case SendingRules.Leaving.Waits waits -> {
                calls.remove(call);
                backToItsPlace(call, held, waits.waiting().reason().name());
                held.waits(waits.next(), waits.expiresAt(), waits.waiting());
                return false;
            }
        }
        var late = Duration.between(call.slot, now);
        var route = route(call.text);
        var bearable = route.rates(false).stream().allMatch(rate -> late.compareTo(rate.tempo().of(1)) <= 0);
        if (!bearable && late.compareTo(AT_ONCE) > 0) {
            var pacer = new Pacer(buckets);
            call.slot = pacer.slot(route, false, now);
            pacer.occupy(route, false, rules.segments(call.text), call.slot);
            var moved = new HashMap<>(buckets);
            moved.putAll(pacer.moved());
            buckets = moved;
            held.leaseUntil = call.slot.plus(rules.lease());
            note("%s: missed its slot", name(call.text.messageId()));
            return !call.slot.isAfter(now.plus(AT_ONCE));
        }
        return true;
    }

    private void backToItsPlace(Call call, Text row, String why) {
        var conversation = memory.lock(call.text.threadId(), now);
        var waiting = new MessageView.Waiting(MessageView.Reason.TURN, now);
        if (conversation.queueAgain(memory.message(call.text.messageId()), waiting)) {
            watch.triedAgain(call.text.messageId(), Instant.MIN);
        }
        row.leaseUntil = null;
        row.attempts--;
        commit(conversation);
        note("%s: goes back to its place: %s", name(call.text.messageId()), why);
    }

    private void record() {
        var call = some(Phase.ANSWERED, Instant.MAX);
        if (call == null) {
            call = timedOut();
        }
        if (call == null || call.raw == null) {
            return;
        }
        calls.remove(call);
        var id = call.text.messageId();
        var outcome = rules.outcome(call.raw, now);
        var conversation = memory.lock(call.text.threadId(), now);
        var message = memory.message(id);
        if (outcome instanceof Outcome.Accepted accepted && accepted.refId() != null) {
            references.add(new Rules.Referred(accepted.refId(), message));
        }
        var row = queue.get(id);
        var held = row != null && rules.holds(row, call.token);
        write(conversation, message, held
                ? rules.held(conversation, message, outcome, row)
                : rules.lost(conversation, message, outcome, tokens.getOrDefault(id, 0L) == call.token),
                outcome);
        commit(conversation);
        note("%s: %s is recorded%s, now %s", name(id), outcome.getClass().getSimpleName(), held ? "" : " late",
                message.status());
    }

    private void write(Conversation conversation, Message message, SendingRules.Row decided,
            @Nullable Outcome outcome) {
        switch (decided) {
            case SendingRules.Row.Untouched _ -> {
                // The trail alone.
            }
            case SendingRules.Row.Leaves leaves -> {
                unqueue(message.id());
                if (leaves.parked()) {
                    unpark(conversation, message);
                }
            }
            case SendingRules.Row.Stays stays -> {
                var row = queue.get(message.id());
                if (row == null) {
                    throw new Broken("what waits to be tried again is in the queue");
                }
                row.waits(stays.next(), stays.expiresAt(), stays.waiting());
                var retryAfter = outcome instanceof Outcome.NotAccepted not ? not.retryAfter() : null;
                watch.triedAgain(message.id(), now.plus(rules.leastBackOff(row.attempts, retryAfter)));
            }
        }
    }

    private void giveUpOverdue() {
        for (var row : queue.values()) {
            if (row.leaseUntil != null && row.leaseUntil.isBefore(now)) {
                aliveWithinItsTime(row);
                var conversation = memory.lock(row.text.threadId(), now);
                var message = memory.message(row.text.messageId());
                write(conversation, message, rules.died(conversation, message, row), null);
                commit(conversation);
                note("%s: its worker is given up, now %s", name(message.id()), message.status());
                return;
            }
        }
    }

    private void aliveWithinItsTime(Text row) {
        for (var call : calls) {
            if (call.text.messageId().equals(row.text.messageId()) && call.token == row.token
                    && call.phase == Phase.CALLED && call.jumps == jumps
                    && call.calledAt.plus(Rules.CALL_TIMEOUT).isAfter(now)) {
                throw new Broken("no worker is given up while its call may still be answered");
            }
        }
    }

    private void expire() {
        for (var row : queue.values()) {
            if (row.leaseUntil == null && row.text.expiresAt().isBefore(now)) {
                var conversation = memory.lock(row.text.threadId(), now);
                var message = memory.message(row.text.messageId());
                var _ = conversation.become(message, MessageStatus.FAILED, "expired", null);
                unqueue(message.id());
                commit(conversation);
                note("%s: expires", name(message.id()));
                return;
            }
        }
    }

    private void die() {
        var process = random.nextInt(PROCESSES);
        calls.removeIf(call -> call.process == process);
        note("process %d dies", process);
    }

    /** A collection of garbage, a machine that is moved: it goes on later as if no time had passed. */
    private void freeze() {
        // Mostly in the middle of something.
        var process = calls.isEmpty()
                ? random.nextInt(PROCESSES)
                : calls.get(random.nextInt(calls.size())).process;
        frozenUntil[process] = steps + 50 + random.nextInt(500);
        note("process %d freezes", process);
    }

    private boolean isFrozen(int process) {
        return frozenUntil[process] > steps;
    }

    // --- the carrier

    private void arrive() {
        if (wire.isEmpty()) {
            return;
        }
        var at = wire.remove(random.nextInt(wire.size()));
        var call = at.call();
        watch.arrived(call.text.messageId(), call.decision, at.fate().taken);
        var refId = at.fate().taken ? reference(call.text.conversation().contact()) : null;
        if (call.phase == Phase.CALLED && calls.contains(call)) {
            call.raw = at.fate().raw(refId, 1 + random.nextInt(20));
            call.phase = Phase.ANSWERED;
        }
        note("%s: arrives (%s%s)", name(call.text.messageId()), at.fate(), refId == null ? "" : ", " + refId);
        if (refId != null) {
            plan(call, at.fate() == Fate.TAKEN_WITHOUT_REFERENCE ? null : refId);
        }
    }

    /** Counted for each recipient, so that one is another's beginning, and two recipients have the same. */
    private String reference(PhoneNumber contact) {
        return Integer.toString(referencesGiven.merge(contact, 1, Integer::sum), 4);
    }

    private void plan(Call call, @Nullable String refId) {
        var end = random.nextInt(100) < 80
                ? "DELIVRD"
                : List.of("UNDELIV", "REJECTD", "EXPIRED").get(random.nextInt(3));
        if (random.nextInt(10) == 0) {
            come(call, refId, "ENROUTE");
        }
        switch (random.nextInt(10)) {
            case 0 -> {
                // Never a receipt.
            }
            case 1, 2 -> {
                come(call, refId, end);
                come(call, refId, end);
            }
            case 3 -> {
                come(call, refId, end);
                come(call, refId, end.equals("DELIVRD") ? "UNDELIV" : "DELIVRD");
            }
            default -> come(call, refId, end);
        }
    }

    private void come(Call call, @Nullable String refId, String stat) {
        var body = memory.message(call.text.messageId()).body();
        var prefix = body.substring(0, 10 + random.nextInt(body.length() - 10)) + (random.nextBoolean() ? "..." : "");
        var receipt = new DeliveryReceipt(id(), now, id(), call.text.conversation().did(),
                call.text.conversation().contact(), refId, stat, "000", prefix, true, "stat:" + stat);
        var late = random.nextInt(10) == 0 ? random.nextInt(6 * 3_600) : 0;
        coming.add(new Coming(receipt, call.text.messageId(), call.decision, now.plusSeconds(late)));
    }

    private void receipt() {
        if (coming.isEmpty()) {
            return;
        }
        var next = coming.get(random.nextInt(coming.size()));
        if (next.notBefore().isAfter(now)) {
            return;
        }
        if (random.nextInt(20) > 0) {
            coming.remove(next);
        }
        var receipt = next.receipt();
        if (!knownReceipts.add(receipt.id())) {
            note("a receipt comes again");
            return;
        }
        truthOfReceipt.put(receipt.id(), next);
        var conversation = memory.open(receipt.conversation(), now);
        var before = memory.message(next.about()).status();
        var found = rules.match(receipt, references, memory.sent(receipt.conversation()));
        if (found == null) {
            parked.computeIfAbsent(receipt.conversation(), _ -> new ArrayList<>()).add(receipt);
        } else {
            hear(conversation, found.message(), receipt, found.referred());
        }
        tell(next, before);
        commit(conversation);
        note("%s: %s (%s) %s", name(next.about()), receipt.stat(), receipt.refId(),
                found == null ? "is parked" : "finds it, now " + found.message().status());
    }

    private void tell(Coming receipt, MessageStatus before) {
        var end = switch (receipt.receipt().stat()) {
            case "DELIVRD" -> MessageStatus.DELIVERED;
            case "ENROUTE" -> null;
            default -> MessageStatus.FAILED;
        };
        if (end != null) {
            watch.told(receipt.about(), receipt.decision(), end, before);
        }
    }

    private void unpark(Conversation conversation, Message message) {
        for (Iterator<DeliveryReceipt> all = parked.getOrDefault(conversation.key(), List.of()).iterator(); all
                .hasNext();) {
            var receipt = all.next();
            if (rules.isAbout(receipt, message)) {
                all.remove();
                hear(conversation, message, receipt, false);
            }
        }
    }

    private void hear(Conversation conversation, Message message, DeliveryReceipt receipt, boolean referred) {
        var truth = truthOfReceipt.get(receipt.id());
        if (truth == null) {
            throw new IllegalStateException("nobody sent this receipt");
        }
        watch.applies(message, truth.about());
        rules.hear(conversation, message, receipt, referred);
    }

    // --- the rest

    private void commit(Conversation conversation) {
        watch.committed(memory.save(conversation));
        for (var message : memory.sent(conversation.key())) {
            watch.moved(message.id(), message.status(), Watch.Back.NEVER);
        }
    }

    private void pass(Duration time, String how) {
        now = now.plus(time);
        note("%s, %s", how, time);
    }

    /** Nothing happens until then by itself. */
    private void passToTheNextEvent() {
        Instant next = null;
        for (var row : queue.values()) {
            next = earlier(next, row.leaseUntil == null ? row.next : row.leaseUntil);
        }
        for (var call : calls) {
            next = earlier(next, call.slot);
        }
        for (var each : coming) {
            next = earlier(next, each.notBefore());
        }
        if (next != null) {
            pass(Duration.between(now, next).plusMillis(1), "time passes to the next event");
        }
    }

    private @Nullable Instant earlier(@Nullable Instant next, Instant other) {
        return !other.isAfter(now) || (next != null && next.isBefore(other)) ? next : other;
    }

    private @Nullable Call some(Phase phase, Instant slotUntil) {
        if (calls.isEmpty()) {
            return null;
        }
        var start = random.nextInt(calls.size());
        for (var i = 0; i < calls.size(); i++) {
            var call = calls.get((start + i) % calls.size());
            if (call.phase == phase && !call.slot.isAfter(slotUntil) && !isFrozen(call.process)) {
                return call;
            }
        }
        return null;
    }

    /** The guard gives up waiting, whatever the carrier is still doing. */
    private @Nullable Call timedOut() {
        var call = some(Phase.CALLED, Instant.MAX);
        if (call == null || call.calledAt.plus(Rules.CALL_TIMEOUT).isAfter(now)) {
            return null;
        }
        call.raw = new Raw.Failure(new java.util.concurrent.TimeoutException());
        call.phase = Phase.ANSWERED;
        return call;
    }

    private ConversationKey someConversation() {
        return new ConversationKey(dids.get(random.nextInt(dids.size())),
                contacts.get(random.nextInt(contacts.size())));
    }

    private Route route(QueuedText text) {
        var route = routes.get(text.conversation().did());
        if (route == null) {
            throw new IllegalStateException("no route");
        }
        return route;
    }

    private @Nullable Instant replyUntil(ConversationKey key) {
        var last = lastInbound.get(key);
        return last == null || last.plus(REPLY_WINDOW).isBefore(now) ? null : last.plus(REPLY_WINDOW);
    }

    /** From nine in the evening to eight in the morning, where all of these contacts are. */
    private static @Nullable Quiet quiet(Instant moment) {
        var there = moment.atZone(THEIRS);
        var time = there.toLocalTime();
        if (!time.isBefore(LocalTime.of(8, 0)) && time.isBefore(LocalTime.of(21, 0))) {
            return null;
        }
        var day = time.isBefore(LocalTime.of(8, 0)) ? there.toLocalDate() : there.toLocalDate().plusDays(1);
        return new Quiet(day.atTime(8, 0).atZone(THEIRS).toInstant(), THEIRS, "federal");
    }

    private UUID id() {
        return new UUID(7L << 12, nextId());
    }

    private long nextId() {
        return ++nextId;
    }

    private String name(UUID id) {
        return "text " + texts.indexOf(id);
    }

    @FormatMethod
    private void note(String what, Object... facts) {
        journal.add(steps + " " + now + " " + (facts.length == 0 ? what : what.formatted(facts)));
    }
}
