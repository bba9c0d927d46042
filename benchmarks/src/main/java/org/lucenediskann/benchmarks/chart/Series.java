package org.lucenediskann.benchmarks.chart;

/** One line of a chart. */
public record Series(String name, double[] xs, double[] ys) {}
