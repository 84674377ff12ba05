package dev.hilo.messaging.carrier;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

import dev.hilo.contracts.PhoneNumber;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RecordsRuleTest {

    private static final ZoneId EASTERN = ZoneId.of("America/New_York");

    @Test
    void readsTheDocumentedForm() {
        var records = read("""
                [{"type":"SMS","timestamp":"2021-08-02 10:37:10","direction":"OUTBOUND","source":"13109060901",
                  "destination":"18005551212","refID":"087617B6","amount":"0.00","fragmentCount":1,
                  "deliveryReceipt":"id:2140894173 sub:001 dlvrd:001 submit date:2202011208 done date:2202011208 \
                stat:DELIVRD err:000 text:"}]
                """);
        assertThat(records).containsExactly(new CarrierRecord("087617B6", CarrierRecord.Kind.SMS,
                new PhoneNumber("+13109060901"), new PhoneNumber("+18005551212"),
                List.of(Instant.parse("2021-08-02T14:37:10Z")),
                "id:2140894173 sub:001 dlvrd:001 submit date:2202011208 done date:2202011208 stat:DELIVRD err:000 "
                        + "text:"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "{'timestamp':'2026-11-22 12:00:00','direction':'outbound','source':13109060901,"
                    + "'destination':18005551212,'refId':'A1'}",
            "{'Timestamp':'2026-11-22T12:00:00','Direction':'OUTBOUND','Source':'+13109060901',"
                    + "'Destination':['18005551212'],'RefId':'A1','deliveryReceipt':null}",
            "{'timestamp':1795366800,'source':'3109060901','destination':'8005551212','refID':'A1',"
                    + "'deliveryReceipt':' '}",
            "{'timestamp':'2026-11-22 12:00:00-05:00','direction':'OUTBOUND','source':'13109060901',"
                    + "'destination':'18005551212','refid':'A1','deliveryReceipt':'','fragmentCount':'1','amount':0}"})
    void readsOtherSpellings(String row) {
        assertThat(read("[" + row.replace('\'', '"') + "]")).containsExactly(new CarrierRecord("A1",
                CarrierRecord.Kind.SMS, new PhoneNumber("+13109060901"), new PhoneNumber("+18005551212"),
                List.of(Instant.parse("2026-11-22T17:00:00Z")), ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "{'timestamp':'2026-11-22 12:00:00','direction':'INBOUND','source':'1','destination':'1','refId':'A1'}",
            "{'timestamp':'yesterday','source':'13109060901','destination':'18005551212','refId':'A1'}",
            "{'timestamp':'2026-11-22 12:00:00','source':'nobody','destination':'18005551212','refId':'A1'}",
            "{'timestamp':'2026-11-22 12:00:00','source':'13109060901','refId':'A1'}",
            "{}", "null", "7", "'text'", "[]"})
    void leavesOutWhatIsNoneOfOursOrCannotBeRead(String row) {
        var good = "{'timestamp':'2026-11-22 12:00:00','source':'13109060901','destination':'18005551212'}";
        assertThat(read(("[" + row + "," + good + "]").replace('\'', '"'))).singleElement()
                .extracting(CarrierRecord::refId).isNull();
    }

    @Test
    void knowsBothMomentsOfTheHourThatAutumnHasTwice() {
        var record = read("""
                [{"timestamp":"2026-11-01 01:30:00","source":"13109060901","destination":"18005551212"}]
                """).getFirst();
        assertThat(record.moments()).containsExactly(Instant.parse("2026-11-01T05:30:00Z"),
                Instant.parse("2026-11-01T06:30:00Z"));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '~', textBlock = """
            404|{"Status":"No Records Found","Code":"6604","Description":"No Records found within Date Range"}
            200|{"Status":"No Records Found","Code":"6604","Description":"No Records found within Date Range"}
            404|{"Status":"No Records Found","Code":6604}
            404|{"Description":{"sms":"SMS"}}
            200|[]
            """, delimiter = '|')
    void takesNoRecordsForAnEmptyList(int status, String body) {
        assertThat(RecordsRule.of(status, body, CarrierRecord.Kind.SMS, EASTERN)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '~', textBlock = """
            400|{"Status":"Failed","Code":"6601","Description":{"sms":"SMS Message Detail Records"}}
            200|{"Status":"Failed","Code":"7000","Description":"Property missing"}
            200|{}
            200|<html>
            200|
            404|<html>not here</html>
            401|
            429|{"error":"slow down"}
            """, delimiter = '|')
    void doesNotTakeAnErrorForAnEmptyList(int status, String body) {
        assertThatThrownBy(() -> {
            var _ = RecordsRule.of(status, body == null ? "" : body, CarrierRecord.Kind.SMS, EASTERN);
        }).isInstanceOf(RecordsUnavailable.class).hasMessageContaining("http-" + status);
    }

    private static List<CarrierRecord> read(String body) {
        return RecordsRule.of(200, body, CarrierRecord.Kind.SMS, EASTERN);
    }
}
