//! Finds the names in a text: runs of capitalised words, with the judgement a reader makes at the start of a sentence.

use std::collections::HashSet;

use super::hash::{Hashed, hash};
use super::name_words::{
    is_abbreviation, is_connector, is_demonym, is_no_name, is_prefix, is_said, is_weak,
};
use super::names::{Kind, Names, Run, RunWord, Speech};
use super::stop::is_stop;
use super::terms::ends_sentence;
use crate::text::fold::fold;
use crate::text::words::{Word, words};

/// A longer run of capitals is a headline.
const LONGEST: usize = 6;
/// A longer paragraph (in bytes) is no heading, however it ends.
const HEADING: usize = 120;
/// How many words from a name a verb of saying may stand.
const BESIDE: usize = 3;

/// The names in a plain text. Paragraphs that do not end as a sentence does are taken for headings and left out.
pub(super) fn names(body: &str) -> Names {
    let sentences: Vec<Vec<Token>> = body
        .split("\n\n")
        .filter(|block| block.trim_end().ends_with(ends_prose) || block.len() > HEADING)
        .flat_map(sentences)
        .collect();
    let case = Case::of(&sentences);
    let mut runs: Vec<Run> = Vec::new();
    for sentence in &sentences {
        for run in runs_of(sentence, &case) {
            match runs.iter_mut().find(|known| same(known, &run)) {
                Some(known) => known.speech = known.speech.max(run.speech),
                None => runs.push(run),
            }
        }
    }
    Names::new(runs)
}

fn same(one: &Run, other: &Run) -> bool {
    one.words
        .iter()
        .map(|word| word.key)
        .eq(other.words.iter().map(|word| word.key))
}

fn ends_prose(c: char) -> bool {
    matches!(
        c,
        '.' | '!' | '?' | '"' | '”' | '’' | '»' | ')' | ':' | '…' | ',' | ';'
    )
}

struct Token<'a> {
    word: Word<'a>,
    /// What stands between the word before and this one.
    gap: &'a str,
    capital: bool,
    /// Folded, without possessive; empty for a word without capital that no list could hold.
    folded: String,
}

/// The sentences of a block, each with its words; a full stop after an abbreviation ends none.
fn sentences(block: &str) -> Vec<Vec<Token<'_>>> {
    let mut sentences = Vec::new();
    let mut sentence: Vec<Token> = Vec::new();
    let mut end = 0;
    for word in words(block) {
        let gap = block.get(end..word.start).unwrap_or_default();
        end = word.end();
        let abbreviated = gap == ". "
            && sentence
                .last()
                .is_some_and(|last| last.capital && is_abbreviation(&last.folded));
        if gap.contains(['.', '!', '?', '\n']) && !abbreviated && !sentence.is_empty() {
            sentences.push(std::mem::take(&mut sentence));
        }
        let folded = fold(word.text);
        sentence.push(Token {
            word,
            gap,
            capital: word.text.starts_with(char::is_uppercase),
            folded: folded.strip_suffix("'s").unwrap_or(&folded).to_owned(),
        });
    }
    sentences.push(sentence);
    sentences
}

/// How the article writes its words within sentences.
struct Case {
    capital: HashSet<u64, Hashed>,
    small: HashSet<u64, Hashed>,
}

impl Case {
    fn of(sentences: &[Vec<Token>]) -> Self {
        let (mut capital, mut small) = (HashSet::default(), HashSet::default());
        for sentence in sentences {
            for (at, token) in sentence.iter().enumerate() {
                if !token.capital {
                    small.insert(hash(token.folded.as_bytes()));
                } else if at > 0 && !token.gap.contains(ends_sentence) {
                    capital.insert(hash(token.folded.as_bytes()));
                }
            }
        }
        Self { capital, small }
    }

    /// Whether a capital at the beginning of a sentence says nothing.
    fn only_begins(&self, token: &Token, next: Option<&Token>) -> bool {
        let key = hash(token.folded.as_bytes());
        !self.capital.contains(&key)
            && (self.small.contains(&key)
                || !next.is_some_and(|next| next.capital && joins(token, next)))
    }

