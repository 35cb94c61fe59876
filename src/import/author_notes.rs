//! Names in notes about the article: who its author is, who holds the copyright, lists below a label.

use super::author_pieces::{about, ends_oddly};
use super::authors::{Candidate, Source};
use super::byline::{LABELS, cut_label};
use super::name_words::{FIRST_NAMES, GROUPS, INTRODUCES, JOINTS};
use super::names::{Opening, cut_joint, opening};
use super::page::Page;
use super::words::{fold, is_all_caps, with_folded, with_lowercase};

/// `A Person is a reporter at …`: a name and the verb that introduces its bearer.
///
/// Near the foot (`any_verb`) any small word will do behind a name of two words.
pub(crate) fn bio(text: &str, block: usize, words: usize, any_verb: bool) -> Option<Candidate> {
    let head = first_chars(text, 110);
    let opening = opening(head, false).or_else(|| single(head))?;
    let after = head.get(opening.end..)?;
    let after = match after.trim_start().strip_prefix('(') {
        Some(inner) => inner.split_once(')')?.1,
        None => after,
    };
    let after = after.trim_start_matches(|c: char| !c.is_alphanumeric());
    let next = after.split_whitespace().next()?;
    let known = with_folded(next, |verb| INTRODUCES.contains(verb));
    let possible = any_verb
        && words >= 6
        && next.starts_with(char::is_lowercase)
        && opening.names.iter().all(|name| name.contains(' '));
    (opening.names.len() == 1 && (known || possible)).then(|| {
        let used = opening
            .names
            .iter()
            .map(|n| n.split(' ').count())
            .sum::<usize>();
        Candidate {
            names: opening.names,
            source: Source::Bio,
            block,
            last: block,
            before: usize::from(!known),
            after: words.saturating_sub(used),
            cut: 0,
        }
    })
}

/// `About the author A Person has …`: a label, and behind it who is introduced.
pub(crate) fn note(text: &str, block: usize, words: usize) -> Option<Candidate> {
    let head = text.get(..120).unwrap_or(text);
    let rest = about(head).or_else(|| match cut_label(head) {
        (true, rest) => Some(rest),
        (false, _) => None,
    })?;
    let (_, rest) = cut_label(rest);
    bio(rest, block, words, true).map(|found| Candidate {
        before: found.before + 2,
        ..found
    })
}

/// A text up to its `count`th character.
fn first_chars(text: &str, count: usize) -> &str {
    if text.len() <= count {
        return text;
    }
    let end = text.char_indices().nth(count).map(|(at, _)| at);
    end.and_then(|end| text.get(..end)).unwrap_or(text)
}

/// `Marie is …`: a first name alone.
fn single(head: &str) -> Option<Opening> {
    // Most texts open with none: the look that costs little goes first.
    let first = head.split_whitespace().next()?;
    if !with_folded(first, |first| FIRST_NAMES.contains(first)) {
        return None;
    }
    let found = opening(head, true)?;
    let one = found.names.first()?;
    let folded = fold(one);
    FIRST_NAMES.contains(folded.as_str()).then_some(found)
}

