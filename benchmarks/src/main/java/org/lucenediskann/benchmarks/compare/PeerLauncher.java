package org.lucenediskann.benchmarks.compare;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.lucenediskann.benchmarks.data.DataSet;
import org.lucenediskann.benchmarks.index.WorkFolder;
import org.lucenediskann.benchmarks.peer.PeerProgram;

/**
 * Starts peers, those in a JVM with the options that this one was started with.
 *
 * @param rows in the order they are indexed
 */
record PeerLauncher(DataSet data, int[] rows, CompareSettings settings, WorkFolder work) {
  PeerProcess start(PeerSpec spec) throws IOException, PeerFailure {
    Path dir = work.fresh(spec.label());
    List<String> command =
        spec.peer().startsWith(Hnswlib.PREFIX)
            ? new Hnswlib(data, rows, settings).command(spec.peer(), dir)
            : javaCommand(spec);
    return new PeerProcess(command, work.folder(spec.label() + ".log"));
  }

  private List<String> javaCommand(PeerSpec spec) throws IOException, PeerFailure {
    String classPath =
        spec.libraries().isPresent()
            ? spec.libraries().get().classPath()
            : System.getProperty("java.class.path");
    List<String> command = OtherLucene.command(classPath, PeerProgram.class);
    command.addAll(arguments(spec));
    return command;
  }

  private List<String> arguments(PeerSpec spec) {
    List<String> arguments = new ArrayList<>(settings.dataArguments());
    arguments.addAll(List.of("--peer", spec.peer()));
    arguments.addAll(List.of("--dir", work.folder(spec.label()).toString()));
    arguments.addAll(List.of("--order", settings.order()));
    arguments.addAll(List.of("--segments", Integer.toString(settings.segments())));
    arguments.addAll(List.of("--threads", Integer.toString(settings.threads())));
    arguments.addAll(List.of("--queries", Integer.toString(settings.queries())));
    arguments.addAll(List.of("--k", Integer.toString(settings.k())));
    arguments.addAll(List.of("--warm-up", Integer.toString(settings.warmUp())));
    return arguments;
  }
}
