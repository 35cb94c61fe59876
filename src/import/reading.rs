//! [`Reading`]: what the importer makes of one raw text. Line numbers are 1-based, of the decoded text.

use std::collections::BTreeMap;

use super::lost_images::LostImage;
use crate::content::ArticleMeta;

/// A raw text, read: every non-blank line has exactly one fate.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Reading {
    /// One entry for each non-blank line, in order.
    pub lines: Vec<SourceLine>,
    /// The numbers of lines that might as well have gone the other way, in order.
    pub unsure: Vec<usize>,
    pub meta: Meta,
    pub body: Vec<BodyBlock>,
    pub comments: Vec<ReaderComment>,
    /// The images of a saved page that its body shows.
    pub files: Vec<PageFile>,
    /// Those of its article that it does not show.
    pub lost_images: Vec<LostImage>,
    /// Of a source that has front matter of its own: what of it is not in `meta`.
    pub front_matter: Option<Box<ArticleMeta>>,
    /// What an editor should look at.
    pub warnings: Vec<String>,
    /// Why there is no article in this text; then everything but `lines` is empty.
    pub refusal: Option<String>,
}

/// A file that lies beside a saved page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageFile {
    /// Relative to the page's folder, `/` between names; no `..`, no outer `/`.
    pub from: String,
    /// Its name beside the article, as the body's Markdown says it.
    pub name: String,
}

/// A non-blank line of the source and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceLine {
    pub number: usize,
    /// As it stands in the source.
    pub text: String,
    pub fate: Fate,
}

/// Where a line went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    Body,
    Field(FieldName),
    /// In the comment with this place in [`Reading::comments`].
    Comment(usize),
    Out(Reason),
}

/// The fields of an article that a line can feed. A line that feeds several (a byline with a date) counts as the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FieldName {
    Title,
    Description,
    Authors,
    Date,
    Publication,
    Section,
    Credits,
    Disclaimer,
    Rights,
    /// Several of them: a line of the source's own front matter.
    FrontMatter,
}

impl FieldName {
    /// Those that can be taken from a line of their own.
    pub const ALL: [Self; 9] = [
        Self::Title,
        Self::Description,
        Self::Authors,
        Self::Date,
        Self::Publication,
        Self::Section,
        Self::Credits,
        Self::Disclaimer,
        Self::Rights,
    ];

    /// The key in the front matter.
    pub fn key(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Description => "description",
            Self::Authors => "authors",
            Self::Date => "date",
            Self::Publication => "publication",
            Self::Section => "section",
            Self::Credits => "credits",
            Self::Disclaimer => "disclaimer",
            Self::Rights => "rights",
            Self::FrontMatter => "front matter",
        }
    }
}

/// Why a line was left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// The title once more.
    DuplicateTitle,
    /// The headline of another article.
    Teaser,
    /// Buttons, counters and forms of the page.
    Widget,
    Advertisement,
    /// A call to subscribe, follow or donate.
    Appeal,
    /// Menus, headers and footers: what stands outside the article.
    Navigation,
    /// The frame of the comment section.
    CommentWidget,
    /// Named in `postil.yaml`.
    Rule,
    /// A date that is not the article's.
    Date,
    /// About the author or the site, at the foot.
    About,
    /// Nothing but punctuation is left of it.
    Remnant,
    /// Inside the article, but not of it.
    Inset,
    /// A sentence of the body once more, set apart.
    PullQuote,
    /// An editor said so.
    Choice,
}

impl Reason {
    /// The word in `import.yaml`.
    pub fn word(self) -> &'static str {
        match self {
            Self::DuplicateTitle => "duplicate title",
            Self::Teaser => "teaser",
            Self::Widget => "widget",
            Self::Advertisement => "advertisement",
            Self::Appeal => "appeal",
            Self::Navigation => "navigation",
            Self::CommentWidget => "comment widget",
            Self::Rule => "rule",
            Self::Date => "date",
            Self::About => "about",
            Self::Remnant => "remnant",
            Self::Inset => "inset",
            Self::PullQuote => "pull quote",
            Self::Choice => "choice",
        }
    }
}

/// A value with the lines that hold it; no lines: it is not in the visible text, but in what a page says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence<T> {
    pub value: T,
    pub lines: Vec<usize>,
}

impl<T> Evidence<T> {
    pub fn new(value: T, lines: Vec<usize>) -> Self {
        Self { value, lines }
    }
}

/// A value that the text points to but never states.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guess {
    pub value: String,
    pub lines: Vec<usize>,
    pub why: String,
}

/// The fields of the article that the text states, and those that it only suggests.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Meta {
    pub title: Option<Evidence<String>>,
    /// EDTF: `2017-01-19` or `2017-01`.
    pub date: Option<Evidence<String>>,
    pub authors: Option<Evidence<Vec<String>>>,
    pub publication: Option<Evidence<String>>,
    pub section: Option<Evidence<String>>,
    pub description: Option<Evidence<String>>,
    pub credits: Option<Evidence<String>>,
    pub disclaimer: Option<Evidence<String>>,
    pub rights: Option<Evidence<String>>,
    /// Where the page says it lives.
    pub url: Option<String>,
    /// EDTF: the day a page was saved.
    pub retrieved: Option<String>,
    /// ISO 639-1 (639-3 where there is none).
    pub language: Option<String>,
    /// By field name.
    pub inferred: BTreeMap<&'static str, Guess>,
}

/// A block of the body.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BodyBlock {
    pub kind: BlockKind,
    /// What it reads as: on one line, single spaces, nothing of markup.
    pub text: String,
    /// The same as Markdown, where the source shows more than words: emphasis, links, a table. Of a
    /// [whole](BlockKind::is_whole) block all its lines, ready to stand between blank lines; of any other one line
    /// without the mark of its kind. None: the text is all there is.
    pub markdown: Option<String>,
    /// How many lists a list item is inside of, besides its own.
    pub depth: u8,
    pub lines: Vec<usize>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum BlockKind {
    #[default]
    Paragraph,
    /// A subhead with its level, from 2 to 6.
    Heading(u8),
    /// A paragraph of a block quote.
    Quote,
    /// An item of a bulleted list.
    Item,
    /// An item of a numbered list, with its number.
    Numbered(u64),
    Table,
    Code,
    /// An image, with what is written below it.
    Figure,
}

impl BlockKind {
    /// Whether such a block only exists as Markdown of several lines.
    pub fn is_whole(self) -> bool {
        matches!(self, Self::Table | Self::Code | Self::Figure)
    }
}

/// A reader's comment. Absent where the text does not show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReaderComment {
    /// `c1`, `c2` … in the order of the source.
    pub id: String,
    pub author: Option<String>,
    /// EDTF.
    pub date: Option<String>,
    pub reply_to: Option<String>,
    pub lines: Vec<usize>,
    /// Paragraphs with a blank line between them.
    pub text: String,
}
