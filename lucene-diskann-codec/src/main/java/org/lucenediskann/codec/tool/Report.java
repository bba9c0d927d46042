package org.lucenediskann.codec.tool;

/**
 * What a command found out.
 *
 * @param contents what it has to say
 * @param sound whether nothing is wrong
 */
record Report(Section contents, boolean sound) {}
