//! Every link of the built pages, as a browser would follow it.

use std::cell::RefCell;
use std::collections::BTreeSet;

use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer,
};

use super::html_tags;
use crate::links::resolve::has_scheme;
use crate::text::url;

/// What one page offers to links, and what it asks of others.
#[derive(Debug, Default, PartialEq)]
pub struct PageLinks {
    pub ids: BTreeSet<String>,
    /// `href`, `src` and `srcset` addresses, each once.
    pub targets: BTreeSet<String>,
}

/// A link that leads nowhere.
#[derive(Debug, PartialEq, Eq)]
pub struct Broken {
    /// The page in which it stands.
    pub page: String,
    /// As written there.
    pub target: String,
    pub why: String,
}

/// Reads the ids and links of a page.
pub fn scan(html: &str) -> PageLinks {
    scan_whole(&html_tags::wanted(html))
}

/// The same, tag by tag.
fn scan_whole(html: &str) -> PageLinks {
    let sink = Collector::default();
    let input = BufferQueue::default();
    input.push_back(html.into());
    let tokenizer = Tokenizer::new(sink, html5ever::tokenizer::TokenizerOpts::default());
    // It stops at each script, which it is told of and passes over; what is left of the input shows that.
    while !input.is_empty() {
        let _ = tokenizer.feed(&input);
    }
    tokenizer.end();
    tokenizer.sink.found.into_inner()
}

/// The `links` of a page that lead nowhere. `pages` has the links of every page, `files` says whether there is a file at
/// an output path.
pub fn broken<'a>(
    page: &str,
    links: &PageLinks,
    pages: impl Fn(&str) -> Option<&'a PageLinks>,
    files: impl Fn(&str) -> bool,
    base: Option<&str>,
) -> Vec<Broken> {
    let broken = links.targets.iter().filter_map(|target| {
        let why = problem(page, target, &pages, &files, base)?;
        Some(Broken {
            page: page.to_owned(),
            target: target.clone(),
            why,
        })
    });
    broken.collect()
}

fn problem<'a>(
    page: &str,
    target: &str,
    pages: &impl Fn(&str) -> Option<&'a PageLinks>,
    files: &impl Fn(&str) -> bool,
    base: Option<&str>,
) -> Option<String> {
    if let Some(fragment) = target.strip_prefix('#')
        && pages(page)?.ids.contains(fragment)
    {
        return None;
    }
    let inside = base.and_then(|base| target.strip_prefix(base));
    if (has_scheme(target) || target.starts_with("//")) && inside.is_none() {
        return None;
    }
    let (path, fragment) = target
        .split_once('#')
        .map_or((target, None), |(path, fragment)| (path, Some(fragment)));
    let path = url::decode(path.split('?').next().unwrap_or_default());
    let found = match inside {
        Some(_) => url::resolve("", url::decode(inside?.split(['#', '?']).next()?).as_str()),
        // 404.html links from the root, wherever that is.
        None if page == "404.html" && !path.is_empty() => {
            Some(path.trim_start_matches('/').to_owned())
        }
        None if path.starts_with('/') => {
            return Some(
                "it begins with `/`, which breaks where the site stands in a folder".to_owned(),
            );
        }
        None => url::resolve(page, &path),
    };
    let Some(found) = found else {
        return Some("it leads out of the site".to_owned());
    };
    let found = if found.is_empty() || found.ends_with('/') {
        format!("{found}index.html")
    } else {
        found
    };
    if !files(&found) {
        return Some(format!("there is no `{found}`"));
    }
    let fragment = url::decode(fragment.filter(|fragment| !fragment.is_empty())?);
    let there = pages(&found)?;
    (!there.ids.contains(&fragment)).then(|| format!("`{found}` has no `#{fragment}`"))
}

#[derive(Default)]
struct Collector {
    found: RefCell<PageLinks>,
}

impl TokenSink for Collector {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        if let Token::TagToken(tag) = token
            && tag.kind == TagKind::StartTag
        {
            self.take(&tag);
        }
        TokenSinkResult::Continue
    }
}

impl Collector {
    fn take(&self, tag: &Tag) {
        let mut found = self.found.borrow_mut();
        for attribute in &tag.attrs {
            let value = attribute.value.trim();
            match &*attribute.name.local {
                "id" => {
                    found.ids.insert(value.to_owned());
                }
                "href" | "src" | "poster" if !value.is_empty() => {
                    found.targets.insert(value.to_owned());
                }
                "srcset" => {
                    let urls = value
                        .split(',')
                        .filter_map(|candidate| candidate.split_whitespace().next());
                    found.targets.extend(urls.map(str::to_owned));
                }
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{scan, scan_whole};

    proptest! {
        #[test]
        fn tags_passed_over_hold_nothing(pieces in prop::collection::vec(prop::sample::select(PIECES.to_vec()), 0..40)) {
            let html = pieces.concat();
            prop_assert_eq!(scan(&html), scan_whole(&html), "{}", html);
        }
    }

    const PIECES: &[&str] = &[
        "<a", "<A ", "</a", "<p", "<", ">", "/", "/>", " ", "\n", "\r\n", "=", "\"", "'", "id",
        "ID", "href", "src", "srcset", "poster", "class", " id=x", " href=\"a>b\"", " src='a b'",
        " href=/y", "&amp;", "&#39;", "&", "é", "words", "<!--", "-->", "--!>", "--", "-", "!",
        "<!", "<!doctype html>", "<![CDATA[", "]]>", "<?", "?>", "</", "<script>", "</script>",
        "<title>", "<textarea>", "\0", "\u{c}", "\t",
    ];
}
