//! [`Record`]: `import.yaml`, what the importer did with each line of a source.

use serde::{Deserialize, Serialize};

use super::super::reading::{Fate, Reading};
use super::companions;
use super::need::Need;
use crate::import::lost_images::{self, LostImage};

/// Counts up when the importer reads texts in another way.
pub(super) const IMPORTER: u32 = 4;

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Record {
    /// The version of the importer that wrote this.
    #[serde(default)]
    pub(super) importer: u32,
    pub(super) source: Source,
    /// The day it came into the reader.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) added: Option<String>,
    /// The editor's word, kept from import to import.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) choices: Option<serde_yaml::Value>,
    /// The SHA-256 of `comments.yaml` as it was imported.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) comments: Option<String>,
    /// The images of a saved page that lie beside the article.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) images: Vec<PageImage>,
    /// The images of the page's article that the article does not show.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) images_left_out: Vec<ImageLeftOut>,
    /// The slug of the article that it is a copy of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) duplicate_of: Option<String>,
    /// How much it needs an editor's eye.
    #[serde(default)]
    pub(super) need: Need,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) warnings: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) fields: Vec<FieldLine>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) left_out: Vec<LeftOut>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Source {
    pub(super) file: String,
    pub(super) sha256: String,
}

/// An image that was saved with a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct PageImage {
    /// Its path from the page's folder.
    pub(super) from: String,
    /// Its name beside the article.
    pub(super) file: String,
}

/// An image that stood in the article of a saved page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct ImageLeftOut {
    /// The line that it stood before, or in.
    pub(super) line: usize,
    pub(super) why: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(super) address: String,
}

/// A line of the source that a field was taken from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct FieldLine {
    pub(super) line: usize,
    pub(super) field: String,
    pub(super) text: String,
}

/// A line of the source that went nowhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct LeftOut {
    pub(super) line: usize,
    pub(super) why: String,
    pub(super) text: String,
}

impl Record {
    /// The error says where and why it is none: `:3:5: …`.
    pub(super) fn parse(bytes: &[u8]) -> Result<Self, String> {
        serde_yaml::from_slice(bytes).map_err(|error| {
            let place = error.location().map_or_else(String::new, |place| {
                format!(":{}:{}", place.line(), place.column())
            });
            let why = error.to_string();
            format!("{place}: {}", why.split(" at line ").next().unwrap_or(&why))
        })
    }

    /// What a reading did with its lines.
    pub(super) fn new(source: Source, reading: &Reading) -> Self {
        let mut record = Self {
            importer: IMPORTER,
            source,
            images: companions::images(reading),
            images_left_out: reading.lost_images.iter().map(image_left_out).collect(),
            warnings: warnings(reading),
            ..Self::default()
        };
        for line in &reading.lines {
            match line.fate {
                Fate::Field(field) => record.fields.push(FieldLine {
                    line: line.number,
                    field: field.key().to_owned(),
                    text: line.text.clone(),
                }),
                Fate::Out(reason) => record.left_out.push(LeftOut {
                    line: line.number,
                    why: reason.word().to_owned(),
                    text: line.text.clone(),
                }),
                Fate::Body | Fate::Comment(_) => {}
            }
        }
        record
    }
}

fn image_left_out(image: &LostImage) -> ImageLeftOut {
    ImageLeftOut {
        line: image.line,
        why: image.loss.words().to_owned(),
        address: image.address.clone(),
    }
}

/// What a reading has to say to an editor.
pub(super) fn warnings(reading: &Reading) -> Vec<String> {
    let images = lost_images::told(&reading.lost_images);
    reading.warnings.iter().cloned().chain(images).collect()
}
