//! What each key of the files in `content/` says, for the manual. A test holds the lists to what is read.

use crate::yaml::{Described, key};

/// Front matter of an article, in the order in which it is written.
#[rustfmt::skip]
pub const ARTICLE: &[Described] = &[
    key("title", "text", "What it is called"),
    key("date", "[date](#dates)", "When it was published; absent when unknown"),
    key("authors", "list of text", "Who wrote it"),
    key("publication", "text", "Where it was published; it gets a page"),
    key("url", "address", "The whole address at which it was first published"),
    key("retrieved", "[date](#dates)", "When it was saved"),
    key("language", "BCP 47 tag", "Its language; else the site's"),
    key("section", "text", "The section of the publication, above the title"),
    key("description", "text", "The deck"),
    key("credits", "text", "Photographers, translators, …"),
    key("disclaimer", "text", "What the publication says of it"),
    key("rights", "text", "Who may use it, and how"),
    key("tags", "list of text", "Subjects; each gets a page"),
    key("status", "`draft`, `review`, `published`", "Only `published` ones reach readers (also when absent; an import writes `draft`)"),
    key("related", "list of slugs", "Articles that come first among the related ones"),
    key("unrelated", "list of slugs", "Articles that must not be among them"),
    key("series", "text or mapping", "The series it belongs to: `Winters`"),
    key("series.name", "text", "The same, where it has a part"),
    key("series.part", "number", "Its place in the series; else the date decides"),
    key("events", "list of slugs", "Entities of the kind `event` that it tells of"),
    key("comments", "`show`, `fold`, `hide`", "Its reader comments; else what the site says"),
    key("aliases", "list of paths", "Old addresses, from the root of the site; they lead here"),
    key("added", "[date](#dates)", "The day it came into the reader; feeds use it where there is no date"),
    key("corrections", "list of mappings", "Changes that readers are told about"),
    key("corrections[].date", "[date](#dates)", "When"),
    key("corrections[].text", "text", "What was changed"),
    key("source", "mapping", "The raw text it came from; written by the import"),
    key("source.file", "text", "The name that it had"),
    key("source.sha256", "64 hex digits", "Of its bytes"),
    key("inferred", "mapping", "What the importer guessed, by field. Write the field itself and take it out here: then it is a fact"),
    key("inferred.<field>.value", "any", "The guess"),
    key("inferred.<field>.lines", "list of numbers", "Where in the source it stands"),
    key("inferred.<field>.why", "text", "The reason"),
    key("extra", "anything", "Keys of your own; nothing reads them"),
];

/// Front matter of a note.
#[rustfmt::skip]
pub const NOTE: &[Described] = &[
    key("author", "id", "Who signs it: a key of `people` in `postil.yaml`"),
    key("created", "moment", "When it was written: `2026-03-02T09:14:00Z`, or a day"),
    key("updated", "moment", "When its words became others"),
    key("status", "`draft`, `review`, `published`, `resolved`, `rejected`", "Only `published` ones reach readers; else `draft`"),
    key("kind", "`comment`, `context`, `correction`, `source`, `question`, `suggestion`, `highlight`", "What it does; else `comment`"),
    key("target", "mapping", "The words it speaks of. With neither `target` nor `reply_to` it speaks of the whole article"),
    key("target.quote", "text", "The words, as readers see them"),
    key("target.prefix", "text", "What stands right before them"),
    key("target.suffix", "text", "What stands right after them"),
    key("target.start", "number", "Where they stood, in characters of the article's plain text: a hint"),
    key("target.text", "name", "The plain text they were taken from, in `notes/.text/`"),
    key("target.article", "slug", "The article they stand in, if it is another"),
    key("targets", "list of mappings", "Several passages, each with the keys of `target`"),
    key("reply_to", "id", "The note it answers; it shows only if that one does"),
    key("tags", "list of text", "Subjects"),
    key("see", "list of slugs", "Articles, pages and entities to see"),
    key("assigned", "id", "Who is to look at it"),
    key("reviewed_by", "id", "Who has reviewed it"),
    key("via", "text", "Where an imported note came from"),
    key("replacement", "text", "What a `suggestion` would put in place of the words; an empty text takes them out"),
    key("extra", "anything", "Keys of your own; nothing reads them"),
];

/// Front matter of an entity.
#[rustfmt::skip]
pub const ENTITY: &[Described] = &[
    key("kind", "`person`, `place`, `organisation`, `event`, `work`, `thing`", "What it is; else `thing`"),
    key("name", "text", "The name it is listed under; else the file's"),
    key("aliases", "list of text or mappings", "Other names"),
    key("aliases[].text", "text", "The name, where something must hold for it"),
    key("aliases[].case", "`exact`", "Only as it is written here, letter for letter"),
    key("aliases[].weak", "`true`, `false`", "Only after a full name of the same entity in the article"),
    key("aliases[].metonym", "`true`, `false`", "The name of another thing that stands for this one: counted, never linked"),
    key("aliases[].only_if", "list of text", "Only in articles that hold one of these words"),
    key("not", "list of text", "What holds one of its names and never means it"),
    key("wikidata", "`Q` and digits", "Its item there"),
    key("coordinates", "two numbers", "Degrees north and east: `37.00, 35.43`"),
    key("date", "[date](#dates)", "When an event was, or a work came out"),
    key("merged_into", "slug", "The entity that this one turned out to be"),
    key("extra", "anything", "Keys of your own; nothing reads them"),
];

/// Front matter of a page.
#[rustfmt::skip]
pub const PAGE: &[Described] = &[
    key("title", "text", "What it is called; else the file's name"),
    key("description", "text", "One sentence, for search engines and previews"),
    key("language", "BCP 47 tag", "Its language; else the site's"),
    key("status", "`draft`, `review`, `published`", "Only `published` ones reach readers (also when absent)"),
    key("order", "number", "Its place in the navigation, smaller first; without one it comes after those that have one"),
    key("nav", "`true`, `false`", "`false` keeps it out of the navigation"),
    key("extra", "anything", "Keys of your own; nothing reads them"),
];

/// One entry of `comments.yaml`.
#[rustfmt::skip]
pub const COMMENT: &[Described] = &[
    key("id", "text", "Its own in the file: letters, digits, `-` and `_`; else `c` and its number"),
    key("author", "text", "Who wrote it"),
    key("date", "text", "As the source has it"),
    key("reply_to", "id", "The comment it answers"),
    key("lines", "`23-25`", "First and last line of the source"),
    key("text", "text", "Plain text; an empty line parts paragraphs"),
    key("hidden", "`true`, `false`", "`true` takes it down and keeps it here"),
];
