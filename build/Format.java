import com.google.googlejavaformat.java.Formatter;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Set;

/**
 * Checks ({@code check}) or rewrites ({@code write}) every Java source below the working directory.
 */
class Format {
  private static final Set<String> SKIPPED = Set.of("target", "node_modules", ".git");

  public static void main(String[] args) throws Exception {
    boolean write = args[0].equals("write");
    var formatter = new Formatter();
    var unformatted = new ArrayList<Path>();
    Files.walkFileTree(
        Path.of(""),
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            var skip = SKIPPED.contains(directory.toString()) || SKIPPED.contains(name(directory));
            return skip ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws java.io.IOException {
            if (name(file).endsWith(".java")) {
              var source = Files.readString(file);
              var formatted = format(file, source);
              if (!formatted.equals(source)) {
                unformatted.add(file);
                if (write) Files.writeString(file, formatted);
              }
            }
            return FileVisitResult.CONTINUE;
          }

          private String format(Path file, String source) {
            try {
              return formatter.formatSourceAndFixImports(source);
            } catch (com.google.googlejavaformat.java.FormatterException e) {
              throw new IllegalStateException(file + ": " + e.getMessage(), e);
            }
          }
        });
    if (write || unformatted.isEmpty()) return;
    System.err.println("Not formatted; run: mvn -N generate-resources -Dformat=write");
    unformatted.forEach(file -> System.err.println("  " + file));
    System.exit(1);
  }

  private static String name(Path path) {
    var name = path.getFileName();
    return name == null ? "" : name.toString();
  }
}
