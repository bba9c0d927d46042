package org.lucenediskann.codec.build;

/** What shapes a graph. Values are checked by the public parameters of the format. */
public record BuildParameters(int maxDegree, int buildListSize, float alpha, long seed) {}
