package dev.hilo.simulator.fault;

/** What becomes of the receipt of an accepted message. */
public enum ReceiptPlan {

    /** One, after {@code receiptDelayMs}. */
    ON,
    /** None. */
    OFF,
    /** Posted, and answered, before the answer to messageSend is written. */
    FIRST,
    /** The same one twice. */
    DOUBLE,
    /** After {@code lateMs}. */
    LATE,
    /** The one of the switch {@code stat}, then one that says {@code UNDELIV}. */
    CONTRADICT;

    /** The word of the control API. */
    @Override
    public String toString() {
        return switch (this) {
            case ON -> "on";
            case OFF -> "off";
            case FIRST -> "first";
            case DOUBLE -> "double";
            case LATE -> "late";
            case CONTRADICT -> "contradict";
        };
    }
}
