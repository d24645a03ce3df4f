package io.apium.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SchemaScriptTest {

    @Test
    void isPrintedWithNothingButThisLibraryOnTheClassPath() throws Exception {
        PrintStream out = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        URL library = SchemaScript.class.getProtectionDomain().getCodeSource().getLocation();
        try (URLClassLoader loader = new URLClassLoader(new URL[] {library}, ClassLoader.getPlatformClassLoader())) {
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            loader.loadClass(SchemaScript.class.getName())
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) new String[] {"oracle"});
        } finally {
            System.setOut(out);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .isEqualTo(SchemaScript.after(0, SupportedDatabase.ORACLE))
                .contains("create table apium_result (\n    id varchar2(128 char) not null,");
    }

    @ParameterizedTest
    @EnumSource
    void leavesNothingOpen(SupportedDatabase database) {
        assertThat(SchemaScript.after(0, database))
                .contains("create table apium_result")
                .doesNotContain("$");
    }

    @ParameterizedTest
    @EnumSource
    void holdsWhatIsNewerThanAVersion(SupportedDatabase database) {
        String all = SchemaScript.after(0, database);
        assertThat(SchemaScript.after(1, database))
                .isNotEmpty()
                .isSubstringOf(all)
                .doesNotContain("create table apium_result");
        assertThat(SchemaScript.after(1_000, database)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void letsTheTablesSayWhichVersionTheyHave(SupportedDatabase database) {
        List<Integer> versions = Pattern.compile("-- Version (\\d+) ")
                .matcher(SchemaScript.after(0, database))
                .results()
                .map(found -> Integer.valueOf(found.group(1)))
                .toList();
        assertThat(versions).last().isEqualTo(SchemaVersion.CURRENT);
        assertThat(versions)
                .filteredOn(version -> version >= SchemaVersion.FIRST)
                .allSatisfy(version -> assertThat(SchemaScript.after(version - 1, database))
                        .contains("insert into apium_schema_version (version) values (" + version + ");"));
    }

    @ParameterizedTest
    @EnumSource
    void usesNamesThatEveryDatabaseTakes(SupportedDatabase database) {
        assertThat(SchemaScript.after(0, database)).doesNotContainPattern("\\w{31,}");
    }

    @Test
    void anUnknownDatabaseIsRefusedWithThoseThereAre() {
        assertThatThrownBy(() -> SchemaScript.main(new String[] {"db2"}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("h2, postgresql, mariadb, mysql, oracle, sqlserver")
                .hasMessageContaining("db2");
    }
}
