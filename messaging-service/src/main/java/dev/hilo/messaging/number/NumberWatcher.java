package dev.hilo.messaging.number;

import java.util.List;

import dev.hilo.contracts.PhoneNumber;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;

/** Told, in the transaction that stores it, that numbers got their first team or lost their last one. */
@FunctionalInterface
public interface NumberWatcher {

    Uni<Void> changedHands(SqlConnection transaction, List<PhoneNumber> dids);
}
