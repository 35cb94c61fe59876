//! Where a text names entities.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::Mention;
use super::tokens::{Gap, Token, folded, tokens};
use super::vocabulary::{Form, Sense, Vocabulary};

/// The text that is read, with what is known of it so far.
struct Reading<'a> {
    text: &'a str,
    tokens: Vec<Token>,
    /// By token: which word of the vocabulary it is.
    words: Vec<Option<u32>>,
    /// Entities that have been named in full.
    named: BTreeSet<usize>,
    /// By entity: where strings stand that never mean it; in order, none touching the next.
    not: BTreeMap<usize, Vec<Range<usize>>>,
    /// Which of the words that names ask for it has.
    company: BTreeSet<usize>,
}

impl Vocabulary {
    /// Where a text names entities, in order. No two mentions of one entity overlap. A name that several own is no
    /// mention of any of them.
    pub fn mentions(&self, text: &str) -> Vec<Mention> {
        if self.is_empty() {
            return Vec::new();
        }
        let tokens = tokens(text);
        let word = |token: &Token| {
            let word = text.get(token.range.clone())?;
            self.words.get(&*folded(word)).copied()
        };
        let mut reading = Reading {
            text,
            words: tokens.iter().map(word).collect(),
            tokens,
            named: BTreeSet::new(),
            not: BTreeMap::new(),
            company: BTreeSet::new(),
        };
        if self.has_conditions {
            self.find_conditions(&mut reading);
        }
        let mut mentions = Vec::new();
        let mut at = 0;
        while at < reading.tokens.len() {
            at = self.longest(&mut reading, at, &mut mentions).max(at + 1);
        }
        mentions
    }

    /// The nodes that the tokens from `at` on lead to, with the number of tokens to each; the longest last.
    fn walk(&self, reading: &Reading<'_>, at: usize) -> Vec<(usize, &[Form])> {
        let mut found = Vec::new();
        let mut node = 0;
        for (length, (token, word)) in reading
            .tokens
            .iter()
            .zip(&reading.words)
            .skip(at)
            .enumerate()
        {
            let Some(word) = *word else { break };
            let gap = if length == 0 { Gap::Break } else { token.gap };
            let Some(next) = self.edges.get(&(node, gap, word)) else {
                break;
            };
            node = *next;
            if let Some(forms) = self
                .ends
                .get(node as usize)
                .filter(|forms| !forms.is_empty())
            {
                found.push((length + 1, forms.as_slice()));
            }
        }
        found
    }

    /// Adds what the longest name at a token means; returns the token after it.
    fn longest(&self, reading: &mut Reading<'_>, at: usize, mentions: &mut Vec<Mention>) -> usize {
        for (length, forms) in self.walk(reading, at).into_iter().rev() {
            let range = reading.range(at, length);
            let fits = |form: &&Form| {
                !matches!(form.sense, Sense::Not | Sense::Company)
                    && reading.is_written(form, at)
                    && reading.has_company(form)
                    && !reading.is_barred(form.entity, &range)
                    && (form.sense != Sense::Weak || reading.named.contains(&form.entity))
            };
            let fitting: Vec<&Form> = forms.iter().filter(fits).collect();
            if fitting.is_empty() {
                continue;
            }
            let of = |sense: Sense| {
                let forms = fitting.iter().filter(|form| form.sense == sense);
                forms.map(|form| form.entity).collect::<BTreeSet<_>>()
            };
            let (strong, weak) = (of(Sense::Full), of(Sense::Weak));
            let direct = if strong.is_empty() { &weak } else { &strong };
            let stands_for = of(Sense::Metonym);
            let mut mention = |entities: &BTreeSet<usize>, metonym: bool| {
                if let (1, Some(&entity)) = (entities.len(), entities.first()) {
                    mentions.push(Mention {
                        entity,
                        range: range.clone(),
                        metonym,
                    });
                }
            };
            mention(direct, false);
            let other = |entity: &usize| !direct.contains(entity);
            mention(&stands_for.iter().copied().filter(other).collect(), true);
            if let (1, Some(&entity)) = (strong.len(), strong.first()) {
                reading.named.insert(entity);
            }
            return at + length;
        }
        at
    }

    /// Finds the strings that never mean their entity, and the words that names ask for.
    fn find_conditions(&self, reading: &mut Reading<'_>) {
        for at in 0..reading.tokens.len() {
            for (length, forms) in self.walk(reading, at) {
                let range = reading.range(at, length);
                for form in forms {
                    match form.sense {
                        Sense::Not => reading.bar(form.entity, range.clone()),
                        Sense::Company => {
                            reading.company.insert(form.entity);
                        }
                        Sense::Full | Sense::Weak | Sense::Metonym => {}
                    }
                }
            }
        }
    }
}

