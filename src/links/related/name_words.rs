//! Small lists that tell names from other capitals. Folded. They touch reasons only.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::text::hash::{Hashed, hash};
use crate::text::stop;

/// A word list, by the hashes of its folded words.
type Set = LazyLock<HashSet<u64, Hashed>>;

fn set(lists: &[&str]) -> HashSet<u64, Hashed> {
    let words = lists.iter().flat_map(|list| list.split(' '));
    words.map(|word| hash(word.as_bytes())).collect()
}

/// Days, months, and what begins sentences: never part of a name, though capitalised.
pub(super) fn is_no_name(word: u64) -> bool {
    static SET: Set = LazyLock::new(|| set(&[NO_NAMES]));
    SET.contains(&word)
}

/// Ranks, offices, kinds of place: part of a name, no name alone.
pub(super) fn is_weak(word: u64) -> bool {
    static SET: Set = LazyLock::new(|| set(&[WEAK]));
    SET.contains(&word)
}

/// Stands small between the words of a name.
pub(super) fn is_connector(word: u64) -> bool {
    static SET: Set = LazyLock::new(|| set(&[CONNECTORS]));
    SET.contains(&word)
}

/// Begins a name though small, before a hyphen: al-Bab.
pub(super) fn is_prefix(word: u64) -> bool {
    static SET: Set = LazyLock::new(|| set(&[PREFIXES]));
    SET.contains(&word)
}

/// Ends in a full stop without ending a sentence.
pub(super) fn is_abbreviation(word: u64) -> bool {
    static SET: Set = LazyLock::new(|| set(&[ABBREVIATIONS]));
    SET.contains(&word)
}

/// Says nothing as a reason, though two texts share it.
pub(in crate::links) fn is_dull(word: u64) -> bool {
    static SET: Set = LazyLock::new(|| set(&[DULL, SAID, NO_NAMES]));
    SET.contains(&word)
}

/// An adjective of nation: part of a name, no name alone. Takes the word itself, in lower case.
pub(super) fn is_demonym(word: &str) -> bool {
    static SET: Set = LazyLock::new(|| set(&[DEMONYMS]));
    ["ish", "ese", "ian", "ians"]
        .iter()
        .any(|end| word.ends_with(end))
        || SET.contains(&hash(word.as_bytes()))
}

/// A country, a continent, a seat of government, a party or an agency that all quote: named in passing by many. Takes the hash of the folded name.
pub(super) fn is_country(name: u64) -> bool {
    static SET: Set = LazyLock::new(|| {
        COUNTRIES
            .split(", ")
            .map(|name| hash(name.as_bytes()))
            .collect()
    });
    SET.contains(&name)
}

/// Verbs of saying.
pub(super) fn is_said(word: u64) -> bool {
    static SET: Set = LazyLock::new(|| set(&[SAID]));
    SET.contains(&word)
}

/// A function word of any language here.
pub(super) fn is_function(word: u64) -> bool {
    static SET: Set = LazyLock::new(|| stop::all().map(|word| hash(word.as_bytes())).collect());
    SET.contains(&word)
}

const CONNECTORS: &str =
    "of de del della di da do dos du la las los van von der den und y bin ibn e";

const PREFIXES: &str = "al el ar as ash at az ad an abu bin ibn bar ben d l";

const ABBREVIATIONS: &str = "a b c d e f g h i j k l m n o p q r s t u v w x y z col gen lt sgt capt maj adm cmdr brig \
     dr mr mrs ms prof sen rep gov st sr jr rev hon pres";

const SAID: &str = "said says say saying told tells added adds according noted notes stated states responded replied announced \
     explained warned argued claimed concluded confirmed stressed declared commented insisted admitted suggested \
     acknowledged testified sagte erklarte teilte declare affirme dijo afirmo disse ha";

const NO_NAMES: &str = "monday tuesday wednesday thursday friday saturday sunday january february march april may june \
     july august september october november december mon tue wed thu fri sat sun jan feb mar apr jun jul aug sep sept \
     oct nov dec i i'm i've i'll i'd yes no ok pm am est edt gmt utc cet pst pdt read click photo image video advertisement \
     montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar marz mai juni juli oktober dezember lundi \
     mardi mercredi jeudi vendredi samedi dimanche janvier fevrier avril juin juillet aout septembre octobre novembre \
     decembre lunes martes miercoles jueves viernes sabado domingo enero febrero marzo abril mayo junio julio agosto \
     septiembre octubre noviembre diciembre";

