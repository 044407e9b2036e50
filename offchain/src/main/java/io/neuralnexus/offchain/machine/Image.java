package io.neuralnexus.offchain.machine;

import java.util.Arrays;

/**
 * The words that programs write, at one time. Pages that did not change are shared with the image
 * before.
 *
 * @param pages never changed again
 */
record Image(long[][] pages) {
  /** The words of a page. */
  static final int PAGE = 512;

  private static final long[] ZEROS = new long[PAGE];

  /** The pages of so many zeros. */
  static long[][] empty(int words) {
    var pages = new long[words / PAGE][];
    Arrays.fill(pages, ZEROS);
    return pages;
  }

  /** How many bytes it has that another does not share with it. */
  long bytesBeside(Image other) {
    long bytes = 0;
    for (int page = 0; page < pages.length; page++) {
      if (pages[page] != other.pages[page]) bytes += PAGE * Long.BYTES;
    }
    return bytes;
  }
}
