//! Days as numbers that count on, from the first day of the year 0.

use jiff::{Span, civil};

/// The number of a day; 0 where the calendar ends.
pub fn number(day: civil::Date) -> i32 {
    let since = |start: civil::Date| day.since(start).map(|span| span.get_days());
    start().and_then(since).unwrap_or_default()
}

/// The day of a number; none beyond the calendar.
pub fn day(number: i32) -> Option<civil::Date> {
    start().ok()?.checked_add(Span::new().days(number)).ok()
}

fn start() -> Result<civil::Date, jiff::Error> {
    civil::Date::new(0, 1, 1)
}
