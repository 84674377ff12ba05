package dev.hilo.messaging.search;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import dev.hilo.platform.problem.CommonProblem;
import dev.hilo.platform.problem.Problem;
import dev.hilo.platform.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * Reads what was typed: words, the last one perhaps unfinished, {@code "phrases"}, {@code -unwanted}, and
 * {@code from: label: in: before: after:} in English and in Spanish. What follows another colon is words.
 */
final class ReadQuestion {

    private enum Operator {
        FROM, LABEL, IN, BEFORE, AFTER
    }

    private static final Map<String, Operator> OPERATORS = Map.ofEntries(
            Map.entry("from", Operator.FROM), Map.entry("de", Operator.FROM),
            Map.entry("label", Operator.LABEL), Map.entry("etiqueta", Operator.LABEL),
            Map.entry("in", Operator.IN), Map.entry("en", Operator.IN),
            Map.entry("before", Operator.BEFORE), Map.entry("antes", Operator.BEFORE),
            Map.entry("after", Operator.AFTER), Map.entry("despues", Operator.AFTER));

    /** A minus; then a name and a colon; then something in quotation marks, or all up to the next space. */
    private static final Pattern PIECE = Pattern.compile(
            "(?<empty>\\p{L}+):(?=\\s|$)"
                    + "|(?<minus>-)?(?:(?<name>\\p{L}+):)?(?:\"(?<quoted>[^\"]*)(?:\"|$)|(?<bare>[^\\s\"]+))|\\S");
    private static final Pattern NUMBER = Pattern.compile("[+\\d\\s().-]+");
    private static final int MOST_WORDS = 12;
    private static final int FEWEST_DIGITS = 3;

    private final String user;
    private final ZoneId zone;
    private final LocalDate today;

    private final List<Term> terms = new ArrayList<>();
    private final List<Question.Sender> senders = new ArrayList<>();
    private final List<String> labels = new ArrayList<>();
    private final List<String> numbers = new ArrayList<>();
    private final List<Problem.FieldError> wrong = new ArrayList<>();
    private @Nullable Instant before;
    private @Nullable Instant after;
    private int words;

    private ReadQuestion(String user, ZoneId zone, LocalDate today) {
        this.user = user;
        this.zone = zone;
        this.today = today;
    }

    /**
     * @param user who {@code from:me} is
     * @param zone where a day begins
     * @throws ProblemException with a pointer for each operator that is not understood, such as {@code q/before}
     */
    static Question of(String typed, String user, ZoneId zone, LocalDate today) {
        return new ReadQuestion(user, zone, today).read(typed.strip());
    }

    private Question read(String text) {
        var rest = new StringBuilder();
        var pieces = PIECE.matcher(text);
        while (pieces.find()) {
            var empty = pieces.group("empty");
            var name = pieces.group("name");
            var operator = OPERATORS.get(Folding.folded(empty != null ? empty : name == null ? "" : name));
            var quoted = pieces.group("quoted");
            var value = quoted != null ? quoted : pieces.group("bare");
            if (operator != null) {
                read(operator, value == null ? "" : value.strip());
            } else {
                rest.append(pieces.group()).append(' ');
                read(pieces.group(), pieces.group("minus") != null,
                        quoted == null && pieces.end() == text.length());
            }
        }
        if (!wrong.isEmpty()) {
            throw ProblemException.at(CommonProblem.INVALID_REQUEST, wrong);
        }
        return new Question(terms, senders, labels, numbers, before, after, digits(rest.toString()));
    }

    private void read(String piece, boolean unwanted, boolean last) {
        var found = Folding.tokens(piece).stream().map(Folding.Token::text).limit(MOST_WORDS - words).toList();
        if (!found.isEmpty()) {
            words += found.size();
            terms.add(new Term(found, last && !unwanted, unwanted));
        }
    }

    private void read(Operator operator, String value) {
        switch (operator) {
            case FROM -> add(operator, senders, sender(value), "from: wants me, contact, or somebody's user name");
            case LABEL -> add(operator, labels, value, "label: wants a label");
            case IN -> add(operator, numbers, value, "in: wants one of your numbers, part of it, or its name");
            case BEFORE -> before = earlier(before, date(operator, value));
            case AFTER -> after = later(after, date(operator, value));
        }
    }

    private <T> void add(Operator operator, List<T> to, T value, String detail) {
        if (value.equals("") || value.equals(new Question.Sender.User(""))) {
            isWrong(operator, detail);
        } else {
            to.add(value);
        }
    }

    private Question.Sender sender(String value) {
        return switch (Folding.folded(value)) {
            case "me", "yo", "mi" -> new Question.Sender.User(user);
            case "contact", "contacto", "cliente", "customer" -> new Question.Sender.Contact();
            default -> new Question.Sender.User(value);
        };
    }

    private @Nullable Instant date(Operator operator, String value) {
        try {
            return switch (Folding.folded(value)) {
                case "today", "hoy" -> start(today);
                case "yesterday", "ayer" -> start(today.minusDays(1));
                default -> start(switch (value.length()) {
                    case 4 -> Year.parse(value).atDay(1);
                    case 7 -> YearMonth.parse(value).atDay(1);
                    default -> LocalDate.parse(value);
                });
            };
        } catch (DateTimeException unreadable) {
            isWrong(operator, "wants a date such as 2026-11-23, a month such as 2026-11, a year, today or yesterday");
            return null;
        }
    }

    private Instant start(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }

    private void isWrong(Operator operator, String detail) {
        wrong.add(new Problem.FieldError("q/" + operator.name().toLowerCase(Locale.ROOT), detail));
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        return one == null || (other != null && other.isBefore(one)) ? other : one;
    }

    private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        return one == null || (other != null && other.isAfter(one)) ? other : one;
    }

    private static @Nullable String digits(String rest) {
        var digits = rest.replaceAll("\\D", "");
        return digits.length() >= FEWEST_DIGITS && NUMBER.matcher(rest).matches() ? digits : null;
    }
}
