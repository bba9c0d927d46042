package org.lucenediskann.benchmarks.measure;

import static org.junit.Assert.assertEquals;

import org.junit.Test;

public class TestEnvironment {
  @Test
  public void commandLineNamesNoFoldersOfThisMachine() {
    assertEquals(
        "benchmarks/run knn --data sift --k 10 --json out.json",
        Environment.commandLine(
            "org.lucenediskann.benchmarks.Main knn --data /home/me/sift --k 10 --json out.json"));
  }

  @Test
  public void otherProgramsHaveNoCommandLine() {
    assertEquals("", Environment.commandLine("org.example.Tests /tmp/x"));
    assertEquals("", Environment.commandLine(""));
  }
}
