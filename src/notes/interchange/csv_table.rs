//! A table of quotes: a head that names its columns, a note a line. `article` and `quote` are needed.

use super::incoming::{Incoming, IncomingTarget, time};

/// The columns that are understood.
const COLUMNS: [&str; 12] = [
    "id", "article", "quote", "prefix", "suffix", "body", "kind", "status", "author", "created",
    "tags", "replacement",
];

pub(super) fn parse(text: &str) -> Result<Vec<Incoming>, String> {
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .trim(csv::Trim::Headers)
        .from_reader(text.as_bytes());
    let head = reader
        .headers()
        .map_err(|error| format!("this is no table: {error}"))?
        .clone();
    let column = |name: &str| head.iter().position(|it| it.eq_ignore_ascii_case(name));
    if column("article").is_none() || column("quote").is_none() {
        return Err(format!(
            "the first line of a table names its columns: `article` and `quote`, and any of {}",
            COLUMNS.join(", ")
        ));
    }
    let unknown: Vec<&str> = head
        .iter()
        .filter(|name| !COLUMNS.iter().any(|it| it.eq_ignore_ascii_case(name)))
        .collect();
    let mut notes = Vec::new();
    for (number, row) in (2..).zip(reader.records()) {
        let row = row.map_err(|error| format!("line {number}: {error}"))?;
        let cell = |name: &str| {
            let text = row.get(column(name)?)?.trim();
            (!text.is_empty()).then(|| text.to_owned())
        };
        let target = IncomingTarget {
            source: cell("article").unwrap_or_default(),
            quote: cell("quote").unwrap_or_default(),
            prefix: cell("prefix").unwrap_or_default(),
            suffix: cell("suffix").unwrap_or_default(),
        };
        let own = [
            &target.source, &target.quote, &target.prefix, &target.suffix,
        ]
        .map(String::as_str)
        .join("\n");
        let body = cell("body").unwrap_or_default();
        let hash = || blake3::hash(format!("{own}\n{body}").as_bytes()).to_hex();
        let id = cell("id").unwrap_or_else(|| hash().chars().take(12).collect());
        let word = |name: &str, lost: &mut Vec<String>, fits: bool| {
            if let Some(text) = cell(name).filter(|_| !fits) {
                lost.push(format!("the {name} `{text}`"));
            }
        };
        let mut lost: Vec<String> = unknown
            .iter()
            .filter_map(|name| Some((*name, cell(name)?)))
            .map(|(name, _)| format!("the column `{name}`"))
            .collect();
        let kind = cell("kind").and_then(|kind| kind.parse().ok());
        let status = cell("status").and_then(|status| status.parse().ok());
        let created = cell("created").as_deref().and_then(time);
        word("kind", &mut lost, kind.is_some());
        word("status", &mut lost, status.is_some());
        word("created", &mut lost, created.is_some());
        let tags = cell("tags").unwrap_or_default();
        let tags = tags
            .split([',', ';'])
            .map(str::trim)
            .filter(|tag| !tag.is_empty());
        notes.push(Incoming {
            via: format!("csv:{id}"),
            author: cell("author"),
            created,
            kind: kind.unwrap_or_default(),
            status,
            targets: vec![target],
            tags: tags.map(str::to_owned).collect(),
            replacement: cell("replacement"),
            body,
            lost,
            ..Incoming::default()
        });
    }
    Ok(notes)
}
