//! General word lists: what stands in and around the names of authors. All folded (see [`fold`](super::words::fold)).

use std::sync::LazyLock;

use super::word_hash::Words;

/// Words that are asked for often. Their order has no say in any result.
pub(crate) type WordSet = LazyLock<Words>;

/// Joints between two names.
pub(crate) const JOINTS: &[&str] = &[
    "and", "&", "und", "et", "y", "e", "en", "with", "mit", "i", "och", "og", "ja", "и", "＆", "+",
];

/// Words that belong to a name though they are written small.
pub(crate) static PARTICLES: WordSet = LazyLock::new(|| {
    Words::from_iter([
        "van", "von", "de", "der", "den", "del", "della", "di", "da", "dos", "das", "do", "du",
        "la", "le", "el", "al", "bin", "ibn", "ter", "ten", "zu", "zur", "vom", "y", "e", "af",
        "st", "dello", "d", "v",
    ])
});

/// What a person is, beside the name: a line with such a word speaks of a person.
pub(crate) static ROLES: WordSet = LazyLock::new(|| {
    Words::from_iter([
        "writer", "writers", "reporter", "reporters", "correspondent", "contributor",
        "contributors", "contributing", "columnist", "editor", "editors", "journalist", "author",
        "analyst", "senior", "staff", "freelance", "producer", "blogger", "founder", "cofounder",
        "co", "ceo", "cto", "cmo", "vp", "president", "director", "manager", "head", "chief",
        "officer", "professor", "attorney", "dietitian", "physician", "engineer", "developer",
        "specialist", "strategist", "expert", "consultant", "photographer", "critic", "fellow",
        "intern", "md", "phd", "rd", "cfp", "redakteur", "redakteurin", "redaktion",
        "journalistin", "autor", "autorin", "chefredakteur", "chefredakteurin", "korrespondent",
        "korrespondentin", "volontär", "volontärin", "kolumnist", "kolumnistin", "geschäftsführer",
        "geschäftsführerin", "pressesprecher", "leiter", "leiterin", "mitarbeiter", "rédacteur",
        "rédactrice", "journaliste", "correspondant", "auteur", "autrice", "redactor", "redactora",
        "periodista", "corresponsal", "colaborador", "giornalista", "redattore", "redattrice",
        "redacteur", "verslaggever", "repórter", "jornalista", "redator", "dziennikarz",
        "dziennikarka", "redaktor", "assistant", "associate", "managing", "lead", "host",
        "creator", "special", "guest",
    ])
});

/// What follows a name where its bearer is introduced: `A Person is a reporter`.
pub(crate) static INTRODUCES: WordSet = LazyLock::new(|| {
    Words::from_iter([
        "is", "was", "are", "has", "covers", "writes", "wrote", "reports", "joined", "works",
        "worked", "leads", "serves", "specializes", "specialises", "lives", "began", "started",
        "edits", "founded", "spent", "brings", "holds", "ist", "war", "hat", "schreibt",
        "arbeitet", "arbeitete", "berichtet", "studierte", "wurde", "leitet", "lebt", "est",
        "écrit", "travaille", "es", "escribe", "trabaja", "è", "scrive", "lavora", "schrijft",
        "werkt", "é", "escreve", "trabalha", "jest", "pisze", "является", "пишет", "är", "er",
        "skriver", "on",
    ])
});

/// Words that stand right before a name where it is repeated: `About A Person`, `Posts by A Person`.
pub(crate) const ABOUT: &[&str] = &[
    "about", "about the author", "about author", "meet", "posts by", "all posts by",
    "view all posts by", "more from", "more by", "articles by", "stories by", "see all posts by",
    "contact", "via", "über", "über den autor", "über die autorin", "beiträge von", "mehr von",
    "artikel von", "alle beiträge von", "alle artikel von", "à propos de", "articles de", "sobre",
    "artículos de", "acerca de", "over", "artikelen van", "courtesy of", "source", "quelle",
];

/// Words that introduce a name from within a line: `Review by A Person`, `Eingestellt von A Person`.
pub(crate) static INNER_LABELS: WordSet = LazyLock::new(|| {
    Words::from_iter([
        "by", "von", "par", "por", "door", "av", "af", "przez", "автор", "autor", "autorin",
        "autora", "author", "auteur", "red",
    ])
});

