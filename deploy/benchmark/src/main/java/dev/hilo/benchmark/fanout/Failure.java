package dev.hilo.benchmark.fanout;

/** Threads of Vert.x outlive a main method that fails, and whoever reads the program's output would wait for ever. */
final class Failure {

    private Failure() {
    }

    /** For the first line of a main method. The reason goes to the program's log. */
    static void endsTheProgram() {
        Thread.setDefaultUncaughtExceptionHandler((_, failure) -> {
            failure.printStackTrace();
            System.exit(1);
        });
    }
}
