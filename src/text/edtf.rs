//! Dates as precise as they are known: the part of EDTF (ISO 8601-2) that readers need: year, month or day, each
//! possibly approximate (`~`), uncertain (`?`) or both (`%`), and intervals of two such dates.

use std::fmt;
use std::ops::RangeInclusive;
use std::str::FromStr;

use jiff::civil;

use super::days;

/// `2017-01-19`, `2017-01`, `2017~`, `2016-08/2017-03`. Ordered by first day; of those that begin on one day the
/// less precise stands first, as a month before its days, and an interval after the date it begins with. Every list that
/// goes by time has this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Edtf {
    pub start: Date,
    /// The end of an interval.
    pub end: Option<Date>,
}

/// One date. Month and day are valid for the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// 0 to 9999.
    pub year: i16,
    pub month: Option<i8>,
    /// Only with a month.
    pub day: Option<i8>,
    pub approximate: bool,
    pub uncertain: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotEdtf {
    #[error(
        "write a date as it is known: `2017-01-19`, `2017-01`, `2017`, with `~` when approximate, or `2016-08/2017-03`"
    )]
    Shape,
    #[error("the calendar has no such day")]
    NoDay,
    #[error("it ends before it begins: write the earlier date first")]
    Backwards,
}

const MONTHS: [&str; 12] = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
];

impl Edtf {
    /// The date as a reader sees it: `19 January 2017`, `about January 2017`, `August 2016 – March 2017`.
    pub fn in_words(&self) -> String {
        match self.end {
            Some(end) => format!("{} – {}", self.start.in_words(), end.in_words()),
            None => self.start.in_words(),
        }
    }

    /// The days it can mean when taken by its word, as the numbers that [`days`] gives them; of an interval,
    /// from the first day of its start to the last of its end.
    pub fn days(&self) -> RangeInclusive<i32> {
        let end = self.end.unwrap_or(self.start);
        self.start.first_day()..=end.last_day()
    }

    /// The same, wider by a year, month or day on a side whose date is approximate or uncertain.
    pub fn doubtful_days(&self) -> RangeInclusive<i32> {
        let end = self.end.unwrap_or(self.start);
        let days = self.days();
        days.start() - self.start.doubt()..=days.end() + end.doubt()
    }

    /// Whether all of it lies before all of the other for certain.
    pub fn is_before(&self, other: &Self) -> bool {
        self.doubtful_days().end() < other.doubtful_days().start()
    }

    /// What the `datetime` attribute of HTML can hold: a single date as far as it is exact in form.
    pub fn html(&self) -> Option<String> {
        self.end.is_none().then(|| self.start.iso())
    }
}

impl Date {
    /// Without approximation: `2017`, `2017-01`, `2017-01-19`.
    pub fn iso(&self) -> String {
        match (self.month, self.day) {
            (Some(month), Some(day)) => format!("{:04}-{month:02}-{day:02}", self.year),
            (Some(month), None) => format!("{:04}-{month:02}", self.year),
            _ => format!("{:04}", self.year),
        }
    }

    /// The number of the first day it can mean.
    fn first_day(self) -> i32 {
        day_number(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1))
    }

    /// The number of the last day it can mean.
    fn last_day(self) -> i32 {
        let month = self.month.unwrap_or(12);
        let last = civil::Date::new(self.year, month, 1).map_or(28, civil::Date::days_in_month);
        day_number(self.year, month, self.day.unwrap_or(last))
    }

    /// By how many days it may be wrong.
    fn doubt(self) -> i32 {
        match (self.approximate || self.uncertain, self.month, self.day) {
            (false, ..) => 0,
            (_, _, Some(_)) => 1,
            (_, Some(_), None) => 31,
            (_, None, _) => 366,
        }
    }

    /// The first day it can mean, at midnight UTC, as feeds want it.
    pub fn timestamp(&self) -> String {
        format!(
            "{:04}-{:02}-{:02}T00:00:00Z",
            self.year,
            self.month.unwrap_or(1),
            self.day.unwrap_or(1)
        )
    }

    fn in_words(self) -> String {
        let month = self.month.map(month_name);
        let date = match (month, self.day) {
            (Some(month), Some(day)) => format!("{day} {month} {}", self.year),
            (Some(month), None) => format!("{month} {}", self.year),
            _ => self.year.to_string(),
        };
        match (self.approximate, self.uncertain) {
            (true, true) => format!("perhaps about {date}"),
            (true, false) => format!("about {date}"),
            (false, true) => format!("perhaps {date}"),
            (false, false) => date,
        }
    }
}

/// The English name of a month, from 1.
pub fn month_name(month: i8) -> &'static str {
    let at = usize::try_from(month - 1).unwrap_or_default();
    MONTHS.get(at).unwrap_or(&"")
}

fn day_number(year: i16, month: i8, day: i8) -> i32 {
    civil::Date::new(year, month, day).map_or(0, days::number)
}

impl FromStr for Edtf {
    type Err = NotEdtf;

    fn from_str(text: &str) -> Result<Self, NotEdtf> {
        let Some((start, end)) = text.split_once('/') else {
            return Ok(Self {
                start: text.parse()?,
                end: None,
            });
        };
        let (start, end): (Date, Date) = (start.parse()?, end.parse()?);
        if end < start {
            Err(NotEdtf::Backwards)
        } else {
            Ok(Self {
                start,
                end: Some(end),
            })
        }
    }
}

