//! Reader comments as an editor made them: lines that begin one or go on with it, and who wrote it when.

use super::{CommentChoice, of_comments};
use crate::import::lines::tidy;
use crate::import::reading::{Fate, ReaderComment, Reading, Reason};

/// Lines that are to be of reader comments, by their indices, in order; each with whether it begins one.
pub(super) fn join(reading: &mut Reading, mut chosen: Vec<(usize, bool)>) {
    chosen.sort_unstable();
    let is_chosen = |index: usize| chosen.iter().any(|(other, _)| *other == index);
    for (index, begins) in chosen.iter().copied() {
        let Some(line) = reading.lines.get(index) else {
            continue;
        };
        let (text, old) = (tidy(&line.text), line.fate);
        let own = match old {
            Fate::Comment(place) => reading.comments.get(place),
            _ => None,
        };
        // The first of its words, or the name and date above them.
        let opens = own.is_some_and(|comment| {
            comment.text.starts_with(&text) || !comment.text.contains(&text)
        });
        // It begins one already, or goes on with one.
        if own.is_some() && begins == opens {
            continue;
        }
        let above = reading.lines.get(..index).unwrap_or_default();
        let above = above.iter().rev().find_map(|line| match line.fate {
            // The name above its own words is no other comment.
            Fate::Comment(place) if line.fate != old => Some(place),
            _ => None,
        });
        // The rest of a comment goes with the line that is to begin another.
        let mut moved = vec![index];
        if let Fate::Comment(_) = old {
            let rest = reading.lines.iter().enumerate().skip(index + 1);
            let same = rest.take_while(|(at, line)| line.fate == old && !is_chosen(*at));
            moved.extend(same.map(|(at, _)| at));
        }
        let place = above.filter(|_| !begins).unwrap_or_else(|| {
            reading.comments.push(ReaderComment {
                id: String::new(),
                author: None,
                date: None,
                reply_to: None,
                lines: Vec::new(),
                text: String::new(),
            });
            reading.comments.len() - 1
        });
        for index in moved {
            add(reading, index, place);
        }
    }
}

/// Moves a line to the end of a comment.
fn add(reading: &mut Reading, index: usize, place: usize) {
    let Some(line) = reading.lines.get_mut(index) else {
        return;
    };
    let (number, text) = (line.number, tidy(&line.text));
    let old = std::mem::replace(&mut line.fate, Fate::Comment(place));
    if let Fate::Comment(old) = old
        && let Some(comment) = reading.comments.get_mut(old)
    {
        take_out(comment, number, &text);
    }
    let Some(comment) = reading.comments.get_mut(place) else {
        return;
    };
    let follows = comment.lines.last().is_some_and(|last| last + 1 == number);
    if !comment.text.is_empty() {
        comment.text += if follows { "\n" } else { "\n\n" };
    }
    comment.text += &text;
    comment.lines.push(number);
    comment.lines.sort_unstable();
}

/// A comment without one of its lines.
pub(super) fn take_out(comment: &mut ReaderComment, number: usize, text: &str) {
    comment.lines.retain(|line| *line != number);
    if !cut(comment, text) {
        comment
            .author
            .take_if(|author| text.contains(author.as_str()));
        comment.date.take_if(|date| text.contains(date.as_str()));
    }
}

/// Takes a line out of a comment's text; says whether it was there.
fn cut(comment: &mut ReaderComment, text: &str) -> bool {
    let mut paragraphs: Vec<String> = comment.text.split("\n\n").map(str::to_owned).collect();
    let mut taken = false;
    for paragraph in &mut paragraphs {
        if !taken && let Some(at) = paragraph.find(text) {
            paragraph.replace_range(at..at + text.len(), "");
            *paragraph = paragraph
                .split('\n')
                .map(str::trim)
                .filter(|row| !row.is_empty())
                .collect::<Vec<_>>()
                .join("\n");
            taken = true;
        }
    }
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    comment.text = paragraphs.join("\n\n");
    taken
}

/// Who wrote comments, and when, as the editor says. A line that says just that is none of the comment's text. Gives the
/// choices that fit no comment.
pub(super) fn sign<'c>(
    reading: &mut Reading,
    choices: &'c [CommentChoice],
) -> Vec<&'c CommentChoice> {
    let mut unfit = Vec::new();
    for (choice, place) in choices.iter().zip(of_comments(&reading.lines, choices)) {
        let comment = place.and_then(|place| reading.comments.get_mut(place));
        let Some(comment) = comment else {
            unfit.push(choice);
            continue;
        };
        if let Some(author) = &choice.author {
            comment.author.clone_from(author);
        }
        if let Some(date) = &choice.date {
            comment.date.clone_from(date);
        }
        let said = [choice.author.clone(), choice.date.clone()];
        for said in said.into_iter().flatten().flatten() {
            let is_row = comment.text.split('\n').any(|row| row == said);
            if is_row && comment.text != said {
                cut(comment, &said);
            }
        }
    }
    unfit
}

/// Takes out comments that have no text any more (what is left of their lines was the frame around it), and numbers the
/// others in the order of their lines.
pub(super) fn settle(reading: &mut Reading) {
    let mut order: Vec<usize> = (0..reading.comments.len()).collect();
    let comment = |place: &usize| reading.comments.get(*place);
    order.retain(|place| comment(place).is_some_and(|it| !it.text.is_empty()));
    order.sort_by_key(|place| comment(place).and_then(|it| it.lines.first().copied()));
    let is_new = |it: &ReaderComment| it.id.is_empty();
    if order.iter().copied().eq(0..reading.comments.len()) && !reading.comments.iter().any(is_new) {
        return;
    }
    for line in &mut reading.lines {
        if let Fate::Comment(place) = line.fate {
            let now = order.iter().position(|old| *old == place);
            line.fate = now.map_or(Fate::Out(Reason::CommentWidget), Fate::Comment);
        }
    }
    let id = |old: &str| {
        let now = order
            .iter()
            .position(|place| comment(place).is_some_and(|it| it.id == old));
        now.map(|now| format!("c{}", now + 1))
    };
    let settled: Vec<ReaderComment> = order
        .iter()
        .zip(1..)
        .filter_map(|(place, number)| {
            let comment = comment(place)?;
            Some(ReaderComment {
                id: format!("c{number}"),
                reply_to: comment.reply_to.as_deref().and_then(id),
                ..comment.clone()
            })
        })
        .collect();
    reading.comments = settled;
}
