//! The date in the address of a page: `/2017/01/19/`, `/2017/01/`, `/20170119/`, `2017-01-19`.

use super::date;

/// The date that a path holds, as far as it is given. Addresses say when a page was made, so it is only a guess.
pub(super) fn read(url: &str) -> Option<String> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = path.split(['?', '#']).next()?.split_once('/')?.1;
    let parts: Vec<&str> = path.split(['/', '-', '_', '.']).collect();
    let digits =
        |part: &str, count: usize| part.len() == count && part.bytes().all(|b| b.is_ascii_digit());
    for (at, year) in parts.iter().enumerate() {
        if digits(year, 8)
            && let Some(day) = date::day(year)
        {
            return Some(day).filter(|day| is_recent(day));
        }
        if !digits(year, 4) || !is_recent(year) {
            continue;
        }
        let part = |offset: usize| {
            parts
                .get(at + offset)
                .filter(|part| (1..=2).contains(&part.len()))
        };
        let Some(month) = part(1) else {
            continue;
        };
        let by_month = date::day(&format!("{year}-{month}"));
        let by_day = part(2).and_then(|day| date::day(&format!("{year}-{month}-{day}")));
        if let Some(found) = by_day.or(by_month) {
            return Some(found);
        }
    }
    None
}

/// Nobody had addresses before the web.
fn is_recent(date: &str) -> bool {
    date.get(..4)
        .is_some_and(|year| ("1991".."2100").contains(&year))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_may_hold_a_date() {
        for (url, wanted) in [
            ("https://e.org/2017/01/19/a-b.html", Some("2017-01-19")),
            ("https://e.org/blog/2017/1/a", Some("2017-01")),
            ("https://e.org/a-20170119/", Some("2017-01-19")),
            ("https://e.org/news/2017-01-19-a", Some("2017-01-19")),
            ("https://e.org/a-2017", None),
            ("https://e.org/id/20179919/1234/56", None),
            ("https://e.org?2017/01/19", None),
        ] {
            assert_eq!(read(url).as_deref(), wanted, "{url}");
        }
    }
}
