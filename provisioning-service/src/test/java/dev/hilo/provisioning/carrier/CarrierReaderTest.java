package dev.hilo.provisioning.carrier;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.provisioning.carrier.CarrierFailure.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class CarrierReaderTest {

    private static final PhoneNumber NUMBER = new PhoneNumber("+13109060901");

    @Test
    void readsTheDocumentedRecord() {
        var read = CarrierReader.numbers(ok("""
                [{"TN":"13109060901","Status":"Active","Lidb":"Bulk Solutions LLC","Portout Pin":"3591344","ReferenceID":"A",
                  "Routing":{"Trunk Group":"Primary","Custom URI":"9999+13109060901","Call Forward":"13105551212"},
                  "Messaging":{"Class":"A2PLC","Sms":true,"Mms":false,"Webhook":"Default","Tcr":"CW1549"},
                  "TN Details":{"Rate Center":"Los Angeles","State":"CA","Tier":0,"Cnam":true}}]"""));

        assertThat(read).containsExactly(
                new CarrierNumber(NUMBER, "Active", true, false, "Default", "CW1549", "Los Angeles", "CA"));
    }

    @Test
    void readsAFreshNumberAsItCameFromALiveAccount() {
        var read = CarrierReader.numbers(ok("""
                [{"TN":"13109060901","Status":"Active","ReferenceID":"","Routing":{"Trunk Group":"","Custom URI":null,
                  "Call Forward":null},"Messaging":{"Sms":false,"Mms":false},
                  "TN Details":{"Rate Center":"LOS ANGELES","State":"CA","Tier":"0","Cnam":false}}]"""));

        assertThat(read).containsExactly(
                new CarrierNumber(NUMBER, "Active", false, false, null, null, "LOS ANGELES", "CA"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            true       | true
            "TRUE"     | true
            "1"        | true
            1          | true
            "Enabled"  | true
            "Y"        | true
            false      | false
            "false"    | false
            0          | false
            ""         | false
            null       | false
            {}         | false
            """, quoteCharacter = '~')
    void readsAFlagInEveryDress(String json, boolean flag) {
        var read = CarrierReader.numbers(ok("[{\"TN\":\"13109060901\",\"Messaging\":{\"Sms\":" + json + "}}]"));

        assertThat(read).singleElement().extracting(CarrierNumber::sms).isEqualTo(flag);
    }

    @Test
    void readsBlankAndNullAsMissing() {
        var read = CarrierReader.numbers(
                ok("[{\"TN\":\"13109060901\",\"Messaging\":{\"Sms\":true,\"Webhook\":\"\",\"Tcr\":null}}]"));

        assertThat(read).singleElement().extracting(CarrierNumber::webhook, CarrierNumber::campaign)
                .containsExactly(null, null);
    }

    @Test
    void takesOneObjectWhereAListIsDocumented() {
        assertThat(CarrierReader.numbers(ok("{\"TN\":\"13109060901\",\"Status\":\"Active\",\"Messaging\":{}}")))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            404 | {"Status":"Failed","Code":"7404","Description":"Telephone number not found"}
            404 | ~~
            404 | <html>Not Found</html>
            200 | []
            200 | ~~
            200 | null
            200 | {"Status":"Failed","Code":"7500","Description":"No telephone numbers available"}
            200 | {"Status":"No Records Found","Code":"6604","Description":"No Records found within Date Range"}
            200 | {"Status":"Failed","Code":"1","Description":"Webhook not found"}
            """)
    void takesEveryFormOfNothingForAnEmptyList(int status, String body) {
        assertThat(CarrierReader.numbers(Reply.of(status, body))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', nullValues = "-", textBlock = """
            401 | ~~                                                                       | UNAUTHORIZED | http-401   | The carrier refuses our credentials
            400 | {"Status":"Failed","Code":"7000","Description":"Property missing"}       | REFUSED      | 7000       | Property missing
            403 | {"Description":"Insufficient funds or service not enabled","Code":"7403"} | REFUSED      | no-funds   | No money left on the carrier account, or the service is not enabled there (Insufficient funds or service not enabled)
            403 | ~~                                                                       | REFUSED      | no-funds   | No money left on the carrier account, or the service is not enabled there
            409 | {"Description":{"Sms":"is off"},"Code":7409}                             | CONFLICT     | 7409       | {"Sms":"is off"}
            412 | {"Description":"Agreement lacks consent"}                                | REFUSED      | http-412   | Agreement lacks consent
            429 | ~~                                                                       | BUSY         | http-429   | The carrier asks to try again later
            500 | <html><h1>500 Error</h1></html>                                          | UNCERTAIN    | http-500   | The carrier did not answer clearly
            502 | -                                                                        | UNCERTAIN    | http-502   | The carrier did not answer clearly
            503 | {"Status":"Failed","Code":"7503","Description":"try again"}              | BUSY         | 7503       | try again
            200 | {"Status":"Failed","Code":"7409","Description":"Invalid Phone Number"}   | REFUSED      | 7409       | Invalid Phone Number
            200 | {"Status":"Failure: not allowed"}                                        | REFUSED      | http-200   | Failure: not allowed
            200 | {"Code":"7403","Description":"Insufficient funds"}                       | REFUSED      | no-funds   | No money left on the carrier account, or the service is not enabled there (Insufficient funds)
            200 | <html>Welcome</html>                                                     | UNCERTAIN    | unreadable | The answer is not JSON
            404 | {"Status":"Failed","Code":"7404","Description":"Campaign not found"}     | NOT_FOUND    | 7404       | Campaign not found
            """)
    void saysWhatANoMeans(int status, String body, Kind kind, String code, String words) {
        var failure = catchThrowableOfType(CarrierFailure.class, () -> CarrierReader.accept(Reply.of(status, body)));

        assertThat(failure).extracting(CarrierFailure::kind, CarrierFailure::code, CarrierFailure::words)
                .containsExactly(kind, code, words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "{}", "{\"Status\":\"Success\",\"TN\":\"13109060902\"}",
            "{\"Webhook\":\"hilo\",\"Description\":\"Web Cluster 1\",\"Url\":\"https://h\"}",
            "{\"TN\":\"13109060901\",\"Status\":\"Active\",\"Messaging\":{\"Sms\":true}}"})
    void takesEveryFormOfYes(String body) {
        CarrierReader.accept(ok(body));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            404 | {"TN":"1","Status":"Failed","Code":"7511","Description":"Telephone Number already provisioned to your account"}
            200 | {"TN":"1","Status":"Failed","Code":"7511","Description":"already"}
            409 | {"Code":7511}
            500 | {"Status":"Failed","Description":"Number already provisioned to your account"}
            """)
    void takesANumberThatWasOursForBought(int status, String body) {
        assertThat(CarrierReader.purchase(Reply.of(status, body))).isEqualTo(new Purchase.AlreadyOurs());
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 200, 409})
    void knowsANumberThatIsGone(int status) {
        var body = "{\"TN\":\"1\",\"Status\":\"Failed\",\"Code\":\"7501\",\"Description\":\"Telephone Number not available to Purchase\"}";

        assertThat(CarrierReader.purchase(Reply.of(status, body)))
                .isEqualTo(new Purchase.Gone("7501", "Telephone Number not available to Purchase"));
    }

    @Test
    void takesAPortingStateOfABoughtNumberForNoFailure() {
        assertThat(CarrierReader.purchase(ok("{\"TN\":\"13109060901\",\"Status\":\"SUBMITTED\",\"Messaging\":{}}")))
                .isEqualTo(new Purchase.Bought());
    }

    @Test
    void doesNotTakeSilenceForAPurchase() {
        var failure = catchThrowableOfType(CarrierFailure.class, () -> CarrierReader.purchase(ok("")));

        assertThat(failure.kind()).isEqualTo(Kind.UNCERTAIN);
    }

    @Test
    void readsOffersAndLeavesOutWhatIsNoNumber() {
        var read = CarrierReader.offers(ok("""
                [{"TN":"131090600901","Rate Center":"Los Angeles","State":"CA","Tier":"0"},
                 {"TN":"13109060901","Rate Center":"Los Angeles","State":"CA","Tier":"0","Per Minute Rate":"0.0003","Mrc":"0.05","Nrc":0.05},
                 {"TN":"13109060902","Mrc":"free"}]"""));

        assertThat(read).containsExactly(
                new OfferedNumber(NUMBER, "Los Angeles", "CA", new BigDecimal("0.05"), new BigDecimal("0.05"),
                        new BigDecimal("0.0003")),
                new OfferedNumber(new PhoneNumber("+13109060902"), "", "", null, null, null));
    }

    @Test
    void readsCampaignsWithTheirCountAsText() {
        var read = CarrierReader.campaigns(ok("""
                [{"Tcr":"CW1549","Brand":"Brand 1","Count":"49","Approval":"Y"},{"Tcr":"C1","Count":3},
                 {"Tcr":"C2","Approval":"N"},{"Brand":"of nothing"}]"""));

        assertThat(read).containsExactly(new CarrierCampaign("CW1549", "Brand 1", 49, true),
                new CarrierCampaign("C1", null, 3, true), new CarrierCampaign("C2", null, 0, false));
    }

    @Test
    void readsWebhooksOldAndNew() {
        var read = CarrierReader.webhooks(ok("""
                [{"Webhook":"Default","Description":"d","Url":"https://h/in","Dlr":"true","Method":"POST"},
                 {"Webhook":"Old","Url":"https://h/old","Last Modifiction":"2021-02-16 16:23:35"}]"""));

        assertThat(read).containsExactly(new CarrierWebhook("Default", "d", "https://h/in", true, "POST"),
                new CarrierWebhook("Old", "", "https://h/old", true, "POST"));
    }

    @Test
    void readsTheAccountAndLeavesItsSecretsThere() {
        var read = CarrierReader.account(ok("""
                {"Username":"telco01","Balance Related":{"Balance":"5,000.00","Low Balance Threshold":500},
                 "Tn Related":{"Portout Pin":"3591344"},"Service Status":{"Sms":"Enabled","Mms":"Disabled"},
                 "Rates":{"E911":"Los Angeles"}}"""));

        assertThat(read).isEqualTo(new CarrierAccount(new BigDecimal("5000.00"), new BigDecimal("500"),
                Map.of("Sms", true, "Mms", false)));
    }

    @Test
    void readsAnAccountThatSaysLittle() {
        assertThat(CarrierReader.account(ok("{\"Username\":\"telco01\"}")))
                .isEqualTo(new CarrierAccount(null, null, Map.of()));
    }

    @Test
    void keepsTheAddressOfAWebhookToItself() {
        assertThat(List.of(new CarrierWebhook("hilo", "d", "https://h?token=secret", true, "POST")).toString())
                .doesNotContain("secret");
    }

    private static Reply ok(String body) {
        return Reply.of(200, body);
    }
}
