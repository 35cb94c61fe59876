//! Small lists of words, folded, that tell names from other words with a capital.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::text::stop;

type Set = LazyLock<HashSet<&'static str>>;

fn set(lists: &[&'static str]) -> HashSet<&'static str> {
    lists.iter().flat_map(|list| list.split(' ')).collect()
}

/// A function word of any language here.
pub(super) fn is_stop(word: &str) -> bool {
    static SET: Set = LazyLock::new(|| stop::all().chain(OPENERS.split(' ')).collect());
    SET.contains(word)
}

/// A function word of English alone: `La Paz` keeps its first word, `The Hague` does not.
pub(super) fn is_english_stop(word: &str) -> bool {
    static SET: Set = LazyLock::new(|| set(&[ENGLISH]));
    SET.contains(word)
}

/// Days, months, and what else has a capital without being a name.
pub(super) fn is_calendar(word: &str) -> bool {
    static SET: Set = LazyLock::new(|| set(&[CALENDAR]));
    SET.contains(word)
}

/// Months that are names of people too.
pub(super) fn is_month_or_name(word: &str) -> bool {
    matches!(
        word,
        "may" | "april" | "june" | "august" | "march" | "jan" | "mai"
    )
}

/// Before a name: `President`, `Col`, `Frau`.
pub(super) fn is_title(word: &str) -> bool {
    static SET: Set = LazyLock::new(|| set(&[TITLES]));
    // Regierungssprecher, Justizministerin
    let german = |end: &&str| {
        word.strip_suffix(*end)
            .is_some_and(|office| office.len() > 3)
    };
    let ends = [
        "sprecher", "sprecherin", "minister", "ministerin", "prasident", "prasidentin", "kanzler",
        "kanzlerin",
    ];
    SET.contains(word) || ends.iter().any(german)
}

/// Before a title: `Prime` Minister.
pub(super) fn is_before_title(word: &str) -> bool {
    static SET: Set = LazyLock::new(|| set(&[BEFORE_TITLES]));
    SET.contains(word)
}

/// Written small before a person's name: `spokesman John Dorrian`.
pub(super) fn is_role(word: &str) -> bool {
    static SET: Set = LazyLock::new(|| set(&[ROLES]));
    SET.contains(word) || is_title(word)
}

/// Verbs of saying.
pub(super) fn is_said(word: &str) -> bool {
    static SET: Set = LazyLock::new(|| set(&[SAID]));
    SET.contains(word)
}

/// An adjective of nation or creed, or who they are: part of a name, no name alone.
pub(super) fn is_demonym(word: &str) -> bool {
    static SET: Set = LazyLock::new(|| set(&[DEMONYMS]));
    SET.contains(word) || word.strip_suffix('s').is_some_and(|one| SET.contains(one))
}

/// Stands small between the words of a name wherever it stands: `Leonardo da Vinci`.
pub(super) fn is_particle(word: &str) -> bool {
    static SET: Set = LazyLock::new(|| set(&[PARTICLES]));
    SET.contains(word)
}

/// Begins a word with a hyphen though small: `al-Bab`.
pub(super) fn is_prefix(word: &str) -> bool {
    static SET: Set = LazyLock::new(|| set(&[PREFIXES]));
    SET.contains(word)
}

/// Ends in a full stop without ending a sentence.
pub(super) fn is_abbreviation(word: &str) -> bool {
    static SET: Set = LazyLock::new(|| set(&[ABBREVIATIONS]));
    SET.contains(word)
}

/// Capitals that name nothing.
pub(super) fn is_dull_acronym(word: &str) -> bool {
    static SET: Set = LazyLock::new(|| set(&[ACRONYMS]));
    let roman = word
        .chars()
        .all(|c| matches!(c, 'i' | 'v' | 'x' | 'l' | 'c'));
    roman || SET.contains(word)
}

/// What the last word of an organisation's name may be.
pub(super) fn is_organisation(word: &str) -> bool {
    static SET: Set = LazyLock::new(|| set(&[ORGANISATIONS]));
    SET.contains(word)
}

pub(super) fn is_place(word: &str) -> bool {
    static SET: Set = LazyLock::new(|| set(&[PLACES]));
    SET.contains(word)
}

pub(super) fn is_event(word: &str) -> bool {
    static SET: Set = LazyLock::new(|| set(&[EVENTS]));
    SET.contains(word)
}

pub(super) fn is_work(word: &str) -> bool {
    static SET: Set = LazyLock::new(|| set(&[WORKS]));
    SET.contains(word)
}

/// A word that says what kind of thing has a name, and names none.
pub(super) fn is_generic(word: &str) -> bool {
    static SET: Set = LazyLock::new(|| set(&[GENERIC]));
    SET.contains(word)
        || is_organisation(word)
        || is_place(word)
        || is_event(word)
        || is_work(word)
        || is_title(word)
        || is_before_title(word)
}

/// After a place the name of which a person would not be: `in Mosul`.
pub(super) fn is_place_preposition(word: &str) -> bool {
    matches!(
        word,
        "in" | "near"
            | "outside"
            | "across"
            | "throughout"
            | "inside"
            | "nach"
            | "aus"
            | "en"
            | "в"
    )
}

/// What a German noun has before it and a name has not.
pub(super) fn is_determiner(word: &str) -> bool {
    static SET: Set = LazyLock::new(|| set(&[DETERMINERS]));
    SET.contains(word)
}

/// A German noun that stands before another, or behind a name, with nothing between them.
pub(super) fn is_german_measure(word: &str) -> bool {
    static SET: Set = LazyLock::new(|| set(&[MEASURES]));
    SET.contains(word)
}

/// What German texts are full of, and texts of other languages are not.
pub(super) fn is_german(word: &str) -> bool {
    static SET: Set = LazyLock::new(|| set(&[GERMAN]));
    SET.contains(word)
}

/// What a name can have after an apostrophe without it being part of it.
pub(super) fn is_clitic(word: &str) -> bool {
    matches!(word, "s" | "t" | "re" | "ve" | "ll" | "d" | "m" | "em")
}

const OPENERS: &str = "meanwhile however although though while despite during since still yet thus moreover furthermore \
    nevertheless earlier later yesterday today tomorrow tonight recently currently according another both each either \
    every everyone few four five six seven eight nine ten three several many much here perhaps maybe please see read \
    share click subscribe follow sign photo image video advertisement source sources related next previous home menu \
    search contact copyright yes ok well indeed instead besides additionally finally similarly consequently therefore \
    hence otherwise among amid against around before behind below beyond inside outside near never no nobody nothing \
    often once others people police officials authorities critics experts residents witnesses analysts reports part \
    like unlike given following including let get got go come take make look think know say did does had has have \
    what why how who whose whom which whether where when there this that these those";

const ENGLISH: &str = "the a an and or but of in on at to from by with for as if it its he she his her they their we our you \
    your my i this that these those there here is was are were be been has have had will would can could should not no \
    so than then when where which who why how what all also after before while since because however meanwhile \
    although though despite during until both each every some many most more other another such into over under about";

const CALENDAR: &str = "monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays \
    fridays saturdays sundays january february march april may june july august september october november december \
    mon tue tues wed thu thur thurs fri sat sun jan feb mar apr jun jul aug sep sept oct nov dec am pm gmt est edt pst \
    pdt cet utc montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar marz mai juni juli oktober \
    dezember lundi mardi mercredi jeudi vendredi samedi dimanche janvier fevrier avril juin juillet aout septembre \
    octobre novembre decembre lunes martes miercoles jueves viernes sabado domingo enero febrero marzo abril mayo junio \
    julio agosto septiembre octubre noviembre diciembre easter christmas thanksgiving";

const TITLES: &str = "president minister premier chancellor secretary general lieutenant colonel col gen lt sgt sergeant \
    captain capt major maj admiral adm commander cmdr brigadier brig corporal cpl private pvt marshal chief chairman \
    chairwoman chairperson spokesman spokeswoman spokesperson senator sen congressman congresswoman representative rep \
    governor gov mayor king queen prince princess duke emperor sultan emir pope cardinal archbishop bishop father \
    reverend rev rabbi imam ayatollah sheikh judge justice attorney officer detective inspector sheriff deputy \
    director head leader professor prof doctor dr mr mrs ms miss mister sir lord lady dame ambassador envoy \
    commissioner constable ceo cfo coo cto coach manager editor trooper agent analyst author actor actress singer \
    herr frau prasident prasidentin kanzler kanzlerin bundeskanzler bundeskanzlerin bundesprasident minister ministerin \
    aussenminister aussenministerin innenminister innenministerin verteidigungsminister ministerprasident papst \
    burgermeister burgermeisterin konig konigin professorin m mme monsieur madame president presidente ministre \
    senor senora don dona ministro ministra presidenta signor signora";

const BEFORE_TITLES: &str = "vice prime deputy foreign defense defence interior finance justice health energy economy \
    former acting assistant under first lady attorney secretary chief staff executive managing associate senior army \
    police press state supreme crown grand major lieutenant rear fleet wing master ex co district lead";

const ROLES: &str = "spokesman spokeswoman spokesperson president minister chairman chairwoman director founder leader chief \
    captain coach actor actress singer author writer journalist reporter analyst professor lawyer attorney officer \
    commander general colonel senator congressman mayor governor ambassador dictator husband wife son daughter brother \
    sister father mother suspect driver player quarterback defender striker goalkeeper pilot doctor judge king queen \
    prince princess pope named called comedian director star host ceo boss owner executive secretary envoy official";

const SAID: &str = "said says say saying told tells added adds noted notes stated states replied explained warned argued claimed \
    claims insisted admitted acknowledged testified tweeted wrote writes declared commented joked recalled sagte erklarte \
    betonte schrieb declare affirme dijo afirmo disse сказал сказала заявил заявила сообщил сообщила";

const DEMONYMS: &str = "afghan african albanian algerian american andalusian angolan arab arabian arabic \
    argentine argentinian armenian asian australian austrian azerbaijani azeri bahraini balkan baltic \
    bangladeshi basque bavarian belarusian belgian bolivian bosniak bosnian brazilian british briton bulgarian \
    burmese cambodian canadian catalan caucasian chechen chilean chinese christian colombian communist congolese \
    conservative coptic cossack croat croatian cuban cypriot czech dane danish democrat dutch ecuadorian \
    egyptian emirati english englishman estonian ethiopian european filipino finn finnish flemish french \
    frenchman gazan georgian german germanic ghanaian greek guatemalan haitian hindu hispanic honduran hungarian \
    icelandic indian indonesian iranian iraqi irish islamic islamist israeli italian ivorian jamaican japanese \
    jew jewish jihadist jordanian kazakh kenyan korean kosovar kurd kurdish kuwaiti kyrgyz latin latino latvian \
    lebanese liberal liberian libyan lithuanian macedonian malaysian maltese marxist mexican moldovan mongolian \
    montenegrin moroccan muslim nazi nepalese nepali nicaraguan nigerian nordic norwegian omani orthodox ottoman \
    pakistani palestinian panamanian paraguayan persian peruvian pole polish portuguese protestant qatari \
    republican rohingya roman romanian russian rwandan saudi scandinavian scot scottish semitic senegalese serb \
    serbian shia shiite sicilian sikh singaporean slav slavic slovak slovakian slovene slovenian socialist \
    somali soviet spaniard spanish sudanese sunni swede swedish swiss syrian taiwanese tajik tanzanian tatar \
    thai tibetan tory tories tunisian turk turkic turkish turkmen ugandan uighur ukrainian uruguayan uyghur \
    uzbek venezuelan vietnamese welsh western westerner yemeni zairean zimbabwean zionist catholic buddhist \
    eastern northern southern internet web god bible quran koran lord satan californian texan bostonian parisian \
    deutsch deutsche deutscher deutschen franzosisch russisch turkisch amerikanisch";

const PARTICLES: &str = "de da di do dos das del della dello der den van von vom zu zur ter ten bin ibn ben al el la le du des lo y e \
    abu ul ud ur";

const PREFIXES: &str = "al el ar as ash at az ad an abu bin ibn bar ben ez er ed es ul ur ud d l";

const ABBREVIATIONS: &str = "col gen lt sgt capt maj adm cmdr brig cpl pvt dr mr mrs ms prof sen rep gov st sr jr rev hon pres mt ft \
    messrs insp det supt";

const ACRONYMS: &str = "ok tv am pm gmt utc est edt pst pdt cet ceo cfo coo cto vp pr id pc it faq pdf dvd cd hd ad bc ce mr mrs \
    dr phd ba ma usd eur km mph ap p.m a.m no re vs aka diy rip asap faqs url html http https www rss sms gps suv atm dna \
    hiv aids ngo ngos gdp dui wifi tba ii iii iv vi vii viii ix";

const ORGANISATIONS: &str = "party ministry council agency union bank corp corporation inc ltd llc plc gmbh ag company companies \
    university college institute institution school academy forces force army navy guard guards group committee \
    commission association department bureau office authority federation foundation society organisation organization \
    court congress parliament senate assembly cabinet police team club league times post news press network \
    broadcasting journal tribune herald gazette magazine industries technologies systems motors airlines airways \
    airline hospital church brigade brigades battalion movement front coalition alliance command directorate fund \
    trust service services administration board chamber house staff exchange holdings partners records studios \
    pictures entertainment software labs foods patrol squad motorsport telecom petroleum partei ministerium rat bundestag verband verein gesellschaft bundeswehr \
    parti ministere banque partido ministerio banco universidad universite universitat";

const PLACES: &str = "city town village province county district region governorate river lake sea ocean gulf bay strait \
    island islands isles mount mountain mountains valley desert peninsula coast port airport airbase base street avenue \
    road boulevard square park bridge prison jail stadium arena hall tower castle palace beach hills heights forest \
    canyon camp harbour harbor canal basin republic kingdom emirates territory territories territory strip bank pass \
    stadt strasse platz fluss insel berg see rue ville ciudad calle rio isla";

const EVENTS: &str = "war battle operation summit conference olympics olympic championship championships cup games festival talks \
    earthquake hurricane tsunami storm typhoon cyclone massacre uprising revolution crisis election elections coup \
    accord accords attack attacks bombing bombings siege offensive ceremony awards award oscars parade marathon derby \
    tournament krieg schlacht gipfel konferenz guerre bataille sommet guerra batalla cumbre";

const WORKS: &str = "declaration treaty act constitution agreement protocol resolution charter convention report memorandum bill \
    amendment chronicles trilogy saga series song novel album plan doctrine pact code";

const GENERIC: &str = "government state states ministry president minister country world nation nations people north south east west \
    central middle upper lower new old great big high national international federal royal united democratic public \
    air force sky live exclusive breaking update special report weather sports business politics opinion culture \
    entertainment technology science health world video photos section page part calif ariz fla mass mich minn conn ill tenn tex wash wis ala ark colo del ind kan miss mont neb nev okla ore penn wyo \
    interstate highway route chapter figure table no number day \
    night morning evening week month year season round game match group member members thing things";

const DETERMINERS: &str = "der die das dem den des ein eine einen einem einer eines kein keine keinen keinem keiner mein meine meinen \
    sein seine seinen seinem seiner ihr ihre ihren ihrem ihrer unser unsere unseren dieser diese dieses diesem diesen \
    jeder jede jedes jedem jeden jene jener im am zum zur vom beim ins ans mehr viele alle allen vielen wenige solche \
    keinerlei manche welche welcher welches";

const MEASURES: &str = "ende anfang mitte million millionen milliarde milliarden prozent euro dollar uhr kilometer meter kilo kilogramm \
    tonnen liter grad jahre jahren tage tagen stunden minuten mal hunderte tausende dutzend dutzende angaben hause";

const GERMAN: &str =
    "der die und das den von mit nicht ist dem sich auf eine ein wird auch als werden wurde";
