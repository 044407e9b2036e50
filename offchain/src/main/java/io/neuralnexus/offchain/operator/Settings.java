package io.neuralnexus.offchain.operator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import io.neuralnexus.clarity.Buff;
import io.neuralnexus.offchain.chain.Wallet;
import io.neuralnexus.offchain.job.KeyFolder;
import io.neuralnexus.offchain.secrecy.Secret;
import io.neuralnexus.offchain.training.Library;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a role is started with: {@code trainer.toml} or {@code verifier.toml} in a directory, and
 * the key files that it names.
 *
 * @param chain where the chain is served
 * @param files where files are
 * @param directory for what the role remembers
 * @param metrics where figures and health are told; empty for nowhere
 * @param workers computations at once
 * @param logLevel {@code error}, {@code warn}, {@code info} or {@code debug}
 */
public record Settings(
    Role role,
    URI chain,
    URI files,
    Path directory,
    Wallet wallet,
    Secret secret,
    Optional<InetSocketAddress> metrics,
    int workers,
    String logLevel) {
  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  private static final List<String> LEVELS = List.of("error", "warn", "info", "debug");

  /**
   * Reads the settings of a trainer.
   *
   * @param directory with {@code trainer.toml}
   * @throws OperatorException that names file, line, key and mend
   */
  public static Settings trainer(Path directory) {
    var file = new File(directory.resolve("trainer.toml"));
    var role = new Trainer(file.policy(), file.amount("policy.stake", 1));
    return file.settings(directory, role);
  }

  /**
   * Reads the settings of a verifier.
   *
   * @param directory with {@code verifier.toml}
   * @throws OperatorException that names file, line, key and mend
   */
  public static Settings verifier(Path directory) {
    var file = new File(directory.resolve("verifier.toml"));
    var seats = file.truth("policy.seats");
    var volunteer = file.truth("policy.volunteer");
    var keys = directory.resolve(file.text("policy.keys"));
    if (!seats && !volunteer) {
      throw file.wrong("policy.seats", "neither seats nor volunteer: set one of them to true");
    }
    var role =
        new Verifier(
            seats,
            file.amount("policy.max-stake", 0),
            volunteer ? Optional.of(new KeyFolder(keys)) : Optional.empty(),
            file.amount("policy.max-bond", 0));
    return file.settings(directory, role);
  }

  /** A file that is read key by key, so that each fault is told with its place. */
  private static final class File {
    private final Path path;
    private final String text;
    private final JsonNode root;
    private final Set<String> read = new LinkedHashSet<>();

    File(Path path) {
      this.path = path;
      try {
        this.text = Files.readString(path);
        this.root = new TomlMapper().readTree(text);
      } catch (JsonProcessingException e) {
        var place = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
        throw new OperatorException(
            "%s:%d: no TOML: %s".formatted(path, place, e.getOriginalMessage()), e);
      } catch (IOException e) {
        throw new OperatorException(
            "%s cannot be read (%s): --init writes one".formatted(path, e.getMessage()), e);
      }
    }

    Settings settings(Path directory, Role role) {
      var chain = uri("chain");
      var settings =
          new Settings(
              role,
              chain,
              text("files").isEmpty() ? chain : uri("files"),
              directory.resolve(text("data")),
              wallet(directory),
              Secret.of(secret(directory, "secret-key")),
              address("metrics"),
              Math.toIntExact(number("workers", 1, 1024)),
              level());
      refuseOthers(root, "");
      return settings;
    }

    Policy policy() {
      var programs = new LinkedHashSet<Buff>();
      var list = value("policy.programs");
      if (!list.isArray()) throw wrong("policy.programs", "expected a list of hashes");
      for (var each : list) programs.add(hash(each));
      var ask = amount("policy.ask", 0);
      var floor = amount("policy.floor", 0);
      if (floor > ask) {
        throw wrong("policy.floor", "it is above ask, %d: lower it, or ask for more", ask);
      }
      return new Policy(
          programs,
          number("policy.purposes", 1, 65_535),
          ask,
          floor,
          number("policy.max-steps", 1, Long.MAX_VALUE),
          amount("policy.max-bond", 0),
          amount("policy.max-stake", 0),
          Math.toIntExact(number("policy.at-once", 1, 1_000)));
    }

    /** A program is named by its hash, or as the library names it. */
    private Buff hash(JsonNode each) {
      var name = each.asText();
      for (var entry : Library.published().entries()) {
        if (entry.plan().toString().equals(name)) return entry.hash();
      }
      try {
        var hash = Buff.fromHex(name);
        if (hash.length() == 32) return hash;
      } catch (IllegalArgumentException e) {
        // told below
      }
      throw wrong(
          "policy.programs",
          "%s is neither a hash of 32 bytes in hexadecimal nor a program of the library",
          each);
    }

    private Wallet wallet(Path directory) {
      var secret = secret(directory, "account-key");
      try {
        return Wallet.of(secret);
      } catch (IllegalArgumentException e) {
        throw wrong("account-key", "%s", e.getMessage());
      }
    }

    private Buff secret(Path directory, String key) {
      var file = directory.resolve(text(key));
      try {
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
          var open = EnumSet.copyOf(OTHERS);
          open.retainAll(Files.getPosixFilePermissions(file));
          if (!open.isEmpty()) {
            throw wrong(key, "%s can be read or written by others: chmod 600 %s", file, file);
          }
        }
        var secret = Buff.fromHex(Files.readString(file).strip());
        if (secret.length() == 32) return secret;
        throw wrong(key, "%s has %d bytes, expected 32 in hexadecimal", file, secret.length());
      } catch (IOException e) {
        throw wrong(key, "%s cannot be read: --init makes one", file);
      } catch (IllegalArgumentException e) {
        throw wrong(key, "%s is not hexadecimal", file);
      }
    }

    private String level() {
      var level = text("log-level").toLowerCase(Locale.ROOT);
      if (!LEVELS.contains(level)) {
        throw wrong("log-level", "\"%s\" is none of %s", level, String.join(", ", LEVELS));
      }
      return level;
    }

    private URI uri(String key) {
      try {
        var uri = URI.create(text(key));
        if (("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
            && uri.getHost() != null) {
          return uri;
        }
      } catch (IllegalArgumentException e) {
        // told below
      }
      throw wrong(key, "\"%s\" is no address: expected http://host:port", text(key));
    }

    private Optional<InetSocketAddress> address(String key) {
      var text = text(key);
      if (text.isEmpty()) return Optional.empty();
      int colon = text.lastIndexOf(':');
      try {
        if (colon > 0) {
          var address =
              new InetSocketAddress(
                  text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
          if (!address.isUnresolved()) return Optional.of(address);
        }
      } catch (IllegalArgumentException e) {
        // told below
      }
      throw wrong(key, "\"%s\" is no address: expected host:port, or \"\" for none", text);
    }

    String text(String key) {
      var value = value(key);
      if (!value.isTextual()) throw wrong(key, "%s is no text: put it in quotes", value);
      return value.textValue();
    }

    boolean truth(String key) {
      var value = value(key);
      if (!value.isBoolean()) throw wrong(key, "%s is neither true nor false", value);
      return value.booleanValue();
    }

    long amount(String key, long least) {
      return number(key, least, 10_000_000_000_000_000L);
    }

    long number(String key, long least, long most) {
      var value = value(key);
      if (!value.isIntegralNumber() || !value.canConvertToLong()) {
        throw wrong(key, "%s is no whole number", value);
      }
      var number = value.longValue();
      if (number < least || number > most) {
        throw wrong(key, "%d is not from %d to %d", number, least, most);
      }
      return number;
    }

    private JsonNode value(String key) {
      read.add(key);
      var value = root.at("/" + key.replace('.', '/'));
      if (value.isMissingNode()) {
        throw new OperatorException(
            "%s: %s is missing: --init in another directory shows where it stands"
                .formatted(path, key));
      }
      return value;
    }

    private void refuseOthers(JsonNode node, String prefix) {
      for (var each : node.properties()) {
        var key = prefix + each.getKey();
        if (each.getValue().isObject()) {
          refuseOthers(each.getValue(), key + ".");
        } else if (!read.contains(key)) {
          throw wrong(key, "there is no such key: remove it; known here are %s", known(prefix));
        }
      }
    }

    private String known(String prefix) {
      var names = new ArrayList<String>();
      for (var key : read) {
        if (key.startsWith(prefix) && key.indexOf('.', prefix.length()) < 0) {
          names.add(key.substring(prefix.length()));
        }
      }
      return String.join(", ", names);
    }

    OperatorException wrong(String key, String what, Object... values) {
      return new OperatorException(
          "%s:%d: %s: %s".formatted(path, line(key), key, what.formatted(values)));
    }

    /** The line of a key, which the parser does not tell. */
    private int line(String key) {
      int dot = key.lastIndexOf('.');
      var table = dot < 0 ? "" : key.substring(0, dot);
      var name = key.substring(dot + 1);
      var current = "";
      int number = 0;
      for (var line : text.lines().toList()) {
        number++;
        var stripped = line.strip();
        if (stripped.startsWith("[")) {
          current = stripped.replaceAll("[\\[\\]]|\\s|#.*", "");
        } else if (current.equals(table)
            && stripped.matches("[\"']?\\Q" + name + "\\E[\"']?\\s*=.*")) {
          return number;
        }
      }
      return 1;
    }
  }
}
