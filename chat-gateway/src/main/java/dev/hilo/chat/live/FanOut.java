package dev.hilo.chat.live;

import dev.hilo.chat.frame.EventFrames;
import dev.hilo.chat.stream.EventWindow;
import dev.hilo.contracts.messaging.ConversationEvent;

/** Tells an event to everybody whom it concerns, as it happens. What is the same for all is written once. */
final class FanOut {

    private final EventWindow window;
    private final Audience<Viewer> audience;
    private final Viewers viewers;

    FanOut(EventWindow window, Audience<Viewer> audience, Viewers viewers) {
        this.window = window;
        this.audience = audience;
        this.viewers = viewers;
    }

    void tell(ConversationEvent event) {
        switch (event) {
            case ConversationEvent.Sequenced it -> tell(it);
            case ConversationEvent.ThreadRead it -> tell(it);
        }
    }

    private void tell(ConversationEvent.Sequenced event) {
        var id = event.thread().id();
        var cursor = window.position();
        var forAll = new Wording(EventFrames.forAll(event), cursor);
        var forReaders = new Wording(EventFrames.forReaders(event), cursor);
        for (var group : audience.of(event.thread().did())) {
            for (var viewer : group) {
                var opened = viewer.open.get(id);
                if (opened == null || event.seq() <= opened.lastSeq) {
                    viewer.queue.offerSummary(id, forAll.seenWith(viewer.view()));
                    continue;
                }
                opened.lastSeq = event.seq();
                if (EventFrames.hasOwnFrameForReaders(event)) {
                    viewer.queue.offer(forReaders.seenWith(viewer.view()));
                }
                viewer.queue.offer(forAll.seenWith(viewer.view()));
            }
        }
    }

    private void tell(ConversationEvent.ThreadRead event) {
        var theirs = viewers.of(event.user());
        if (theirs.isEmpty()) {
            return;
        }
        var frame = new Wording(EventFrames.forThemselves(event), window.position());
        theirs.stream().filter(viewer -> audience.maySee(viewer, event.thread().did()))
                .forEach(viewer -> viewer.queue.offer(frame.seenWith(viewer.view())));
    }
}