impl Reading<'_> {
    fn range(&self, at: usize, length: usize) -> Range<usize> {
        let last = (at + length).saturating_sub(1);
        match (self.tokens.get(at), self.tokens.get(last)) {
            (Some(first), Some(last)) => first.range.start..last.range.end,
            _ => 0..0,
        }
    }

    fn word(&self, at: usize) -> &str {
        let token = self.tokens.get(at);
        token
            .and_then(|token| self.text.get(token.range.clone()))
            .unwrap_or_default()
    }

    /// Whether the tokens from `at` on are written as the name demands.
    fn is_written(&self, form: &Form, at: usize) -> bool {
        if form.exact {
            let same = (at..)
                .zip(&form.written)
                .all(|(at, word)| self.word(at) == &**word);
            return same && !self.is_shouted(form, at);
        }
        let mut words = (at..).take(form.written.len()).map(|at| self.word(at));
        !form.capital || words.any(|word| word.contains(char::is_uppercase))
    }

    /// Whether a short name stands among capitals on both sides, where it may be any word.
    fn is_shouted(&self, form: &Form, at: usize) -> bool {
        let [word] = form.written.as_slice() else {
            return false;
        };
        let capitals = |at: usize| {
            let word = self.word(at);
            word.chars().nth(1).is_some() && word.chars().all(char::is_uppercase)
        };
        let close = |at: usize| {
            self.tokens
                .get(at)
                .is_some_and(|token| token.gap == Gap::Space)
        };
        word.chars().count() <= 3
            && at.checked_sub(1).is_some_and(capitals)
            && capitals(at + 1)
            && close(at)
            && close(at + 1)
    }

    /// Whether the text has one of the words without which the name means something else.
    fn has_company(&self, form: &Form) -> bool {
        let mut words = form.only_if.iter();
        form.only_if.is_empty() || words.any(|words| self.company.contains(words))
    }

    /// Notes where a string stands that never means an entity; it does not start before those noted so far.
    fn bar(&mut self, entity: usize, range: Range<usize>) {
        let barred = self.not.entry(entity).or_default();
        match barred.last_mut().filter(|last| range.start <= last.end) {
            Some(last) => last.end = last.end.max(range.end),
            None => barred.push(range),
        }
    }

    fn is_barred(&self, entity: usize, range: &Range<usize>) -> bool {
        let barred = self.not.get(&entity).map_or(&[][..], Vec::as_slice);
        let next = barred.get(barred.partition_point(|not| not.end <= range.start));
        next.is_some_and(|not| not.start < range.end)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::content::Entity;
    use crate::entities::Vocabulary;

    fn vocabulary(files: &[(&str, &str)]) -> Vocabulary {
        let entities: Vec<Entity> = files
            .iter()
            .map(|(slug, front)| {
                let text = format!("---\n{front}\n---\n");
                Entity::read(slug, "content/entities/x.md", text.as_bytes())
                    .unwrap()
                    .0
            })
            .collect();
        Vocabulary::new(entities.iter())
    }

    fn found(files: &[(&str, &str)], text: &str) -> Vec<String> {
        let vocabulary = vocabulary(files);
        let mentions = vocabulary.mentions(text);
        mentions
            .into_iter()
            .map(|it| {
                let mark = if it.metonym { "~" } else { "" };
                format!("{mark}{}={}", vocabulary.slugs[it.entity], &text[it.range])
            })
            .collect()
    }

    const WORLD: [(&str, &str); 7] = [
        ("ankara", "kind: place\nname: Ankara"),
        (
            "assad",
            "kind: person\nname: Bashar al-Assad\naliases: [President Assad]",
        ),
        ("cavusoglu", "kind: person\nname: Mevlüt Çavuşoğlu"),
        (
            "incirlik",
            "kind: place\nname: Incirlik\naliases: [Incirlik Air Base, Incirlik airbase]",
        ),
        (
            "is",
            "kind: organisation\nname: Islamic State\naliases: [IS, ISIS]",
        ),
        (
            "turkey",
            "kind: place\nname: Turkey\naliases: [{text: Ankara, metonym: true}, {text: Porte, only_if: sultan}]\nnot: [Turkey Point]",
        ),
        (
            "us",
            "kind: place\nname: United States\naliases: [US, U.S.]",
        ),
    ];

    #[test]
    fn names_are_found_however_they_are_spelt() {
        let text = "MEVLUT ÇAVUŞOĞLU said: Turkey’s base. Cavusoglu let us use Incirlik Airbase, the US said. Is it IS?";
        assert_eq!(
            found(&WORLD, text),
            [
                "cavusoglu=MEVLUT ÇAVUŞOĞLU",
                "turkey=Turkey",
                "cavusoglu=Cavusoglu",
                "incirlik=Incirlik Airbase",
                "us=US",
                "is=IS"
            ]
        );
    }

    #[test]
    fn a_surname_counts_after_the_full_name_alone() {
        assert_eq!(found(&WORLD, "Çavuşoğlu spoke."), [""; 0]);
        let two = [
            ("a", "kind: person\nname: Ana Bell"),
            ("b", "kind: person\nname: Ben Bell"),
        ];
        assert_eq!(
            found(&two, "Ana Bell came. Bell spoke."),
            ["a=Ana Bell", "a=Bell"]
        );
        assert_eq!(found(&two, "Ana Bell met Ben Bell. Bell spoke.").len(), 2);
    }

    #[test]
    fn a_capital_may_stand_for_its_state_and_is_still_a_city() {
        assert_eq!(
            found(&WORLD, "Ankara said no."),
            ["ankara=Ankara", "~turkey=Ankara"]
        );
    }

    #[test]
    fn what_never_means_it_is_left_alone_and_so_is_a_bird() {
        assert_eq!(
            found(&WORLD, "At Turkey Point a turkey ran, THAT US ONE too."),
            [""; 0]
        );
        assert_eq!(found(&WORLD, "The Porte."), [""; 0]);
        assert_eq!(found(&WORLD, "The Porte and the Sultan."), ["turkey=Porte"]);
    }

    #[test]
    fn what_a_name_asks_for_is_whole_words() {
        let ring = [(
            "ring",
            "name: The Ring\naliases: [{text: Siegfried, only_if: [art, Rhine gold, '!!!']}]",
        )];
        assert_eq!(found(&ring, "Siegfried left the party!!!"), [""; 0]);
        assert_eq!(found(&ring, "Siegfried loves ART."), ["ring=Siegfried"]);
        assert_eq!(
            found(&ring, "Siegfried’s Rhine-gold, the Rhine."),
            ["ring=Siegfried"]
        );
    }

    #[test]
    fn a_name_is_looked_for_up_to_64_words() {
        let name = |count: usize| {
            format!(
                "name: {}",
                ["Duran"; 64].join(" ") + &" Duran".repeat(count - 64)
            )
        };
        let text = "Duran ".repeat(20_000);
        assert_eq!(found(&[("a", &name(64))], &text).len(), 312);
        assert_eq!(found(&[("a", &name(5_000))], &text).len(), 0);
    }

    #[test]
    fn a_name_that_two_own_is_nobodys() {
        let two = [
            ("a", "name: The Duran"),
            ("b", "name: The Duran\naliases: [Duran]"),
        ];
        assert_eq!(found(&two, "The Duran and Duran."), ["b=Duran"]);
    }

    #[test]
    fn scripts_without_spaces_are_read_too() {
        let china = [
            ("turkey", "name: Turkey\naliases: [土耳其]"),
            ("th", "name: กรุงเทพ"),
        ];
        assert_eq!(
            found(&china, "他说土耳其很大。ในกรุงเทพวันนี้"),
            ["turkey=土耳其", "th=กรุงเทพ"]
        );
    }

    #[test]
    fn those_that_were_merged_give_their_names_away_and_a_circle_does_nothing() {
        let merged = [
            ("a", "name: Aleph"),
            ("b", "name: Beth\nmerged_into: a"),
            ("c", "name: Gimel\nmerged_into: d"),
            ("d", "name: Daleth\nmerged_into: c"),
        ];
        assert_eq!(
            found(&merged, "Aleph Beth Gimel Daleth"),
            ["a=Aleph", "a=Beth", "c=Gimel", "d=Daleth"]
        );
    }

    proptest! {
        #[test]
        fn mentions_are_words_of_the_text_in_order(
            parts in prop::collection::vec(
                prop::sample::select(vec!["Ankara", "Turkey", " ", "US", "-", "al", "Assad", "Bashar al-Assad", "’s", "\n\n", "IS", "é", "土"]),
                0..30,
            ),
        ) {
            let text = parts.concat();
            let vocabulary = vocabulary(&WORLD);
            let mentions = vocabulary.mentions(&text);
            let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            for mention in &mentions {
                prop_assert!(!text[mention.range.clone()].trim().is_empty());
                let single = |c: Option<char>| c == Some('土');
                let (before, after) = (text[..mention.range.start].chars().next_back(), text[mention.range.end..].chars().next());
                prop_assert!(!letter(before) || single(before));
                prop_assert!(!letter(after) || single(after));
            }
            for pair in mentions.windows(2) {
                prop_assert!(pair[0].range.start <= pair[1].range.start);
                prop_assert!(pair[0].entity != pair[1].entity || pair[0].range.end <= pair[1].range.start);
            }
        }
    }
}
