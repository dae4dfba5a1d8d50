package dev.palimpsest.pii;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All words of the rule book with what they mean to which rule, and the automaton over them. */
final class Lexicon {

  /** What a keyword is to a rule. */
  enum Use {
    CONTEXT,
    AGAINST,
    /** Marks where a pattern is worth trying. */
    TRIGGER,
    LABEL,
    /** The label "name", which many things have. */
    NAME,
    /** Looks like a label but is another thing's name. */
    NOT_LABEL,
    CUE,
    /** A turn of phrase in front of a name. */
    BEFORE,
    /** A turn of phrase behind a name. */
    AFTER,
    /** Is itself what is looked for. */
    WORD,
    /** A kind of street, after, before or inside its name. */
    STREET,
    /** A kind of company, after its name. */
    COMPANY
  }

  /**
   * @param rule index in the rule book
   */
  record Meaning(int rule, Use use) {}

  private final List<String> keywords;
  private final BitSet triggers = new BitSet();
  private final BitSet opposed = new BitSet();
  private final List<BitSet> contexts = new ArrayList<>();
  private final List<BitSet> againsts = new ArrayList<>();

  /** For each keyword and use, the rules in the order of the book. */
  private final int[][][] rulesOf;

  private final int[] uses;
  private final KeywordAutomaton automaton;

  Lexicon(RuleBook book) {
    Map<String, Set<Meaning>> found = new LinkedHashMap<>();
    for (int i = 0; i < book.rules().size(); i++) {
      Rule rule = book.rules().get(i);
      addPhrases(found, rule.context(), new Meaning(i, Use.CONTEXT));
      addPhrases(found, rule.against(), new Meaning(i, Use.AGAINST));
      Search search = rule.search();
      if (search instanceof Search.Keyword keyword) {
        add(found, keyword.keywords(), new Meaning(i, Use.TRIGGER));
      } else if (search instanceof Search.Phrase phrase) {
        add(found, phrase.before(), new Meaning(i, Use.BEFORE));
        add(found, phrase.after(), new Meaning(i, Use.AFTER));
      } else if (search instanceof Search.Words words) {
        add(found, words.words(), new Meaning(i, Use.WORD));
      } else if (search instanceof Search.Labelled labelled) {
        addPhrases(found, labelled.labels(), new Meaning(i, Use.LABEL));
        addPhrases(found, labelled.except(), new Meaning(i, Use.NOT_LABEL));
        add(found, labelled.cues(), new Meaning(i, Use.CUE));
      } else if (search instanceof Search.PersonName) {
        add(found, List.of("name"), new Meaning(i, Use.NAME));
      } else if (search instanceof Search.Company company) {
        add(found, company.kinds(), new Meaning(i, Use.COMPANY));
      } else if (search instanceof Search.Street street) {
        add(found, street.kinds(), new Meaning(i, Use.STREET));
      }
    }
    keywords = List.copyOf(found.keySet());
    List<List<Meaning>> meanings = found.values().stream().map(List::copyOf).toList();
    for (int keyword = 0; keyword < keywords.size(); keyword++) {
      triggers.set(keyword, meanings.get(keyword).stream().anyMatch(m -> m.use() == Use.TRIGGER));
    }
    for (List<Meaning> ofKeyword : meanings) {
      BitSet context = new BitSet();
      BitSet against = new BitSet();
      for (Meaning meaning : ofKeyword) {
        if (meaning.use() == Use.CONTEXT) {
          context.set(meaning.rule());
        } else if (meaning.use() == Use.AGAINST) {
          opposed.set(meaning.rule());
          against.set(meaning.rule());
        }
      }
      contexts.add(context);
      againsts.add(against);
    }
    rulesOf = meanings.stream().map(Lexicon::byUse).toArray(int[][][]::new);
    uses = meanings.stream().mapToInt(Lexicon::uses).toArray();
    automaton = new KeywordAutomaton(keywords);
  }

  private static int uses(List<Meaning> meanings) {
    int uses = 0;
    for (Meaning meaning : meanings) {
      uses |= 1 << meaning.use().ordinal();
    }
    return uses;
  }

  private static int[][] byUse(List<Meaning> meanings) {
    int[][] rules = new int[Use.values().length][];
    for (Use use : Use.values()) {
      rules[use.ordinal()] =
          meanings.stream().filter(m -> m.use() == use).mapToInt(Meaning::rule).toArray();
    }
    return rules;
  }

  /** A phrase may be written with spaces, as {@code snake_case}, {@code kebab-case}, or in one. */
  private static void addPhrases(
      Map<String, Set<Meaning>> found, List<String> phrases, Meaning meaning) {
    for (String phrase : phrases) {
      add(found, List.of(phrase), meaning);
      if (phrase.indexOf(' ') >= 0) {
        List<String> written = new ArrayList<>();
        for (String joint : List.of("_", "-", "")) {
          written.add(phrase.replace(" ", joint));
        }
        add(found, written, meaning);
      }
    }
  }

  private static void add(Map<String, Set<Meaning>> found, List<String> words, Meaning meaning) {
    for (String word : words) {
      found.computeIfAbsent(word, unseen -> new LinkedHashSet<>()).add(meaning);
    }
  }

  /** The rules to which the keyword is this, in the order of the book. */
  int[] rules(int keyword, Use use) {
    return rulesOf[keyword][use.ordinal()];
  }

  /** One bit for each use that some rule has for the keyword. */
  int uses(int keyword) {
    return uses[keyword];
  }

  /** The rules that the keyword is a context word of. */
  BitSet contextOf(int keyword) {
    return contexts.get(keyword);
  }

  /** The rules that the keyword speaks against. */
  BitSet againstOf(int keyword) {
    return againsts.get(keyword);
  }

  /** Whether any word speaks against the rule. */
  boolean hasAgainst(int rule) {
    return opposed.get(rule);
  }

  /** Whether the keyword counts inside a word too. */
  boolean isTrigger(int keyword) {
    return triggers.get(keyword);
  }

  /** Every keyword in {@code text} that stands as a word of its own, and all triggers. */
  Hits scan(String text) {
    Hits hits = new Hits(this);
    scan(text.toCharArray(), text.length(), hits);
    return hits;
  }

  /** As {@link #scan(String)}, in place of what {@code hits} held. */
  void scan(char[] text, int length, Hits hits) {
    hits.start(text, length);
    automaton.scan(text, length, hits.later(), hits);
  }
}
