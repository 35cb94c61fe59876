//! Feeds and other files for machines, as a reader's programs and hosts find them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use postil::corpus::Audience;
use postil::output::Files;
use postil::site::{Options, Site};
use postil::source::Snapshot;
use roxmltree::Document;
use serde_json::Value;

use crate::site_test::SiteTest;

const BASE: &str = "https://reader.example/notes/";

/// What breaks where it is not escaped.
const HOSTILE: &str = "]]> & <b> \\\" &#0; \\u0001\\u0085\\u202e �";

/// Articles and notes of all kinds, drafts among them.
fn site() -> SiteTest {
    let article =
        |keys: &str| format!("---\ntitle: \"{HOSTILE}\"\n{keys}---\nWords & more ]]> here.\n");
    SiteTest::new()
        .article("a", &article("date: 2017-01-19\ntags: [\"c/d & e\", one]\npublication: The <Times>\n"))
        .article("b", &article("date: 2017-01-19\ntags: [one]\nlanguage: de\nseries: {name: Parts, part: 1}\n"))
        .article("c", &article("added: 2020-02\ntags: [one]\nauthors: [A & B]\n"))
        .article("d", &article("tags: [two]\n"))
        .article("e", &article("date: 2016\ncorrections: [{date: 2021-05-04, text: Mended}]\n"))
        .article("s", "---\ntitle: A secret\ndate: 2018-01-01\ntags: [one]\nstatus: draft\n---\nHidden words.\n")
        .note_on("a", "aaaaaa", "more ]]> here", "A *word*[^1] on [[b]], ![x](../x.png) `&`.\n\n[^1]: A foot ]]>.")
        .file("content/articles/a/x.png", "x")
        .note_on("b", "bbbbbb", "Words", "Of b.")
        .note("b", "cccccc", "---\nauthor: ana\ncreated: 2026-04-01T00:00:00Z\nstatus: draft\n---\nHidden words.\n")
        .note("b", "dddddd", "---\nauthor: ana\nstatus: published\n---\nWithout a time.\n")
        .note("b", "eeeeee", "---\ncreated: 2026-01-01T00:00:00Z\nupdated: 2026-05-01T00:00:00Z\nstatus: published\nkind: suggestion\ntarget:\n  quote: Words\nreplacement: \"<Texts> & ]]>\"\n---\n")
        .note_on("s", "ffffff", "Hidden", "Hidden words.")
}

fn public(site: SiteTest) -> BTreeMap<String, String> {
    let files = site.build_anyway().then().files("public");
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    files
        .into_iter()
        .map(|(path, bytes)| (path, text(bytes)))
        .collect()
}

/// Ids and dates of the items of a feed, in their order.
fn items(files: &BTreeMap<String, String>, path: &str) -> Vec<(String, Option<String>, String)> {
    let json: Value = serde_json::from_str(&files[path]).unwrap();
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let item = |item: &Value| {
        (
            text(&item["id"]).unwrap(),
            text(&item["date_published"]),
            text(&item["date_modified"]).unwrap(),
        )
    };
    json["items"].as_array().unwrap().iter().map(item).collect()
}

fn slugs(files: &BTreeMap<String, String>, path: &str) -> Vec<String> {
    let ids = items(files, path).into_iter();
    let bare = |id: String| id.strip_prefix(BASE).unwrap().to_owned();
    ids.map(|it| bare(it.0)).collect()
}

/// Every address of this site that a text holds.
fn addresses(text: &str) -> impl Iterator<Item = &str> {
    let found = text.match_indices(BASE);
    found.map(|(at, _)| {
        let rest = &text[at + BASE.len()..];
        let end = rest.find(['"', '<', '\\', '&', '\'']).unwrap_or(rest.len());
        &rest[..end]
    })
}

