//! Pages with known articles: `DIR/truth/<name>.json` beside `DIR/<look>/<name>.txt` or `DIR/html/<name>.html`.

use std::collections::BTreeSet;
use std::path::Path;

use postil::import::model::lexicon::{OwnTokens, tokens};
use postil::import::training::{Sample, fold, page_text};
use serde_json::Value;

/// The look of pages as they are on the web.
pub const HTML: &str = "html";

/// A page in one look, with what each block is.
pub struct Page {
    pub name: String,
    pub host: String,
    pub text: String,
    /// The page itself; its text is what it shows then.
    pub html: Option<String>,
    /// For each block: part of the body, not, or unknown.
    pub labels: Vec<Option<bool>>,
    /// For each block: known to be of a reader's comment.
    pub comments: Vec<bool>,
    pub look: &'static str,
    pub truth: Value,
}

impl Page {
    pub fn sample(&self) -> Sample<'_> {
        sample(&self.text, self.html.is_some())
    }

    /// Which part of the data a page is in; pages of a host keep together. `salt` gives another cut.
    pub fn fold(&self, salt: u64) -> usize {
        let mut hash = 0xcbf2_9ce4_8422_2325_u64 ^ salt;
        for byte in self.host.bytes() {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
        usize::from((hash >> 33) % 2 == 1)
    }
}

fn sample(text: &str, laid_out: bool) -> Sample<'_> {
    if laid_out {
        Sample::laid_out(text)
    } else {
        Sample::new(text)
    }
}

/// Reads every page in every look, by name.
pub fn read(folder: &Path, looks: &[&'static str]) -> Vec<Page> {
    let mut names: Vec<_> = std::fs::read_dir(folder.join("truth"))
        .expect("a folder `truth`")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    names.sort();
    let mut pages = Vec::new();
    for path in names {
        let truth: Value =
            serde_json::from_slice(&std::fs::read(&path).expect("a truth")).expect("JSON");
        let name = path
            .file_stem()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        let url = truth["url"].as_str().unwrap_or_default();
        let host = url.split('/').nth(2).unwrap_or(&name).to_owned();
        for look in looks.iter().copied() {
            let ending = if look == HTML { "html" } else { "txt" };
            let Ok(bytes) = std::fs::read(folder.join(look).join(format!("{name}.{ending}")))
            else {
                continue;
            };
            let text = String::from_utf8_lossy(&bytes).into_owned();
            let (text, html) = if look == HTML {
                (page_text(&text), Some(text))
            } else {
                (text, None)
            };
            let seen = sample(&text, html.is_some());
            let labels = labels(&seen, &truth);
            let comments = comments(&seen, &truth);
            pages.push(Page {
                name: name.clone(),
                host: host.clone(),
                text,
                html,
                labels,
                comments,
                look,
                truth: truth.clone(),
            });
        }
    }
    pages
}

/// A block is of the body when the body holds most of its runs of four words; a short one when the body holds it and
/// longer ones of the body stand around it. Pages with known segments only say what they say.
fn labels(sample: &Sample<'_>, truth: &Value) -> Vec<Option<bool>> {
    let blocks = sample.folded();
    let body = fold(truth["body"].as_str().unwrap_or_default());
    if body.is_empty() {
        return by_segments(&blocks, truth);
    }
    let padded = format!(" {body} ");
    let words: Vec<&str> = body.split(' ').collect();
    let runs: BTreeSet<&[&str]> = words.windows(4).collect();
    let share = |block: &str| {
        let words: Vec<&str> = block.split(' ').collect();
        let all = words.windows(4).count();
        let hit = words.windows(4).filter(|run| runs.contains(run)).count();
        (all > 0).then(|| hit as f64 / all as f64)
    };
    let sure: Vec<bool> = blocks
        .iter()
        .map(|block| block.split(' ').count() >= 8 && share(block).is_some_and(|s| s >= 0.6))
        .collect();
    let first = sure.iter().position(|s| *s).unwrap_or(0);
    let last = sure.iter().rposition(|s| *s).unwrap_or(0);
    (0..blocks.len())
        .map(|index| {
            let block = blocks[index];
            if sure[index] {
                return Some(true);
            }
            let near = index + 4 > first && index < last + 4;
            let held =
                padded.contains(&format!(" {block} ")) || share(block).is_some_and(|s| s >= 0.6);
            Some(near && held && !block.is_empty())
        })
        .collect()
}

/// The known segments of a kind, folded.
fn segments(truth: &Value, key: &str) -> Vec<String> {
    truth[key]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .map(|s| format!(" {} ", fold(s)))
        .filter(|s| s.trim().len() >= 4)
        .collect()
}

fn comments(sample: &Sample<'_>, truth: &Value) -> Vec<bool> {
    let known = segments(truth, "comments");
    sample
        .folded()
        .iter()
        .map(|block| {
            let padded = format!(" {block} ");
            known.iter().any(|s| padded.contains(s.as_str()))
        })
        .collect()
}

fn by_segments(blocks: &[&str], truth: &Value) -> Vec<Option<bool>> {
    let (with, without) = (segments(truth, "with"), segments(truth, "without"));
    let comments = segments(truth, "comments");
    blocks
        .iter()
        .map(|block| {
            let padded = format!(" {block} ");
            let has = |list: &[String]| list.iter().any(|s| padded.contains(s.as_str()));
            if has(&with) && !has(&comments) {
                Some(true)
            } else if has(&without) || has(&comments) {
                Some(false)
            } else {
                None
            }
        })
        .collect()
}

/// The tokens of a page's blocks by their labels.
pub fn own_tokens(page: &Page, into: &mut OwnTokens) {
    let sample = page.sample();
    for (block, label) in sample.folded().iter().zip(&page.labels) {
        let set = match label {
            Some(true) => &mut into.body,
            Some(false) => &mut into.other,
            None => continue,
        };
        set.extend(tokens(block));
    }
}
