//! Markdown bodies, paragraph by paragraph.

use super::{Fate, Paragraph};
use crate::text::difference::{Kind, Piece, hunks, likeness, pieces};

/// Paragraphs with less than this in common are not one that was edited.
const ALIKE: f64 = 0.4;

/// The paragraphs that differ, in the order in which they stand.
pub(super) fn changes(before: &str, after: &str) -> Vec<Paragraph> {
    let (old, new) = (paragraphs(before), paragraphs(after));
    let mut found = Vec::new();
    for (out, into) in hunks(&old, &new) {
        let mut gone = old.get(out).unwrap_or_default().iter();
        for paragraph in new.get(into).unwrap_or_default() {
            // The first of those that went which this one was made of; what stands before it is gone.
            let rest = gone.clone();
            let edit = rest.enumerate().find_map(|(at, was)| {
                let words = pieces(was, paragraph);
                (likeness(&words) >= ALIKE).then_some((at, words))
            });
            let Some((at, words)) = edit else {
                found.push(whole(Fate::Added, paragraph));
                continue;
            };
            found.extend(gone.by_ref().take(at).map(|it| whole(Fate::Removed, it)));
            gone.next();
            found.push(Paragraph {
                fate: Fate::Changed,
                words,
            });
        }
        found.extend(gone.map(|it| whole(Fate::Removed, it)));
    }
    found
}

fn whole(fate: Fate, text: &str) -> Paragraph {
    let kind = if fate == Fate::Added {
        Kind::In
    } else {
        Kind::Out
    };
    let text = text.to_owned();
    Paragraph {
        fate,
        words: vec![Piece { kind, text }],
    }
}

/// What blank lines part, ends of lines trimmed.
fn paragraphs(body: &str) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    let mut open = false;
    for line in body.lines() {
        let line = line.trim_end();
        match all.last_mut() {
            _ if line.is_empty() => open = false,
            Some(last) if open => {
                last.push('\n');
                last.push_str(line);
            }
            _ => {
                all.push(line.to_owned());
                open = true;
            }
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edited_paragraph_is_told_from_a_new_one() {
        let before = "One stays.\n\nNine planes were lost over the sea.\n\nThis goes away.\n";
        let after =
            "One stays.\n\nNine planes were lost over the hills.\n\nSomething else is new.\n";
        let found = changes(before, after);
        let fates: Vec<Fate> = found.iter().map(|it| it.fate).collect();
        assert_eq!(fates, [Fate::Changed, Fate::Added, Fate::Removed]);
        assert_eq!(found[0].words[2].text, "hills");
        assert_eq!(changes(before, &format!("\n{before}\n\n")), []);
    }
}
