/**
 * What an index writes its segments with. Front door: {@link
 * org.lucenediskann.opensearch.codec.DiskAnnCodecService}.
 */
package org.lucenediskann.opensearch.codec;
