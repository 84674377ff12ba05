package dev.hilo.messaging.number;

import java.util.Set;

import dev.hilo.contracts.PhoneNumber;

/** Which numbers a caller sees, in the form a query needs. */
public sealed interface Visibility {

    boolean covers(PhoneNumber did);

    /** Every number, those that no team owns included: a manager's. */
    record Everything() implements Visibility {
        @Override
        public boolean covers(PhoneNumber did) {
            return true;
        }
    }

    /** The numbers of the caller's teams; perhaps none. */
    record Only(Set<PhoneNumber> dids) implements Visibility {

        public Only {
            dids = Set.copyOf(dids);
        }

        @Override
        public boolean covers(PhoneNumber did) {
            return dids.contains(did);
        }

        /** For {@code did = any($n)}. */
        public String[] asArray() {
            return dids.stream().map(PhoneNumber::value).sorted().toArray(String[]::new);
        }
    }
}
