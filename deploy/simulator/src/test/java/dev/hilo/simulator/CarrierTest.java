package dev.hilo.simulator;

import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A carrier of its own for each test, a client with the right credentials, and the other end of a webhook. */
public abstract class CarrierTest {

    public static final String OURS = "17865551234";
    public static final String CUSTOMER = "13053302277";

    protected Simulator carrier;
    protected Client client;
    protected Receiver receiver;

    @BeforeEach
    void startCarrier() {
        carrier = Simulator.start(settings());
        client = new Client(carrier);
        receiver = new Receiver();
    }

    @AfterEach
    void stopCarrier() {
        client.close();
        carrier.close();
        receiver.close();
    }

    protected SimulatorSettings settings() {
        return SimulatorSettings.forTests();
    }

    /** The demo number, ready to send and to receive at the receiver. */
    protected void ownDemoNumber() {
        carrier.control().own(OURS, receiver.url());
    }

    protected void turn(String name, Object value) {
        carrier.control().faults(Map.of(name, value));
    }
}
