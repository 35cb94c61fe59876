//! Related articles that share words are told so, in front of what else they have in common.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::Shares;
use crate::corpus::Corpus;
use crate::links::related::{MOST_REASONS, Ranking, Reason, Related};
use crate::text::words::is_unspaced;

/// A reason shows so many words of a passage; in scripts without spaces, characters.
const WORDS: usize = 8;
const CHARACTERS: usize = 24;

/// The ranking with these reasons too: an entry says that it is a copy, or else how the longest passage begins that both
/// share. The editor's word stays first. What is near but had no reason to be shown has one now.
pub fn with_shared_words(
    ranking: &Ranking,
    shares: &BTreeMap<String, Shares>,
    corpus: &Corpus,
) -> Ranking {
    let list = |(slug, list): (&String, &Arc<Vec<Related>>)| {
        let mut list = Arc::clone(list);
        if let (Some(shares), Some(entry)) = (shares.get(slug), corpus.article(slug)) {
            let text = &entry.document().plain.text;
            for related in Arc::make_mut(&mut list) {
                if let Some(reason) = shares.reason(&related.slug, text) {
                    let first = usize::from(related.reasons.first() == Some(&Reason::Chosen));
                    related.reasons.insert(first, reason);
                    related.reasons.truncate(MOST_REASONS);
                    related.shown = related.near;
                }
            }
        }
        (slug.clone(), list)
    };
    ranking.iter().map(list).collect()
}

impl Shares {
    /// What an article (of this plain text) shares with another, as a reason.
    fn reason(&self, other: &str, text: &str) -> Option<Reason> {
        if let Some(copy) = self.copies.iter().find(|copy| copy.slug == other) {
            return Some(Reason::Copy(copy.extent));
        }
        let places = self.passages.iter().flat_map(|it| &it.others);
        let places = places.filter(|place| place.slug == other);
        let longest = places.max_by_key(|it| (it.here.len(), Reverse(it.here.start)))?;
        Some(Reason::Passage(beginning(text.get(longest.here.clone())?)))
    }
}

/// The first words in one line, without the quotation marks among them.
fn beginning(text: &str) -> String {
    let text = text.replace(['“', '”', '„', '"', '«', '»'], "");
    let mut words = text.split_whitespace();
    let mut shown: String = words.by_ref().take(WORDS).collect::<Vec<_>>().join(" ");
    let mut is_cut = words.next().is_some();
    if let Some((end, _)) = shown.char_indices().nth(CHARACTERS)
        && shown.contains(is_unspaced)
    {
        shown.truncate(end);
        is_cut = true;
    }
    if is_cut {
        let end = shown.trim_end_matches(|c: char| !c.is_alphanumeric()).len();
        shown.truncate(end);
        shown.push_str(" …");
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::beginning;

    #[test]
    fn a_passage_is_shown_by_its_first_words() {
        assert_eq!(beginning("they had\n\n“seen” it"), "they had seen it");
        assert_eq!(
            beginning("one two three four five six seven eight, nine"),
            "one two three four five six seven eight …"
        );
        assert_eq!(
            beginning(&"東".repeat(30)),
            format!("{} …", "東".repeat(24))
        );
    }
}
