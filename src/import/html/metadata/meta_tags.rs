//! `<meta>`: `OpenGraph`, Highwire, Dublin Core, Twitter and the names that single tools use.

use dom_query::Document;

use super::claims::{Claims, Field};

/// Name in lower case, what it is about, how it is told, how far it is to be believed. Names that mean the same to
/// their readers as another stand beside it.
const NAMES: &[(&[&str], Field, &str, u8)] = &[
    (&["citation_title"], Field::Title, "citation_title", 92),
    (
        &["parsely-title", "sailthru.title"],
        Field::Title,
        "<meta> title",
        85,
    ),
    (&["og:title"], Field::Title, "og:title", 82),
    (
        &["dc.title", "dcterms.title"],
        Field::Title,
        "Dublin Core title",
        76,
    ),
    (&["twitter:title"], Field::Title, "twitter:title", 74),
    (&["title", "headline"], Field::Title, "<meta> title", 60),
    (
        &[
            "article:published_time", "og:article:published_time", "og:published_time",
        ],
        Field::Date,
        "article:published_time",
        95,
    ),
    (
        &[
            "citation_publication_date", "citation_date", "citation_online_date",
        ],
        Field::Date,
        "citation_date",
        91,
    ),
    (
        &[
            "parsely-pub-date",
            "sailthru.date",
            "pubdate",
            "publishdate",
            "publish-date",
            "publish_date",
            "publication_date",
            "publicationdate",
            "published_date",
            "datepublished",
            "cxenseparse:recs:publishtime",
            "cxenseparse:publishtime",
            "bt:pubdate",
            "pub_date",
            "shareaholic:article_published_time",
            "article.published",
            "article_date_original",
            "originalpublicationdate",
            "rnews:datepublished",
            "published_time",
            "dateissued",
        ],
        Field::Date,
        "<meta> publication date",
        88,
    ),
    (
        &["dcterms.issued", "dc.date.issued", "dcterms.available"],
        Field::Date,
        "Dublin Core date of issue",
        86,
    ),
    (
        &[
            "dc.date", "dcterms.date", "dc.date.created", "dcterms.created",
        ],
        Field::Date,
        "Dublin Core date",
        78,
    ),
    (
        &[
            "date", "article:created", "created", "article.created", "og:release_date",
        ],
        Field::Date,
        "<meta> date",
        72,
    ),
    (
        &[
            "article:modified_time", "og:updated_time", "last-modified", "dcterms.modified",
            "datemodified", "revised",
        ],
        Field::Changed,
        "<meta> date of change",
        80,
    ),
    (
        &["citation_author", "citation_authors"],
        Field::Author,
        "citation_author",
        94,
    ),
    (
        &[
            "parsely-author",
            "sailthru.author",
            "byl",
            "article:author_name",
            "bt:author",
            "cxenseparse:author",
            "shareaholic:article_author_name",
            "article.author",
        ],
        Field::Author,
        "<meta> author",
        86,
    ),
    (&["author"], Field::Author, "<meta> author", 80),
    (
        &["article:author", "og:article:author", "og:author"],
        Field::Author,
        "article:author",
        79,
    ),
    (
        &["dc.creator", "dcterms.creator"],
        Field::Author,
        "Dublin Core creator",
        78,
    ),
    (
        &["citation_journal_title"],
        Field::Publication,
        "citation_journal_title",
        96,
    ),
    (&["og:site_name"], Field::Publication, "og:site_name", 92),
    (
        &["dc.publisher", "dcterms.publisher", "publisher"],
        Field::Publication,
        "<meta> publisher",
        70,
    ),
    (
        &["application-name"],
        Field::Publication,
        "application-name",
        66,
    ),
    (
        &["article:section", "og:article:section"],
        Field::Section,
        "article:section",
        90,
    ),
    (
        &["parsely-section", "section"],
        Field::Section,
        "<meta> section",
        84,
    ),
    (
        &["og:description"],
        Field::Description,
        "og:description",
        86,
    ),
    (
        &["description"],
        Field::Description,
        "<meta> description",
        82,
    ),
    (
        &["twitter:description"],
        Field::Description,
        "twitter:description",
        80,
    ),
    (
        &["dc.description", "dcterms.description"],
        Field::Description,
        "Dublin Core description",
        76,
    ),
    (
        &["dc.language", "dcterms.language"],
        Field::Language,
        "Dublin Core language",
        70,
    ),
    (
        &["content-language"],
        Field::Language,
        "content-language",
        66,
    ),
    (&["og:locale"], Field::Language, "og:locale", 60),
    (
        &["dc.rights", "dcterms.rights", "dcterms.license"],
        Field::Rights,
        "Dublin Core rights",
        90,
    ),
    (
        &["copyright", "rights"],
        Field::Rights,
        "<meta> copyright",
        70,
    ),
    (&["og:url"], Field::Url, "og:url", 80),
    (
        &["citation_public_url", "twitter:url"],
        Field::Url,
        "<meta> address",
        70,
    ),
];

/// The labels that Twitter's cards have before an author's name.
const WRITTEN_BY: &[&str] = &[
    "written by", "by", "author", "verfasst von", "geschrieben von", "von", "escrito por",
    "écrit par", "rédigé par", "scritto da", "geschreven door", "napisane przez", "autor",
    "escrito por", "skrivet av", "skrevet av",
];

pub(super) fn collect(document: &Document, claims: &mut Claims) {
    let mut label = String::new();
    for meta in document.select("meta[content]").nodes() {
        let content = meta.attr("content").unwrap_or_default();
        // In the body `itemprop` may be of any part of the page.
        let in_head = meta.parent().is_some_and(|parent| parent.has_name("head"));
        let Some(name) = ["property", "name", "http-equiv", "itemprop"]
            .iter()
            .filter(|attribute| **attribute != "itemprop" || in_head)
            .find_map(|attribute| meta.attr(attribute))
        else {
            continue;
        };
        let name = name.trim().to_lowercase();
        if name.starts_with("twitter:label") {
            label = content.trim().trim_end_matches(':').to_lowercase();
        } else if name.starts_with("twitter:data") {
            if WRITTEN_BY.contains(&label.as_str()) {
                claims.add(Field::Author, &content, "twitter:data", 82);
            }
            label.clear();
        }
        let known = NAMES
            .iter()
            .find(|(names, ..)| names.contains(&name.as_str()));
        if let Some((_, field, origin, strength)) = known {
            claims.add(*field, &content, origin, *strength);
        }
    }
}