fn assert_leads_somewhere(files: &BTreeMap<String, String>, address: &str) {
    let (path, fragment) = address.split_once('#').unwrap_or((address, ""));
    let path = if path.is_empty() { "index.html" } else { path };
    let file = files
        .get(path)
        .unwrap_or_else(|| panic!("{address} leads nowhere"));
    let id = [format!("id={fragment}"), format!("id=\"{fragment}\"")];
    let there = fragment.is_empty() || id.iter().any(|id| file.contains(id));
    assert!(there, "{address}: no such fragment");
}

fn assert_sound(files: &BTreeMap<String, String>) {
    let mut feeds = 0;
    for (path, text) in files {
        if path.ends_with(".xml") {
            Document::parse(text).unwrap_or_else(|error| panic!("{path}: {error}"));
            addresses(text).for_each(|it| assert_leads_somewhere(files, it));
        }
        if !path.ends_with("feed.json") {
            continue;
        }
        feeds += 1;
        addresses(text).for_each(|it| assert_leads_somewhere(files, it));
        let items = items(files, path);
        let ids: BTreeSet<&String> = items.iter().map(|it| &it.0).collect();
        assert_eq!(ids.len(), items.len(), "{path} names something twice");
        let days: Vec<&String> = items.iter().map(|it| &it.2).collect();
        assert!(days.is_sorted_by(|a, b| a >= b), "{path}: {days:?}");
        let atom = path.replace("feed.json", "atom.xml");
        let atom = Document::parse(&files[&atom]).unwrap();
        let named = atom
            .descendants()
            .filter(|it| it.has_tag_name(("http://www.w3.org/2005/Atom", "entry")));
        let id = |entry: roxmltree::Node<'_, '_>| {
            let id = entry.children().find(|it| it.tag_name().name() == "id");
            id.unwrap().text().unwrap().to_owned()
        };
        let named: Vec<String> = named.map(id).collect();
        assert!(
            named.iter().eq(items.iter().map(|it| &it.0)),
            "{path} and its Atom differ"
        );
    }
    assert!(feeds > 3);
}

#[test]
fn every_feed_parses_and_all_its_links_lead_to_something_of_the_site() {
    let files = public(site());
    assert_sound(&files);
    let feeds = files.keys().filter(|path| path.ends_with("feed.json"));
    let expected = [
        "feed.json",
        "notes/feed.json",
        "people/ana.feed.json",
        "publications/the-times.feed.json",
        "series/parts.feed.json",
        "tags/c-d-e.feed.json",
        "tags/one.feed.json",
        "tags/two.feed.json",
    ];
    assert!(feeds.eq(expected.iter().copied()), "{:?}", files.keys());
    assert_sound(&public(SiteTest::sample().edit("postil.yaml", |text| {
        let mut lines: Vec<&str> = text.lines().collect();
        lines.retain(|line| !line.starts_with("base_url:"));
        format!("{}\nbase_url: {BASE}\n", lines.join("\n"))
    })));
}

#[test]
fn feeds_hold_what_is_published_the_newest_first_and_nothing_without_a_day() {
    let files = public(site());
    let pages = |slugs: &[&str]| {
        let page = |slug: &&str| format!("articles/{slug}.html");
        slugs.iter().map(page).collect::<Vec<_>>()
    };
    assert_eq!(slugs(&files, "feed.json"), pages(&["e", "c", "a", "b"]));
    assert_eq!(slugs(&files, "tags/one.feed.json"), pages(&["c", "a", "b"]));
    assert!(slugs(&files, "tags/two.feed.json").is_empty());
    let notes = ["articles/a.html#note-aaaaaa", "articles/b.html#note-bbbbbb"];
    assert_eq!(slugs(&files, "people/ana.feed.json"), notes);
    let all = [&["articles/b.html#note-eeeeee"], &notes[..]].concat();
    assert_eq!(slugs(&files, "notes/feed.json"), all);
    let corrected = items(&files, "feed.json").remove(0);
    assert_eq!(
        (corrected.1.as_deref(), &*corrected.2),
        (Some("2016-01-01T00:00:00Z"), "2021-05-04T00:00:00Z")
    );
    let note: Value = serde_json::from_str(&files["people/ana.feed.json"]).unwrap();
    let html = note["items"][0]["content_html"].as_str().unwrap();
    for part in [
        "<blockquote>more ]]&gt; here</blockquote>",
        "<a href=\"https://reader.example/notes/articles/b.html\">",
        "src=\"https://reader.example/notes/articles/",
        "href=\"https://reader.example/notes/articles/a.html#note-aaaaaa-",
    ] {
        assert!(html.contains(part), "{part}\n{html}");
    }
}

