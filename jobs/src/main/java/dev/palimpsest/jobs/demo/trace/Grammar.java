package dev.palimpsest.jobs.demo.trace;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A context-free grammar that text is drawn from. In a grammar file {@code :name} starts a rule and
 * every line below it is one alternative, all equally likely. In an alternative {@code {name}} is a
 * slot, if the caller fills one of that name, else a rule; {@code [a|b|]} is a choice, which does
 * not nest. Lines that start with {@code #} are comments.
 */
final class Grammar {

  private final Map<String, List<String>> rules;

  private Grammar(Map<String, List<String>> rules) {
    this.rules = rules;
  }

  /** Reads the named grammar files beside this class; their rules may refer to each other. */
  static Grammar load(String... files) {
    Map<String, List<String>> rules = new TreeMap<>();
    for (String file : files) {
      try (InputStream stream = Grammar.class.getResourceAsStream(file)) {
        if (stream == null) {
          throw new IllegalStateException("grammar file is missing in the jar: " + file);
        }
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
        read(reader.lines().toList(), rules);
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read grammar file " + file, e);
      }
    }
    return new Grammar(rules);
  }

  private static void read(List<String> lines, Map<String, List<String>> rules) {
    List<String> alternatives = new ArrayList<>();
    for (String line : lines) {
      if (line.startsWith(":")) {
        alternatives = new ArrayList<>();
        if (rules.put(line.substring(1).strip(), alternatives) != null) {
          throw new IllegalStateException("grammar rule is defined twice: " + line);
        }
      } else if (!line.isBlank() && !line.startsWith("#")) {
        alternatives.add(line.strip());
      }
    }
  }

  /** A text of the rule, white space tidied. */
  String expand(String rule, Map<String, String> slots, Random random) {
    return tidy(draw(rule, slots, random));
  }

  /** Names that rules refer to and that are neither rules nor {@code slots}. */
  SortedSet<String> undefined(Iterable<String> slots) {
    SortedSet<String> names = new TreeSet<>();
    for (List<String> alternatives : rules.values()) {
      for (String alternative : alternatives) {
        for (int open = alternative.indexOf('{'); open >= 0; ) {
          int close = alternative.indexOf('}', open);
          names.add(alternative.substring(open + 1, close));
          open = alternative.indexOf('{', close);
        }
      }
    }
    names.removeAll(rules.keySet());
    slots.forEach(names::remove);
    return names;
  }

  private String draw(String rule, Map<String, String> slots, Random random) {
    @Nullable List<String> alternatives = rules.get(rule);
    if (alternatives == null) {
      throw new IllegalArgumentException("grammar has no rule or slot of this name: " + rule);
    }
    return fill(alternatives.get(random.nextInt(alternatives.size())), slots, random);
  }

  private String fill(String template, Map<String, String> slots, Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < template.length(); i++) {
      char c = template.charAt(i);
      if (c == '[') {
        int close = template.indexOf(']', i);
        String[] choices = template.substring(i + 1, close).split("\\|", -1);
        text.append(fill(choices[random.nextInt(choices.length)], slots, random));
        i = close;
      } else if (c == '{') {
        int close = template.indexOf('}', i);
        String name = template.substring(i + 1, close);
        String slot = slots.get(name);
        text.append(slot != null ? slot : draw(name, slots, random));
        i = close;
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }

  /** Empty choices leave double blanks, and blanks before a full stop. */
  private static String tidy(String text) {
    return text.replaceAll(" {2,}", " ").replaceAll(" ([.,])( |$)", "$1$2").strip();
  }
}
