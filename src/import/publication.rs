//! Where the article was published: named by a rule, or guessed from the site's words about itself.

use std::collections::BTreeMap;

use super::page::Page;
use super::reading::{Evidence, Guess, Reason};
use super::rules::Rules;
use super::words::is_capitalised;

/// The publication that a rule of `postil.yaml` names.
pub(crate) fn by_rule(page: &Page<'_>, rules: &Rules) -> Option<Evidence<String>> {
    page.iter().find_map(|(index, block, _)| {
        rules
            .publication(&block.folded)
            .map(|name| Evidence::new(name.to_owned(), page.numbers(index)))
    })
}

/// The name that appeals for support, disclaimers and copyright lines agree on.
pub(crate) fn guess(page: &Page<'_>) -> Option<Guess> {
    let mut named: BTreeMap<String, (Vec<usize>, Vec<&'static str>)> = BTreeMap::new();
    for (index, block, marks) in page.iter() {
        let (name, why) = if marks.furniture == Some(Reason::Appeal) {
            (supported(&block.text), "asks for support")
        } else if marks.disclaimer {
            (disclaimed(&block.text), "is named in the disclaimer")
        } else if block.text.starts_with('©') || block.folded.starts_with("copyright ") {
            (copyright(&block.text), "holds the copyright")
        } else {
            continue;
        };
        if let Some(name) = name {
            let entry = named.entry(name).or_default();
            entry.0.extend(page.numbers(index));
            if !entry.1.contains(&why) {
                entry.1.push(why);
            }
        }
    }
    // Most kinds of evidence first, then most lines, then the first line.
    let (name, (lines, whys)) = named.into_iter().max_by_key(|(_, (lines, whys))| {
        (
            whys.len(),
            lines.len(),
            std::cmp::Reverse(lines.first().copied()),
        )
    })?;
    Some(Guess {
        why: format!("{name} {}", whys.join(" and ")),
        value: name,
        lines,
    })
}

/// `Support The Paper on Patreon!` → `The Paper`.
fn supported(text: &str) -> Option<String> {
    let at = text.find("Support ")?;
    capitalised_run(text.get(at + "Support ".len()..)?)
}

/// `… do not necessarily represent those of The Paper.` → `The Paper`.
fn disclaimed(text: &str) -> Option<String> {
    let at = text.rfind(" of ")?;
    capitalised_run(text.get(at + " of ".len()..)?)
}

/// `© 2023 The Paper LLC` → `The Paper`.
fn copyright(text: &str) -> Option<String> {
    let after = text.trim_start_matches(|c: char| !c.is_whitespace());
    let start = after.find(|c: char| c.is_alphabetic())?;
    let name = capitalised_run(after.get(start..)?)?;
    let cut = [
        " LLC", " Inc", " Ltd", " GmbH", " Company", " Limited", " All Rights Reserved",
    ]
    .iter()
    .fold(name.as_str(), |name, end| {
        name.strip_suffix(end).unwrap_or(name)
    });
    (!cut.is_empty() && !cut.eq_ignore_ascii_case("copyright")).then(|| cut.to_owned())
}

/// The capitalised words that a text opens with; none of them a call to act.
fn capitalised_run(text: &str) -> Option<String> {
    let mut taken = Vec::new();
    for word in text.split_whitespace().take(6) {
        let bare =
            word.trim_matches(|c: char| matches!(c, '.' | '!' | ',' | ';' | ':' | '“' | '”'));
        if !is_capitalised(bare) || matches!(bare, "Us" | "Our" | "This" | "Independent" | "Now") {
            break;
        }
        taken.push(bare);
        if bare.len() < word.len() {
            break;
        }
    }
    (!taken.is_empty() && taken != ["The"]).then(|| taken.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_cut_out_of_their_lines() {
        assert_eq!(
            supported("Help us grow. Support The Paper on Patreon!").as_deref(),
            Some("The Paper")
        );
        assert_eq!(
            disclaimed("They do not represent those of The Paper.").as_deref(),
            Some("The Paper")
        );
        assert_eq!(
            copyright("© 2023 The Daily Company LLC").as_deref(),
            Some("The Daily")
        );
        assert_eq!(supported("Support Us"), None);
    }
}
