//! [`Tag`]: the elements that mean something to the importer.

/// What an element is, by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Tag {
    /// Never shown: scripts, styles, templates, forms' data, drawings.
    Hidden,
    Break,
    Image,
    Link,
    Paragraph,
    /// With its level.
    Heading(u8),
    Item,
    List,
    Numbered,
    Definition,
    Quote,
    Pre,
    Figure,
    Caption,
    Table,
    Row,
    Cell,
    Article,
    Main,
    Section,
    Aside,
    Nav,
    Header,
    Footer,
    Form,
    Button,
    Address,
    Body,
    /// Any other that stands on lines of its own.
    Block,
    /// Any other that stands in a line.
    Inline,
}

impl Tag {
    pub(crate) fn of(name: &str) -> Self {
        match name {
            "script" | "style" | "template" | "noscript" | "head" | "title" | "svg" | "canvas"
            | "iframe" | "object" | "embed" | "audio" | "video" | "map" | "datalist"
            | "textarea" | "noframes" | "math" | "progress" | "meter" | "link" | "meta"
            | "select" | "option" => Self::Hidden,
            "br" => Self::Break,
            "img" => Self::Image,
            "a" => Self::Link,
            "p" => Self::Paragraph,
            "h1" => Self::Heading(1),
            "h2" => Self::Heading(2),
            "h3" => Self::Heading(3),
            "h4" => Self::Heading(4),
            "h5" => Self::Heading(5),
            "h6" => Self::Heading(6),
            "li" => Self::Item,
            "ul" | "menu" | "dir" => Self::List,
            "ol" => Self::Numbered,
            "dt" | "dd" => Self::Definition,
            "blockquote" => Self::Quote,
            "pre" | "listing" | "xmp" => Self::Pre,
            "figure" => Self::Figure,
            "figcaption" | "caption" => Self::Caption,
            "table" => Self::Table,
            "tr" => Self::Row,
            "td" | "th" => Self::Cell,
            "article" => Self::Article,
            "main" => Self::Main,
            "section" => Self::Section,
            "aside" => Self::Aside,
            "nav" => Self::Nav,
            "header" => Self::Header,
            "footer" => Self::Footer,
            "form" | "fieldset" => Self::Form,
            "button" => Self::Button,
            "address" => Self::Address,
            "body" => Self::Body,
            "html" | "div" | "center" | "details" | "dialog" | "dl" | "hgroup" | "hr"
            | "legend" | "optgroup" | "search" | "summary" | "tbody" | "tfoot" | "thead"
            | "frameset" => Self::Block,
            _ => Self::Inline,
        }
    }

    /// Whether it opens and closes a line.
    pub(crate) fn breaks(self) -> bool {
        !matches!(self, Self::Hidden | Self::Image | Self::Link | Self::Inline)
    }

    /// A number for the models; related tags are close.
    pub(crate) fn number(self) -> f32 {
        match self {
            Self::Paragraph => 1.0,
            Self::Quote => 2.0,
            Self::Pre => 3.0,
            Self::Item => 4.0,
            Self::Definition => 5.0,
            Self::Cell | Self::Row | Self::Table => 6.0,
            Self::Heading(level) => 6.0 + f32::from(level),
            Self::Block | Self::Body => 13.0,
            Self::Section | Self::Article | Self::Main => 14.0,
            Self::Inline => 15.0,
            Self::Link => 16.0,
            Self::Caption | Self::Figure => 17.0,
            Self::Header => 18.0,
            Self::Aside => 19.0,
            Self::Footer => 20.0,
            Self::Nav => 21.0,
            Self::Form | Self::Button => 22.0,
            _ => 23.0,
        }
    }
}
