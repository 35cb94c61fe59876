//! General word lists: how pages of any site say who wrote, photographed and answers for an article. All folded (see [`fold`](super::words::fold)).

/// Words that introduce an author's name, longest first where one opens another.
pub(crate) const BY: &[&str] = &[
    "written by", "posted by", "published by", "article by", "story by", "text by", "words by",
    "reported by", "reporting by", "commentary by", "review by", "guide by", "analysis by",
    "opinion by", "news by", "blog by", "contributed by", "contributors", "author s", "autor in",
    "autoren", "eingestellt von", "erstellt von", "veröffentlicht von", "gespeichert von",
    "gepostet von", "redaktion", "auteur s", "auteurs", "autora", "автор", "текст", "author",
    "authors", "by", "geschrieben von", "verfasst von", "ein beitrag von", "ein gastbeitrag von",
    "autor", "autorin", "von", "publié par", "écrit par", "rédigé par", "auteur", "par",
    "escrito por", "publicado por", "por", "scritto da", "autore", "di", "a cura di",
    "geschreven door", "door", "autore", "napisał", "thread starter", "themenstarter",
    "started by", "asked by", "text", "texte", "texto", "testo", "words", "text und interview",
    "text und foto", "text und fotos", "text interview", "curated by", "autores", "tekst",
    "skrevet av", "skriven av", "af", "av", "interview", "eingetragen von", "verfasst am von",
];

/// Words that introduce a photo credit.
pub(crate) const CREDITS: &[&str] = &[
    "photo", "photos", "photograph", "photographer", "photo credit", "photo by", "photograph by",
    "image", "images", "image credit", "image source", "picture", "pictures", "credit", "credits",
    "courtesy of", "illustration", "illustration by", "foto", "fotos", "bild", "bilder",
    "bildquelle", "fotocredit", "crédit photo", "crédits", "photo de", "imagen", "immagine",
    "beeld", "fot",
];

/// Names of picture agencies: a short line that opens with one and a slash, or ends with one, is a credit.
pub(crate) const AGENCIES: &[&str] = &[
    "ap photo", "getty images", "getty", "reuters", "afp", "shutterstock", "istock", "dpa",
    "alamy", "unsplash", "pixabay", "wikimedia commons", "picture alliance", "imago", "epa",
    "flickr", "pexels",
];

/// Words of a disclaimer about whose opinion an article is; it needs two.
pub(crate) const DISCLAIMERS: &[&str] = &[
    "statements views and opinions",
    "views and opinions expressed",
    "views expressed",
    "opinions expressed",
    "solely those of",
    "those of the author",
    "of the author and do not",
    "do not necessarily represent",
    "do not necessarily reflect",
    "not necessarily those of",
    "does not necessarily reflect",
    "spiegelt nicht notwendigerweise",
    "meinung des autors",
    "meinung der redaktion",
    "nengagent que",
    "opinión del autor",
    "responsabilidad exclusiva",
];

/// Lines that end with these open a quotation that stands in blocks of its own.
pub(crate) const LEAD_INS: &[&str] = &[
    "the following", "as follows", "said", "says", "saying", "wrote", "writes", "stated", "told",
    "following", "folgendes", "wie folgt", "ce qui suit", "lo siguiente", "quanto segue",
    "het volgende",
];
