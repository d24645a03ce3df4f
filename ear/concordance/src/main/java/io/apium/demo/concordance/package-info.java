/**
 * The demo: counts the words of all text files below a folder, one task per file, and merges the counts into a report. Start
 * reading at {@link io.apium.demo.concordance.Concordance}; the rest is tables, text and a web page.
 *
 * <p>May depend on the API of Apium; must not depend on its engine, except for the base class of the worker.
 */
@NullMarked
package io.apium.demo.concordance;

import org.jspecify.annotations.NullMarked;
