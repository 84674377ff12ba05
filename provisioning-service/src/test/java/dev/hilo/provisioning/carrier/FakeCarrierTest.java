package dev.hilo.provisioning.carrier;

import dev.hilo.contracts.PhoneNumber;

class FakeCarrierTest implements CarrierContract {

    private final FakeCarrier carrier = new FakeCarrier();
    private int given;

    @Override
    public Carrier carrier() {
        return carrier;
    }

    @Override
    public PhoneNumber forSale() {
        var did = new PhoneNumber("+1305555%04d".formatted(100 + given++));
        carrier.offer(did, "MIAMI", "FL");
        return did;
    }
}