/// Words of groups that sign articles: `Sun Editorial Board`, `News Staff`.
pub(crate) static GROUPS: WordSet = LazyLock::new(|| {
    Words::from_iter([
        "team", "staff", "redaktion", "redaktionsteam", "editors", "editorial", "desk", "agency",
        "press", "agencies", "board", "webteam", "media", "rédaction", "redacción", "redazione",
        "redactie", "redação", "redakcja", "редакция", "newsroom", "writers", "authors", "admin",
        "services", "reports", "dpa", "apa", "afp", "ap", "reuters", "ansa", "efe", "kna", "epd",
        "sid", "university", "institute", "foundation", "association", "society", "council",
        "center", "centre", "network", "collective", "magazine", "news", "post", "times",
    ])
});

/// Words before a name of somebody who did something else to the article than write it.
pub(crate) static HELPED: WordSet = LazyLock::new(|| {
    Words::from_iter([
        "reviewed", "edited", "checked", "medically", "photo", "photos", "photography",
        "photograph", "photographed", "illustrated", "illustration", "illustrations", "translated",
        "translation", "courtesy", "credit", "image", "images", "picture", "video", "produced",
        "directed", "designed", "design", "theme", "powered", "hosted", "developed", "sponsored",
        "provided", "comment", "updated", "fotos", "foto", "bild", "bilder", "übersetzt",
        "übersetzung", "lektorat", "redigiert", "geprüft", "traduit", "photographies", "crédit",
        "traducido", "traducción", "fotografía", "tradotto", "fotografie", "vertaald", "zdjęcia",
        "tłumaczenie", "фото",
    ])
});

/// What ends a name, though it is written with a capital.
pub(crate) static STOPS: WordSet = LazyLock::new(|| {
    Words::from_iter([
        "updated", "published", "posted", "stand", "on", "in", "at", "um", "am", "view", "views",
        "read", "min", "mins", "minutes", "comments", "comment", "kommentare", "kommentar",
        "share", "photo", "photos", "photography", "foto", "images", "image", "last", "date",
        "datum", "follow", "twitter", "email", "for", "from", "of", "the", "is", "was", "has",
        "says", "said", "veröffentlicht", "aktualisiert", "erstellt", "blog", "news", "lesezeit",
        "min.", "all", "rights", "category", "kategorie", "kategorien", "tags", "filed", "under",
        "uhr", "special", "to",
    ])
});

