//! A time axis: where a day stands on it, and which days are worth a mark.

use std::ops::RangeInclusive;

use jiff::civil::Date;

use crate::text::days;

/// The most marks that have room on a phone.
const TICKS: i32 = 6;

/// Days to places from left to right.
#[derive(Debug, Clone, Copy)]
pub(super) struct Axis {
    /// The number of its first day, as [`days`] counts.
    first: i32,
    /// The days it holds, at least one.
    length: i32,
}

/// A place on the axis: hundredths of a percent of its length.
pub(super) type Place = i32;

/// The whole length.
pub(super) const WHOLE: Place = 10_000;

/// A mark on the axis.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Tick {
    pub(super) at: Place,
    pub(super) year: i16,
    /// None on the first of a year when whole years are marked.
    pub(super) month: Option<i8>,
    pub(super) day: Option<i8>,
}

impl Axis {
    /// Holds all these days and a little room on both sides; none of no days.
    pub(super) fn over(days: impl Iterator<Item = RangeInclusive<i32>>) -> Option<Self> {
        let (first, last) = days
            .map(RangeInclusive::into_inner)
            .reduce(|all, it| (all.0.min(it.0), all.1.max(it.1)))?;
        let room = (last - first) / 40 + 1;
        let first = (first - room).max(0);
        Some(Self {
            first,
            length: last + 1 + room - first,
        })
    }

    /// Where the morning of a day stands.
    pub(super) fn at(self, day: i32) -> Place {
        let past = i64::from(day - self.first).clamp(0, i64::from(self.length));
        let place = past * i64::from(WHOLE) / i64::from(self.length);
        i32::try_from(place).unwrap_or(WHOLE)
    }

    /// Years, months or days at equal distances, as many as have room.
    pub(super) fn ticks(self) -> Vec<Tick> {
        let starts = |step: Step| step.starts(self.first, self.first + self.length);
        let steps = Step::ALL.into_iter();
        let fits = |step: &Step| starts(*step).len() <= usize::try_from(TICKS).unwrap_or_default();
        let Some(step) = steps.into_iter().find(fits) else {
            return Vec::new();
        };
        let tick = |(day, date): (i32, Date)| Tick {
            at: self.at(day),
            year: date.year(),
            month: (step.unit != Unit::Year).then(|| date.month()),
            day: (step.unit == Unit::Day).then(|| date.day()),
        };
        starts(step).into_iter().map(tick).collect()
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unit {
    Day,
    Month,
    Year,
}

/// So many units from mark to mark.
#[derive(Debug, Clone, Copy)]
struct Step {
    unit: Unit,
    count: i32,
}

impl Step {
    const ALL: [Self; 16] = {
        const fn step(unit: Unit, count: i32) -> Step {
            Step { unit, count }
        }
        [
            step(Unit::Day, 1),
            step(Unit::Day, 5),
            step(Unit::Day, 10),
            step(Unit::Month, 1),
            step(Unit::Month, 2),
            step(Unit::Month, 3),
            step(Unit::Month, 6),
            step(Unit::Year, 1),
            step(Unit::Year, 2),
            step(Unit::Year, 5),
            step(Unit::Year, 10),
            step(Unit::Year, 20),
            step(Unit::Year, 50),
            step(Unit::Year, 100),
            step(Unit::Year, 500),
            step(Unit::Year, 2000),
        ]
    };

    /// The days from `first` to before `end` that get a mark; one more than [`TICKS`] when there are too many.
    fn starts(self, first: i32, end: i32) -> Vec<(i32, Date)> {
        let Some(mut date) = days::day(first).and_then(|date| self.round_down(date)) else {
            return Vec::new();
        };
        let mut starts = Vec::new();
        while starts.len() <= usize::try_from(TICKS).unwrap_or_default() {
            let day = days::number(date);
            if day >= end {
                break;
            }
            if day >= first {
                starts.push((day, date));
            }
            match self.next(date) {
                Some(next) => date = next,
                None => break,
            }
        }
        starts
    }

    fn round_down(self, date: Date) -> Option<Date> {
        let step = i16::try_from(self.count).ok()?;
        match self.unit {
            Unit::Day => Date::new(date.year(), date.month(), 1).ok(),
            Unit::Month => Date::new(date.year(), 1, 1).ok(),
            Unit::Year => Date::new(date.year() / step * step, 1, 1).ok(),
        }
    }

    /// The mark after this one. Days begin anew with each month, and leave out a mark near its end.
    fn next(self, date: Date) -> Option<Date> {
        let step = i8::try_from(self.count).unwrap_or(i8::MAX);
        match self.unit {
            Unit::Day => {
                let day = if date.day() == 1 && step > 1 {
                    step
                } else {
                    date.day() + step
                };
                if step > 1 && day > 25 {
                    return Self::first_of_next(date, 1);
                }
                let next = Date::new(date.year(), date.month(), day);
                next.ok().or_else(|| Self::first_of_next(date, 1))
            }
            Unit::Month => Self::first_of_next(date, step),
            Unit::Year => {
                let step = i16::try_from(self.count).ok()?;
                Date::new(date.year().checked_add(step)?, 1, 1).ok()
            }
        }
    }

    fn first_of_next(date: Date, months: i8) -> Option<Date> {
        let month = i16::from(date.month()) - 1 + i16::from(months);
        let year = date.year() + month / 12;
        Date::new(year, i8::try_from(month % 12).ok()? + 1, 1).ok()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Axis, TICKS, WHOLE};
    use crate::text::edtf::Edtf;

    fn axis(dates: &[&str]) -> Axis {
        let date = |text: &&str| text.parse::<Edtf>().unwrap().days();
        Axis::over(dates.iter().map(date)).unwrap()
    }

    fn ticks(dates: &[&str]) -> Vec<String> {
        let ticks = axis(dates).ticks();
        let text = |tick: &super::Tick| {
            let part = |part: Option<i8>| part.map(|it| format!("-{it}")).unwrap_or_default();
            format!("{}{}{}", tick.year, part(tick.month), part(tick.day))
        };
        ticks.iter().map(text).collect()
    }

    #[test]
    fn marks_are_as_fine_as_there_is_room() {
        assert_eq!(
            ticks(&["2017-01-19"]),
            ["2017-1-18", "2017-1-19", "2017-1-20"]
        );
        assert_eq!(
            ticks(&["2017-01-18", "2017-02-14"]),
            [
                "2017-1-20", "2017-1-25", "2017-2-1", "2017-2-5", "2017-2-10", "2017-2-15"
            ]
        );
        assert_eq!(
            ticks(&["2016-07~", "2020-02-28"]),
            ["2017", "2018", "2019", "2020"]
        );
        assert_eq!(
            ticks(&["1914", "2020"]),
            ["1920", "1940", "1960", "1980", "2000", "2020"]
        );
    }

    proptest! {
        #[test]
        fn marks_stand_in_order_on_the_axis(one in 0_i32..3_652_000, other in 0_i32..3_652_000) {
            let axis = Axis::over([one..=one, other..=other].into_iter()).unwrap();
            let ticks = axis.ticks();
            prop_assert!(ticks.len() <= TICKS as usize);
            prop_assert!(ticks.iter().all(|tick| (0..=WHOLE).contains(&tick.at)));
            prop_assert!(ticks.is_sorted_by(|a, b| a.at < b.at), "{:?}", ticks);
            let (first, last) = (one.min(other), one.max(other));
            prop_assert!(axis.at(first) <= axis.at(last));
            prop_assert!((0..=WHOLE).contains(&axis.at(last + 1)));
        }
    }
}
