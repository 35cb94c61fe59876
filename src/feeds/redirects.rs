//! `_redirects`: the old addresses, for hosts that read them there and answer with 301 (Cloudflare Pages, GitLab Pages,
//! Netlify).

use std::collections::BTreeMap;

use url::Url;

use crate::links::redirects::Redirect;
use crate::text::url::relative;

/// A line for each old address: it, where it leads, 301. Paths begin with that of `base`. None without old addresses.
/// `is_page` tells the output paths of the site.
///
/// A folder's address is there without its last `/` too, unless a page goes by that name where a host hides `.html`.
pub fn redirects(
    redirects: &BTreeMap<String, Redirect>,
    base: Option<&str>,
    is_page: impl Fn(&str) -> bool,
) -> Option<String> {
    let base = base.and_then(|base| Url::parse(base).ok());
    let root = base.as_ref().map_or("/", Url::path);
    // A star would stand for anything.
    let address = |path: &str| format!("{root}{}", relative("", path)).replace('*', "%2A");
    let mut lines = String::new();
    for (from, redirect) in redirects {
        let to = address(&redirect.to);
        let mut add = |from: &str| lines.push_str(&format!("{} {to} 301\n", address(from)));
        let Some(folder) = from.strip_suffix("/index.html") else {
            add(from);
            continue;
        };
        add(&format!("{folder}/"));
        let page = format!("{folder}.html");
        if !is_page(&page) && !redirects.contains_key(&page) {
            add(folder);
        }
    }
    (!lines.is_empty()).then_some(lines)
}
