package io.apium.demo.concordance;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.schedule.Periodic;
import io.apium.schedule.Schedule;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TidyUpTest {

    private final EntityManagerFactory factory = Persistence.createEntityManagerFactory(
            "concordance",
            Map.of(
                    "jakarta.persistence.transactionType", "RESOURCE_LOCAL",
                    "jakarta.persistence.jdbc.url", "jdbc:h2:mem:tidy"));
    private final EntityManager entities = factory.createEntityManager();
    private final Concordance concordance = new Concordance();

    @BeforeEach
    void begin() {
        concordance.entities = entities;
        entities.getTransaction().begin();
    }

    @AfterEach
    void close() {
        entities.getTransaction().rollback();
        entities.close();
        factory.close();
    }

    @Test
    void forgetsTheRunsOfEarlierDaysWithTheirFiles() {
        var old = run(Duration.ofHours(25));
        run(Duration.ofHours(23));

        assertThat(concordance.tidyUp()).isEqualTo(1);

        entities.flush();
        entities.clear();
        assertThat(entities.find(Run.class, old.id())).isNull();
        assertThat(entities.createQuery("select f.path from RunFile f", String.class)
                        .getResultList())
                .containsExactly("23.txt");
    }

    @Test
    void doesSoEveryHour() throws NoSuchMethodException {
        var when = Concordance.class
                .getMethod("tidyUp")
                .getAnnotation(Periodic.class)
                .value();

        assertThat(Schedule.parse(when).describe()).isEqualTo("every hour");
    }

    private Run run(Duration ago) {
        var run = new Run(Path.of("/" + ago), 1, Instant.now().minus(ago));
        entities.persist(run);
        entities.persist(new RunFile(run, 0, Path.of(ago.toHours() + ".txt")));
        entities.flush();
        return run;
    }
}