const WEAK: &str = "president vice prime minister ministry deputy foreign defense defence interior secretary general \
     lieutenant colonel col gen lt sgt sergeant captain capt major maj admiral commander chief chairman chairwoman \
     chairperson spokesman spokeswoman spokesperson senator sen representative rep governor gov mayor king queen prince \
     princess pope judge justice attorney officer detective director head leader professor prof doctor dr mr mrs ms miss \
     sir lord lady st saint north south east west northern southern eastern western central city state states county \
     department office agency government parliament congress senate house court police army navy air force base union \
     council committee party national international federal republic university school hospital street avenue road \
     river lake mount island sea ocean god internet web site online company inc corp ltd group";

const DULL: &str = "able above according across actually add added adding ago ahead almost along already although always among amid \
     amount announced another anyone anything appear appeared around ask asked asking away back based became become \
     becomes began begin behind believe believed below best better between both bring brought came call called \
     calling cannot cause caused change changed clear come comes coming considered continue continued continues day \
     days despite different done down during each early earlier either else end ended enough especially even ever \
     every everyone everything expect expected fact far feel few find following follows former found four five six \
     seven eight nine ten further gave get getting give given gives giving go goes going gone good got great half \
     hand happen happened having held help herself himself hold hour hours however include included includes \
     including instead itself keep kept knew know known large largest later latest lead least leave led left less let \
     letting likely little long longer look looking lot made main make makes making many matter maybe mean means \
     meanwhile might million minute minutes moment monday tuesday wednesday thursday friday saturday sunday month \
     months morning move much must myself near nearly need needed needs never next night nothing number often old \
     open order others ourselves part past people per perhaps place point possible put quickly rather re read real \
     really reason recent recently report reported reportedly reports right run same saw second seconds see seem \
     seemed seems seen sent set several shall shown show showed shows side since small someone something soon spoke \
     start started state stated statement still such sure take taken takes taking tell tends thing things think third \
     though thought thousands three thus time times today together told tomorrow tonight took top toward towards \
     tried try trying turn turned twice use used using usually via want wanted wants way ways week weeks well went \
     whether whole within without word words work worked working works world year years yesterday yet already ms mrs \
     dr via also amp per";

const COUNTRIES: &str = "abc news, afghanistan, africa, associated press, bbc, cbs, cnn, fox news, nbc, reuters, democrat, democrats, republican, \
     republicans, algeria, america, ankara, argentina, asia, athens, australia, austria, \
     azerbaijan, baghdad, bangladesh, beijing, belarus, belgium, berlin, brazil, britain, brussels, bulgaria, cairo, \
     canada, chile, china, colombia, croatia, cuba, czech republic, damascus, denmark, egypt, england, ethiopia, europe, \
     european union, eu, finland, france, georgia, germany, ghana, greece, hungary, india, indonesia, iran, iraq, ireland, \
     israel, istanbul, italy, jakarta, japan, jordan, kazakhstan, kenya, kiev, kyiv, kuwait, latin america, lebanon, libya, \
     london, madrid, malaysia, mexico, moscow, middle east, morocco, nato, nepal, netherlands, new delhi, new zealand, \
     nigeria, north america, north korea, norway, pakistan, paris, peru, philippines, poland, portugal, qatar, romania, \
     rome, russia, saudi arabia, scotland, serbia, singapore, south africa, south america, south korea, spain, sudan, \
     sweden, switzerland, syria, taiwan, tehran, thailand, tokyo, tunisia, turkey, uk, ukraine, united kingdom, \
     united nations, un, united states, us, usa, venezuela, vienna, vietnam, wales, washington, yemen";

const DEMONYMS: &str = "american americans german germans french dutch greek greeks european europeans israeli israelis iraqi \
     iraqis saudi saudis african africans mexican mexicans korean koreans swiss czech kurd kurds turk turks arab arabs thai \
     pakistani afghan afghans cuban chilean welsh kuwaiti emirati qatari yemeni bangladeshi nepali muslim muslims jewish jews \
     catholic western eastern";
