//! Month names in many languages, with the short forms in use.

use std::collections::HashMap;
use std::sync::LazyLock;

/// The number of a month, from 1, by its name in any case.
pub(crate) fn month(word: &str) -> Option<i8> {
    static NUMBERS: LazyLock<HashMap<&str, i8>> = LazyLock::new(numbers);
    let chars = word.chars().count();
    if !(3..=14).contains(&chars) {
        return None;
    }
    NUMBERS.get(word.to_lowercase().as_str()).copied()
}

/// Each name with its month; the first one that has it.
fn numbers() -> HashMap<&'static str, i8> {
    let mut numbers = HashMap::new();
    for (number, names) in (1..).zip(MONTHS) {
        for name in names.split_whitespace() {
            numbers.entry(name).or_insert(number);
        }
    }
    numbers
}

/// January to December. Where two languages use one word for different months, the month is the one of the larger
/// language (`listopad`: Polish, not Croatian).
const MONTHS: [&str; 12] = [
    "january jan januar jänner janvier janv enero ene gennaio gen januari janeiro stycznia styczeń \
     января январь янв січня січень ocak oca leden ledna januára január tammikuuta tammikuu januára \
     ianuarie ian ιανουαρίου ιαν gener siječnja januar",
    "february feb februar feber février fevrier févr fév febrero febbraio februari fevereiro fev \
     lutego luty февраля февраль фев лютого лютий şubat şub únor února februára február helmikuuta \
     helmikuu februarie φεβρουαρίου φεβ febrer veljače",
    "march mar märz mrz mär mars marzo maart mrt março marca marzec марта март мар березня березень \
     mart březen března marec március maaliskuuta maaliskuu martie μαρτίου μαρ març ožujka",
    "april apr avril avr abril abr aprile kwietnia kwiecień апреля апрель апр квітня квітень nisan \
     nis duben dubna apríla április huhtikuuta huhtikuu aprilie απριλίου απρ travnja",
    "may mai mayo maggio mag mei maio maja maj мая май травня травень mayıs květen května mája \
     május toukokuuta toukokuu μαΐου μαϊ maig svibnja",
    "june jun juni juin junio giugno giu junho czerwca czerwiec июня июнь июн червня червень haziran \
     haz červen června júna június kesäkuuta kesäkuu iunie ιουνίου ιουν juny lipnja",
    "july jul juli juillet juil julio luglio lug julho lipca lipiec июля июль июл липня липень \
     temmuz tem červenec července júla július heinäkuuta heinäkuu iulie ιουλίου ιουλ juliol srpnja",
    "august aug août aout agosto ago augustus augusti sierpnia sierpień августа август авг серпня \
     серпень ağustos ağu srpen srpna augusta augusztus elokuuta elokuu αυγούστου αυγ agost kolovoza",
    "september sep sept septembre septiembre settembre set setembro września wrzesień wrz сентября \
     сентябрь сен сент вересня вересень eylül eyl září szeptember syyskuuta syyskuu septembrie \
     σεπτεμβρίου σεπ setembre rujna",
    "october oct oktober okt octobre octubre ottobre ott outubro out października październik paź \
     октября октябрь окт жовтня жовтень ekim říjen října október lokakuuta lokakuu octombrie \
     οκτωβρίου οκτ",
    "november nov novembre noviembre novembro listopada listopad lis ноября ноябрь ноя листопада \
     листопад kasım kas listopadu marraskuuta marraskuu noiembrie νοεμβρίου νοε studenoga",
    "december dec dezember dez décembre decembre déc diciembre dic dicembre dezembro grudnia \
     grudzień декабря декабрь дек грудня грудень aralık ara prosinec prosince joulukuuta joulukuu \
     decembrie δεκεμβρίου δεκ desembre desember prosinca",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_known_in_any_case() {
        assert_eq!(month("FÉVRIER"), Some(2));
        assert_eq!(month("августа"), Some(8));
        assert_eq!(month("mayor"), None);
    }
}
