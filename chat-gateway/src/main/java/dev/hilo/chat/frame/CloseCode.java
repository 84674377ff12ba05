package dev.hilo.chat.frame;

/** Why we end a socket (RFC 6455 §7.4, and 4000 onwards our own). */
public final class CloseCode {

    /** The client answers no ping: its machine sleeps, or its network is gone. */
    public static final int SILENT = 1001;
    /** Text that is not UTF-8. */
    public static final int NOT_TEXT = 1007;
    /** The client breaks the rules: too large, too many, in bytes, no hello. */
    public static final int POLICY = 1008;
    /** This gateway goes away; another one takes over. */
    public static final int RESTART = 1012;
    /** The client's network cannot keep up: come back and resume. */
    public static final int TOO_SLOW = 1013;
    /** The session is over: sign in again. */
    public static final int EXPIRED = 4401;

    private CloseCode() {
    }
}
