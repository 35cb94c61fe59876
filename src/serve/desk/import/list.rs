//! The list of imported articles: drafts first, and of those the ones that need an editor's eye most.

use std::collections::BTreeSet;
use std::path::Path;

use rayon::prelude::*;
use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::content::{Article, ArticleFolder, Status};
use crate::import::batch::{Need, has_conflicts};
use crate::render::{escape_attribute, escape_text};
use crate::text::url;

/// An imported article.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Entry {
    slug: String,
    title: String,
    status: Status,
    /// What an editor should look at, as an import says it.
    need: Need,
    /// How many lines of the source are in no place of the article.
    left_out: usize,
}

/// What is asked of `import.yaml`.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Record {
    need: Need,
    left_out: Vec<IgnoredAny>,
}

/// All of them, ranked.
pub(super) fn entries(root: &Path, slugs: &BTreeSet<String>) -> Vec<Entry> {
    let slugs: Vec<&String> = slugs.iter().collect();
    let mut entries: Vec<Entry> = slugs
        .into_par_iter()
        .map(|slug| entry(root, slug))
        .collect();
    entries.sort_by_cached_key(Entry::rank);
    entries
}

fn entry(root: &Path, slug: &str) -> Entry {
    let folder = ArticleFolder::new(root, slug);
    let record = folder.read("import.yaml").unwrap_or_default();
    let mut record = serde_yaml::from_slice(&record).unwrap_or_else(|_| Record {
        need: broken("import.yaml cannot be read"),
        left_out: Vec::new(),
    });
    let file = folder.read("index.md").unwrap_or_default();
    let Ok((article, _)) = Article::read(slug, "index.md", &file) else {
        return Entry {
            slug: slug.to_owned(),
            need: broken("index.md cannot be read"),
            ..Entry::default()
        };
    };
    let mut status = article.meta.status;
    if has_conflicts(article.file.body()) {
        record.need.add_conflict();
        // No build shows it before that is settled.
        status = Status::Draft;
    }
    Entry {
        slug: slug.to_owned(),
        title: article.meta.title,
        status,
        need: record.need,
        left_out: record.left_out.len(),
    }
}

/// Of an article with a file that has to be mended before anything else can be told.
fn broken(why: &str) -> Need {
    Need {
        score: 100,
        reasons: vec![why.to_owned()],
    }
}

impl Entry {
    /// What comes first has the least.
    fn rank(&self) -> (u8, usize, String) {
        let status = match self.status {
            Status::Draft => 0,
            Status::Review => 1,
            Status::Published => 2,
        };
        (status, usize::MAX - self.need.score, self.slug.clone())
    }

    fn status(&self) -> &'static str {
        match self.status {
            Status::Draft => "draft",
            Status::Review => "review",
            Status::Published => "published",
        }
    }
}

/// The body of the list's page.
pub(super) fn html(entries: &[Entry]) -> String {
    let count = match entries.len() {
        0 => "No article of this site was imported. <code>postil import</code> makes articles of raw texts.".to_owned(),
        1 => "One article. What needs an editor’s eye comes first.".to_owned(),
        many => format!("{many} articles: drafts first, and of those what needs an editor’s eye most."),
    };
    let rows: String = entries.iter().map(row).collect();
    let table = if entries.is_empty() {
        String::new()
    } else {
        format!(
            "<table>\n<thead>\n<tr><th scope=\"col\">Article</th><th scope=\"col\">Status</th><th scope=\"col\">To look at</th><th scope=\"col\" class=\"number\">Lines left out</th></tr>\n</thead>\n<tbody>\n{rows}</tbody>\n</table>\n"
        )
    };
    format!(
        "<body class=\"list\">\n<main>\n<p><a href=\"../../\">To the preview</a></p>\n<h1>Imported articles</h1>\n<p>{count}</p>\n{table}</main>\n</body>\n"
    )
}

fn row(entry: &Entry) -> String {
    let mut items = String::new();
    for reason in &entry.need.reasons {
        items += &format!("<li>{}</li>", escape_text(reason));
    }
    let list = if items.is_empty() {
        String::new()
    } else {
        format!("<ul>{items}</ul>")
    };
    format!(
        "<tr data-status=\"{status}\"><th scope=\"row\"><a href=\"{href}\">{title}</a></th><td class=\"status\">{status}</td><td>{list}</td><td class=\"number\" data-label=\"Lines left out\">{left_out}</td></tr>\n",
        status = entry.status(),
        href = escape_attribute(&format!("./{}", url::relative("", &entry.slug))),
        title = escape_text(match entry.title.as_str() {
            "" => &entry.slug,
            title => title,
        }),
        left_out = entry.left_out,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn an_entry(slug: &str, status: Status, score: usize) -> Entry {
        Entry {
            slug: slug.to_owned(),
            title: format!("<b>{slug}"),
            status,
            need: Need {
                score,
                reasons: vec!["<i>".to_owned()],
            },
            ..Entry::default()
        }
    }

    #[test]
    fn drafts_that_need_most_come_first() {
        let mut entries = [
            an_entry("a", Status::Published, 9),
            an_entry("b", Status::Draft, 0),
            an_entry("c", Status::Draft, 2),
            an_entry("d", Status::Review, 1),
        ];
        entries.sort_by_cached_key(Entry::rank);
        let slugs: Vec<&str> = entries.iter().map(|entry| entry.slug.as_str()).collect();
        assert_eq!(slugs, ["c", "b", "d", "a"]);
    }

    #[test]
    fn conflict_markers_come_before_all_else() {
        let site = tempfile::tempdir().unwrap();
        let write = |slug: &str, body: &str, score: usize| {
            let folder = site.path().join("content/articles").join(slug);
            std::fs::create_dir_all(&folder).unwrap();
            let article = format!("---\ntitle: {slug}\nstatus: draft\n---\n\n{body}\n");
            std::fs::write(folder.join("index.md"), article).unwrap();
            let record = format!("need:\n  score: {score}\n  reasons: [no date]\n");
            std::fs::write(folder.join("import.yaml"), record).unwrap();
        };
        write("a", "Text.", 45);
        write(
            "b",
            "<<<<<<< edited\nOne.\n=======\nTwo.\n>>>>>>> imported",
            5,
        );
        let slugs = ["a", "b"].map(str::to_owned).into();
        let found = entries(site.path(), &slugs);
        assert_eq!((found[0].slug.as_str(), found[0].need.score), ("b", 55));
        assert!(found[0].need.reasons[0].contains("conflicts"));
        assert_eq!(found[1].need.reasons, ["no date"]);
    }

    #[test]
    fn what_articles_and_warnings_say_is_text() {
        let html = html(&[an_entry("a\"b", Status::Draft, 1)]);
        assert!(!html.contains("<b>") && !html.contains("<i>"), "{html}");
        assert!(html.contains("href=\"./a%22b\""), "{html}");
    }
}
