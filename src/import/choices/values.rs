//! [`FieldChoice`]: the value that an editor gave a field.

use serde_json::Value as Json;

use crate::import::reading::{Evidence, Meta};
use crate::text::edtf::Edtf;

/// What a field is to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldChoice {
    /// The article has none.
    Absent,
    Text(String),
    /// Of `authors` alone.
    Texts(Vec<String>),
}

impl FieldChoice {
    /// The choice of `texts` for a field; none of them is [`Absent`](Self::Absent).
    ///
    /// # Errors
    /// Texts that the field cannot have; it says which it wants.
    pub fn new(field: &str, texts: &[String]) -> Result<Self, String> {
        let texts: Vec<String> = texts
            .iter()
            .map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "))
            .filter(|text| !text.is_empty())
            .collect();
        match (field, texts.as_slice()) {
            (_, []) => Ok(Self::Absent),
            ("authors", _) => Ok(Self::Texts(texts)),
            ("date", [date]) if date.parse::<Edtf>().is_err() => Err(format!(
                "`{date}` is no date such as 2017-01-19, 2017-01 or 2017-01~"
            )),
            (_, [text]) => Ok(Self::Text(text.clone())),
            _ => Err("one text, not several".to_owned()),
        }
    }

    /// From what a browser sends: null, a text, or a list of texts.
    pub(crate) fn from_json(field: &str, value: &Json) -> Result<Self, String> {
        let wrong = || "a text, a list of texts, or null".to_owned();
        let texts = match value {
            Json::Null => Vec::new(),
            Json::String(text) => vec![text.clone()],
            Json::Array(items) => items
                .iter()
                .map(|item| item.as_str().map(str::to_owned).ok_or_else(wrong))
                .collect::<Result<_, _>>()?,
            _ => return Err(wrong()),
        };
        Self::new(field, &texts)
    }

    /// Its texts; none of an absent one.
    pub(crate) fn texts(&self) -> Vec<&str> {
        match self {
            Self::Absent => Vec::new(),
            Self::Text(text) => vec![text],
            Self::Texts(texts) => texts.iter().map(String::as_str).collect(),
        }
    }

    fn text(&self) -> Option<String> {
        self.texts().first().map(|text| (*text).to_owned())
    }

    /// Makes it the field's value, in place of what the importer found or guessed.
    pub(super) fn set(&self, field: &'static str, meta: &mut Meta) {
        meta.inferred.remove(field);
        if field == "authors" {
            let names: Vec<String> = self.texts().into_iter().map(str::to_owned).collect();
            meta.authors = (!names.is_empty()).then(|| Evidence::new(names, Vec::new()));
        } else if field == "language" {
            meta.language = self.text();
        } else if field == "url" {
            meta.url = self.text();
        } else if let Some(slot) = text_field(meta, field) {
            *slot = self.text().map(|text| Evidence::new(text, Vec::new()));
        }
    }
}

/// A field that holds one text with its evidence.
pub(super) fn text_field<'a>(
    meta: &'a mut Meta,
    field: &str,
) -> Option<&'a mut Option<Evidence<String>>> {
    Some(match field {
        "title" => &mut meta.title,
        "date" => &mut meta.date,
        "publication" => &mut meta.publication,
        "section" => &mut meta.section,
        "description" => &mut meta.description,
        "credits" => &mut meta.credits,
        "disclaimer" => &mut meta.disclaimer,
        "rights" => &mut meta.rights,
        _ => return None,
    })
}

/// The same to look at.
pub(crate) fn text_of<'a>(meta: &'a Meta, field: &str) -> Option<&'a Evidence<String>> {
    match field {
        "title" => meta.title.as_ref(),
        "date" => meta.date.as_ref(),
        "publication" => meta.publication.as_ref(),
        "section" => meta.section.as_ref(),
        "description" => meta.description.as_ref(),
        "credits" => meta.credits.as_ref(),
        "disclaimer" => meta.disclaimer.as_ref(),
        "rights" => meta.rights.as_ref(),
        _ => None,
    }
}

/// The lines that a field was taken from.
pub(super) fn evidence<'a>(meta: &'a mut Meta, field: &str) -> Option<&'a mut Vec<usize>> {
    if field == "authors" {
        return meta.authors.as_mut().map(|found| &mut found.lines);
    }
    text_field(meta, field)?
        .as_mut()
        .map(|found| &mut found.lines)
}
