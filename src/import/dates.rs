//! Dates written in running text, in the languages of [`month_names`](super::month_names).

use super::month_names::month as month_named;
use super::rules::DateOrder;

/// A date as written, with where it stands (bytes of the text it was found in).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Written {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) kind: Kind,
    /// The order that the digits themselves give away: `19/01/2017`.
    pub(crate) order: Option<DateOrder>,
}

/// What the digits and words say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Certain: year, month, day.
    Day(i16, i8, i8),
    /// Year and month.
    Month(i16, i8),
    /// `03/04/2017`: both numbers may be a month. Year, first, second.
    Ambiguous(i16, i8, i8),
}

impl Kind {
    /// Sorts dates by time; an ambiguous one as if its day came first.
    pub(crate) fn order(self) -> (i16, i8, i8) {
        match self {
            Self::Day(y, m, d) | Self::Ambiguous(y, d, m) => (y, m, d),
            Self::Month(y, m) => (y, m, 0),
        }
    }

    /// EDTF; an ambiguous date only where `order` says how to read it.
    pub(crate) fn edtf(self, order: Option<DateOrder>) -> Option<String> {
        match (self, order) {
            (Self::Day(y, m, d), _)
            | (Self::Ambiguous(y, m, d), Some(DateOrder::MonthFirst))
            | (Self::Ambiguous(y, d, m), Some(DateOrder::DayFirst)) => {
                Some(format!("{y:04}-{m:02}-{d:02}"))
            }
            (Self::Month(y, m), _) => Some(format!("{y:04}-{m:02}")),
            (Self::Ambiguous(..), None) => None,
        }
    }
}

/// Words between the parts: `19 de enero de 2017`, `the 4th of May 2010`.
const JOINTS: &[&str] = &["de", "del", "of"];

#[derive(Debug, Clone, Copy)]
enum Token<'a> {
    Number { value: i16, digits: usize },
    Word(&'a str),
    Mark(char),
}

#[derive(Debug, Clone, Copy)]
struct Placed<'a> {
    token: Token<'a>,
    start: usize,
    end: usize,
}

/// The dates in a text, in order, without overlaps. A date needs a year of 1900–2099; one with a day and the name of a month
/// may be of 1500 on.
pub(crate) fn dates_in(text: &str) -> Vec<Written> {
    // No year without four digits.
    if text.bytes().filter(u8::is_ascii_digit).nth(3).is_none() {
        return Vec::new();
    }
    let tokens = tokens(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let rest = tokens.get(at..).unwrap_or_default();
        let hit = numeric(rest)
            .or_else(|| worded(rest))
            .or_else(|| counted(rest))
            .filter(|_| !touches_number(&tokens, at));
        match (hit, rest.first()) {
            (Some((kind, used)), Some(first)) => {
                let end = rest.get(used - 1).map_or(first.end, |last| last.end);
                found.push(Written {
                    start: first.start,
                    end,
                    kind,
                    order: order_of(rest, kind),
                });
                at += used;
            }
            _ => at += 1,
        }
    }
    found
}

/// Whether the token before is a mark that makes the number part of a longer one: `1.2017-01-02`.
fn touches_number(tokens: &[Placed<'_>], at: usize) -> bool {
    let (Some(mark), Some(here)) = (
        at.checked_sub(1).and_then(|i| tokens.get(i)),
        tokens.get(at),
    ) else {
        return false;
    };
    let joined = matches!(mark.token, Token::Mark('-' | '/' | '.')) && mark.end == here.start;
    let number_before = at
        .checked_sub(2)
        .and_then(|i| tokens.get(i))
        .is_some_and(|t| matches!(t.token, Token::Number { .. }) && t.end == mark.start);
    joined && number_before
}

fn tokens(text: &str) -> Vec<Placed<'_>> {
    /// The digits of a year.
    const YEAR: usize = 4;
    let mut found: Vec<Placed<'_>> = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if c.is_whitespace() {
            continue;
        }
        // A capital behind a small letter begins a word whose space was lost: `BellJanuary`.
        let same = |last: char, next: char| {
            if c.is_ascii_digit() {
                next.is_ascii_digit()
            } else {
                c.is_alphabetic()
                    && next.is_alphabetic()
                    && !(last.is_lowercase() && next.is_uppercase())
            }
        };
        let mut end = start + c.len_utf8();
        let mut last = c;
        while let Some((at, next)) = chars.peek().copied() {
            if !same(last, next) {
                break;
            }
            last = next;
            end = at + next.len_utf8();
            chars.next();
        }
        let piece = text.get(start..end).unwrap_or_default();
        let token = if c.is_ascii_digit() {
            let behind_month = found
                .last()
                .is_some_and(|last| matches!(last.token, Token::Word(_) | Token::Mark(',')));
            // Two dates without a space between them: `22. Dezember 201922. Dezember 2019`.
            let glued = (YEAR + 1..=YEAR + 2).contains(&piece.len())
                && (piece.starts_with("19") || piece.starts_with("20"));
            if behind_month && glued {
                let middle = start + YEAR;
                for (from, to) in [(start, middle), (middle, end)] {
                    found.push(Placed {
                        token: digits(text.get(from..to).unwrap_or_default()),
                        start: from,
                        end: to,
                    });
                }
                continue;
            }
            digits(piece)
        } else if c.is_alphabetic() {
            Token::Word(piece)
        } else {
            Token::Mark(c)
        };
        found.push(Placed { token, start, end });
    }
    found
}

