package dev.hilo.provisioning.carrier;

import java.time.Duration;
import java.util.List;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.hilo.contracts.PhoneNumber;
import dev.hilo.provisioning.carrier.CarrierFailure.Kind;
import io.smallrye.mutiny.Uni;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** What every carrier keeps to, the fake as well as the real one. */
interface CarrierContract {

    PhoneNumber NOBODYS = new PhoneNumber("+13055559999");

    Carrier carrier();

    /** A number that is for sale and was not given out before. */
    PhoneNumber forSale();

    @Test
    default void offersWhatIsForSaleInAnExchange() {
        var did = forSale();

        var offers = get(carrier().offers(npa(did), nxx(did)));

        assertThat(offers).extracting(OfferedNumber::did).contains(did);
        assertThat(offers).allSatisfy(offer -> assertThat(offer.did().value()).startsWith(did.value().substring(0, 8)));
    }

    @Test
    default void offersAWholeAreaCode() {
        var did = forSale();

        assertThat(get(carrier().offers(npa(did), null))).extracting(OfferedNumber::did).contains(did);
    }

    @Test
    default void hasAnEmptyShelfWhereNothingIsForSale() {
        assertThat(get(carrier().offers(211, null))).isEmpty();
    }

    @Test
    default void sellsANumberOnce() {
        var did = forSale();

        assertThat(get(carrier().buy(did, "order-1"))).isEqualTo(new Purchase.Bought());
        assertThat(get(carrier().buy(did, "order-1"))).isEqualTo(new Purchase.AlreadyOurs());
        assertThat(get(carrier().offers(npa(did), nxx(did)))).extracting(OfferedNumber::did).doesNotContain(did);
    }

    @Test
    default void doesNotSellWhatItDoesNotHave() {
        assertThat(get(carrier().buy(NOBODYS, "order-1"))).isInstanceOfSatisfying(Purchase.Gone.class,
                gone -> assertThat(gone.code()).isEqualTo("7501"));
    }

    @Test
    default void listsOnlyOurNumbers() {
        assertThat(get(carrier().numbers(NOBODYS))).isEmpty();
        assertThat(get(carrier().numbers(bought()))).hasSize(1);
    }

    @Test
    default void listsTheWholeAccount() {
        var did = bought();

        var list = get(carrier().allNumbers());

        assertThat(list.complete()).isTrue();
        assertThat(list.numbers()).extracting(CarrierNumber::did).contains(did).doesNotContain(NOBODYS);
    }

    @Test
    default void changesOnlyWhatIsNamed() {
        var did = bought();
        putWebhook("contract");

        get(carrier().change(did, NumberSettings.messaging(true, true)));
        get(carrier().change(did, NumberSettings.webhook("contract")));
        get(carrier().change(did, NumberSettings.campaign("C0DEMO2")));

        assertThat(get(carrier().numbers(did))).singleElement()
                .extracting(CarrierNumber::sms, CarrierNumber::mms, CarrierNumber::webhook, CarrierNumber::campaign)
                .containsExactly(true, true, "contract", "C0DEMO2");
    }

    @Test
    default void takesANumberOutOfItsCampaign() {
        var did = bought();
        get(carrier().change(did, NumberSettings.campaign("C0DEMO2")));
        assertThat(get(carrier().numbersIn("C0DEMO2"))).extracting(CarrierNumber::did).contains(did);

        get(carrier().change(did, NumberSettings.campaign("")));

        assertThat(get(carrier().numbers(did))).singleElement().extracting(CarrierNumber::campaign).isNull();
        assertThat(get(carrier().numbersIn("C0DEMO2"))).extracting(CarrierNumber::did).doesNotContain(did);
    }

    @Test
    default void cannotPointANumberToAWebhookThatThereIsNot() {
        assertThat(failure(carrier().change(bought(), NumberSettings.webhook("never-made")))).isEqualTo(Kind.NOT_FOUND);
    }

    @Test
    default void cannotPutANumberIntoACampaignThatThereIsNot() {
        assertThat(failure(carrier().change(bought(), NumberSettings.campaign("C0NONE")))).isEqualTo(Kind.NOT_FOUND);
    }

    @Test
    default void cannotChangeWhatIsNotOurs() {
        assertThat(failure(carrier().change(NOBODYS, NumberSettings.messaging(true, true)))).isEqualTo(Kind.NOT_FOUND);
    }

    @Test
    default void replacesAWebhookByItsName() {
        putWebhook("replaced");
        var second = new CarrierWebhook("replaced", "second", "https://in.example/second", false, "POST");

        get(carrier().putWebhook(second));

        assertThat(get(carrier().webhooks("replaced"))).containsExactly(second);
        assertThat(get(carrier().webhooks("never-made"))).isEmpty();
    }

    @Test
    default void takesANumberBack() {
        var did = bought();

        get(carrier().release(did));

        assertThat(get(carrier().numbers(did))).isEmpty();
        assertThat(failure(carrier().release(did))).isEqualTo(Kind.NOT_FOUND);
    }

    @Test
    default void listsTheCampaigns() {
        assertThat(get(carrier().campaigns())).extracting(CarrierCampaign::id).contains("C0DEMO1");
    }

    @Test
    default void tellsWhatIsLeftOnTheAccount() {
        var account = get(carrier().account());

        assertThat(account.balance()).isPositive();
        assertThat(account.lowBalanceThreshold()).isPositive();
        assertThat(account.services()).containsEntry("Sms", true);
    }

    private PhoneNumber bought() {
        var did = forSale();
        assertThat(get(carrier().buy(did, "order-1"))).isEqualTo(new Purchase.Bought());
        return did;
    }

    private void putWebhook(String name) {
        get(carrier().putWebhook(new CarrierWebhook(name, "first", "https://in.example/first", true, "POST")));
        assertThat(get(carrier().webhooks(name))).hasSize(1);
    }

    private static int npa(PhoneNumber did) {
        return Integer.parseInt(did.value().substring(2, 5));
    }

    private static int nxx(PhoneNumber did) {
        return Integer.parseInt(did.value().substring(5, 8));
    }

    @CanIgnoreReturnValue
    private static <T> T get(Uni<T> answer) {
        return answer.await().atMost(Duration.ofSeconds(10));
    }

    private static Kind failure(Uni<?> answer) {
        return catchThrowableOfType(CarrierFailure.class, () -> List.of(get(answer))).kind();
    }
}
