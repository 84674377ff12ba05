package dev.hilo.platform.database;

import java.lang.reflect.Array;
import java.util.List;

import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Many rows as one parameter for each column, for {@code unnest($1::uuid[], $2::text[], …)}: one statement instead of
 * one for each row.
 */
public final class Columns {

    private Columns() {
    }

    /** @param types of the values, column by column; an array has none, so one goes as text */
    public static Tuple of(List<Tuple> rows, Class<?>... types) {
        var columns = Tuple.tuple();
        for (var column = 0; column < types.length; column++) {
            var values = Array.newInstance(types[column], rows.size());
            for (var row = 0; row < rows.size(); row++) {
                Array.set(values, row, rows.get(row).getValue(column));
            }
            var _ = columns.addValue(values);
        }
        return columns;
    }
}
