package knn;

/** Does nothing, least of all ask for a codec. */
final class Idle {
  private Idle() {}

  public static void main(String... args) {}
}