    /// `leads`: the first word of its run. "Turkish" leads to a name, "Dorrian" after "John" is one.
    fn kind(&self, token: &Token, leads: bool) -> Kind {
        let acronym = token.word.text.chars().filter(|c| c.is_uppercase()).count() > 1;
        if !token.capital && is_connector(&token.folded) {
            Kind::Connector
        } else if is_weak(&token.folded)
            || (!acronym && is_stop(&token.folded, None))
            || token.folded.chars().count() == 1
            || (leads && is_demonym(&token.folded))
            || (!acronym && self.small.contains(&hash(token.folded.as_bytes())))
        {
            Kind::Weak
        } else {
            Kind::Name
        }
    }
}

/// Whether two neighbours can stand in one name.
fn joins(before: &Token, after: &Token) -> bool {
    match after.gap {
        " " | "-" | "\u{a0}" | "‑" => {
            !before.word.text.ends_with("'s") && !before.word.text.ends_with("’s")
        }
        ". " => is_abbreviation(&before.folded),
        _ => false,
    }
}

/// The runs of one sentence.
fn runs_of(sentence: &[Token], case: &Case) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut at = 0;
    while at < sentence.len() {
        let length = run_length(sentence, at, case);
        if length == 0 {
            at += 1;
            continue;
        }
        if length <= LONGEST {
            runs.extend(run(sentence, at, length, case));
        }
        at += length;
    }
    runs
}

/// How many words from here on are one run: capitals, small prefixes before a hyphen, single connectors between.
fn run_length(sentence: &[Token], start: usize, case: &Case) -> usize {
    let fits = |at: usize| -> bool {
        let Some(token) = sentence.get(at) else {
            return false;
        };
        let next = sentence.get(at + 1);
        if !token.capital {
            return next.is_some_and(|next| next.capital && next.gap == "-")
                && is_prefix(&token.folded);
        }
        let begins = at == 0 || token.gap.contains(ends_sentence) && token.gap != ". ";
        let acronym = token.word.text.chars().filter(|c| c.is_uppercase()).count() > 1;
        let stop = !acronym && is_stop(&token.folded, None);
        let within = at > start || next.is_some_and(|next| next.capital && joins(token, next));
        !is_no_name(&token.folded)
            && (!stop || (within && !begins))
            && !(begins && case.only_begins(token, next))
    };
    let joined = |at: usize| {
        sentence
            .get(at - 1)
            .zip(sentence.get(at))
            .is_some_and(|(before, after)| joins(before, after))
    };
    if !fits(start) {
        return 0;
    }
    let mut end = start + 1;
    loop {
        if joined(end) && fits(end) {
            end += 1;
        } else if joined(end)
            && joined(end + 1)
            && sentence
                .get(end)
                .is_some_and(|token| is_connector(&token.folded))
            && fits(end + 1)
        {
            end += 2;
        } else {
            return end - start;
        }
    }
}

fn run(sentence: &[Token], start: usize, length: usize, case: &Case) -> Option<Run> {
    let mut text = String::new();
    let mut words = Vec::new();
    for (at, token) in sentence.iter().enumerate().skip(start).take(length) {
        if at > start {
            let glue = token.gap.replace(char::is_whitespace, " ");
            text.push_str(&glue);
        }
        let bare = token.word.text;
        let bare = bare
            .strip_suffix("'s")
            .or_else(|| bare.strip_suffix("’s"))
            .unwrap_or(bare);
        let begin = text.len();
        text.push_str(bare);
        words.push(RunWord {
            key: hash(token.folded.as_bytes()),
            start: begin,
            end: text.len(),
            glued: at > start && matches!(token.gap, "-" | "‑"),
            kind: case.kind(token, at == start),
        });
    }
    // The first half of a compound such as US-led is no name of its own here.
    let tail = sentence.get(start + length);
    if tail.is_some_and(|tail| matches!(tail.gap, "-" | "‑")) {
        words.pop();
    }
    (!words.is_empty()).then(|| Run {
        text,
        words,
        speech: speech(sentence, start, length),
    })
}

fn speech(sentence: &[Token], start: usize, length: usize) -> Speech {
    let said = |tokens: &[Token]| tokens.iter().any(|token| is_said(&token.folded));
    let from = start.saturating_sub(BESIDE);
    let to = (start + length + BESIDE).min(sentence.len());
    let marks = |c| matches!(c, '"' | '“' | '”' | '«' | '»' | '„');
    if said(sentence.get(from..to).unwrap_or_default()) {
        Speech::Speaks
    } else if said(sentence) && sentence.iter().any(|token| token.gap.contains(marks)) {
        Speech::Near
    } else {
        Speech::None
    }
}
