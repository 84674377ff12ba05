package dev.hilo.messaging.keyword;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class KeywordsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final List<String> OPT_OUT = List.of("STOP", "STOPALL", "STOP ALL", "UNSUBSCRIBE", "UNSUB", "END",
            "QUIT", "CANCEL", "REVOKE", "OPTOUT", "OPT OUT", "OPT-OUT", "REMOVE", "STOP2QUIT", "STOP=QUIT", "ARRET",
            "ALTO", "BAJA", "PARAR", "CANCELAR");
    private static final List<String> HELP = List.of("HELP", "INFO", "AYUDA");
    private static final List<String> OPT_IN = List.of("START", "UNSTOP", "ALTA", "INICIAR");
    private static final List<String> OPT_IN_IF_ASKED = List.of("YES", "SÍ", "SI");

    /** Every way in which a person writes one word and nothing else. */
    private static final List<UnaryOperator<String>> DRESSES = List.of(
            word -> word, word -> word.toLowerCase(Locale.ROOT),
            word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT), KeywordsTest::alternating,
            word -> word + ".", word -> word + "!!!", word -> "¡" + word + "!", word -> "¿" + word + "?",
            word -> "\"" + word + "\"", word -> "“" + word + "!” 🙏", word -> "«" + word + "»",
            word -> "'" + word + "'",
            word -> "(" + word + ")", word -> "* " + word + " *", word -> "🛑 " + word + " 🛑🏽",
            word -> word + " 👩‍👩‍👧",
            word -> word + "❤️", word -> "  " + word + "\t\n", word -> "\u00A0" + word + "\u2003",
            word -> word + "\u200B", word -> "\uFEFF" + word, word -> "- " + word + " -", word -> word + "…",
            KeywordsTest::fullWidth, word -> word.replace(" ", "   "), word -> word.replace(" ", "\n"),
            word -> word.replace("-", "\u2011"), word -> word.replace('O', 'Ó').replace('A', 'Á').replace('U', 'Ü'),
            word -> word.replace("E", "E\u0302"));

    private final Keywords keywords = at(NOW);

    @Test
    void everyOptOutWordIsFoundInEveryDress() {
        forEveryDress(OPT_OUT, text -> assertThat(keywords.read(text)).as(text).isInstanceOf(Said.OptOut.class));
    }

    @Test
    void everyHelpWordIsFoundInEveryDress() {
        forEveryDress(HELP, text -> assertThat(keywords.read(text)).as(text).isInstanceOf(Said.Help.class));
    }

    @Test
    void everyOptInWordIsFoundInEveryDress() {
        forEveryDress(OPT_IN, text -> assertThat(keywords.read(text)).as(text).isInstanceOf(Said.OptIn.class));
        forEveryDress(OPT_IN_IF_ASKED,
                text -> assertThat(keywords.read(text)).as(text).isInstanceOf(Said.OptInIfAsked.class));
    }

    @Test
    void theMachinesLanguageDoesNotMatter() {
        var before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.of("tr"));
            assertThat(at(NOW).read("QUIT")).isInstanceOf(Said.OptOut.class);
            assertThat(at(NOW).read("İnfo")).isInstanceOf(Said.Help.class);
            assertThat(at(NOW).read("ınıcıar")).isInstanceOf(Said.OptIn.class);
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            STOP      |
            ARRÊT     |
            END       | EN
            opt – out | EN
            Baja.     | ES
            alto      | ES
            INFO      |
            help      | EN
            AYUDA     | ES
            START     |
            alta      | ES
            sí        | ES
            yes       | EN
            """)
    void aWordOfOneLanguageNamesIt(String text, Language language) {
        var found = switch (keywords.read(text)) {
            case Said.OptOut said -> Optional.ofNullable(said.language());
            case Said.Help said -> Optional.ofNullable(said.language());
            case Said.OptIn said -> Optional.ofNullable(said.language());
            case Said.OptInIfAsked said -> Optional.ofNullable(said.language());
            case Said.AskAgent said -> throw new AssertionError(said);
            case Said.Nothing said -> throw new AssertionError(said);
        };
        assertThat(found).isEqualTo(Optional.ofNullable(language));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Stop by at 5?                                     | FIRST_WORD
            cancel my order                                   | FIRST_WORD
            Cancelar mi cita de mañana                        | FIRST_WORD
            alto ahí                                          | FIRST_WORD
            End of the month is fine                          | FIRST_WORD
            Remove the charge                                 | FIRST_WORD
            opt out of everything                             | FIRST_WORD
            opt-out now                                       | FIRST_WORD
            stop/cancel                                       | FIRST_WORD
            stop stop stop                                    | FIRST_WORD
            We have got to STOP this terrible bill…           | SHOUTED
            I said QUIT                                       | SHOUTED
            please take me off your list                      | PHRASE
            Take me off of your list!!                        | PHRASE
            Please don’t text me again                        | PHRASE
            dont contact this number                          | PHRASE
            Can you remove me                                 | PHRASE
            I want to unsubscribe                             | PHRASE
            how do i opt-out                                  | PHRASE
            please stop                                       | PHRASE
            lose my number                                    | PHRASE
            no me escriban más                                | PHRASE
            NO ME ESCRIBAN MAS                                | PHRASE
            Por favor, quítenme de su lista                   | PHRASE
            ya no quiero mensajes                             | PHRASE
            quiero darme de baja                              | PHRASE
            ¡Déjenme en paz!                                  | PHRASE
            """)
    void whatMayMeanItGoesToAnAgent(String text, Said.Why why) {
        assertThat(keywords.read(text)).isInstanceOfSatisfying(Said.AskAgent.class,
                said -> assertThat(said.why()).isEqualTo(why));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "?", "👍", "Hi", "The bus stop is here", "we ended it", "WE HAVE GOT TO STOP THIS",
            "Help me with my order", "I need help", "info please", "Start the repair", "yes please", "sí, claro",
            "si puedes", "stopped by yesterday", "stopover", "ending", "Cancelled?", "bajar", "Trabaja mañana",
            "Dar la alta", "no more milk", "the order was removed", "he dado mi palabra", "para hoy", "el alto mando",
            "non-stop", "Don't worry", "I can't", "reward", "td"})
    void aConversationIsAConversation(String text) {
        assertThat(keywords.read(text)).as(text).isInstanceOf(Said.Nothing.class);
    }

    @Test
    void anOperatorsTableCountsFromItsDayOn(@TempDir Path folder) throws IOException {
        var own = Files.writeString(folder.resolve("own.json"), """
                {"tables": [{"validFrom": "2026-11-23", "checked": "2026-11", "sources": ["ours"],
                  "words": [{"kind": "opt-out", "words": ["STOP", "GENUG"]}], "phrases": {"en": ["enough is enough"]}}]}
                """);
        var tables = new KeywordTables(Optional.of(own));
        var tomorrow = Instant.parse("2026-11-23T12:00:00Z");
        assertThat(tables.at(NOW).read("genug")).isInstanceOf(Said.Nothing.class);
        assertThat(tables.at(NOW).read("baja")).isInstanceOf(Said.OptOut.class);
        assertThat(tables.at(tomorrow).read("genug")).isInstanceOf(Said.OptOut.class);
        assertThat(tables.at(tomorrow).read("baja")).isInstanceOf(Said.Nothing.class);
        assertThat(tables.at(tomorrow).read("Well, enough is enough.")).isInstanceOf(Said.AskAgent.class);
    }

    private static Keywords at(Instant moment) {
        try {
            return new KeywordTables(Optional.empty()).at(moment);
        } catch (IOException packaged) {
            throw new AssertionError(packaged);
        }
    }

    private static void forEveryDress(List<String> words, java.util.function.Consumer<String> check) {
        var texts = new ArrayList<String>();
        words.forEach(word -> DRESSES.forEach(dress -> texts.add(dress.apply(word))));
        assertThat(texts).hasSizeGreaterThanOrEqualTo(words.size() * DRESSES.size());
        texts.forEach(check);
    }

    private static String alternating(String word) {
        var text = new StringBuilder();
        for (var i = 0; i < word.length(); i++) {
            var c = word.substring(i, i + 1);
            text.append(i % 2 == 0 ? c.toLowerCase(Locale.ROOT) : c.toUpperCase(Locale.ROOT));
        }
        return text.toString();
    }

    /** As an East Asian keyboard writes Latin letters. */
    private static String fullWidth(String word) {
        return word.chars()
                .mapToObj(c -> c >= 'A' && c <= 'Z' ? Character.toString(c - 'A' + 0xFF21) : Character.toString(c))
                .reduce("", String::concat);
    }

    @Test
    void aLanguageIsKnownByItsSmallWords() {
        assertThat(Language.spokenIn(List.of("Hola, quiero cambiar mi cita"))).contains(Language.ES);
        assertThat(Language.spokenIn(List.of("Hi, can you move my appointment?"))).contains(Language.EN);
        assertThat(Language.spokenIn(Stream.of("STOP", "👍").toList())).isEmpty();
    }
}