#[test]
fn an_old_text_that_came_lately_stands_first() {
    let old = "---\ntitle: Old\ndate: 1830-05-01\nadded: 2026-01-02\n---\nWords.\n";
    let files = public(site().article("old", old));
    assert_eq!(slugs(&files, "feed.json")[0], "articles/old.html");
    let item = items(&files, "feed.json").remove(0);
    assert_eq!(
        (item.1.as_deref(), &*item.2),
        (Some("1830-05-01T00:00:00Z"), "2026-01-02T00:00:00Z")
    );
}

#[test]
fn the_preview_shows_drafts_but_no_feed_does() {
    let site = site();
    let files = Kept::default().build(&site, Audience::Editors);
    let holds = |text: &str, path: &str| String::from_utf8_lossy(&files[path]).contains(text);
    assert!(holds("A secret", "articles/index.html") && holds("Hidden words", "notes/index.html"));
    let feeds = files
        .keys()
        .filter(|path| path.ends_with("feed.json") || path.ends_with("atom.xml"));
    for path in feeds {
        assert!(!holds("secret", path) && !holds("Hidden", path), "{path}");
    }
}

#[test]
fn a_feed_holds_no_more_than_the_site_says() {
    let count = |config: &str| {
        let site = site().edit("postil.yaml", |text| text.to_owned() + config);
        let files = public(site);
        ["feed.json", "notes/feed.json"].map(|path| items(&files, path).len())
    };
    assert_eq!(count("feeds: {entries: 2}\n"), [2, 2]);
    assert_eq!(count("# nothing\n"), [4, 3]);
}

#[test]
fn a_site_that_does_not_know_where_it_stands_has_no_feeds() {
    let files = public(site().edit("postil.yaml", |text| {
        text.replace("base_url: https://reader.example/notes/\n", "")
    }));
    let is_feed = |path: &&String| path.ends_with("atom.xml") || path.ends_with("feed.json");
    assert_eq!(files.keys().find(is_feed), None);
    assert!(!files["index.html"].contains("application/atom+xml"));
    assert!(!files.contains_key("sitemap.xml"));
}

#[test]
fn pages_name_their_own_feed_first_and_that_of_the_site() {
    let files = public(site());
    let named = |page: &str| {
        let html = &files[page];
        let links = html
            .split("<link rel=\"alternate\" type=\"application/")
            .skip(1);
        let href = |link: &str| {
            let (_, rest) = link.split_once("href=\"").unwrap();
            rest.split('"').next().unwrap().to_owned()
        };
        let links = links.map(href).filter(|href| !href.ends_with(".jsonld"));
        links.collect::<Vec<_>>()
    };
    assert_eq!(
        named("tags/one.html"),
        [
            "one.atom.xml", "one.feed.json", "../atom.xml", "../feed.json"
        ]
    );
    assert_eq!(
        named("people/ana.html")[..2],
        ["ana.atom.xml", "ana.feed.json"]
    );
    assert_eq!(
        named("index.html"),
        ["atom.xml", "feed.json", "notes/atom.xml", "notes/feed.json"]
    );
    assert_eq!(named("notes/index.html")[..2], ["atom.xml", "feed.json"]);
    assert_eq!(named("articles/a.html"), ["../atom.xml", "../feed.json"]);
    assert!(files["tags/one.html"].contains("<a href=\"one.atom.xml\">Feed: one</a>"));
}

/// A site that is built again and again.
#[derive(Default)]
struct Kept {
    site: Site,
    snapshot: Option<Snapshot>,
}

