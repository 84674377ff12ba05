package dev.hilo.chat.live;

import java.util.Collection;
import java.util.LinkedHashSet;

import dev.hilo.chat.frame.ServerFrame;
import dev.hilo.chat.stream.EventWindow;
import dev.hilo.contracts.messaging.WorkspaceChange;

/**
 * Tells those whom it concerns that labels, templates, hours or the like are to be read again. Not kept for who is away:
 * they read them anyway when they come back.
 */
final class WorkspaceNews {

    private final EventWindow window;
    private final Audience<Viewer> audience;
    private final Viewers viewers;

    WorkspaceNews(EventWindow window, Audience<Viewer> audience, Viewers viewers) {
        this.window = window;
        this.audience = audience;
        this.viewers = viewers;
    }

    void tell(WorkspaceChange change) {
        var frame = new Wording(new ServerFrame.WorkspaceChanged(change.what()), window.position());
        concerned(change).forEach(
                viewer -> viewer.queue.offerReminder(change.what(), frame.seenWith(viewer.view())));
    }

    private Collection<Viewer> concerned(WorkspaceChange change) {
        if (change.user() != null) {
            return viewers.of(change.user());
        }
        if (change.team() == null) {
            return audience.everybody();
        }
        var members = new LinkedHashSet<>(audience.seeingAll());
        audience.inTeam(change.team()).forEach(members::add);
        return members;
    }
}
