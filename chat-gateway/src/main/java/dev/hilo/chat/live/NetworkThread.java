package dev.hilo.chat.live;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import org.jboss.logging.Logger;

/**
 * One of the threads that serve sockets. What the switchboard has for any of its sockets is fetched together: a task for
 * each frame of each socket costs that thread as much as the frame. Safe for several threads.
 */
final class NetworkThread {

    private static final Logger LOG = Logger.getLogger(NetworkThread.class);

    private final Executor thread;
    private List<Runnable> errands = new ArrayList<>();

    /** @param thread runs one thing after the other */
    NetworkThread(Executor thread) {
        this.thread = thread;
    }

    /** Does it there, after what was asked for before. What comes while the thread is at it waits for its next turn. */
    void soon(Runnable errand) {
        if (isFirst(errand)) {
            try {
                thread.execute(this::turn);
            } catch (RejectedExecutionException stopped) {
                LOG.debug("the network has stopped");
            }
        }
    }

    private synchronized boolean isFirst(Runnable errand) {
        errands.add(errand);
        return errands.size() == 1;
    }

    private synchronized List<Runnable> taken() {
        var all = errands;
        errands = new ArrayList<>(all.size());
        return all;
    }

    private void turn() {
        for (var errand : taken()) {
            try {
                errand.run();
            } catch (RuntimeException failure) {
                LOG.error("one socket could not be served", failure);
            }
        }
    }
}
