//! The slug of a name: a tag, a publication, a person.

use deunicode::deunicode;

/// Transliterated, lower case, words joined by `-`. Nothing is cut, so that different names stay different; a name
/// without anything that can be transliterated is known by a hash.
pub fn name_slug(name: &str) -> String {
    let ascii = deunicode(name).to_lowercase();
    let words: Vec<&str> = ascii
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let slug = words.join("-");
    if slug.is_empty() || slug == "index" {
        let hash = blake3::hash(name.as_bytes()).to_hex();
        return format!("n{}", hash.get(..8).unwrap_or_default());
    }
    slug
}

#[cfg(test)]
mod tests {
    use super::name_slug;

    #[test]
    fn names_become_slugs_whole() {
        assert_eq!(name_slug("Mevlüt Çavuşoğlu"), "mevlut-cavusoglu");
        assert_eq!(
            name_slug("War on terror: the second phase"),
            "war-on-terror-the-second-phase"
        );
        assert!(name_slug("!!").starts_with('n') && name_slug("!!") != name_slug("??"));
        assert!(name_slug("Index").starts_with('n'));
    }
}
