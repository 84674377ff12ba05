package dev.hilo.simulator.number;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.hilo.simulator.wire.Tn;

/**
 * The numbers for sale. They follow from the seed alone, so that a search and a later purchase agree and every run has
 * the same shop window. Exchange 555 of every area code has 555-0100 to 555-0119 and 555-1234: numbers of no real
 * person.
 */
public final class Inventory {

    private static final int EXCHANGES = 8;
    private static final int LINES = 12;
    private static final int FICTIONAL = 555;

    private final long seed;
    private final AreaCodes areas = new AreaCodes();

    public Inventory(long seed) {
        this.seed = seed;
    }

    /** Everything for sale in an area code; empty for one that the numbering plan does not use. */
    Stream<Offer> search(int npa) {
        return usableNpa(npa)
                ? exchanges(npa).stream().flatMap(nxx -> search(npa, nxx))
                : Stream.empty();
    }

    Stream<Offer> search(int npa, int nxx) {
        return usableNpa(npa) && usableNxx(nxx)
                ? lines(npa, nxx).stream().map(line -> offer(npa, nxx, line))
                : Stream.empty();
    }

    Optional<Offer> find(Tn tn) {
        return search(tn.npa(), tn.nxx()).filter(offer -> offer.tn().equals(tn)).findFirst();
    }

    /** The place of any number, for sale or not. */
    Offer describe(Tn tn) {
        return offer(tn.npa(), tn.nxx(), Integer.parseInt(tn.digits().substring(7)));
    }

    private Offer offer(int npa, int nxx, int line) {
        var area = areas.of(npa);
        var center = area.rateCenters().get(nxx % area.rateCenters().size());
        var tier = nxx == FICTIONAL || random(npa, nxx).nextInt(4) > 0 ? 0 : 1;
        return new Offer(new Tn(String.format(Locale.ROOT, "1%03d%03d%04d", npa, nxx, line)), center, area.state(),
                tier);
    }

    private List<Integer> exchanges(int npa) {
        var chosen = new TreeSet<Integer>();
        var random = random(npa, 0);
        while (chosen.size() < EXCHANGES) {
            var nxx = 200 + random.nextInt(800);
            if (usableNxx(nxx) && nxx != FICTIONAL) {
                chosen.add(nxx);
            }
        }
        return Stream.concat(Stream.of(FICTIONAL), chosen.stream()).toList();
    }

    private List<Integer> lines(int npa, int nxx) {
        if (nxx == FICTIONAL) {
            return IntStream.concat(IntStream.range(100, 120), IntStream.of(1234)).boxed().toList();
        }
        return List.copyOf(new TreeSet<>(random(npa, nxx).ints(LINES, 0, 10_000).boxed().toList()));
    }

    private Random random(int npa, int nxx) {
        return new Random(seed * 1_000_003 + npa * 1_009L + nxx);
    }

    /** N9X is kept for longer numbers, 37X and 96X are set aside, N11 are services. */
    private static boolean usableNpa(int npa) {
        return npa >= 200 && npa <= 999 && npa / 10 % 10 != 9 && npa / 10 != 37 && npa / 10 != 96 && npa % 100 != 11;
    }

    private static boolean usableNxx(int nxx) {
        return nxx >= 200 && nxx <= 999 && nxx % 100 != 11;
    }
}
