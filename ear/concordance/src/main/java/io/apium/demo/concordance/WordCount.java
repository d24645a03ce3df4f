package io.apium.demo.concordance;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.Objects;

/** One word in one file. */
@Embeddable
class WordCount {

    @Column(length = 2 * TextFiles.MAX_LETTERS, nullable = false)
    private String word;

    private long occurrences;

    @SuppressWarnings("NullAway.Init") // Jakarta Persistence sets the fields.
    protected WordCount() {}

    WordCount(String word, long occurrences) {
        this.word = word;
        this.occurrences = occurrences;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WordCount that && word.equals(that.word) && occurrences == that.occurrences;
    }

    @Override
    public int hashCode() {
        return Objects.hash(word, occurrences);
    }
}
