package dev.hilo.chat.page;

import io.vertx.core.http.HttpMethod;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class PageTest {

    @ParameterizedTest(name = "{0} {1} accepting {2}: {3}")
    @CsvSource(textBlock = """
            GET,  /threads/018f,       'text/html,*/*', true
            HEAD, /numbers,            text/html,       true
            GET,  /apiary,             text/html,       true
            GET,  /,                   text/html,       false
            GET,  /threads/018f,       application/json, false
            GET,  /threads/018f,       ,                false
            POST, /threads/018f,       text/html,       false
            GET,  /missing.png,        text/html,       false
            GET,  /assets/missing,     text/html,       false
            GET,  /api/nothing,        text/html,       false
            GET,  /ws,                 text/html,       false
            GET,  /media/018f,         text/html,       false
            GET,  /q/health,           text/html,       false
            GET,  /login,              text/html,       false
            GET,  /sw.js,              text/html,       false
            GET,  /settings/notifications, text/html,   true
            """)
    void leadsTheAddressesOfThePageToThePage(String method, String path, String accept, boolean page) {
        assertThat(Page.isAddressOfThePage(HttpMethod.valueOf(method), path, accept)).isEqualTo(page);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /assets/app-1a2b.js | public, max-age=31536000, immutable
            /index.html         | no-cache
            /                   | no-cache
            /threads/1          | no-cache
            /favicon.svg        | public, max-age=3600
            /icons/icon-192.png | public, max-age=3600
            /sw.js              | no-cache
            /manifest.webmanifest | no-cache
            /api/me             | no-store
            """)
    void keepsEachAsLongAsItIsTrue(String path, String cacheControl) {
        assertThat(Page.cacheControl(path)).isEqualTo(cacheControl);
    }
}
