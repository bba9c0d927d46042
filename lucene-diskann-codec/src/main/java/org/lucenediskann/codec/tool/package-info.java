/**
 * A command line over an index on disk: look into it, check it, measure it, rebuild it. Front door:
 * {@link org.lucenediskann.codec.tool.Main}.
 *
 * <pre>
 * CommandLine ──► Command (Inspect, Verify, Recall, Rebuild) ──► Report ──► PlainText or Json
 *                    │
 *                    └─► IndexFolder ──► OpenSegment ──► StoredField (graph, StoredVectors)
 * </pre>
 *
 * <p>Segments are opened one by one and for their vectors only, so that one which cannot be read
 * does not hide the others. Nobody imports this package.
 */
package org.lucenediskann.codec.tool;