fn digits<'a>(piece: &str) -> Token<'a> {
    Token::Number {
        value: piece.parse().unwrap_or(-1),
        digits: piece.len(),
    }
}

/// `2017-01-19`, `2017/1/19`, `19.01.2017`, `19. 1. 17`, `1/19/2017`.
fn numeric(rest: &[Placed<'_>]) -> Option<(Kind, usize)> {
    let [a, m1, b, m2, c, ..] = rest else {
        return None;
    };
    let (Token::Mark(mark), Token::Mark(mark2)) = (m1.token, m2.token) else {
        return None;
    };
    if mark != mark2 || !matches!(mark, '-' | '/' | '.') || m1.start != a.end || m2.start != b.end {
        return None;
    }
    if mark != '.' && (b.start != m1.end || c.start != m2.end) {
        return None;
    }
    let (first, second, third) = (number(a)?, number(b)?, number(c)?);
    let is_part = |(value, digits): (i16, usize)| digits <= 2 && (1..=31).contains(&value);
    if let (Some(y), true, true) = (year(first), is_part(second), is_part(third)) {
        return day(y, second.0, third.0).map(|kind| (kind, 5));
    }
    if !is_part(first) || !is_part(second) {
        return None;
    }
    let y = glued_year(rest, third)
        .or_else(|| year(third))
        .or_else(|| short_year(third, mark))?;
    let kind = match mark {
        // Nobody writes the month first with full stops.
        '.' => day(y, second.0, first.0)?,
        _ if first.0 > 12 => day(y, second.0, first.0)?,
        _ if second.0 > 12 || first.0 == second.0 => day(y, first.0, second.0)?,
        _ => Kind::Ambiguous(y, i8::try_from(first.0).ok()?, i8::try_from(second.0).ok()?),
    };
    Some((kind, 5))
}

/// `2020年2月14日`, `2020년 2월 14일`.
fn counted(rest: &[Placed<'_>]) -> Option<(Kind, usize)> {
    let opens = |at: usize, marks: [char; 2]| {
        rest.get(at)
            .is_some_and(|placed| matches!(placed.token, Token::Word(w) if w.starts_with(marks)))
    };
    if !opens(1, ['年', '년']) || !opens(3, ['月', '월']) || !opens(5, ['日', '일']) {
        return None;
    }
    let y = number(rest.first()?).and_then(year)?;
    let (month, _) = number(rest.get(2)?)?;
    let (date, _) = number(rest.get(4)?)?;
    day(y, month, date).map(|kind| (kind, 6))
}

/// `February 28, 2020`, `28th of February 2020`, `28. Februar 2020`, `February 2020`.
fn worded(rest: &[Placed<'_>]) -> Option<(Kind, usize)> {
    let mut at = 0;
    let first = rest.first()?;
    if let Some(m) = month(first) {
        at += 1 + usize::from(mark_at(rest, 1, '.'));
        if let Some(y) = rest.get(at).and_then(number).and_then(year) {
            return Some((Kind::Month(y, m), at + 1));
        }
        let joint = usize::from(mark_at(rest, at, ','));
        if let Some(y) = rest.get(at + joint).and_then(number).and_then(year) {
            return Some((Kind::Month(y, m), at + joint + 1));
        }
        let d = day_number(rest.get(at)?)?;
        at += 1;
        at += ordinal(rest, at);
        at += usize::from(mark_at(rest, at, ','));
        at += usize::from(word_at(rest, at, JOINTS));
        let y = rest.get(at).and_then(number).and_then(old_year)?;
        return day(y, i16::from(m), d).map(|kind| (kind, at + 1));
    }
    let d = day_number(first)?;
    at += 1;
    at += ordinal(rest, at);
    at += usize::from(mark_at(rest, at, '.') || mark_at(rest, at, '-'));
    at += usize::from(word_at(rest, at, JOINTS));
    let m = rest.get(at).and_then(month)?;
    at += 1;
    at += usize::from(mark_at(rest, at, '.') || mark_at(rest, at, '-'));
    at += usize::from(mark_at(rest, at, ','));
    at += usize::from(word_at(rest, at, JOINTS));
    let y = rest.get(at).and_then(number).and_then(old_year)?;
    day(y, i16::from(m), d).map(|kind| (kind, at + 1))
}

fn number(placed: &Placed<'_>) -> Option<(i16, usize)> {
    match placed.token {
        Token::Number { value, digits } => Some((value, digits)),
        _ => None,
    }
}

fn year((value, digits): (i16, usize)) -> Option<i16> {
    (digits == 4 && (1900..=2099).contains(&value)).then_some(value)
}

/// The year of a date that nothing else can be.
fn old_year((value, digits): (i16, usize)) -> Option<i16> {
    (digits == 4 && (1500..=2099).contains(&value)).then_some(value)
}

/// The order of day and month in a date of digits with slashes or hyphens, if one of them is no month.
fn order_of(rest: &[Placed<'_>], kind: Kind) -> Option<DateOrder> {
    let [a, m, b, ..] = rest else {
        return None;
    };
    let (Token::Mark('/' | '-'), Kind::Day(_, month, day)) = (m.token, kind) else {
        return None;
    };
    let (first, second) = (day_number(a)?, day_number(b)?);
    match (first > 12, second > 12) {
        (true, false) if first == i16::from(day) => Some(DateOrder::DayFirst),
        (false, true) if first == i16::from(month) => Some(DateOrder::MonthFirst),
        _ => None,
    }
}

/// `28.09.1912:44`: the hour follows a short year without a space.
fn glued_year(rest: &[Placed<'_>], (value, digits): (i16, usize)) -> Option<i16> {
    let minutes = rest.get(6).and_then(number).is_some_and(|(_, d)| d == 2);
    let hour = digits == 4 && value % 100 < 24;
    (hour && minutes && mark_at(rest, 5, ':')).then_some(2000 + value / 100)
}

/// `17` after two full stops or slashes: 2000–2039, 1970–1999.
fn short_year((value, digits): (i16, usize), mark: char) -> Option<i16> {
    if digits != 2 || mark == '-' {
        return None;
    }
    match value {
        0..=39 => Some(2000 + value),
        70..=99 => Some(1900 + value),
        _ => None,
    }
}

fn day_number(placed: &Placed<'_>) -> Option<i16> {
    number(placed)
        .filter(|(value, digits)| *digits <= 2 && (1..=31).contains(value))
        .map(|(value, _)| value)
}

fn month(placed: &Placed<'_>) -> Option<i8> {
    let Token::Word(word) = placed.token else {
        return None;
    };
    month_named(word)
}

/// How many tokens an ordinal ending takes: `28th`, `1er`, `3º`.
fn ordinal(rest: &[Placed<'_>], at: usize) -> usize {
    usize::from(
        word_at(rest, at, &["st", "nd", "rd", "th", "er", "o"])
            || mark_at(rest, at, 'º')
            || mark_at(rest, at, 'ª'),
    )
}

fn mark_at(rest: &[Placed<'_>], at: usize, mark: char) -> bool {
    rest.get(at)
        .is_some_and(|placed| matches!(placed.token, Token::Mark(m) if m == mark))
}

fn word_at(rest: &[Placed<'_>], at: usize, words: &[&str]) -> bool {
    rest.get(at).is_some_and(|placed| {
        matches!(placed.token, Token::Word(w) if words.contains(&w.to_lowercase().as_str()))
    })
}

fn day(year: i16, month: i16, day: i16) -> Option<Kind> {
    let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    jiff::civil::Date::new(year, month, day)
        .ok()
        .map(|_| Kind::Day(year, month, day))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn first(text: &str) -> Option<String> {
        dates_in(text)
            .first()
            .and_then(|w| w.kind.edtf(Some(DateOrder::MonthFirst)))
    }

    #[test]
    fn dates_are_read_in_many_shapes() {
        for (text, edtf) in [
            ("By A Person February 28, 2020", "2020-02-28"),
            ("NAME | 19.01.2017 | WORLD", "2017-01-19"),
            ("Nov. 20, 2019Updated: Nov. 20, 2019", "2019-11-20"),
            ("Stand: 28. Februar 2020, 12 Uhr", "2020-02-28"),
            ("el 19 de enero de 2017", "2017-01-19"),
            ("the 4th of May 2010", "2010-05-04"),
            ("March 3, 1899", "1899-03-03"),
            ("14 July 1789", "1789-07-14"),
            ("2017-01-19T10:00", "2017-01-19"),
            ("01/19/2017", "2017-01-19"),
            ("03/04/2017", "2017-03-04"),
            ("24-Jan-2019", "2019-01-24"),
            ("May 2011", "2011-05"),
            ("22. 4. 2020", "2020-04-22"),
            ("By BellJanuary 4, 2026", "2026-01-04"),
            ("28.09.1912:44", "2019-09-28"),
            ("22. Dezember 201922. Dezember 2019", "2019-12-22"),
            ("January 14, 202620 Mins Read", "2026-01-14"),
            ("2020年2月14日海", "2020-02-14"),
            ("15 августа 2016, 13:43", "2016-08-15"),
            ("12 Aralık 2019", "2019-12-12"),
            ("31. October, 2023", "2023-10-31"),
        ] {
            assert_eq!(first(text).as_deref(), Some(edtf), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in [
            "on January 18", "31.02.2017", "version 1.2.3", "10.1.2.2017.5", "1/2/3", "in 2017",
            "May I ask",
        ] {
            assert_eq!(first(text), None, "{text}");
        }
        assert_eq!(dates_in("03/04/2017")[0].kind.edtf(None), None);
    }

    proptest! {
        #[test]
        fn any_text_is_searched_without_panic(text in "[0-9a-zäß ./,-]{0,60}") {
            for written in dates_in(&text) {
                prop_assert!(text.get(written.start..written.end).is_some());
            }
        }
    }
}
