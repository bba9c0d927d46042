package org.lucenediskann.codec.tool;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * A call, understood.
 *
 * @param folder where the index is
 * @param json whether the report is for programs
 */
record CommandLine(Verb verb, Path folder, boolean json, Options options) {

  static final String HELP =
      """
      Usage: java -jar lucene-diskann-codec.jar COMMAND INDEX_DIR [OPTION...]

        inspect   what is in the files: vectors, graph, codes, sizes
        verify    checks every byte, vector and edge
        recall    measures searches against exact scans
          --k 10 --queries 100 --list-sizes 10,20,40,80,160,320 --min-recall 0 --seed 42
        rebuild   makes one segment of all, with new graphs; nobody may write meanwhile
          --max-degree N --build-list-size N --alpha X --fanout N --leaf-size N
          --leaf-neighbors N --bits N --oversample X --seed N --deferral never|auto|N
          --memory-mb 512 --threads 1

        --json    the report as JSON, for every command

      Exit code: 0 = all is well, 1 = something is wrong with the index, 2 = wrong usage.
      """;

  /**
   * Understands the words of a call.
   *
   * @throws UsageException if they make no call
   */
  static CommandLine parse(List<String> words) {
    Iterator<String> rest = words.iterator();
    if (!rest.hasNext()) {
      throw new UsageException("a command and the folder of an index are needed; see --help");
    }
    Verb verb = Verb.of(rest.next());
    Path folder = null;
    boolean json = false;
    Map<String, String> options = new HashMap<>();
    while (rest.hasNext()) {
      String word = rest.next();
      if (word.equals("--json")) {
        json = true;
      } else if (word.startsWith("--")) {
        addOption(verb, word.substring(2), rest, options);
      } else if (folder == null) {
        folder = Path.of(word);
      } else {
        throw new UsageException("one folder is enough: \"" + word + "\" is one too many");
      }
    }
    if (folder == null) {
      throw new UsageException(verb.word() + " needs the folder of an index");
    }
    return new CommandLine(verb, folder, json, new Options(options));
  }

  private static void addOption(
      Verb verb, String word, Iterator<String> rest, Map<String, String> options) {
    int equals = word.indexOf('=');
    String name = equals < 0 ? word : word.substring(0, equals);
    if (!verb.options().contains(name)) {
      throw new UsageException(verb.word() + " has no option --" + name);
    }
    if (equals < 0 && !rest.hasNext()) {
      throw new UsageException("--" + name + " needs a value");
    }
    String value = equals < 0 ? rest.next() : word.substring(equals + 1);
    if (options.put(name, value) != null) {
      throw new UsageException("--" + name + " is given twice");
    }
  }
}
