//! Finds the names in a text: runs of capitalised words, with the judgement a reader makes at the start of a sentence.

use std::collections::HashMap;
use std::ops::Range;

use super::name_words::{
    is_abbreviation, is_connector, is_demonym, is_function, is_no_name, is_prefix, is_said, is_weak,
};
use super::names::{Kind, Names, Run, RunWord, Speech};
use super::terms::ends_sentence;
use crate::text::hash::{Hashed, folded, pair};
use crate::text::words::{Word, Words};

/// A longer run of capitals is a headline.
const LONGEST: usize = 6;
/// A longer paragraph (in bytes) is no heading, however it ends.
const HEADING: usize = 120;
/// How many words from a name a verb of saying may stand.
const BESIDE: usize = 3;

/// The names in a plain text of these words. Paragraphs that do not end as a sentence does are taken for headings and
/// left out.
pub(super) fn names(body: &str, words: &Words) -> Names {
    let (tokens, sentences) = sentences(body, words);
    let sentences: Vec<&[Token]> = sentences
        .into_iter()
        .filter_map(|sentence| tokens.get(sentence))
        .collect();
    let case = Case::of(&sentences);
    let mut runs: Vec<Run> = Vec::new();
    let mut known: HashMap<u64, usize, Hashed> = HashMap::default();
    for run in sentences
        .iter()
        .flat_map(|sentence| runs_of(sentence, &case))
    {
        let key = run.words.iter().fold(0, |key, word| pair(key, word.key));
        if let Some(same) = known.get(&key).and_then(|at| runs.get_mut(*at)) {
            same.speech = same.speech.max(run.speech);
        } else {
            known.insert(key, runs.len());
            runs.push(run);
        }
    }
    Names::new(runs)
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
    /// More than one capital.
    acronym: bool,
    /// The hash of the folded word without possessive.
    key: u64,
}

/// The words outside of headings, and which of them are a sentence each; a full stop after an abbreviation ends none.
fn sentences<'a>(body: &'a str, words: &'a Words) -> (Vec<Token<'a>>, Vec<Range<usize>>) {
    let mut words = words.iter(body).peekable();
    let mut tokens: Vec<Token> = Vec::with_capacity(body.len() / 5);
    let mut sentences = Vec::new();
    let mut start = 0;
    for block in body.split("\n\n") {
        let at = start;
        let end = at + block.len();
        start = end + 2;
        let is_prose = block.trim_end().ends_with(ends_prose) || block.len() > HEADING;
        let mut begins = tokens.len();
        let mut before = at;
        while let Some((word, key)) = words.next_if(|(word, _)| word.start < end) {
            if !is_prose {
                continue;
            }
            let gap = body.get(before..word.start).unwrap_or_default();
            before = word.end();
            let abbreviated = gap == ". "
                && tokens
                    .last()
                    .is_some_and(|last| last.capital && is_abbreviation(last.key));
            let ends = gap.contains(['.', '!', '?', '\n']) && !abbreviated;
            if ends && begins < tokens.len() {
                sentences.push(begins..tokens.len());
                begins = tokens.len();
            }
            let bare = without_possessive(word.text);
            let capital = bare.starts_with(char::is_uppercase);
            tokens.push(Token {
                word,
                gap,
                capital,
                acronym: capital && bare.chars().skip(1).any(char::is_uppercase),
                key: if bare.len() == word.text.len() {
                    key
                } else {
                    folded(bare)
                },
            });
        }
        sentences.push(begins..tokens.len());
    }
    (tokens, sentences)
}

/// How the article writes the words that it somewhere writes with a capital.
struct Case {
    words: HashMap<u64, Written, Hashed>,
}

#[derive(Default)]
struct Written {
    /// With a capital within a sentence.
    capital: bool,
    /// Without one.
    small: bool,
}

