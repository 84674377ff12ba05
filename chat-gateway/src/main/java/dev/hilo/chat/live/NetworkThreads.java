package dev.hilo.chat.live;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.inject.Singleton;

import io.netty.channel.EventLoop;

/** The threads that serve sockets. There are few, and they stay. */
@Singleton
class NetworkThreads {

    private final Map<EventLoop, NetworkThread> known = new ConcurrentHashMap<>();

    NetworkThread of(EventLoop loop) {
        return known.computeIfAbsent(loop, NetworkThread::new);
    }
}
