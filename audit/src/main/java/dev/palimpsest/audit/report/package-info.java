/**
 * The audit as one file that a privacy reviewer can open from an e-mail, read on a phone, print,
 * and check. {@link dev.palimpsest.audit.report.ReportData} holds everything that is said; {@link
 * dev.palimpsest.audit.report.Report} writes it as HTML without scripts or links to elsewhere, and
 * as JSON. A section is a file of its own. Nothing here holds or shows a personal value: ids,
 * types, counts and rates only, and every string is escaped.
 */
@NullMarked
package dev.palimpsest.audit.report;

import org.jspecify.annotations.NullMarked;
