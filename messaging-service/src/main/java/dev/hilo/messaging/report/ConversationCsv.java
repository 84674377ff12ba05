package dev.hilo.messaging.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.messaging.report.ConversationReport.Row;
import dev.hilo.messaging.report.ConversationReport.Times;
import org.jspecify.annotations.Nullable;

/** A report on conversations as a table for spreadsheets: one line for each row, without the total. */
final class ConversationCsv {

    private static final List<String> ENGLISH = List.of("received", "sent", "delivered", "failed", "conversations",
            "replies", "first_reply_p50_seconds", "first_reply_p90_seconds", "resolved", "resolution_p50_seconds",
            "resolution_p90_seconds", "delivery_rate", "opt_outs", "failures");

    private static final List<String> SPANISH = List.of("recibidos", "enviados", "entregados", "fallidos",
            "conversaciones", "respuestas", "primera_respuesta_p50_segundos", "primera_respuesta_p90_segundos",
            "resueltas", "resolucion_p50_segundos", "resolucion_p90_segundos", "tasa_de_entrega", "bajas", "fallos");

    private static final Map<Grouping, String> SPANISH_KEYS = Map.of(Grouping.DAY, "dia", Grouping.NUMBER, "numero",
            Grouping.AGENT, "agente", Grouping.LABEL, "etiqueta");

    private final ConversationReport report;
    private final Grouping grouping;
    private final WaitHours hours;
    private final Map<PhoneNumber, String> names;

    /** @param names of our numbers, which stand beside them */
    ConversationCsv(ConversationReport report, Grouping grouping, WaitHours hours, Map<PhoneNumber, String> names) {
        this.report = report;
        this.grouping = grouping;
        this.hours = hours;
        this.names = names;
    }

    String fileName() {
        return "hilo-%s-%s-%s%s.csv".formatted(grouping.word(), report.from(), report.to(), switch (hours) {
            case ALL -> "";
            case OPEN -> "-open-hours";
        });
    }

    byte[] bytes(boolean spanish, boolean forSpreadsheets) {
        var table = new CsvTable(forSpreadsheets).line(heads(spanish));
        report.rows().forEach(row -> table.line(line(row)));
        return table.bytes();
    }

    private List<String> heads(boolean spanish) {
        List<String> heads = new ArrayList<>();
        heads.add(spanish ? SPANISH_KEYS.getOrDefault(grouping, "") : grouping.word());
        if (grouping == Grouping.NUMBER) {
            heads.add(spanish ? "nombre" : "name");
        }
        (spanish ? SPANISH : ENGLISH).forEach(head -> heads.add(switch (hours) {
            case ALL -> head;
            case OPEN -> head.replace("first_reply_", "first_reply_open_hours_")
                    .replace("primera_respuesta_", "primera_respuesta_en_horario_");
        }));
        return heads;
    }

    private List<@Nullable Object> line(Row row) {
        List<@Nullable Object> cells = new ArrayList<>();
        if (grouping == Grouping.NUMBER) {
            var did = new PhoneNumber(row.key());
            cells.add(spelled(row.key()));
            cells.add(names.get(did));
        } else {
            cells.add(row.key());
        }
        cells.add(row.received());
        cells.add(row.sent());
        cells.add(row.delivered());
        cells.add(row.failed());
        cells.add(row.conversations());
        cells.add(row.replies());
        times(cells, row.firstReply());
        cells.add(row.resolved());
        times(cells, row.resolution());
        cells.add(row.deliveryRate() == null ? null : Math.round(row.deliveryRate() * 10_000) / 10_000.0);
        cells.add(row.optOuts());
        cells.add(row.failures().stream().map(failure -> failure.code() + ": " + failure.count())
                .collect(Collectors.joining("; ")));
        return cells;
    }

    private static void times(List<@Nullable Object> cells, @Nullable Times times) {
        cells.add(times == null ? null : times.p50());
        cells.add(times == null ? null : times.p90());
    }

    /** A plus in front would make a formula of it, and without one a spreadsheet rounds it to fifteen digits. */
    private static String spelled(String did) {
        return did.matches("\\+1\\d{10}")
                ? "1-" + did.substring(2, 5) + "-" + did.substring(5, 8) + "-" + did.substring(8)
                : did;
    }
}
