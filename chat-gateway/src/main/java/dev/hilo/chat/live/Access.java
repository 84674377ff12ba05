package dev.hilo.chat.live;

import java.util.Set;

import dev.hilo.chat.directory.NumberDirectory;
import dev.hilo.chat.frame.NumberShown;
import dev.hilo.chat.frame.ServerFrame;
import dev.hilo.chat.stream.EventWindow;
import dev.hilo.chat.stream.StreamListener;
import dev.hilo.platform.access.Caller;

/** What people may see changes while they look: what is no longer theirs stops, and they read their lists again. */
final class Access {

    private final EventWindow window;
    private final Audience<Viewer> audience;
    private final OpenThreads threads;
    private final NumberDirectory directory;
    private final NumberNews news;

    Access(EventWindow window, Audience<Viewer> audience, OpenThreads threads, NumberDirectory directory,
            NumberNews news) {
        this.window = window;
        this.audience = audience;
        this.threads = threads;
        this.directory = directory;
        this.news = news;
    }

    void heard(StreamListener.Heard.OurNumber number) {
        var record = number.record();
        var change = record == null ? directory.remove(number.did()) : directory.put(record);
        var moved = change.whoMaySee() ? audience.numberChanged(number.did()) : Set.<Viewer>of();
        moved.forEach(this::viewChanged);
        // After the resync: a cursor with the new view is only for who has heard that the view is another one.
        news.tell(number.did(), record == null ? null : NumberShown.of(record), change, moved);
    }

    /** The person has other roles or teams now. */
    void changed(Viewer viewer, Caller now) {
        audience.leave(viewer);
        audience.join(viewer, now, directory.all());
        viewChanged(viewer);
    }

    private void viewChanged(Viewer viewer) {
        viewer.view(audience.viewOf(viewer));
        threads.closeHidden(viewer);
        viewer.tell(new ServerFrame.Resync(null), window.position());
    }
}
