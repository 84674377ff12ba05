package dev.hilo.provisioning.carrier;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.provisioning.carrier.CarrierFailure.Kind;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** A carrier in memory, for tests that need one without a wire. Keeps the contract that the real one keeps. */
public final class FakeCarrier implements Carrier {

    private final Map<PhoneNumber, OfferedNumber> shelf = new TreeMap<>();
    private final Map<PhoneNumber, CarrierNumber> ours = new TreeMap<>();
    private final Map<String, CarrierWebhook> webhooks = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final List<String> campaigns = List.of("C0DEMO1", "C0DEMO2");
    private final List<CarrierFailure> toThrow = new ArrayList<>();
    private int purchases;

    public void offer(PhoneNumber did, String rateCenter, String state) {
        shelf.put(did, new OfferedNumber(did, rateCenter, state, new BigDecimal("0.06"), new BigDecimal("0.05"),
                new BigDecimal("0.0003")));
    }

    /** The next call fails so, without taking effect. */
    public void failNext(Kind kind) {
        toThrow.add(CarrierFailure.of(kind, "faked", "faked"));
    }

    public int purchases() {
        return purchases;
    }

    @Override
    public Uni<List<OfferedNumber>> offers(int npa, @Nullable Integer nxx) {
        var prefix = "+1" + npa + (nxx == null ? "" : nxx);
        return answer(() -> shelf.values().stream().filter(offer -> offer.did().value().startsWith(prefix)).toList());
    }

    @Override
    public Uni<Purchase> buy(PhoneNumber did, String reference) {
        return answer(() -> {
            if (ours.containsKey(did)) {
                return new Purchase.AlreadyOurs();
            }
            var offer = shelf.remove(did);
            if (offer == null) {
                return new Purchase.Gone("7501", "Telephone Number not available to Purchase");
            }
            purchases++;
            ours.put(did,
                    new CarrierNumber(did, "Active", false, false, null, null, offer.rateCenter(), offer.state()));
            return new Purchase.Bought();
        });
    }

    @Override
    public Uni<List<CarrierNumber>> numbers(PhoneNumber did) {
        return answer(() -> ours.containsKey(did) ? List.of(ours.get(did)) : List.of());
    }

    @Override
    public Uni<NumberList> allNumbers() {
        return answer(() -> new NumberList(List.copyOf(ours.values()), true));
    }

    @Override
    public Uni<List<CarrierNumber>> numbersIn(String campaign) {
        return answer(() -> ours.values().stream().filter(number -> campaign.equals(number.campaign())).toList());
    }

    @Override
    public Uni<Void> change(PhoneNumber did, NumberSettings settings) {
        return answer(() -> {
            var number = owned(did);
            if (settings.webhook() != null && !webhooks.containsKey(settings.webhook())) {
                throw CarrierFailure.of(Kind.NOT_FOUND, "7404", "Webhook not found");
            }
            if (settings.campaign() != null && !settings.campaign().isEmpty()
                    && !campaigns.contains(settings.campaign())) {
                throw CarrierFailure.of(Kind.NOT_FOUND, "7404", "Campaign not found");
            }
            ours.put(did, new CarrierNumber(did, number.status(), or(settings.sms(), number.sms()),
                    or(settings.mms(), number.mms()), or(settings.webhook(), number.webhook()),
                    campaign(settings.campaign(), number.campaign()), number.rateCenter(), number.state()));
            return null;
        });
    }

    @Override
    public Uni<Void> release(PhoneNumber did) {
        return answer(() -> {
            var number = owned(did);
            ours.remove(did);
            offer(did, number.rateCenter(), number.state());
            return null;
        });
    }

    @Override
    public Uni<List<CarrierWebhook>> webhooks(String name) {
        return answer(() -> webhooks.containsKey(name) ? List.of(webhooks.get(name)) : List.of());
    }

    @Override
    public Uni<Void> putWebhook(CarrierWebhook webhook) {
        return answer(() -> {
            webhooks.put(webhook.name(), webhook);
            return null;
        });
    }

    @Override
    public Uni<List<CarrierCampaign>> campaigns() {
        return answer(
                () -> campaigns.stream().map(id -> new CarrierCampaign(id, "Brand", assigned(id), true)).toList());
    }

    @Override
    public Uni<CarrierAccount> account() {
        return answer(() -> new CarrierAccount(new BigDecimal("5000.00"), new BigDecimal("500.00"),
                Map.of("Sms", true, "Mms", true)));
    }

    private int assigned(String campaign) {
        return (int) ours.values().stream().filter(number -> campaign.equals(number.campaign())).count();
    }

    private CarrierNumber owned(PhoneNumber did) {
        if (!ours.containsKey(did)) {
            throw CarrierFailure.of(Kind.NOT_FOUND, "7404", "Telephone number not found");
        }
        return ours.get(did);
    }

    private <T> Uni<T> answer(java.util.function.Supplier<T> answer) {
        return Uni.createFrom().item(() -> {
            if (!toThrow.isEmpty()) {
                throw toThrow.removeFirst();
            }
            return answer.get();
        });
    }

    private static @Nullable String campaign(@Nullable String wanted, @Nullable String present) {
        return wanted != null && wanted.isEmpty() ? null : or(wanted, present);
    }

    private static <T> T or(@Nullable T wanted, T present) {
        return wanted == null ? present : wanted;
    }
}
