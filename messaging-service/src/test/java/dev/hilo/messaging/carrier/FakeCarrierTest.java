package dev.hilo.messaging.carrier;

import dev.hilo.contracts.PhoneNumber;

class FakeCarrierTest implements CarrierContract {

    @Override
    public Carrier carrierThatIs(Mood mood) {
        return new FakeCarrier(mood);
    }

    @Override
    public CarrierMessage message(String text) {
        return CarrierContract.aMessage(PhoneNumber.of("+17865551234"), PhoneNumber.of("+13053302277"), text);
    }
}
