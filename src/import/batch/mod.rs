//! Many raw texts at once, from paths to articles on disk: read in parallel, named in input order, written whole.

mod comments;
mod companions;
mod compose;
mod copies;
pub mod desk;
mod inputs;
mod known;
mod merge;
mod need;
mod notes;
mod record;
mod row;
mod rule_use;
mod save;
mod sketch;
mod stored;
mod text;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use sha2::{Digest, Sha256};

pub use inputs::{Input, expand};
pub use merge::has_conflicts;
pub use need::Need;
pub use notes::{NoteChange, NoteStates};
pub use row::{ExplainedLine, Images, Row};
pub use rule_use::RuleUse;

use super::Rules;
use crate::content::exchange::Exchanger;
use crate::error::Result;
use crate::text::edtf::Edtf;
use crate::text::slug::{free_slug, slugify};
use copies::{Copies, Copy, Kept};
use known::Known;
use text::Text;

/// The largest text that is read, in bytes: an article is a thousandth of it.
const LARGEST: u64 = 8 * 1024 * 1024;

/// How many texts are held in memory at once.
const AT_ONCE: usize = 256;

/// How to import.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// Only say what would happen.
    pub dry_run: bool,
    /// The day that new articles come into the reader; absent: none is written.
    pub added: Option<Edtf>,
}

/// The bytes of an input, not yet read.
struct Raw {
    bytes: Vec<u8>,
    sha256: String,
    /// The article that it is already, or that an earlier state of it is.
    slug: Option<String>,
    /// Its file, where it is a single one and no folder.
    single: Option<PathBuf>,
}

/// Imports inputs into the site at `root`, in order; each row is given out as soon as it is known. `read` is called, from
/// any thread, whenever one more has been read.
///
/// # Errors
/// When an article cannot be written. What was given out before is on disk.
pub fn import(
    root: &Path,
    inputs: &[Input],
    rules: &Rules,
    options: &Options,
    read: impl Fn() + Sync,
    mut out: impl FnMut(Row) -> Result<()>,
) -> Result<()> {
    let articles = Exchanger::new(root);
    let mut known = Known::read(root);
    let mut copies = Copies::read(root, known.taken());
    let mut claimed = BTreeMap::new();
    for chunk in inputs.chunks(AT_ONCE) {
        let mut raws: Vec<_> = chunk.par_iter().map(Raw::read).collect();
        // An article stays with its own text; only what is left of them may be an older state of another.
        for raw in raws.iter_mut().flatten() {
            raw.slug = known.same(&raw.sha256);
        }
        for (input, raw) in chunk.iter().zip(&mut raws) {
            if let Ok(raw) = raw
                && raw.slug.is_none()
            {
                raw.slug = known.older(&raw.sha256, &input.file_name, &raw.bytes);
            }
            if let Ok(raw) = raw {
                raw.single = raw.slug.as_ref().and_then(|slug| known.single(slug));
            }
        }
        let texts: Vec<_> = chunk
            .par_iter()
            .zip(raws)
            .map(|(input, raw)| {
                let text = raw.and_then(|raw| Text::read(root, input, raw, rules));
                read();
                text
            })
            .collect();
        // Names are given in input order, whatever the threads do.
        let named: Vec<_> = chunk
            .iter()
            .zip(texts)
            .map(|(input, text)| {
                let text = text.map(|text| (name(&mut known, &mut claimed, input, &text), text));
                (input, text)
            })
            .collect();
        let kept: Vec<Option<Kept>> = named.par_iter().map(|(_, text)| to_compare(text)).collect();
        let found: Vec<Vec<Copy>> = kept
            .into_iter()
            .map(|kept| kept.map_or_else(Vec::new, |kept| copies.find_and_add(kept)))
            .collect();
        let rows: Vec<Result<Row>> = named
            .into_par_iter()
            .zip(found)
            .map(|((input, text), copies)| {
                let (mut name, text) = match text {
                    Ok(found) => found,
                    Err(reason) => return Ok(Row::refused(&input.shown, reason)),
                };
                if let Some(reason) = &text.reading.refusal {
                    return Ok(Row::refused_text(
                        &input.shown,
                        reason.clone(),
                        &text.reading,
                    ));
                }
                if let Some(file) = &text.single {
                    return Ok(save::leave(&input.shown, &text, &name, file));
                }
                name.copy_of = copies.iter().find_map(|copy| copy.of.clone());
                let mut row = save::save(&articles, &input.shown, &text, &name, rules, options)?;
                row.tell_copies(&copies);
                need::add_saved(&mut row);
                row.rules = RuleUse::of(rules, &text.reading);
                Ok(row)
            })
            .collect();
        for row in rows {
            out(row?)?;
        }
    }
    Ok(())
}

/// A text as it is compared with others; None when it has no article of its own.
fn to_compare(text: &std::result::Result<(Name, Text), String>) -> Option<Kept> {
    let (name, text) = text.as_ref().ok()?;
    let is_new = text.reading.refusal.is_none() && name.same_as.is_none() && text.single.is_none();
    is_new.then(|| Kept::new(&name.slug, &text.reading))
}

/// Where a text goes.
struct Name {
    slug: String,
    /// The first input of this run with the same text.
    same_as: Option<String>,
    /// The article that it is nearly the same as.
    copy_of: Option<String>,
}

/// The slug of a text: the one it had, else that of an older state of the same file, else a new one.
fn name(
    known: &mut Known,
    claimed: &mut BTreeMap<String, (String, String)>,
    input: &Input,
    text: &Text,
) -> Name {
    if text.reading.refusal.is_some() {
        return Name {
            slug: String::new(),
            same_as: None,
            copy_of: None,
        };
    }
    if let Some((first, slug)) = claimed.get(&text.sha256) {
        return Name {
            slug: slug.clone(),
            same_as: Some(first.clone()),
            copy_of: None,
        };
    }
    let slug = text.slug.clone().unwrap_or_else(|| {
        let title = text.reading.meta.title.as_ref();
        let title = title.map_or(input.stem.as_str(), |title| title.value.as_str());
        free_slug(&slugify(title), known.taken())
    });
    claimed.insert(text.sha256.clone(), (input.shown.clone(), slug.clone()));
    known.add(&text.sha256, &slug);
    Name {
        slug,
        same_as: None,
        copy_of: None,
    }
}

impl Raw {
    /// The error says why there is nothing to read.
    fn read(input: &Input) -> std::result::Result<Self, String> {
        let bytes = input.read(LARGEST)?;
        Ok(Self {
            sha256: hex(&Sha256::digest(&bytes)),
            bytes,
            slug: None,
            single: None,
        })
    }
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::new(), |mut out, byte| {
        // Writing to a string cannot fail.
        let _ = write!(out, "{byte:02x}");
        out
    })
}