impl FromStr for Date {
    type Err = NotEdtf;

    fn from_str(text: &str) -> Result<Self, NotEdtf> {
        let plain = text.trim_end_matches(['~', '?', '%']);
        let (approximate, uncertain) = match &text[plain.len()..] {
            "" => (false, false),
            "~" => (true, false),
            "?" => (false, true),
            "%" => (true, true),
            _ => return Err(NotEdtf::Shape),
        };
        let mut parts = plain.split('-');
        let year: i16 = digits(parts.next(), 4)?.ok_or(NotEdtf::Shape)?;
        let month = digits(parts.next(), 2)?.map(to_i8).transpose()?;
        let day = digits(parts.next(), 2)?.map(to_i8).transpose()?;
        if parts.next().is_some() {
            return Err(NotEdtf::Shape);
        }
        if civil::Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).is_err() {
            return Err(NotEdtf::NoDay);
        }
        Ok(Self {
            year,
            month,
            day,
            approximate,
            uncertain,
        })
    }
}

fn digits(part: Option<&str>, length: usize) -> Result<Option<i16>, NotEdtf> {
    match part {
        None => Ok(None),
        Some(part) if part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit()) => {
            part.parse().map(Some).map_err(|_| NotEdtf::Shape)
        }
        Some(_) => Err(NotEdtf::Shape),
    }
}

fn to_i8(number: i16) -> Result<i8, NotEdtf> {
    i8::try_from(number).map_err(|_| NotEdtf::Shape)
}

impl fmt::Display for Edtf {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.start)?;
        self.end.map_or(Ok(()), |end| write!(out, "/{end}"))
    }
}

impl fmt::Display for Date {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mark = match (self.approximate, self.uncertain) {
            (true, true) => "%",
            (true, false) => "~",
            (false, true) => "?",
            (false, false) => "",
        };
        write!(out, "{}{mark}", self.iso())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_date_reads_as_it_is_known() {
        let read = |text: &str| text.parse::<Edtf>().map(|date| date.in_words());
        assert_eq!(read("2017-01-19").unwrap(), "19 January 2017");
        assert_eq!(read("2017-01~").unwrap(), "about January 2017");
        assert_eq!(read("2016-08/2017-03").unwrap(), "August 2016 – March 2017");
        for wrong in [
            "2017-02-30", "2017-13", "17-01-01", "2017-1-1", "", "2017-01-19-01", "2018/2017", "ß",
        ] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }

    fn edtf(text: &str) -> Edtf {
        text.parse().unwrap()
    }

    #[test]
    fn days_count_on_over_months_and_years() {
        let length = |text: &str| edtf(text).days().count();
        assert_eq!(length("2016"), 366);
        assert_eq!(length("2017-02~"), 28);
        assert_eq!(length("2016-02-29"), 1);
        assert_eq!(
            length("2016-08/2017-03"),
            31 + 30 + 31 + 30 + 31 + 31 + 28 + 31
        );
        assert_eq!(
            *edtf("2016-12-31").days().end() + 1,
            *edtf("2017").days().start()
        );
        assert_eq!(*edtf("0000").days().start(), 0);
    }

    #[test]
    fn what_may_be_the_same_time_is_not_before() {
        for (one, other, before) in [
            ("2017-01-18", "2017-01-19", true),
            ("2017-01-19", "2017-01-19", false),
            ("2017-01", "2017-01-19", false),
            ("2016-12", "2017-01-01", true),
            ("2016-12~", "2017-01-19", false),
            ("2016-12~", "2017-02-02", true),
            ("2016-08/2017-03", "2017-01-19", false),
            ("2016-07-15", "2016-08/2017-03", true),
        ] {
            assert_eq!(edtf(one).is_before(&edtf(other)), before, "{one} {other}");
        }
    }

    proptest! {
        #[test]
        fn dates_are_in_the_order_of_their_first_days_and_the_whole_before_its_parts(
            one in "[0-9]{4}(-0[1-9](-1[0-9])?)?[~?%]?",
            other in "[0-9]{4}(-0[1-9](-1[0-9])?)?[~?%]?",
            day in "01|07|28",
        ) {
            let (a, b) = (edtf(&one), edtf(&other));
            prop_assert!(a > b || a.days().start() <= b.days().start());
            let month = one.get(..7).unwrap_or("1931-03");
            prop_assert!(edtf(month.get(..4).unwrap()) < edtf(month));
            let day = edtf(&[month, &day].join("-"));
            prop_assert!(edtf(month) < day);
        }

        #[test]
        fn of_two_dates_at_most_one_is_before(
            one in "[0-9]{4}(-0[1-9](-1[0-9])?)?[~?%]?",
            other in "[0-9]{4}(-0[1-9](-1[0-9])?)?[~?%]?",
        ) {
            let (one, other) = (edtf(&one), edtf(&other));
            prop_assert!(!(one.is_before(&other) && other.is_before(&one)));
            prop_assert!(one.days().start() <= one.days().end());
            prop_assert!(!one.is_before(&one));
        }

        #[test]
        fn what_is_read_is_written_the_same(text in "[0-9]{4}(-[01][0-9](-[0-3][0-9])?)?[~?%]?(/2[0-9]{3})?") {
            if let Ok(date) = text.parse::<Edtf>() {
                prop_assert_eq!(date.to_string(), text);
            }
        }
    }
}
