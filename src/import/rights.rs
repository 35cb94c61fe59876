//! Licences: lines that say under which terms the article itself may be used.

use super::blocks::Block;
use super::furniture::contains_words;

/// Whether a line speaks of the rights in this article: a Creative Commons licence, or a permission that names the
/// article. A site's copyright line does not.
pub(crate) fn is_rights(block: &Block) -> bool {
    /// The longest such line, in words.
    const LONGEST: usize = 60;
    let folded = block.folded.as_str();
    let holds = |list: &[&str]| list.iter().any(|phrase| contains_words(folded, phrase));
    let own = holds(ARTICLE);
    folded.split(' ').count() <= LONGEST
        && (holds(LICENCES) && (own || holds(UNDER)) || own && holds(PERMISSIONS))
}

const LICENCES: &[&str] = &[
    "creative commons", "cc by", "cc0", "cc by sa", "cc by nd", "cc by nc",
];

const UNDER: &[&str] = &[
    "licensed", "license", "licence", "licensing", "lizenz", "lizenziert", "licenza", "licencia",
    "licença", "licentie", "licencją", "лицензии",
];

const PERMISSIONS: &[&str] = &[
    "republished", "republish", "reprinted", "reproduced with", "with permission", "by permission",
    "mit genehmigung", "mit freundlicher genehmigung", "nachdruck", "avec l autorisation",
    "avec lautorisation", "con permiso", "con il permesso", "met toestemming",
    "all rights reserved", "alle rechte vorbehalten", "licensed under", "public domain",
];

const ARTICLE: &[&str] = &[
    "this article", "this work", "this story", "this text", "this post", "this content",
    "this essay", "the article", "original article", "dieser artikel", "dieser beitrag",
    "dieser text", "dieses werk", "diesen artikel", "dieses artikels", "cet article", "ce texte",
    "cette œuvre", "este artículo", "este texto", "esta obra", "questo articolo", "quest opera",
    "dit artikel", "este artigo", "artykuł ten", "ten artykuł",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::{blocks::blocks, lines::lines};

    #[test]
    fn a_licence_of_the_article_is_told_from_a_copyright_line() {
        let rights = |text: &str| is_rights(&blocks(&lines(text))[0]);
        assert!(rights(
            "This article is republished from The Talk under a Creative Commons license."
        ));
        assert!(rights("Dieser Beitrag steht unter der Lizenz CC BY-SA 4.0"));
        assert!(!rights("© 2020 The Paper. All rights reserved."));
        assert!(!rights("Creative Commons was founded in 2001."));
    }
}
