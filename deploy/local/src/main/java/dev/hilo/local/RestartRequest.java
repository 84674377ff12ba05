package dev.hilo.local;

import java.util.Optional;

import dev.hilo.local.process.RunFolder;
import dev.hilo.local.running.StartFailed;

/** How another terminal asks the launcher to restart a part: a file for the question, a file for the answer. */
final class RestartRequest {

    /** @param problem empty when the part is ready again */
    record Answer(String problem) {
    }

    /** What is done. */
    interface Restart {
        void run() throws StartFailed;
    }

    private record Question(String part) {
    }

    private RestartRequest() {
    }

    static void ask(RunFolder run, String part) {
        run.delete(answer(part));
        run.write(question(part), new Question(part));
    }

    static Optional<Answer> answered(RunFolder run, String part) {
        var answer = run.read(answer(part), Answer.class);
        answer.ifPresent(read -> run.delete(answer(part)));
        return answer;
    }

    /** Does what was asked, if anything was. */
    static void serve(RunFolder run, String part, Restart restart) {
        if (!run.exists(question(part))) {
            return;
        }
        run.delete(question(part));
        try {
            restart.run();
            run.write(answer(part), new Answer(""));
        } catch (StartFailed failed) {
            run.write(answer(part), new Answer(String.valueOf(failed.getMessage())));
        }
    }

    private static String question(String part) {
        return "restart-" + part + ".json";
    }

    private static String answer(String part) {
        return "restarted-" + part + ".json";
    }
}