impl Case {
    fn of(sentences: &[&[Token]]) -> Self {
        let mut words: HashMap<u64, Written, Hashed> = HashMap::default();
        for sentence in sentences {
            for (at, token) in sentence.iter().enumerate().filter(|(_, it)| it.capital) {
                let within = at > 0 && !token.gap.contains(ends_sentence);
                words.entry(token.key).or_default().capital |= within;
            }
        }
        for token in sentences.iter().copied().flatten() {
            if !token.capital
                && let Some(word) = words.get_mut(&token.key)
            {
                word.small = true;
            }
        }
        Self { words }
    }

    fn is_small(&self, token: &Token) -> bool {
        !token.capital || self.words.get(&token.key).is_some_and(|word| word.small)
    }

    /// Whether a capital at the beginning of a sentence says nothing.
    fn only_begins(&self, token: &Token, next: Option<&Token>) -> bool {
        !self.words.get(&token.key).is_some_and(|word| word.capital)
            && (self.is_small(token)
                || !next.is_some_and(|next| next.capital && joins(token, next)))
    }

    /// `leads`: the first word of its run. "Turkish" leads to a name, "Dorrian" after "John" is one.
    fn kind(&self, token: &Token, leads: bool) -> Kind {
        if !token.capital && is_connector(token.key) {
            Kind::Connector
        } else if is_weak(token.key)
            || (!token.acronym && is_function(token.key))
            || token.word.text.chars().count() == 1
            || (leads && is_demonym(&token.word.text.to_lowercase()))
            || (!token.acronym && self.is_small(token))
        {
            Kind::Weak
        } else {
            Kind::Name
        }
    }
}

fn without_possessive(word: &str) -> &str {
    word.strip_suffix("'s")
        .or_else(|| word.strip_suffix("’s"))
        .unwrap_or(word)
}

/// Whether two neighbours can stand in one name.
fn joins(before: &Token, after: &Token) -> bool {
    match after.gap {
        " " | "-" | "\u{a0}" | "‑" => {
            without_possessive(before.word.text).len() == before.word.text.len()
        }
        ". " => is_abbreviation(before.key),
        _ => false,
    }
}

/// The runs of one sentence.
fn runs_of(sentence: &[Token], case: &Case) -> Vec<Run> {
    let mut runs = Vec::new();
    let quotes = says(sentence) && sentence.iter().any(|token| token.gap.contains(is_mark));
    let mut at = 0;
    while at < sentence.len() {
        let length = run_length(sentence, at, case);
        if length == 0 {
            at += 1;
            continue;
        }
        if length <= LONGEST {
            runs.extend(run(sentence, at, length, case, quotes));
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
                && is_prefix(token.key);
        }
        let begins = at == 0 || token.gap.contains(ends_sentence) && token.gap != ". ";
        let stop = !token.acronym && is_function(token.key);
        let within = at > start || next.is_some_and(|next| next.capital && joins(token, next));
        !is_no_name(token.key)
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
                .is_some_and(|token| is_connector(token.key))
            && fits(end + 1)
        {
            end += 2;
        } else {
            return end - start;
        }
    }
}

/// `quotes` is whether the sentence has a verb of speech and quotation marks.
fn run(sentence: &[Token], start: usize, length: usize, case: &Case, quotes: bool) -> Option<Run> {
    let mut text = String::new();
    let mut words = Vec::new();
    for (at, token) in sentence.iter().enumerate().skip(start).take(length) {
        if at > start {
            let glue = token.gap.replace(char::is_whitespace, " ");
            text.push_str(&glue);
        }
        let bare = without_possessive(token.word.text);
        let begin = text.len();
        text.push_str(bare);
        words.push(RunWord {
            key: token.key,
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
        speech: speech(sentence, start, length, quotes),
        at: sentence.get(start).map_or(0, |token| token.word.start),
    })
}

fn says(tokens: &[Token]) -> bool {
    tokens.iter().any(|token| is_said(token.key))
}

fn is_mark(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '«' | '»' | '„')
}

fn speech(sentence: &[Token], start: usize, length: usize, quotes: bool) -> Speech {
    let from = start.saturating_sub(BESIDE);
    let to = (start + length + BESIDE).min(sentence.len());
    if says(sentence.get(from..to).unwrap_or_default()) {
        Speech::Speaks
    } else if quotes {
        Speech::Near
    } else {
        Speech::None
    }
}
