package dev.hilo.chat.live;

/** The network side of one socket. */
interface Wire {

    /** @param taken called when the network has taken the text, or never will */
    void send(String text, Runnable taken);

    void close(int code, String reason);
}
