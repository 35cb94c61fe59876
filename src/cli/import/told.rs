//! Rows of an import in words.

use std::fmt::Write;

use crate::import::batch::Row;

/// Every line of a source with what became of it.
pub(super) fn explained(row: &Row) -> String {
    let mut text = format!("{}\n", row.input);
    for line in &row.lines {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{:>6}  {:<22}  {}", line.line, line.fate, line.text);
    }
    text
}

/// What an editor looks at first: the title, and whether a date and an author were found.
fn found(row: &Row) -> String {
    let title = row.title.as_deref().filter(|title| !title.is_empty());
    let title = title.map_or_else(|| "no title".to_owned(), |title| format!("“{title}”"));
    let date = row.date.as_deref().unwrap_or("no date");
    let authors = if row.authors.is_empty() {
        "no author".to_owned()
    } else {
        row.authors.join(", ")
    };
    format!("{title} · {date} · {authors}")
}

/// A row with its warnings, on lines of its own.
pub(super) fn in_words(row: &Row) -> String {
    let mut text = match (&row.article, &row.reason) {
        (Some(article), _) if row.written => {
            format!("{} → {article}\n    {}", row.input, found(row))
        }
        (Some(article), _) if row.conflicts > 0 => {
            format!("{} = {article} (still in two versions)", row.input)
        }
        (Some(article), _) if row.stays => {
            format!("{} = {article} (left as it is)", row.input)
        }
        (Some(article), _) => format!("{} = {article} (unchanged)", row.input),
        (None, reason) => {
            let reason = reason.as_deref().unwrap_or("no article");
            format!("{}: refused: {reason}", row.input)
        }
    };
    for warning in &row.warnings {
        let _ = write!(text, "\n    {warning}");
    }
    text
}
