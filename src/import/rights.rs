//! Licences: lines that say under which terms the article itself may be used.

use std::sync::LazyLock;

use super::blocks::Block;
use super::phrases::Phrases;
use super::words::count_folded;

/// Whether a line speaks of the rights in this article: a Creative Commons licence, or a permission that names the
/// article. A site's copyright line does not.
pub(crate) fn is_rights(block: &Block) -> bool {
    /// The longest such line, in words.
    const LONGEST: usize = 60;
    let folded = block.folded.as_str();
    if count_folded(folded) > LONGEST {
        return false;
    }
    let own = ARTICLE.is_within(folded);
    LICENCES.is_within(folded) && (own || UNDER.is_within(folded))
        || own && PERMISSIONS.is_within(folded)
}

static LICENCES: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new(&[
        "creative commons", "cc by", "cc0", "cc by sa", "cc by nd", "cc by nc",
    ])
});

static UNDER: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new(&[
        "licensed", "license", "licence", "licensing", "lizenz", "lizenziert", "licenza",
        "licencia", "licença", "licentie", "licencją", "лицензии",
    ])
});

static PERMISSIONS: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new(&[
        "republished", "republish", "reprinted", "reproduced with", "with permission",
        "by permission", "mit genehmigung", "mit freundlicher genehmigung", "nachdruck",
        "avec l autorisation", "avec lautorisation", "con permiso", "con il permesso",
        "met toestemming", "all rights reserved", "alle rechte vorbehalten", "licensed under",
        "public domain",
    ])
});

static ARTICLE: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new(&[
        "this article", "this work", "this story", "this text", "this post", "this content",
        "this essay", "the article", "original article", "dieser artikel", "dieser beitrag",
        "dieser text", "dieses werk", "diesen artikel", "dieses artikels", "cet article",
        "ce texte", "cette œuvre", "este artículo", "este texto", "esta obra", "questo articolo",
        "quest opera", "dit artikel", "este artigo", "artykuł ten", "ten artykuł",
    ])
});

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
