//! A person, place, organisation, event, work or thing: a file of the authority list `content/entities/`.

use std::ops::Range;
use std::str::FromStr;

use super::status::EntityKind;
use super::text_file::{self, Read, TextFile};
use crate::diagnostic::Place;
use crate::text::edtf::Edtf;
use crate::yaml::{Fields, Node, Value};

/// One entity as its file has it. The body is its description, in Markdown.
#[derive(Debug, Clone, PartialEq)]
pub struct Entity {
    pub slug: String,
    pub file: TextFile,
    pub kind: EntityKind,
    /// The name it is listed under; the file's name where it has none.
    pub name: String,
    /// Where `name` stands in the file, in bytes; empty where it has none.
    pub name_span: Range<usize>,
    /// Other names, in the order of the file.
    pub aliases: Vec<Alias>,
    /// Strings that hold one of its names and never mean it.
    pub not: Vec<String>,
    /// `Q` and digits.
    pub wikidata: Option<String>,
    pub coordinates: Option<Coordinates>,
    pub date: Option<Edtf>,
    /// The slug of the entity that this one turned out to be.
    pub merged_into: Option<String>,
    /// Where `merged_into` stands in the file, in bytes.
    pub merged_into_span: Option<Range<usize>>,
}

/// Another name of an entity.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Alias {
    pub text: String,
    /// Only as it is written here, letter for letter.
    pub exact: bool,
    /// Only after a full name of the entity in the same article.
    pub weak: bool,
    /// The name of another thing that stands for this one, as a capital does for its government: counted, never linked.
    pub metonym: bool,
    /// Only in articles that hold one of these.
    pub only_if: Vec<String>,
    /// Its place in the file, in bytes.
    pub span: Range<usize>,
}

/// A point on the earth, in degrees, north and east.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Coordinates {
    pub latitude: f64,
    pub longitude: f64,
}

impl FromStr for Coordinates {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || "write degrees north and east: `37.0021, 35.4259`".to_owned();
        let (latitude, longitude) = text.split_once(',').ok_or_else(wrong)?;
        let degrees = |text: &str, most: f64| {
            let degrees: f64 = text.trim().parse().ok()?;
            (degrees.abs() <= most).then_some(degrees)
        };
        Ok(Self {
            latitude: degrees(latitude, 90.0).ok_or_else(wrong)?,
            longitude: degrees(longitude, 180.0).ok_or_else(wrong)?,
        })
    }
}

/// Whether a text names an item of Wikidata: `Q` and digits.
pub fn is_item(text: &str) -> bool {
    let digits = text.strip_prefix('Q').unwrap_or_default();
    !digits.is_empty()
        && digits.len() <= 12
        && !digits.starts_with('0')
        && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// An item of Wikidata.
struct Item(String);

impl FromStr for Item {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        is_item(text)
            .then(|| Self(text.to_owned()))
            .ok_or("write the number of the item: `Q16`")
    }
}

impl Entity {
    /// Reads an entity's file.
    ///
    /// # Errors
    /// What is wrong, when nothing of the file can be used.
    pub fn read(slug: &str, path: &str, bytes: &[u8]) -> Read<Self> {
        text_file::read(path, bytes, |file, node, problems| {
            let mut fields = Fields::new(node, problems);
            let merged_into = merged_into(&mut fields);
            let name = fields.node("name");
            let name = name.and_then(|node| fields.as_text("name", node));
            let (name, name_span) = name
                .filter(|(name, _)| !name.is_empty())
                .unwrap_or_else(|| (slug.to_owned(), 0..0));
            let entity = Self {
                slug: slug.to_owned(),
                kind: fields.parsed("kind").unwrap_or_default(),
                name,
                name_span,
                aliases: aliases(&mut fields),
                not: fields.texts("not"),
                wikidata: fields.parsed("wikidata").map(|Item(item)| item),
                coordinates: coordinates(&mut fields),
                date: fields.parsed("date"),
                merged_into: merged_into.as_ref().map(|(slug, _)| slug.clone()),
                merged_into_span: merged_into.map(|(_, span)| span),
                file: file.clone(),
            };
            fields.node("extra");
            fields.finish();
            entity
        })
    }

    /// Whether a merge left two versions in the file.
    pub fn has_conflict(&self) -> bool {
        self.file.conflict().is_some()
    }

    /// Where a name stands: the alias, or the name it is listed under, or the file where that has none.
    pub fn name_place(&self, name: &Alias) -> Place {
        if name.span.is_empty() {
            return Place::file(&*self.file.path);
        }
        Place::span(&*self.file.path, &self.file.text, name.span.clone())
    }