/// Common first names of many languages: that one stands there speaks for a person.
pub(crate) static FIRST_NAMES: WordSet = LazyLock::new(|| {
    Words::from_iter([
        "aaron", "abby", "abigail", "adam", "adrian", "agnes", "ahmed", "aisha", "alan", "albert",
        "alejandro", "alessandro", "alex", "alexander", "alexandra", "alexis", "alfred", "ali",
        "alice", "alicia", "alison", "allison", "amanda", "amber", "amelia", "amir", "amy", "ana",
        "anders", "andrea", "andreas", "andrew", "andré", "andy", "angela", "anita", "ann", "anna",
        "anne", "annie", "anthony", "antoine", "antonio", "ariel", "arthur", "ashley", "astrid",
        "audrey", "barbara", "beatrice", "ben", "benjamin", "bernard", "bernd", "beth", "betty",
        "bill", "birgit", "björn", "bob", "boris", "brad", "brandon", "brenda", "brian", "bruce",
        "bruno", "camille", "carl", "carla", "carlos", "carmen", "carol", "caroline", "catherine",
        "cecilia", "charles", "charlie", "charlotte", "chelsea", "chiara", "chris", "christian",
        "christina", "christine", "christoph", "christopher", "cindy", "claire", "clara",
        "claudia", "colin", "connor", "corey", "craig", "cristina", "cynthia", "daisy", "dan",
        "daniel", "daniela", "danielle", "dave", "david", "dean", "deborah", "denis", "dennis",
        "derek", "diana", "diane", "diego", "dieter", "dirk", "dmitri", "dominic", "don", "donald",
        "donna", "doris", "dorothy", "doug", "douglas", "duncan", "dylan", "eduardo", "edward",
        "elaine", "elena", "eleanor", "elias", "elisabeth", "elise", "elizabeth", "ella", "ellen",
        "emily", "emma", "eric", "erica", "erik", "erin", "ethan", "eva", "evan", "eve", "fabian",
        "fatima", "felix", "fernando", "fiona", "florian", "frances", "francesca", "francesco",
        "francis", "francisco", "frank", "franz", "françois", "fred", "frédéric", "gabriel",
        "gary", "george", "gerald", "gerhard", "gina", "giovanni", "giulia", "glenn", "grace",
        "graham", "greg", "gregory", "guido", "guillaume", "hannah", "hans", "harald", "harry",
        "hassan", "heather", "heidi", "heike", "helen", "helena", "henry", "holly", "howard",
        "hugo", "ian", "ibrahim", "igor", "ines", "ingrid", "irene", "iris", "isaac", "isabel",
        "ivan", "jack", "jackie", "jacob", "jacques", "jake", "james", "jamie", "jan", "jane",
        "janet", "jasmine", "jason", "javier", "jay", "jean", "jeff", "jeffrey", "jen", "jennifer",
        "jenny", "jens", "jeremy", "jess", "jesse", "jessica", "jill", "jim", "jimmy", "joan",
        "joanna", "joe", "joel", "johan", "johanna", "john", "johannes", "jon", "jonas",
        "jonathan", "jordan", "jorge", "josh", "joshua", "josé", "joseph", "joyce", "juan",
        "judith", "judy", "julia", "julian", "julie", "justin", "jörg", "jürgen", "karen", "karin",
        "karl", "kate", "katherine", "kathleen", "kathryn", "kathy", "katie", "katja", "katrin",
        "kay", "keith", "kelly", "ken", "kenneth", "kerry", "kevin", "kim", "kirk", "klaus",
        "kristen", "kristin", "kurt", "kyle", "lara", "larry", "lars", "laura", "lauren",
        "laurent", "leah", "lee", "lena", "leo", "leon", "leonard", "leslie", "liam", "lily",
        "linda", "lisa", "liz", "lorenzo", "louis", "louise", "luca", "lucas", "lucia", "lucy",
        "luis", "luke", "lynn", "manuel", "marc", "marco", "marcus", "margaret", "maria", "marie",
        "marina", "mario", "marion", "mark", "markus", "martha", "martin", "martina", "mary",
        "mathias", "matt", "matteo", "matthew", "matthias", "maureen", "max", "maya", "megan",
        "melanie", "melissa", "mia", "michael", "michel", "michelle", "miguel", "mike", "mohamed",
        "mohammed", "molly", "monica", "monika", "morgan", "muhammad", "nadia", "nancy", "natalie",
        "natasha", "nathan", "neil", "nicholas", "nick", "nicola", "nicolas", "nicole", "nikki",
        "nina", "noah", "nora", "norbert", "oliver", "olivia", "olivier", "omar", "oscar", "pablo",
        "pamela", "pascal", "pat", "patricia", "patrick", "paul", "paula", "pauline", "pedro",
        "penny", "pete", "peter", "petra", "phil", "philip", "philipp", "philippe", "phillip",
        "pierre", "priya", "rachel", "raj", "ralf", "ralph", "randy", "rebecca", "renate", "rené",
        "ricardo", "richard", "rick", "rob", "robert", "roberto", "robin", "roger", "roland",
        "roman", "ron", "ronald", "rosa", "rose", "ross", "roy", "russell", "ruth", "ryan",
        "sabine", "sally", "sam", "samantha", "samuel", "sandra", "sara", "sarah", "scott", "sean",
        "sebastian", "sergio", "seth", "shannon", "sharon", "shawn", "simon", "simone", "sofia",
        "sonia", "sonja", "sophia", "sophie", "stacy", "stefan", "stefanie", "stella", "stephan",
        "stephanie", "stephen", "steve", "steven", "stuart", "sue", "susan", "susanne", "suzanne",
        "sven", "sylvia", "tanja", "tara", "taylor", "ted", "teresa", "terry", "theresa", "thomas",
        "tim", "timothy", "tina", "tobias", "todd", "tom", "tony", "tracy", "travis", "tyler",
        "udo", "ulrich", "ulrike", "ursula", "uwe", "valentina", "valerie", "vanessa", "vera",
        "veronica", "victor", "victoria", "vincent", "virginia", "vladimir", "walter", "wayne",
        "wendy", "werner", "will", "william", "wolfgang", "yasmin", "yves", "yvonne", "zach",
        "zachary", "zoe", "александр", "алексей", "андрей", "анна", "владимир", "дмитрий", "елена",
        "иван", "мария", "михаил", "наталья", "ольга", "сергей", "татьяна",
    ])
});
