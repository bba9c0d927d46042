package org.lucenediskann.codec.build;

import java.util.Arrays;

/** Numbered things by the groups they are in, in each group ascending. */
final class Groups {

  private final int[] starts; // of the groups in members
  private final int[] members;

  /**
   * Groups things.
   *
   * @param groups of thing {@code i}: {@code groups[i * width]} to {@code groups[i * width + width
   *     - 1]}
   * @param width groups that each thing is in
   * @param count of groups
   */
  Groups(int[] groups, int width, int count) {
    starts = new int[count + 1];
    for (int group : groups) {
      starts[group + 1]++;
    }
    for (int group = 0; group < count; group++) {
      starts[group + 1] += starts[group];
    }
    members = new int[groups.length];
    int[] ends = Arrays.copyOf(starts, count);
    for (int i = 0; i < groups.length; i++) {
      members[ends[groups[i]]++] = i / width;
    }
  }

  /** The members of a group. */
  int[] of(int group) {
    return Arrays.copyOfRange(members, starts[group], starts[group + 1]);
  }

  /** What the members of all groups stand for, by group. */
  int[][] of(int[] things) {
    int[][] groups = new int[starts.length - 1][];
    for (int group = 0; group < groups.length; group++) {
      groups[group] = Arrays.stream(of(group)).map(thing -> things[thing]).toArray();
    }
    return groups;
  }

  /** The same in one array, group after group. */
  int[] sorted(int[] things) {
    return Arrays.stream(members).map(thing -> things[thing]).toArray();
  }
}
