//! General word lists: how pages of any site frame their comments. All folded (see [`fold`](super::words::fold)).

/// Lines that open the comment section, whole.
pub(crate) const COMMENT_MARKERS: &[&str] = &[
    "reader interactions",
    "comments",
    "comment",
    "reader comments",
    "user comments",
    "discussion",
    "responses",
    "replies",
    "notify of",
    "newest most voted",
    "inline feedbacks",
    "view all comments",
    "leave a reply",
    "leave a comment",
    "post a comment",
    "join the conversation",
    "kommentare",
    "kommentar",
    "leserkommentare",
    "leserbriefe",
    "leserpost",
    "antworten",
    "schreibe einen kommentar",
    "kommentar verfassen",
    "commentaires",
    "commentaire",
    "laisser un commentaire",
    "comentarios",
    "deja un comentario",
    "deja una respuesta",
    "commenti",
    "lascia un commento",
    "reacties",
    "geef een reactie",
    "comentários",
    "deixe um comentário",
    "komentarze",
    "dodaj komentarz",
    "комментарии",
    "оставить комментарий",
    "kommentarer",
    "yorumlar",
    "réactions",
    "leserpost",
    "comments loading",
    "post a reply",
    "reader responses",
    "neueste kommentare zuerst",
];

/// Openings of the line below a blog's article that says who posted it; what follows are its comments.
pub(crate) const POSTED: &[&str] = &[
    "eingestellt von", "gepostet von", "posted by", "publié par", "publicado por", "pubblicato da",
    "postato da", "geplaatst door", "opublikowane przez", "this entry was posted",
    "dieser eintrag wurde",
];

/// Nouns that, with a number before them, open the comment section: `6 Kommentare`, `3 thoughts on “…”`.
pub(crate) const COUNTED: &[&str] = &[
    "comment", "comments", "response", "responses", "reply", "replies", "thought", "thoughts",
    "kommentar", "kommentare", "kommentaren", "antwort", "antworten", "gedanke", "gedanken",
    "leserbriefe", "leserpost", "leserkommentare", "leserkommentar", "lesermeinungen", "réactions",
    "réaction", "reactions", "opiniones", "комментарий", "комментария", "комментариев",
    "kommentarer", "yorum", "komentářů", "commentaire", "commentaires", "réponse", "réponses",
    "comentario", "comentarios", "respuesta", "respuestas", "commento", "commenti", "reactie",
    "reacties", "comentário", "comentários", "komentarz", "komentarze", "komentarzy",
];

/// What a commenter's name line may end with.
pub(crate) const SAYS: &[&str] = &[
    "says", "said", "wrote", "writes", "sagt", "sagte", "schreibt", "schrieb", "meint", "dit",
    "a dit", "dice", "dijo", "ha detto", "scrive", "zegt", "schreef", "diz", "disse", "pisze",
    "napisał",
];

/// What the page says to those who would comment, in folded words.
pub(crate) const PROMPTS: &[&str] = &[
    "nicht eingeloggt", "loggen sie sich", "ihres kommentar", "ihr kommentar ist",
    "you are not logged in", "log in to", "sign in to", "login to comment", "register to",
    "um zu kommentieren", "pour commenter", "para comentar", "per commentare", "characters left",
    "zeichen erlaubt", "feldes wird nicht", "benachrichtigen sie mich", "notify me of",
    "save my name", "enable javascript",
];

/// Labels of a form, which are nobody's names.
pub(crate) const LABELS: &[&str] = &[
    "name", "email", "mail", "website", "nom", "nombre", "nome", "naam", "webseite", "passwort",
    "password", "sidebar", "disclosure", "footer", "interactions",
];