    /// Every word it goes by: its name, then its aliases; of a person with several names also the last of them, which
    /// is weak.
    pub fn names(&self) -> Vec<Alias> {
        let name = Alias {
            text: self.name.clone(),
            span: self.name_span.clone(),
            ..Alias::default()
        };
        let mut names = vec![name];
        names.extend(self.aliases.iter().cloned());
        let surname = self.name.split_whitespace().last();
        let several = self.name.split_whitespace().nth(1).is_some();
        if let Some(surname) = surname.filter(|_| several && self.kind == EntityKind::Person)
            && names.iter().all(|name| name.text != surname)
        {
            names.push(Alias {
                text: surname.to_owned(),
                weak: true,
                span: self.name_span.clone(),
                ..Alias::default()
            });
        }
        names
    }
}

fn merged_into(fields: &mut Fields<'_, '_>) -> Option<(String, Range<usize>)> {
    let node = fields.node("merged_into")?;
    fields.as_text("merged_into", node)
}

/// Text, or a mapping of a text with what must hold for it.
fn aliases(fields: &mut Fields<'_, '_>) -> Vec<Alias> {
    let nodes = fields.list("aliases");
    nodes
        .into_iter()
        .filter_map(|node| alias(fields, node))
        .collect()
}

fn alias(fields: &mut Fields<'_, '_>, node: Node) -> Option<Alias> {
    let span = node.span.clone();
    let alias = match node.value {
        Value::Map(_) => fields.within(node, |fields| Alias {
            text: fields.text("text").unwrap_or_default(),
            exact: fields.parsed("case") == Some(Case::Exact),
            weak: fields.flag("weak") == Some(true),
            metonym: fields.flag("metonym") == Some(true),
            only_if: fields.texts("only_if"),
            span: span.clone(),
        }),
        _ => Alias {
            text: fields.as_text("aliases", node)?.0,
            span: span.clone(),
            ..Alias::default()
        },
    };
    if alias.text.trim().is_empty() {
        let message = "an alias has no text".to_owned();
        fields.problem(
            "wrong-value",
            span,
            message,
            "fill in `text`, or take it out",
        );
        return None;
    }
    Some(alias)
}

#[derive(PartialEq, Eq)]
enum Case {
    Exact,
    Any,
}

impl FromStr for Case {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "exact" => Ok(Self::Exact),
            "any" => Ok(Self::Any),
            _ => Err("one of: exact, any"),
        }
    }
}

/// `37.0, 35.4` as text, or a list of the two numbers.
fn coordinates(fields: &mut Fields<'_, '_>) -> Option<Coordinates> {
    let node = fields.node("coordinates")?;
    let span = node.span.clone();
    let text = match node.value {
        Value::List(items) => {
            let numbers = items
                .into_iter()
                .filter_map(|item| fields.as_text("coordinates", item));
            numbers.map(|(text, _)| text).collect::<Vec<_>>().join(",")
        }
        _ => fields.as_text("coordinates", node)?.0,
    };
    match text.parse() {
        Ok(coordinates) => Some(coordinates),
        Err(help) => {
            let message = format!("`coordinates` cannot be `{text}`");
            fields.problem("wrong-value", span, message, &help);
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Entity, Vec<String>) {
        let (entity, found) = Entity::read("x", "content/entities/x.md", text.as_bytes()).unwrap();
        let told = found
            .iter()
            .map(|found| format!("{} {}", found.place.as_ref().unwrap(), found.message));
        (entity, told.collect())
    }

    #[test]
    fn a_file_gives_all_its_names() {
        let (entity, told) = read(
            "---\nkind: person\nname: Mevlüt Çavuşoğlu\naliases:\n- Mevlut Cavusoglu\n- {text: MC, case: exact, only_if: Ankara}\nwikidata: Q1\ncoordinates: [37.0, -35.4]\n---\nA minister.\n",
        );
        assert_eq!(told, [""; 0]);
        let names = entity.names();
        let texts: Vec<&str> = names.iter().map(|name| name.text.as_str()).collect();
        assert_eq!(
            texts,
            ["Mevlüt Çavuşoğlu", "Mevlut Cavusoglu", "MC", "Çavuşoğlu"]
        );
        assert!(names[3].weak && names[2].exact && !names[1].weak);
        assert_eq!(entity.coordinates.unwrap().longitude.to_string(), "-35.4");
    }

    #[test]
    fn every_mistake_is_told_and_the_rest_is_read() {
        let (entity, told) = read(
            "---\nkind: human\nname: A\naliases: ['', {case: exact}, B]\nwikidata: 16\ncoordinates: 91, 0\ndate: soon\n---\n",
        );
        assert_eq!(told.len(), 6, "{told:#?}");
        assert_eq!(entity.aliases.len(), 1);
    }
}
