package org.lucenediskann.elasticsearch.embedded;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.Before;
import org.junit.Test;
import org.lucenediskann.elasticsearch.http.PluginFiles;

/** What users download. */
public class TestZip {

  @Before
  public void needsZip() {
    PluginFiles.assumeNamed("diskann.zip");
  }

  /** Of two jars, both of this project. */
  @Test
  public void testEntries() throws IOException {
    try (ZipFile zip = new ZipFile(PluginFiles.zip().toFile())) {
      Set<String> names =
          zip.stream()
              .map(ZipEntry::getName)
              .map(name -> name.replaceFirst("-\\d.*\\.jar$", ".jar"))
              .collect(Collectors.toSet());
      assertEquals(5, zip.size());
      assertEquals(
          Set.of(
              "elasticsearch-diskann.jar",
              "lucene-diskann-codec.jar",
              "plugin-descriptor.properties",
              "LICENSE.txt",
              "NOTICE.txt"),
          names);
    }
  }

  @Test
  public void testDescriptor() throws IOException {
    Properties descriptor = new Properties();
    try (ZipFile zip = new ZipFile(PluginFiles.zip().toFile());
        InputStream in = zip.getInputStream(zip.getEntry("plugin-descriptor.properties"))) {
      descriptor.load(in);
    }
    String version = System.getProperty("elasticsearch.version");
    assertEquals("diskann", descriptor.getProperty("name"));
    assertEquals("21", descriptor.getProperty("java.version"));
    assertEquals(version, descriptor.getProperty("elasticsearch.version"));
    String zip = PluginFiles.zip().getFileName().toString();
    assertEquals(
        "elasticsearch-diskann-" + descriptor.getProperty("version") + "-es" + version + ".zip",
        zip);
    assertTrue(descriptor.toString(), !descriptor.toString().contains("${"));
  }
}
