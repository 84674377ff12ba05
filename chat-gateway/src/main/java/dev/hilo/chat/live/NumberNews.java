package dev.hilo.chat.live;

import java.util.Collection;
import java.util.Set;

import dev.hilo.chat.directory.NumberDirectory;
import dev.hilo.chat.frame.NumberShown;
import dev.hilo.chat.frame.OrderShown;
import dev.hilo.chat.frame.ServerFrame;
import dev.hilo.chat.stream.EventWindow;
import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.provisioning.OrderRecord;
import org.jspecify.annotations.Nullable;

/**
 * Tells how our numbers stand, to everybody who may see them, and what is done with them, to managers. Neither is kept
 * for who is away: they read it over REST.
 */
final class NumberNews {

    private final EventWindow window;
    private final Audience<Viewer> audience;

    NumberNews(EventWindow window, Audience<Viewer> audience) {
        this.window = window;
        this.audience = audience;
    }

    /**
     * @param number absent when it was wiped
     * @param moved those who have come to see it or see it no more, their views narrowed or widened already
     */
    void tell(PhoneNumber did, @Nullable NumberShown number, NumberDirectory.Change change, Set<Viewer> moved) {
        var gone = wording(new ServerFrame.NumberChanged(did, null));
        var now = number == null ? gone : wording(new ServerFrame.NumberChanged(did, number));
        for (var viewer : moved) {
            viewer.queue.offerSummary(did, (audience.maySee(viewer, did) ? now : gone).seenWith(viewer.view()));
        }
        if (change.anything()) {
            tell(did, now, audience.seeingAll(), moved);
        }
        if (change.whatIsShown()) {
            tell(did, now, audience.agentsSeeing(did), moved);
        }
    }

    void tell(OrderRecord order) {
        if (audience.seeingAll().isEmpty()) {
            return;
        }
        var frame = wording(new ServerFrame.OrderChanged(OrderShown.of(order)));
        audience.seeingAll().forEach(
                viewer -> viewer.queue.offerSummary(order.orderId(), frame.seenWith(viewer.view())));
    }

    private static void tell(PhoneNumber did, Wording frame, Collection<Viewer> viewers, Set<Viewer> told) {
        for (var viewer : viewers) {
            if (!told.contains(viewer)) {
                viewer.queue.offerSummary(did, frame.seenWith(viewer.view()));
            }
        }
    }

    private Wording wording(ServerFrame frame) {
        return new Wording(frame, window.position());
    }
}
