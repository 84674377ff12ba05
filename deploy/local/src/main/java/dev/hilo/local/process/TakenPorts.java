package dev.hilo.local.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Collection;
import java.util.List;

import dev.hilo.local.settings.Port;
import dev.hilo.local.settings.Settings;

/** Looks, before anything is started, whether somebody else listens where a part wants to. */
public final class TakenPorts {

    private static final int CONNECT_MILLIS = 200;

    private TakenPorts() {
    }

    /** A sentence for each port that is taken, with the variable that moves it. */
    public static List<String> among(Collection<Port> wanted, Settings settings) {
        return wanted.stream().filter(port -> isTaken(settings.port(port)))
                .map(port -> sentence(port, settings.port(port))).toList();
    }

    static String sentence(Port port, int number) {
        return "Port %d (%s) is taken: stop what listens there, or move ours with %s=%d"
                .formatted(number, port.part(), port.variable(), elsewhere(number));
    }

    private static int elsewhere(int number) {
        return number + 10_000 < 65_536 ? number + 10_000 : number - 10_000;
    }

    /**
     * Both tries are needed: a program that listens on all addresses does not always keep us from one of them, and one
     * that is bound but does not listen yet refuses to talk.
     */
    private static boolean isTaken(int number) {
        var here = new InetSocketAddress(InetAddress.getLoopbackAddress(), number);
        try (var socket = new Socket()) {
            socket.connect(here, CONNECT_MILLIS);
            return true;
        } catch (IOException nobodyAnswers) {
            return !canBind(here);
        }
    }

    private static boolean canBind(InetSocketAddress here) {
        try (var socket = new ServerSocket()) {
            socket.bind(here);
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
