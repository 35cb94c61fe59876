//! Dates as data and pages write them → EDTF.

use jiff::civil;

use crate::import::dates::{self, Kind};
use crate::import::rules::DateOrder;

/// The calendar day (or month, or year) that a text of data states, as it is written there. None for what is no date,
/// or the date of a clock that nobody set.
pub(super) fn read(text: &str, order: Option<DateOrder>) -> Option<String> {
    let text = text.trim();
    let found = iso(text).or_else(|| {
        dates::dates_in(text)
            .first()
            .and_then(|written| written.kind.edtf(order))
    });
    found.filter(|date| is_sane(date))
}

/// The same without a word on what stands first in `03/04/2017`.
pub(super) fn day(text: &str) -> Option<String> {
    read(text, None)
}

/// `2017-01-19…`, `2017-01`, `2017`, `20170119…`, `2017/01/19`.
fn iso(text: &str) -> Option<String> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let number = |from: usize, to: usize| text.get(from..to)?.parse::<i16>().ok();
    let separator = |at: usize| {
        text.as_bytes()
            .get(at)
            .is_some_and(|b| matches!(b, b'-' | b'/'))
    };
    match digits {
        4 if text.len() == 4 => Some(text.to_owned()),
        4 if separator(4) => {
            let month_end = 5 + text
                .bytes()
                .skip(5)
                .take(2)
                .take_while(u8::is_ascii_digit)
                .count();
            let month = number(5, month_end)?;
            if !separator(month_end) {
                return (text.len() == month_end).then(|| edtf(number(0, 4)?, month, None))?;
            }
            let from = month_end + 1;
            let day_end = from
                + text
                    .bytes()
                    .skip(from)
                    .take(2)
                    .take_while(u8::is_ascii_digit)
                    .count();
            edtf(number(0, 4)?, month, Some(number(from, day_end)?))
        }
        8 | 12 | 14 => edtf(number(0, 4)?, number(4, 6)?, Some(number(6, 8)?)),
        _ => None,
    }
}

fn edtf(year: i16, month: i16, day: Option<i16>) -> Option<String> {
    let small = |value: i16| i8::try_from(value).ok();
    let date = civil::Date::new(year, small(month)?, small(day.unwrap_or(1))?).ok()?;
    Some(match day {
        Some(_) => date.to_string(),
        None => format!("{year:04}-{month:02}"),
    })
}

/// Clocks that nobody set say 1970-01-01 or the year 1.
fn is_sane(date: &str) -> bool {
    let year: u16 = date
        .get(..4)
        .and_then(|year| year.parse().ok())
        .unwrap_or_default();
    (1700..=2099).contains(&year) && !matches!(date, "1970-01-01" | "1969-12-31" | "1900-01-01")
}

/// Whether two dates can be of one day: equal as far as both are known.
pub(super) fn agree(a: &str, b: &str) -> bool {
    a.starts_with(b) || b.starts_with(a)
}

/// How many days lie between two dates; none where one is not known to the day.
pub(super) fn days_between(a: &str, b: &str) -> Option<u32> {
    let (a, b): (civil::Date, civil::Date) = (a.parse().ok()?, b.parse().ok()?);
    Some(a.until(b).ok()?.get_days().unsigned_abs())
}

/// Whether day and month could be either way round.
pub(super) fn is_ambiguous(text: &str) -> bool {
    iso(text.trim()).is_none()
        && dates::dates_in(text)
            .first()
            .is_some_and(|written| matches!(written.kind, Kind::Ambiguous(..)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_day_is_the_one_that_is_written() {
        for (text, date) in [
            ("2017-01-19T23:30:00-08:00", "2017-01-19"),
            ("2017-1-9 10:00", "2017-01-09"),
            ("20170119T1000Z", "2017-01-19"),
            ("Thu, 19 Jan 2017 23:00:00 GMT", "2017-01-19"),
            ("2017/01/19", "2017-01-19"),
            ("2017-01", "2017-01"),
            ("2017", "2017"),
            ("January 19, 2017", "2017-01-19"),
        ] {
            assert_eq!(day(text).as_deref(), Some(date), "{text}");
        }
        for text in [
            "", "1970-01-01T00:00:00Z", "0001-01-01", "2017-02-31", "03/04/2017", "1489000000",
            "now",
        ] {
            assert_eq!(day(text), None, "{text}");
        }
        assert_eq!(
            read("03/04/2017", Some(DateOrder::DayFirst)).as_deref(),
            Some("2017-04-03")
        );
    }

    proptest! {
        #[test]
        fn what_is_read_is_edtf(text in "[0-9]{0,4}[-/]?[0-9]{0,2}[-/]?[0-9]{0,2}[T ]?[a-z0-9:]{0,5}") {
            if let Some(date) = day(&text) {
                prop_assert!(date.parse::<crate::text::edtf::Edtf>().is_ok(), "{}", date);
            }
        }
    }
}
