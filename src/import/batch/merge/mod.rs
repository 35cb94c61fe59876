//! An article that an editor changed and a new import of its text, merged: each against what was imported before.
//!
//! What only one side changed is taken from it. Where both did, the editor's word stays: a field is kept and the
//! import's value told, in the body both stand between git's markers, and the article is a draft until one is taken out.

pub(super) mod comments;
mod front_matter;

use diffy::{ConflictStyle, IncompleteHunkStyle, MergeOptions};

use crate::content::TextFile;

/// What a merge came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Merged {
    pub(super) text: String,
    /// Places of the body where both sides stand.
    pub(super) conflicts: usize,
    /// Fields in which the editor's word was kept, in words.
    pub(super) told: Vec<String>,
}

/// What opens a conflict in a body.
pub(super) const OPENS: &str = "<<<<<<< ";

/// Whether a body has places that a merge left in two versions.
pub fn has_conflicts(body: &str) -> bool {
    body.lines().any(|line| line.starts_with(OPENS))
}

const OURS: &str = "<<<<<<< edited";
const THEIRS: &str = ">>>>>>> imported";

/// Merges three `index.md`: as imported before (its lines end in `\n`), as edited, as imported now. Fields that are `settled` are as imported
/// now. The error says why that cannot be done.
pub(super) fn article(
    base: &str,
    edited: &str,
    imported: &str,
    settled: &[&str],
) -> Result<Merged, String> {
    let crlf = edited.contains("\r\n");
    let plain = edited.replace("\r\n", "\n");
    let read = |text: &str, what: &str| {
        TextFile::read(what, text.as_bytes()).map_err(|it| format!("{what}: {}", it.message))
    };
    let (base, edited, imported) = (
        read(base, "import.base.md")?,
        read(&plain, "index.md")?,
        read(imported, "the import")?,
    );
    if has_conflicts(edited.body()) {
        return Err("its last merge left conflict markers: take them out first".to_owned());
    }
    let part = |file: &TextFile, range: std::ops::Range<usize>| {
        file.text.get(range).unwrap_or_default().to_owned()
    };
    let fields = |file: &TextFile| part(file, file.front_matter.clone());
    let mut told = Vec::new();
    let front = front_matter::merge(
        &fields(&base),
        &fields(&edited),
        &fields(&imported),
        settled,
    );
    let front = if let Some(front) = front.filter(|_| edited.front_matter.start < edited.body.start)
    {
        told.extend(front.told);
        front.text
    } else {
        told.push("the front matter could not be merged: left as it is".to_owned());
        fields(&edited)
    };
    let (body, conflicts) = body(base.body(), edited.body(), imported.body());
    let head = part(&edited, 0..edited.front_matter.start);
    let rule = part(&edited, edited.front_matter.end..edited.body.start);
    let text = [head, front, rule, body].concat();
    Ok(Merged {
        text: if crlf {
            text.replace('\n', "\r\n")
        } else {
            text
        },
        conflicts,
        told,
    })
}

/// Merges bodies line by line; says how many places have both sides.
fn body(base: &str, edited: &str, imported: &str) -> (String, usize) {
    let ended = |text: &str| {
        let end = if text.is_empty() || text.ends_with('\n') {
            ""
        } else {
            "\n"
        };
        format!("{text}{end}")
    };
    let (base, ours, theirs) = (ended(base), ended(edited), ended(imported));
    if theirs == base || theirs == ours {
        return (edited.to_owned(), 0);
    }
    let mut options = MergeOptions::new();
    options
        .set_conflict_style(ConflictStyle::Merge)
        .set_incomplete_hunk_style(IncompleteHunkStyle::Git);
    match options.merge(&base, &ours, &theirs) {
        Ok(text) => (text, 0),
        Err(text) => {
            let lines: Vec<&str> = text
                .lines()
                .map(|line| match line {
                    "<<<<<<< ours" => OURS,
                    ">>>>>>> theirs" => THEIRS,
                    line => line,
                })
                .collect();
            let conflicts = lines.iter().filter(|line| **line == OURS).count();
            (lines.join("\n") + "\n", conflicts)
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn file(front: &str, body: &str) -> String {
        format!("---\n{front}---\n\n{body}")
    }

    #[test]
    fn what_one_side_changed_is_taken_from_it() {
        let base = file("title: A\ndate: 2017\n", "One.\n\nTwo.\n\nThree.\n");
        let edited = file(
            "title: My A\ndate: 2017\ntags: [x]\n",
            "One.\n\nTwo!\n\nThree.\n",
        );
        let imported = file(
            "title: A\ndate: 2017-02\n",
            "One.\n\nTwo.\n\nThree and a half.\n",
        );
        let merged = article(&base, &edited, &imported, &[]).unwrap();
        assert_eq!(
            merged.text,
            file(
                "title: My A\ndate: 2017-02\ntags: [x]\n",
                "One.\n\nTwo!\n\nThree and a half.\n"
            )
        );
        assert_eq!((merged.conflicts, merged.told), (0, vec![]));
    }

    #[test]
    fn where_both_changed_a_paragraph_both_stand() {
        let base = file("title: A\n", "One.\n\nTwo.\n");
        let edited = file("title: Mine\n", "One.\n\nTwo!\n").replace('\n', "\r\n");
        let imported = file("title: Theirs\n", "One.\n\nTwo?\n");
        let merged = article(&base, &edited, &imported, &[]).unwrap();
        let body = "One.\n\n<<<<<<< edited\nTwo!\n=======\nTwo?\n>>>>>>> imported\n";
        assert_eq!(
            merged.text,
            file("title: Mine\n", body).replace('\n', "\r\n")
        );
        assert_eq!(merged.conflicts, 1);
        assert!(merged.told[0].contains("“Mine”") && merged.told[0].contains("“Theirs”"));
        assert!(article(&base, &merged.text, &imported, &[]).is_err());
    }

    fn lines() -> impl Strategy<Value = String> {
        proptest::collection::vec("[a-e]?|[a-z]{2}", 0..12).prop_map(|lines| {
            lines
                .iter()
                .flat_map(|line| [line.as_str(), "\n"])
                .collect()
        })
    }

    fn count(text: &str, line: &str) -> usize {
        text.lines().filter(|other| *other == line).count()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn no_line_of_the_editor_is_lost(base in lines(), ours in lines(), theirs in lines()) {
            let (merged, conflicts) = body(&base, &ours, &theirs);
            for line in ours.lines().filter(|line| count(&base, line) == 0) {
                prop_assert!(count(&merged, line) >= count(&ours, line), "{line} in\n{merged}");
            }
            // Nor is one of the import, but where the editor took it out.
            for line in theirs.lines().filter(|line| count(&base, line) == 0) {
                prop_assert!(count(&merged, line) > 0, "{line} in\n{merged}");
            }
            prop_assert_eq!(conflicts > 0, merged.contains("<<<<<<< edited"));
        }

        #[test]
        fn a_side_that_changed_nothing_has_no_say(base in lines(), other in lines()) {
            prop_assert_eq!(body(&base, &other, &base), (other.clone(), 0));
            prop_assert_eq!(body(&base, &base, &other), (other.clone(), 0));
            prop_assert_eq!(body(&base, &other, &other), (other.clone(), 0));
        }
    }
}
