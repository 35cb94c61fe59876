//! Words that hold a name of an entity and do not mean it.

use super::file::with_names;
use super::vocabulary::{Vocabulary, looked_for};
use crate::content::Entity;
use crate::content::save::Change;
use crate::yaml::Refused;

/// Why words cannot be kept from meaning an entity.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum CannotNever {
    #[error("`{text}` is itself a name of `{slug}`: take in more of the words around it")]
    Name { text: String, slug: String },
    #[error("`{text}` holds no name of `{slug}`")]
    Other { text: String, slug: String },
    #[error("{path}: {why}")]
    File { path: String, why: Refused },
}

/// The change by which `text` never means the entity again; None when it does not already.
///
/// # Errors
/// Words that hold none of its names, or are one; a file that is not written as lines.
pub fn never(entity: &Entity, text: &str) -> Result<Option<Change>, CannotNever> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let form = |text: &str| looked_for(text).1;
    let slug = entity.slug.clone();
    let known = entity.not.iter().any(|it| form(it) == form(&text));
    if known {
        return Ok(None);
    }
    if entity
        .names()
        .iter()
        .any(|name| form(&name.text) == form(&text))
    {
        return Err(CannotNever::Name { text, slug });
    }
    // Also where a condition keeps a name from being found in these words alone.
    let mut bare = entity.clone();
    for alias in &mut bare.aliases {
        (alias.weak, alias.metonym) = (false, false);
        alias.only_if.clear();
    }
    let vocabulary = Vocabulary::new(std::iter::once(&Entity {
        merged_into: None,
        ..bare
    }));
    if vocabulary.mentions(&text).is_empty() {
        return Err(CannotNever::Other { text, slug });
    }
    let change = with_names(entity, &[], std::slice::from_ref(&text), &[]);
    change.map_err(|why| CannotNever::File {
        path: entity.file.path.clone(),
        why,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_words_around_a_name_are_kept_from_meaning_it() {
        let file = "---\nkind: person\nname: Ana Bell # as she signs\n---\nWho she is.\n";
        let (entity, _) = Entity::read("ana", "content/entities/ana.md", file.as_bytes()).unwrap();
        let change = never(&entity, "Ana  Bell Street").unwrap();
        let Some(Change::Replace { new, .. }) = change else {
            panic!("nothing changed");
        };
        assert_eq!(
            new,
            file.replace("signs\n", "signs\nnot:\n- Ana Bell Street\n")
        );
        for text in ["ana bell", "Harbour Street", ""] {
            assert!(never(&entity, text).is_err(), "{text}");
        }
    }
}