/// `© 2026 A Person · Privacy`: the name, and all up to the next sign.
pub(crate) fn copyright(text: &str, block: usize, words: usize) -> Vec<Candidate> {
    /// Small words and signs before the name.
    const LEAD: &[&str] = &["copyright", "by", "since", "seit", "the", "of"];
    /// Where the name ends.
    const END: &[&str] = &[
        "all", "alle", "privacy", "tous", "todos", "tutti", "inc", "inc.", "llc", "ltd", "gmbh",
        "terms", "impressum", "rights", "reserved",
    ];
    let at = text.find('©').map(|at| at + '©'.len_utf8()).or_else(|| {
        let at = text.to_lowercase().find("copyright")?;
        text.is_char_boundary(at).then_some(at + "copyright".len())
    });
    let Some(mut rest) = at.and_then(|at| text.get(at..)) else {
        return Vec::new();
    };
    loop {
        rest = rest.trim_start_matches(|c: char| !c.is_alphabetic());
        let first = rest.split(' ').next().unwrap_or_default();
        if first.is_empty() || !LEAD.contains(&first.to_lowercase().as_str()) {
            break;
        }
        rest = rest.get(first.len()..).unwrap_or_default();
    }
    let all = rest.split_whitespace().count();
    let candidate = |names: Vec<String>, source: Source| {
        let used: usize = names.iter().map(|n| n.split(' ').count()).sum();
        Candidate {
            after: all.saturating_sub(used),
            names,
            source,
            block,
            last: block,
            before: words.min(3),
            cut: 0,
        }
    };
    let mut found = Vec::new();
    if let Some(opening) = opening(rest, true) {
        found.push(candidate(opening.names, Source::Copyright));
    }
    let part = rest
        .split(['|', '•', '·', '–', '—', ',', '/', '(', '∙'])
        .next()
        .unwrap_or_default();
    let kept: Vec<&str> = part
        .split_whitespace()
        .take_while(|word| {
            !END.contains(&word.to_lowercase().as_str())
                && !word.starts_with(|c: char| c.is_ascii_digit())
        })
        .collect();
    let name = kept.join(" ");
    let name = name.trim_matches(|c: char| !c.is_alphanumeric());
    if (1..=5).contains(&kept.len())
        && found.iter().all(|c| c.names != [name])
        && name.chars().any(char::is_alphabetic)
    {
        found.push(Candidate {
            cut: 1,
            ..candidate(vec![name.to_owned()], Source::Copyright)
        });
    }
    found
}

/// Names on lines of their own below a line that is a label; joints and initials may stand between them.
pub(crate) fn below(page: &Page<'_>, index: usize) -> Vec<Candidate> {
    /// How many lines a list of names may take.
    const LONGEST: usize = 10;
    let Some((block, _)) = page.get(index) else {
        return Vec::new();
    };
    let label = block.folded.as_str();
    let is_label = LABELS.contains(label) || label.ends_with(" by") && label.len() < 40;
    if !is_label {
        return Vec::new();
    }
    let mut names: Vec<String> = Vec::new();
    let mut last = index;
    let mut joined = true;
    for next in index + 1..(index + 1 + LONGEST).min(page.len()) {
        let Some((block, marks)) = page.get(next) else {
            break;
        };
        let text = block.text.trim_matches(|c: char| c == ',' || c == ' ');
        if text.is_empty() || with_lowercase(text, |text| JOINTS.contains(&text)) {
            joined = true;
            continue;
        }
        // A portrait shown as its initials.
        if text.chars().count() <= 3 && is_all_caps(text) {
            continue;
        }
        if !joined || marks.words > 16 {
            break;
        }
        let bare = cut_joint(text).unwrap_or(text);
        let group = fold(bare).split(' ').any(|word| GROUPS.contains(word));
        match opening(bare, names.is_empty()) {
            Some(found) if !group => names.extend(found.names),
            _ if group && names.is_empty() && marks.words <= 6 => names.push(bare.to_owned()),
            _ => break,
        }
        last = next;
        joined = block.text.ends_with(',');
    }
    let candidate = |names: Vec<String>, source: Source, last: usize| Candidate {
        names,
        source,
        block: index + 1,
        last,
        before: 0,
        after: 0,
        cut: 0,
    };
    let mut found = Vec::new();
    let line = page.get(index + 1).filter(|(_, m)| m.words <= 6);
    if let Some((block, _)) = line
        && block.text.chars().any(char::is_alphabetic)
        && !ends_oddly(&block.text)
        && names.as_slice() != [block.text.as_str()]
    {
        found.push(candidate(
            vec![block.text.clone()],
            Source::Whole,
            index + 1,
        ));
    }
    if let [first, _, ..] = names.as_slice() {
        found.push(Candidate {
            cut: names.len() - 1,
            ..candidate(vec![first.clone()], Source::Below, index + 1)
        });
    }
    if !names.is_empty() {
        found.push(candidate(names, Source::Below, last));
    }
    found
}
