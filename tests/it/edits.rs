//! Sequences of edits to a small site, as a person with an editor, a file manager and git makes them.

use std::fs;
use std::path::Path;

use proptest::prelude::*;

/// One edit. Numbers choose among a few names, so that edits meet.
#[derive(Debug, Clone)]
pub enum Edit {
    Write { path: String, text: String },
    Remove(String),
    Rename { from: String, to: String },
}

impl Edit {
    /// Carries the edit out; one that cannot be (nothing there, something in the way) changes nothing.
    pub fn apply(&self, root: &Path) {
        match self {
            Self::Write { path, text } => {
                let path = root.join(path);
                if fs::create_dir_all(path.parent().unwrap()).is_ok() {
                    let _ = fs::write(path, text);
                }
            }
            Self::Remove(path) => {
                let path = root.join(path);
                let _ = if path.is_dir() {
                    fs::remove_dir_all(path)
                } else {
                    fs::remove_file(path)
                };
            }
            Self::Rename { from, to } => {
                let to = root.join(to);
                if fs::create_dir_all(to.parent().unwrap()).is_ok() {
                    let _ = fs::rename(root.join(from), to);
                }
            }
        }
    }
}

pub fn any_edits(most: usize) -> impl Strategy<Value = Vec<Edit>> {
    prop::collection::vec(any_edit(), 1..=most)
}

fn any_edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        6 => (article_path(), article()).prop_map(|(path, text)| Edit::Write { path, text }),
        4 => (note_path(), note()).prop_map(|(path, text)| Edit::Write { path, text }),
        2 => (other_path(), page()).prop_map(|(path, text)| Edit::Write { path, text }),
        3 => (entity_path(), entity()).prop_map(|(path, text)| Edit::Write { path, text }),
        2 => config().prop_map(|text| Edit::Write { path: "postil.yaml".into(), text }),
        2 => template().prop_map(|(path, text)| Edit::Write { path, text }),
        1 => "[a-c]{1,3}".prop_map(|text| Edit::Write { path: "static/extra.css".into(), text }),
        1 => "[a-c]{1,3}".prop_map(|text| Edit::Write { path: "content/articles/a/photo.jpg".into(), text }),
        4 => any_path().prop_map(Edit::Remove),
        3 => (any_path(), any_path()).prop_map(|(from, to)| Edit::Rename { from, to }),
    ]
}

fn slug() -> impl Strategy<Value = String> {
    prop::sample::select(vec!["a", "b", "c", "d"]).prop_map(str::to_owned)
}

fn article_path() -> impl Strategy<Value = String> {
    prop_oneof![
        5 => slug().prop_map(|slug| format!("content/articles/{slug}/index.md")),
        1 => slug().prop_map(|slug| format!("content/articles/{slug}.md")),
    ]
}

fn note_path() -> impl Strategy<Value = String> {
    (
        slug(),
        prop::sample::select(vec!["aaaaaa", "bbbbbb", "cccccc"]),
    )
        .prop_map(|(slug, id)| format!("content/articles/{slug}/notes/{id}.md"))
}

fn other_path() -> impl Strategy<Value = String> {
    slug().prop_map(|slug| format!("content/pages/{slug}.md"))
}

/// Some of the slugs are those of articles, one is that of a list.
fn entity_path() -> impl Strategy<Value = String> {
    prop::sample::select(vec!["a", "lorry", "bridge", "people"])
        .prop_map(|slug| format!("content/entities/{slug}.md"))
}

fn any_path() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => article_path(),
        3 => slug().prop_map(|slug| format!("content/articles/{slug}")),
        2 => note_path(),
        1 => other_path(),
        2 => entity_path(),
        1 => Just("templates".to_owned()),
        1 => Just("static/extra.css".to_owned()),
    ]
}

/// Sentences that notes quote; the last holds links that may or may not lead somewhere.
const SENTENCES: [&str; 9] = [
    "He said “nine warplanes of the Russian force, four heavy bombers and one old tanker”.",
    "The bridge was closed on Monday.",
    "Nobody *knew* who had closed it.",
    "Three witnesses `spoke` of a lorry.",
    "The bridge was closed on Monday.",
    "## A heading\n\nUnder it.",
    "See [[a]], [[b|the other]], [[lorry]] and [this](b.html#p1).",
    "![It's \"so\"](photo.jpg)",
    "[All notes](/notes/index.html), [hers](/people/ana.html), [as data](/articles/a.jsonld).",
];

fn body() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(SENTENCES.to_vec()), 0..6)
        .prop_map(|s| s.join("\n\n"))
}

