//! `comments.yaml`, merged: what an editor hid or mended stays so when the comments are imported again.

use crate::content::Comment;

/// Comments merged one by one: as imported before, as edited, as imported now; each with its place in `edited`. `told`
/// gets what the editor's word stood against.
pub(in crate::import::batch) fn merge(
    base: &[Comment],
    edited: &[Comment],
    imported: &[Comment],
    told: &mut Vec<String>,
) -> Vec<(Comment, Option<usize>)> {
    let of_edited = pair(base, edited);
    let of_imported = pair(base, imported);
    let mut used = vec![false; edited.len()];
    let mut merged = Vec::new();
    let unknown: Vec<usize> = (0..edited.len())
        .filter(|at| !of_edited.contains(&Some(*at)))
        .collect();
    for (at, new) in imported.iter().enumerate() {
        let old = of_imported.iter().position(|found| *found == Some(at));
        let was = old.and_then(|old| base.get(old));
        let is = match old {
            Some(old) => of_edited.get(old).copied().flatten(),
            None => unknown
                .iter()
                .copied()
                .find(|at| edited.get(*at).is_some_and(|it| it.text == new.text)),
        };
        if let Some(used) = is.and_then(|is| used.get_mut(is)) {
            *used = true;
        }
        match (was, is.and_then(|is| edited.get(is))) {
            (Some(was), Some(edit)) => merged.push((one(was, edit, new, told), is)),
            (None, Some(edit)) => merged.push((one(new, edit, new, told), is)),
            // The editor took it out of the file.
            (Some(was), None) if was.text == new.text => {}
            (_, None) => merged.push((new.clone(), None)),
        }
    }
    for (at, comment) in edited.iter().enumerate() {
        let was = of_edited
            .iter()
            .position(|found| *found == Some(at))
            .and_then(|old| base.get(old));
        let is_edited = was.is_none_or(|was| !is_same(was, comment));
        if used.get(at) == Some(&false) && is_edited {
            merged.push((comment.clone(), Some(at)));
        }
    }
    give_ids(&mut merged);
    merged
}

/// For each comment of `from` its place in `to`: the same text, else the same id and author.
fn pair(from: &[Comment], to: &[Comment]) -> Vec<Option<usize>> {
    let mut free = vec![true; to.len()];
    let mut found = vec![None; from.len()];
    let rules: [fn(&Comment, &Comment) -> bool; 2] = [
        |a, b| a.text == b.text,
        |a, b| a.id == b.id && a.author == b.author,
    ];
    for fits in rules {
        for (slot, comment) in found.iter_mut().zip(from) {
            if slot.is_some() {
                continue;
            }
            let place = to
                .iter()
                .zip(&free)
                .position(|(other, free)| *free && fits(comment, other));
            if let Some(free) = place.and_then(|place| free.get_mut(place)) {
                *free = false;
                *slot = place;
            }
        }
    }
    found
}

fn one(was: &Comment, is: &Comment, new: &Comment, told: &mut Vec<String>) -> Comment {
    fn field<T: PartialEq + Clone>(was: &T, is: &T, new: &T, clash: &mut bool) -> T {
        *clash |= is != was && new != was && is != new;
        if is == was { new.clone() } else { is.clone() }
    }
    let mut clash = false;
    let merged = Comment {
        id: new.id.clone(),
        author: field(&was.author, &is.author, &new.author, &mut clash),
        date: field(&was.date, &is.date, &new.date, &mut clash),
        reply_to: field(&was.reply_to, &is.reply_to, &new.reply_to, &mut clash),
        lines: new.lines.clone(),
        text: field(&was.text, &is.text, &new.text, &mut clash),
        hidden: is.hidden,
    };
    if clash {
        told.push(format!(
            "comment {} stays as it was edited; the import has it otherwise",
            new.id
        ));
    }
    merged
}

/// The same but for its number and lines.
fn is_same(a: &Comment, b: &Comment) -> bool {
    (&a.author, &a.date, &a.reply_to, &a.text, a.hidden)
        == (&b.author, &b.date, &b.reply_to, &b.text, b.hidden)
}

/// Each id once: a later comment whose id is taken gets the first free number.
fn give_ids(comments: &mut [(Comment, Option<usize>)]) {
    let mut taken = std::collections::BTreeSet::new();
    for (comment, _) in comments {
        let mut number = 1;
        while !taken.insert(comment.id.clone()) {
            comment.id = format!("e{number}");
            number += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn comment(id: &str, text: &str) -> Comment {
        Comment {
            id: id.into(),
            author: Some("Ted".into()),
            date: None,
            reply_to: None,
            lines: "1".into(),
            text: text.into(),
            hidden: false,
        }
    }

    fn comments(merged: Vec<(Comment, Option<usize>)>) -> Vec<Comment> {
        merged.into_iter().map(|(comment, _)| comment).collect()
    }

    #[test]
    fn what_an_editor_hid_mended_added_or_took_out_stays_so() {
        let base = ["A", "B", "C", "D"].map(|text| comment(&text.to_lowercase(), text));
        let mut edited = base.to_vec();
        edited[0].hidden = true;
        edited[1].author = Some("Theodor".into());
        edited.remove(2);
        edited.push(comment("x", "E"));
        // One came in before them, one went.
        let imported = [
            comment("c1", "N"),
            comment("c2", "A"),
            comment("c3", "B"),
            comment("c4", "C"),
        ];
        let mut told = Vec::new();
        let merged = comments(merge(&base, &edited, &imported, &mut told));
        let seen: Vec<(&str, &str, bool)> = merged
            .iter()
            .map(|it| (it.id.as_str(), it.text.as_str(), it.hidden))
            .collect();
        assert_eq!(
            seen,
            [
                ("c1", "N", false),
                ("c2", "A", true),
                ("c3", "B", false),
                ("x", "E", false)
            ]
        );
        assert_eq!(merged[2].author.as_deref(), Some("Theodor"));
        assert!(told.is_empty());
    }

    #[test]
    fn a_mended_text_stands_against_the_import_and_is_told() {
        let base = [comment("c1", "A")];
        let edited = [comment("c1", "A, mended")];
        let mut told = Vec::new();
        let longer = [comment("c1", "A, longer")];
        let merged = comments(merge(&base, &edited, &longer, &mut told));
        assert_eq!((merged[0].text.as_str(), told.len()), ("A, mended", 1));
        assert_eq!(
            comments(merge(&base, &edited, &base, &mut Vec::new())),
            edited
        );
    }
}
