package dev.hilo.messaging.view;

import java.util.List;
import java.util.UUID;

import io.vertx.mutiny.sqlclient.Row;
import org.jspecify.annotations.Nullable;

/**
 * One view of one person.
 *
 * @param filter the tab, as the list's {@code filter} says it
 * @param order as the list's {@code order} says it
 * @param dids of any of these numbers; of all when empty
 * @param labels with any of these; any or none when empty
 * @param position its place among the person's views, from 0
 */
record SavedView(UUID id, String name, String filter, String order, List<String> dids,
        List<String> labels, @Nullable String assignee, @Nullable String team, int position) {

    static SavedView of(Row row) {
        return new SavedView(row.getUUID("id"), row.getString("name"), row.getString("filter"),
                row.getString("list_order"), List.of(row.getArrayOfStrings("dids")),
                List.of(row.getArrayOfStrings("labels")),
                row.getString("assignee"), row.getString("team"), row.getInteger("position"));
    }

    SavedView at(int place) {
        return new SavedView(id, name, filter, order, dids, labels, assignee, team, place);
    }
}
