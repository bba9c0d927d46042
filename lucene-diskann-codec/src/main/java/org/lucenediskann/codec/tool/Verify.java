package org.lucenediskann.codec.tool;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.apache.lucene.codecs.CodecUtil;
import org.apache.lucene.index.SegmentCommitInfo;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;

/** Checks every byte of the commit, and what the vector files of this format hold. */
final class Verify {

  private final Directory directory;
  private final Progress progress;
  private final List<Section> problems = new ArrayList<>();

  private Verify(Directory directory, Progress progress) {
    this.directory = directory;
    this.progress = progress;
  }

  static Report run(IndexFolder index, Options options, Progress progress) throws IOException {
    Verify verify = new Verify(index.directory(), progress);
    List<Section> segments = new ArrayList<>();
    for (SegmentCommitInfo commit : index.commit()) {
      segments.add(verify.segment(commit));
    }
    boolean sound = verify.problems.isEmpty();
    Section contents =
        index
            .heading()
            .put("segments", segments)
            .put("problems", verify.problems)
            .put("sound", sound);
    return new Report(contents, sound);
  }

  private Section segment(SegmentCommitInfo commit) throws IOException {
    Section section = new Section().put("segment", commit.info.name);
    section.put("files", checkFiles(commit));
    try (OpenSegment segment = new OpenSegment(commit)) {
      List<Section> fields = new ArrayList<>();
      for (StoredField field : segment.fields()) {
        fields.add(field(field));
      }
      section.put("fields", fields).put("skipped", segment.skipped());
    } catch (IOException | RuntimeException e) {
      problem(commit.info.name, "cannot be opened: " + Problem.message(e));
    }
    return section;
  }

  /** Compares the checksum of each file; returns how many files there are. */
  private int checkFiles(SegmentCommitInfo commit) throws IOException {
    TreeSet<String> files = new TreeSet<>(commit.files());
    int done = 0;
    for (String file : files) {
      progress.at(commit.info.name + ": files checked", done++, files.size());
      try (IndexInput in = directory.openInput(file, IOContext.READONCE)) {
        CodecUtil.checksumEntireFile(in);
      } catch (IOException | RuntimeException e) {
        problem(file, Problem.message(e));
      }
    }
    return files.size();
  }

  private Section field(StoredField field) {
    FieldCheck check = new FieldCheck(field, progress);
    try {
      check.run();
    } catch (IOException | RuntimeException e) {
      problem(field.label(), Problem.message(e));
    }
    for (String found : check.problems()) {
      problem(field.label(), found);
    }
    return new Section()
        .put("field", field.info().name)
        .put("vectors", field.entry().size())
        .put("edges", field.entry().edgeCount())
        .put("deferred", !field.entry().hasGraph());
  }

  private void problem(String where, String what) {
    problems.add(new Section().put("where", where).put("problem", what));
    progress.say(where + ": " + what);
  }
}
