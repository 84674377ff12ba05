package dev.hilo.local.settings;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ShellExportsTest {

    @Test
    void writesALineForEachSetting() {
        assertThat(ShellExports.of(Map.of("HILO_HOME", "/tmp/a b"))).isEqualTo("export HILO_HOME='/tmp/a b'");
    }

    @Test
    void survivesTheShellWhateverTheValueIs() throws Exception {
        var value = "it's $HOME `date` \"x\" \\ !";

        var shell = new ProcessBuilder("sh", "-c",
                ShellExports.of(Map.of("VALUE", value)) + "\nprintf %s \"$VALUE\"").start();

        assertThat(new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(value);
    }
}
