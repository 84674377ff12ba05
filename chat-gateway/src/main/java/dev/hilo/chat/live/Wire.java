package dev.hilo.chat.live;

import java.util.List;

/** The network side of one socket. */
interface Wire {

    /** Does something on the thread of the network that serves this socket. */
    void soon(Runnable errand);

    /**
     * To be called on that thread.
     *
     * @param frames texts in UTF-8, not empty; they leave in their order, and nobody may change them
     * @param taken called there when the network has taken the last of them, or never will
     */
    void send(List<byte[]> frames, Runnable taken);

    void close(int code, String reason);
}