impl Kept {
    fn build(&mut self, test: &SiteTest, audience: Audience) -> Files {
        let roots = ["postil.yaml", "content"];
        let (snapshot, _) = Snapshot::read(
            test.root(),
            &roots,
            self.snapshot.as_ref(),
            &BTreeSet::new(),
        )
        .unwrap();
        let options = Options {
            audience,
            base_url: None,
        };
        let files = self.site.build(&snapshot, &options).unwrap().files;
        self.snapshot = Some(snapshot);
        files
    }
}

#[test]
fn only_feeds_that_hold_what_changed_are_made_again() {
    let mut kept = Kept::default();
    let mut site = site();
    let mut before = kept.build(&site, Audience::Public);
    let mut remade = |test: SiteTest| {
        let after = kept.build(&test, Audience::Public);
        let is_feed = |path: &&String| path.ends_with("feed.json") || path.ends_with("atom.xml");
        let new = |path: &&String| {
            let old = before.get(*path);
            old.is_none_or(|old| !Arc::ptr_eq(old, &after[*path]))
        };
        let feeds = after.keys().filter(is_feed).filter(new);
        let feeds: Vec<String> = feeds
            .filter(|it| it.ends_with("feed.json"))
            .cloned()
            .collect();
        before = after;
        (feeds, test)
    };
    let note = "content/articles/b/notes/eeeeee.md";
    let (feeds, test) = remade(site.edit(note, |text| text.replace("2026-05-01", "2026-05-02")));
    assert_eq!(feeds, ["notes/feed.json"]);
    let article = "content/articles/b/index.md";
    let (feeds, test) = remade(test.edit(article, |text| text.replace("Words", "Words, words")));
    assert!(
        feeds.contains(&"series/parts.feed.json".to_owned()),
        "{feeds:?}"
    );
    assert!(
        !feeds
            .iter()
            .any(|it| it.starts_with("publications/") || *it == "tags/c-d-e.feed.json")
    );
    let draft = "content/articles/s/index.md";
    let (feeds, test) = remade(test.edit(draft, |text| text.replace("Hidden", "Still hidden")));
    assert!(feeds.is_empty(), "{feeds:?}");
    site = test;
    drop(site);
}

#[test]
fn old_addresses_are_told_to_hosts_under_the_path_of_the_site() {
    let site = SiteTest::new()
        .article("a", "---\ntitle: A\naliases: [/2017/old.html, old/, 'ü *.html', b.php, taken/, taken.html]\n---\nWords.")
        .file("content/entities/bell.md", "---\nkind: person\nname: Ana Bell\n---\n")
        .file("content/entities/abell.md", "---\nkind: person\nname: A. Bell\nmerged_into: bell\n---\n")
        .article("b", "Ana Bell and A. Bell.");
    let redirects = "/notes/2017/old.html /notes/articles/a.html 301\n\
                     /notes/b.php/ /notes/articles/a.html 301\n\
                     /notes/b.php /notes/articles/a.html 301\n\
                     /notes/entities/abell.html /notes/entities/bell.html 301\n\
                     /notes/old/ /notes/articles/a.html 301\n\
                     /notes/old /notes/articles/a.html 301\n\
                     /notes/taken.html /notes/articles/a.html 301\n\
                     /notes/taken/ /notes/articles/a.html 301\n\
                     /notes/%C3%BC%20%2A.html /notes/articles/a.html 301\n";
    assert_eq!(public(site)["_redirects"], redirects);
    let plain = SiteTest::new().article("a", "Words.");
    assert!(!public(plain).contains_key("_redirects"));
}

#[test]
fn a_site_map_has_days_and_no_months() {
    let map = &public(site())["sitemap.xml"];
    assert!(
        map.contains("articles/a.html</loc><lastmod>2017-01-19</lastmod>"),
        "{map}"
    );
    assert!(map.contains("articles/c.html</loc></url>"), "{map}");
    // It was corrected.
    assert!(
        map.contains("articles/e.html</loc><lastmod>2021-05-04</lastmod>"),
        "{map}"
    );
}