fn article() -> impl Strategy<Value = String> {
    let title = prop::sample::select(vec![
        "Bridge closed", "Who closed it", "A lorry", "Bridge closed",
    ]);
    let date = prop::sample::select(vec![
        "", "date: 2017-01-19\n", "date: 2017-01~\n", "date: soon\n",
    ]);
    let more = prop::sample::select(vec![
        "",
        "status: draft\n",
        "tags: [bridge, river]\n",
        "authors: [Ana]\npublication: The Post\n",
        "unknown: 1\n",
        "tags: [unclosed\n",
        "aliases: [b.html]\n",
    ]);
    (title, date, more, body()).prop_map(|(title, date, more, body)| {
        format!("---\ntitle: {title}\n{date}{more}---\n{body}\n")
    })
}

fn page() -> impl Strategy<Value = String> {
    body().prop_map(|body| format!("---\ntitle: A page\n---\n{body}\n"))
}

/// Entities whose names meet in the sentences, that are merged, link to one another, or are of no use.
fn entity() -> impl Strategy<Value = String> {
    let name = prop::sample::select(vec!["the bridge", "lorry", "Monday", "Mr Nobody"]);
    let more = prop::sample::select(vec![
        "",
        "kind: person\n",
        "aliases: [{text: Three, only_if: lorry}, Monday]\n",
        "not: [the bridge was]\n",
        "merged_into: lorry\n",
        "merged_into: bridge\n",
        "aliases: [unclosed\n",
    ]);
    let about = prop::sample::select(vec![
        "",
        "A [[bridge]].",
        "See [[a]], [[lorry]].",
        "<<<<<<< ours\nA\n=======\nB\n>>>>>>> theirs",
    ]);
    (name, more, about)
        .prop_map(|(name, more, about)| format!("---\nname: {name}\n{more}---\n{about}\n"))
}

fn note() -> impl Strategy<Value = String> {
    let quote = prop::sample::select(vec![
        "bridge was closed", "witnesses spoke of a lorry", "A heading", "never written",
    ]);
    let status = prop::sample::select(vec!["published", "published", "draft"]);
    let author = prop::sample::select(vec!["ana", "ben"]);
    let kind = prop::sample::select(vec!["comment", "correction", "nonsense"]);
    let target = prop_oneof![
        2 => quote.prop_map(|quote| format!("target:\n  quote: {quote}\n")),
        1 => slug().prop_map(|slug| format!("target:\n  article: {slug}\n  quote: bridge was closed\n")),
        1 => slug().prop_map(|slug| format!("targets:\n  - quote: A heading\n  - article: {slug}\n    quote: bridge was closed\n")),
        1 => Just("reply_to: aaaaaa\n".to_owned()),
        1 => slug().prop_map(|slug| format!("see: {slug}\n")),
    ];
    let link = prop::sample::select(vec!["", "[[b]]", "[here](#p1)", "![It](photo.jpg)"]);
    let tags = prop::sample::select(vec!["", "tags: [bridge]\n", "tags: [Bridge, bridge]\n"]);
    (target, status, author, kind, tags, link, "[a-c]{1,3}").prop_map(
        |(target, status, author, kind, tags, link, text)| {
            format!(
                "---\nauthor: {author}\ncreated: 2026-03-02T09:14:00Z\nstatus: {status}\nkind: {kind}\n\
                 {tags}{target}---\nNote {text} {link}\n"
            )
        },
    )
}

fn config() -> impl Strategy<Value = String> {
    let title = prop::sample::select(vec!["One", "Two"]);
    let base = prop::sample::select(vec![
        "",
        "base_url: https://reader.example/\n",
        "base_url: https://reader.example/r/\n",
    ]);
    let more = prop::sample::select(vec![
        "",
        "language: de\n",
        "people:\n  ana: Ana\n",
        "markdown:\n  smart_punctuation: true\n",
        "unknown: 1\n",
        "related: {compare: [[b, a], [a, d]]}\n",
    ]);
    (title, base, more).prop_map(|(title, base, more)| format!("title: {title}\n{base}{more}"))
}

/// The site's own templates: right, wrong, and of no use.
fn template() -> impl Strategy<Value = (String, String)> {
    let path = prop::sample::select(vec![
        "templates/404.html", "templates/note.html", "templates/article.html",
        "templates/unused.html",
    ]);
    let text = prop::sample::select(vec![
        "<p>{{ site.title }}</p>", "<p>Nothing</p>", "{{ no_such_name }}", "{% if %}",
    ]);
    (path, text).prop_map(|(path, text)| (path.to_owned(), text.to_owned()))
}
