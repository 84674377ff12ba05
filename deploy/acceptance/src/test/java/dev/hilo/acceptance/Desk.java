package dev.hilo.acceptance;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.FilePayload;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/** One agent's browser, used as a person uses it: by what is written on the screen. */
final class Desk implements AutoCloseable {

    private static final Path SCREENSHOTS = Path.of(System.getProperty("hilo.screenshots"));

    /** Resolves when two frames are drawn and nothing fades or moves any more that will ever come to rest. */
    private static final String STILL = """
            async () => {
              const frame = () => new Promise(requestAnimationFrame);
              const moving = () => document.getAnimations().filter((one) =>
                one.playState === 'running' && one.effect?.getComputedTiming().endTime !== Infinity);
              const rest = async () => {
                do {
                  await Promise.allSettled(moving().map((one) => one.finished));
                  await frame();
                  await frame();
                } while (moving().length > 0);
              };
              await frame();
              await Promise.race([rest(), new Promise((resolve) => setTimeout(resolve, 5000))]);
            }
            """;

    /** The sessions of those who have signed in, by address and name. */
    private static final Map<String, List<Cookie>> SESSIONS = new HashMap<>();

    private final String url;
    private final String user;
    private final BrowserContext context;
    private final Page page;

    private Desk(String url, String user, BrowserContext context) {
        this.url = url;
        this.user = user;
        this.context = context;
        this.page = context.newPage();
    }

    /** Waits until what changes softly has changed: colours, and what opens. */
    void isStill() {
        var _ = page.evaluate(STILL);
    }

    /** Another tab of the same browser, with the same session. */
    Desk tab(String address) {
        var tab = new Desk(url, user, context);
        tab.page.navigate(address);
        assertThat(tab.chip()).hasAttribute("data-state", "live");
        return tab;
    }

    /**
     * Opens Hilo and signs in. What this agent sends leaves without a second thought.
     *
     * @param scripts run in every page before anything of it
     */
    static Desk of(String user, Browser browser, String url, String language, String... scripts) {
        var context = context(browser, language);
        context.addInitScript("try { localStorage['hilo.settings'] ??= '{\"undoSend\":false}' } catch {}");
        for (var script : scripts) {
            context.addInitScript(script);
        }
        return signedIn(user, context, url);
    }

    /** As above, with every setting as it comes: a text can be taken back for five seconds. */
    static Desk asItComes(String user, Browser browser, String url, String language) {
        return signedIn(user, context(browser, language), url);
    }

    private static BrowserContext context(Browser browser, String language) {
        return browser.newContext(new Browser.NewContextOptions().setLocale(language)
                .setColorScheme(ColorScheme.LIGHT).setViewportSize(1280, 800));
    }

    /** At the provider's page the first time, and with the session from there until somebody signs out. */
    private static Desk signedIn(String user, BrowserContext context, String url) {
        var desk = new Desk(url, user, context);
        var session = SESSIONS.get(url + user);
        if (session == null) {
            desk.signIn();
        } else {
            context.addCookies(session);
            desk.page.navigate(url + "/");
        }
        assertThat(desk.chip()).hasAttribute("data-state", "live");
        if (session == null) {
            SESSIONS.put(url + user,
                    context.cookies().stream().filter(cookie -> cookie.path.equals("/")).toList());
        }
        return desk;
    }

    private void signIn() {
        page.navigate(url + "/login");
        page.locator("#username").fill(user);
        page.locator("#password").fill(user);
        page.locator("#kc-login, [type=submit]").first().click();
    }

    /** Ends the session: the next desk of this person signs in again. */
    void signOut() {
        SESSIONS.remove(url + user);
        page.navigate(url + "/logout");
    }

    Page page() {
        return page;
    }

    /** Pulls the browser's plug, or puts it back. */
    void offline(boolean off) {
        context.setOffline(off);
    }

    /** The mark that says whether the screen is live. */
    Locator chip() {
        return page.locator("[data-state]").filter(new Locator.FilterOptions()
                .setHas(page.locator("xpath=self::*[@data-state='live' or @data-state='catching-up' or "
                        + "@data-state='offline']")))
                .first();
    }

    /** The row of a contact in the list, found by the end of the number as people read it. */
    Locator conversationWith(String contact) {
        var digits = contact.substring(contact.length() - 10);
        var asRead = digits.substring(0, 3) + "\\D*" + digits.substring(3, 6) + "\\D*" + digits.substring(6);
        return page.getByRole(AriaRole.NAVIGATION, new Page.GetByRoleOptions()
                .setName(Pattern.compile("Conversaciones|Conversations")))
                .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(Pattern.compile(asRead)));
    }

    Locator bubble(String text) {
        return page.getByRole(AriaRole.LOG).locator("[data-message-id]")
                .filter(new Locator.FilterOptions().setHasText(text));
    }

    /** The line of a conversation in which the system says what happened. */
    Locator systemLine(String text) {
        return page.getByRole(AriaRole.LOG).locator("[data-direction=system]")
                .filter(new Locator.FilterOptions().setHasText(text));
    }

    /** What stands above the composer about a contact who asked for silence, or may have. */
    Locator banner(String kind) {
        return page.locator("[data-consent=" + kind + "]");
    }

    /** A button by its whole name, wherever it is. */
    Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator dialog(String name) {
        return page.getByRole(AriaRole.DIALOG, new Page.GetByRoleOptions().setName(name));
    }

    void write(String text) {
        composer().fill(text);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions()
                .setName(Pattern.compile("^(Enviar|Send)$"))).click();
    }

    /** Attaches a file and waits for its upload, as the composer asks for. */
    void attach(FilePayload file) {
        page.locator("input[type=file]").setInputFiles(file);
        assertThat(page.locator("[data-attachment-state=ready]")).isVisible();
    }

    Locator composer() {
        return page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions()
                .setName(Pattern.compile("^(Mensaje|Message)")));
    }

    void screenshot(String name) {
        var _ = page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
    }

    /** What stands in the open conversation, from above, as far as it is drawn. */
    @SuppressWarnings("unchecked")
    List<String> shownIds() {
        return (List<String>) page.getByRole(AriaRole.LOG).locator("[data-message-id]")
                .evaluateAll("all => all.map(one => one.dataset.messageId)");
    }

    /** The id of the conversation that is open. */
    String openThread() {
        return page.url().replaceFirst(".*/t/([^/?]+).*", "$1");
    }

    /** Closes this tab only. */
    void closeTab() {
        page.close();
    }

    /** Closes the browser's whole profile with all of its tabs. */
    @Override
    public void close() {
        context.close();
    }
}
