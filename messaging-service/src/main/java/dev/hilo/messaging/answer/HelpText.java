package dev.hilo.messaging.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What an answer to HELP has to contain (CTIA practice): each part that is missing, in words. */
final class HelpText {

    private static final Pattern FREQUENCY = Pattern.compile(
            "frequen|frecuencia|(messages?|msgs?|texts?|mensajes?)\\s*(/|per|a|por|al)\\s*\\w+");
    private static final Pattern RATES = Pattern.compile("rates may apply|pueden aplicar(se)? (las )?tarifas");
    private static final Pattern STOP = Pattern.compile("\\bstop\\b");
    private static final Pattern CONTACT = Pattern.compile(
            "[^@\\s]+@[^@\\s]+\\.[^@\\s]+|(https?://)?[\\w-]+(\\.[\\w-]+)+(/\\S*)?|\\+?[\\d ()./-]{5,}");

    private HelpText() {
    }

    /** Whether a person can turn there: a phone number, an e-mail address or a link. */
    static boolean isContact(String contact) {
        return CONTACT.matcher(contact.strip()).matches();
    }

    static List<String> missing(String text, String sender, String contact) {
        var lower = text.toLowerCase(Locale.ROOT);
        List<String> missing = new ArrayList<>();
        if (!lower.contains(sender.toLowerCase(Locale.ROOT))) {
            missing.add("the sender's name");
        }
        if (!lower.contains(contact.toLowerCase(Locale.ROOT))) {
            missing.add("a contact");
        }
        if (!FREQUENCY.matcher(lower).find()) {
            missing.add("the message frequency");
        }
        if (!RATES.matcher(lower).find()) {
            missing.add("\"msg & data rates may apply\"");
        }
        if (!STOP.matcher(lower).find()) {
            missing.add("how to opt out with STOP");
        }
        return missing;
    }
}
