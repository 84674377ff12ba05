package dev.hilo.provisioning.order;

/** What becomes of a wish for a number that has an open order. Pure; its test is the whole table. */
enum Beside {

    /** The order that is under way is the answer: nothing is bought or given back twice. */
    ANSWER,
    /** The failed order takes the wish over and goes on. */
    RESUME,
    /** The failed order is put aside for a new one. */
    REPLACE,
    /** The opposite is under way. */
    REFUSE;

    static Beside of(OrderKind wish, OrderKind openKind, OrderState openState) {
        return switch (openState) {
            case RUNNING -> openKind == wish || (openKind.activates() && wish.activates()) ? ANSWER : REFUSE;
            case FAILED -> openKind == wish ? RESUME : REPLACE;
            case DONE, GONE, CANCELLED -> throw new IllegalArgumentException(openState + " is not open");
        };
    }
}
