//! Many raw texts at once, from paths to articles on disk: read in parallel, named in input order, written whole.

mod compose;
mod inputs;
mod known;
mod record;
mod row;
mod save;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use sha2::{Digest, Sha256};

pub use inputs::Input;
pub use row::{ExplainedLine, Row};

use super::{Reading, Rules};
use crate::error::Result;
use crate::text::decode::decode;
use crate::text::edtf::Edtf;
use crate::text::slug::{free_slug, slugify};
use known::Known;

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

/// A raw text, read: still without a name of its own.
struct Raw {
    bytes: Vec<u8>,
    sha256: String,
    reading: Reading,
}

/// Imports inputs into the site at `root`, in order; each row is given out as soon as it is known.
///
/// # Errors
/// When an article cannot be written. What was given out before is on disk.
pub fn import(
    root: &Path,
    paths: &[PathBuf],
    rules: &Rules,
    options: &Options,
    mut out: impl FnMut(Row) -> Result<()>,
) -> Result<()> {
    let inputs = inputs::expand(paths);
    let mut known = Known::read(root);
    let mut claimed = BTreeMap::new();
    for chunk in inputs.chunks(AT_ONCE) {
        let texts: Vec<_> = chunk.par_iter().map(|input| raw(input, rules)).collect();
        // Names are given in input order, whatever the threads do.
        let named: Vec<_> = chunk
            .iter()
            .zip(texts)
            .map(|(input, text)| {
                let text = text.map(|raw| (name(&mut known, &mut claimed, input, &raw), raw));
                (input, text)
            })
            .collect();
        let rows: Vec<Result<Row>> = named
            .into_par_iter()
            .map(|(input, text)| match text {
                Err(reason) => Ok(Row::refused(input, reason)),
                Ok((name, raw)) => match &raw.reading.refusal {
                    Some(reason) => Ok(Row::refused_text(input, reason.clone(), &raw.reading)),
                    None => save::save(root, input, &raw, &name, options),
                },
            })
            .collect();
        for row in rows {
            out(row?)?;
        }
    }
    Ok(())
}

/// Where a text goes.
struct Name {
    slug: String,
    /// The first input of this run with the same text.
    same_as: Option<String>,
}

/// The slug of a text: the one it had, else that of an older state of the same file, else a new one.
fn name(
    known: &mut Known,
    claimed: &mut BTreeMap<String, String>,
    input: &Input,
    raw: &Raw,
) -> Name {
    if raw.reading.refusal.is_some() {
        return Name {
            slug: String::new(),
            same_as: None,
        };
    }
    if let Some(first) = claimed.get(&raw.sha256) {
        let slug = known.by_text(&raw.sha256).unwrap_or_default();
        return Name {
            slug,
            same_as: Some(first.clone()),
        };
    }
    claimed.insert(raw.sha256.clone(), input.shown.clone());
    let slug = known
        .by_text(&raw.sha256)
        .or_else(|| known.older_state(&input.file_name, &raw.bytes))
        .unwrap_or_else(|| {
            let title = raw.reading.meta.title.as_ref();
            let title = title.map_or(input.stem.as_str(), |title| title.value.as_str());
            free_slug(&slugify(title), known.taken())
        });
    known.add(&raw.sha256, &slug);
    Name {
        slug,
        same_as: None,
    }
}

/// Reads one input. The error says why it cannot be an article.
fn raw(input: &Input, rules: &Rules) -> std::result::Result<Raw, String> {
    let bytes = input.read(LARGEST)?;
    let decoded = decode(&bytes).map_err(|error| error.to_string())?;
    let mut reading = super::read(&decoded.text, rules);
    reading.warnings.splice(0..0, decoded.warnings);
    Ok(Raw {
        sha256: hex(&Sha256::digest(&bytes)),
        bytes,
        reading,
    })
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::new(), |mut out, byte| {
        // Writing to a string cannot fail.
        let _ = write!(out, "{byte:02x}");
        out
    })
}
