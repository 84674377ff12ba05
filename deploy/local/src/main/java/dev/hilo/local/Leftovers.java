package dev.hilo.local;

import java.util.ArrayList;
import java.util.List;

import dev.hilo.local.process.Ending;
import dev.hilo.local.process.ProcessRecord;
import dev.hilo.local.running.Part;
import dev.hilo.local.running.Progress;

/** Parts whose launcher was killed: they run on without anybody who would stop them. */
final class Leftovers {

    private final Context context;

    Leftovers(Context context) {
        this.context = context;
    }

    /** Stops them in order and forgets the records of those that are gone. */
    boolean stop() {
        var found = false;
        for (var part : inOrder()) {
            if (part.record.process().isPresent()) {
                found = true;
                context.out().println("  %-13s was left by a launcher that was killed: %s".formatted(part.record.name(),
                        Progress.words(Ending.end(part.record, part.part.stopLimit()))));
            }
            context.run().forget(part.record.name());
        }
        return found;
    }

    private record Left(Part part, ProcessRecord record) {
    }

    private List<Left> inOrder() {
        var left = new ArrayList<Left>();
        for (var tier : Part.Tier.values()) {
            Parts.all(context.settings()).stream().filter(part -> part.tier() == tier)
                    .forEach(part -> context.run().part(part.name())
                            .ifPresent(record -> left.add(new Left(part, record))));
        }
        return left;
    }
}
