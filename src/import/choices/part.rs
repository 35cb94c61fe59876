//! [`Part`]: what a line of the source is to be.

/// What an editor made of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// In the body, as whatever it looks like there.
    Body,
    Out,
    Paragraph,
    Subhead,
    Quote,
    /// A list item: numbered where the line is.
    Item,
    /// A reader comment begins here.
    Comment,
    /// It goes on with the reader comment above.
    SameComment,
}

impl Part {
    pub(super) const ALL: [Self; 8] = [
        Self::Body,
        Self::Out,
        Self::Paragraph,
        Self::Subhead,
        Self::Quote,
        Self::Item,
        Self::Comment,
        Self::SameComment,
    ];

    /// The word in `import.yaml`.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Body => "body",
            Self::Out => "out",
            Self::Paragraph => "paragraph",
            Self::Subhead => "subhead",
            Self::Quote => "quote",
            Self::Item => "item",
            Self::Comment => "comment",
            Self::SameComment => "same comment",
        }
    }

    pub(crate) fn is_comment(self) -> bool {
        matches!(self, Self::Comment | Self::SameComment)
    }

    pub(crate) fn is_body(self) -> bool {
        self != Self::Out && !self.is_comment()
    }

    /// Whether it says which kind of block the line is.
    pub(super) fn is_kind(self) -> bool {
        self.is_body() && self != Self::Body
    }
}

impl std::str::FromStr for Part {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let words = || Self::ALL.map(Self::word).join(", ");
        let found = Self::ALL.into_iter().find(|part| part.word() == text);
        found.ok_or_else(|| format!("one of: {}", words()))
    }
}
