//! The timeline as a drawing: where everything stands, for a template to write as SVG.
//!
//! From left to right all places are percents, from top to bottom pixels of the page: so a drawing fits any width, and
//! its letters keep their size.

use std::collections::BTreeMap;

use serde::Serialize;

use super::lead::cut;
use super::shapes::Date;
use super::time_axis::{Axis, Place, Tick, WHOLE};
use crate::text::edtf::{Edtf, month_name};

/// With more moments of a kind, they are counted and no longer drawn one by one.
const SINGLE: usize = 40;
/// The height of a moment's line.
const LANE: usize = 24;
/// The highest column.
const TALL: usize = 96;
/// What the axis and its words need.
const AXIS: usize = 32;
/// The narrowest bar: one that can be seen.
const NARROWEST: Place = 90;
/// How many columns share the width.
const COLUMNS: i32 = 60;

#[derive(Debug, Clone, Serialize)]
pub struct Drawing {
    pub height: usize,
    /// Where the axis lies.
    pub axis_y: usize,
    /// Marks on the axis.
    pub ticks: Vec<TickView>,
    /// What needs to be explained: `article` and `event` where there are both, `day`, `within`, `lasted`,
    /// `approximate`
    pub keys: Vec<&'static str>,
    /// Moments one by one.
    pub lanes: Vec<LaneView>,
    /// Moments counted, where a kind has more than forty.
    pub columns: Vec<ColumnView>,
}

/// A mark on the axis.
#[derive(Debug, Clone, Serialize)]
pub struct TickView {
    pub x: String,
    pub text: String,
}

/// One moment.
#[derive(Debug, Clone, Serialize)]
pub struct LaneView {
    /// `article` or `event`
    pub kind: &'static str,
    /// `day`, `within` (on an unknown day of this time) or `lasted` (all of it).
    pub shape: &'static str,
    pub approximate: bool,
    pub x: String,
    pub width: String,
    /// The middle.
    pub y: usize,
    /// Where its words stand.
    pub label_x: String,
    /// Which part of the words stands there: `start`, `middle` or `end`
    pub label_anchor: &'static str,
    /// The title, shortened.
    pub label: String,
    pub title: String,
    pub date: String,
    pub url: String,
}

/// How many moments begin in a stretch of time.
#[derive(Debug, Clone, Serialize)]
pub struct ColumnView {
    /// `article` or `event`
    pub kind: &'static str,
    pub x: String,
    pub width: String,
    /// The top.
    pub y: usize,
    pub height: usize,
    pub count: usize,
    /// From when to when.
    pub text: String,
}

/// What is to be drawn.
pub(super) struct Drawn {
    pub(super) kind: &'static str,
    pub(super) date: Edtf,
    pub(super) title: String,
    pub(super) url: String,
}

impl Drawing {
    /// Draws moments that are in the order of time; nothing of less than three. Labels have at most `label` characters.
    pub(super) fn of(moments: &[Drawn], label: usize) -> Option<Self> {
        if moments.len() < 3 {
            return None;
        }
        let axis = Axis::over(moments.iter().map(|it| it.date.days()))?;
        let mut y = 0;
        let (mut lanes, mut columns) = (Vec::new(), Vec::new());
        for kind in ["article", "event"] {
            let kind: Vec<&Drawn> = moments.iter().filter(|it| it.kind == kind).collect();
            if kind.is_empty() {
                continue;
            }
            if kind.len() > SINGLE {
                columns.extend(counted(axis, &kind, y));
                y += TALL + LANE / 2;
            } else {
                for moment in kind {
                    lanes.push(lane(axis, moment, y + LANE / 2, label));
                    y += LANE;
                }
                y += LANE / 4;
            }
        }
        let drawn = |kind: &str| {
            let single = lanes.iter().any(|it| it.kind == kind);
            single || columns.iter().any(|it: &ColumnView| it.kind == kind)
        };
        let keys = [
            ("article", drawn("article") && drawn("event")),
            ("event", drawn("article") && drawn("event")),
            ("day", lanes.iter().any(|it| it.shape == "day")),
            ("within", lanes.iter().any(|it| it.shape == "within")),
            ("lasted", lanes.iter().any(|it| it.shape == "lasted")),
            ("approximate", lanes.iter().any(|it| it.approximate)),
        ];
        Some(Self {
            keys: keys
                .into_iter()
                .filter_map(|(key, seen)| seen.then_some(key))
                .collect(),
            height: y + AXIS,
            axis_y: y + 4,
            ticks: axis.ticks().iter().map(tick).collect(),
            lanes,
            columns,
        })
    }
}

fn lane(axis: Axis, moment: &Drawn, y: usize, label: usize) -> LaneView {
    let days = moment.date.days();
    let (start, end) = (axis.at(*days.start()), axis.at(*days.end() + 1));
    let shape = match (moment.date.end, moment.date.start.day) {
        (Some(_), _) => "lasted",
        (None, Some(_)) => "day",
        (None, None) => "within",
    };
    let middle = i32::midpoint(start, end);
    let half = if shape == "day" {
        0
    } else {
        ((end - start) / 2).max(NARROWEST / 2)
    };
    let (start, end) = ((middle - half).max(0), (middle + half).min(WHOLE));
    let (label_x, label_anchor) = match (start, WHOLE - end) {
        (before, after) if before.max(after) < WHOLE / 2 => (middle, "middle"),
        (before, after) if before > after => (start, "end"),
        _ => (end, "start"),
    };
    let date = Date::from(&moment.date);
    LaneView {
        kind: moment.kind,
        shape,
        approximate: date.approximate
            || moment
                .date
                .end
                .is_some_and(|end| end.approximate || end.uncertain),
        x: percent(start),
        width: percent(end - start),
        y,
        label_x: percent(label_x),
        label_anchor,
        label: cut(&moment.title, label),
        title: moment.title.clone(),
        date: date.text,
        url: moment.url.clone(),
    }
}

/// One column for each stretch of the axis in which something begins.
fn counted(axis: Axis, moments: &[&Drawn], top: usize) -> Vec<ColumnView> {
    let width = WHOLE / COLUMNS;
    let mut counts: BTreeMap<Place, (usize, Edtf, Edtf)> = BTreeMap::new();
    for moment in moments {
        let at = axis.at(*moment.date.days().start()) / width;
        let column = counts.entry(at).or_insert((0, moment.date, moment.date));
        column.0 += 1;
        column.2 = moment.date;
    }
    let most = counts.values().map(|it| it.0).max().unwrap_or(1);
    let column = |(at, (count, first, last)): (Place, (usize, Edtf, Edtf))| {
        let height = (count * TALL / most).max(2);
        let text = match (first.in_words(), last.in_words()) {
            (first, last) if first == last => first,
            (first, last) => format!("{first} – {last}"),
        };
        ColumnView {
            kind: moments.first().map_or("article", |it| it.kind),
            x: percent(at * width),
            width: percent(width * 4 / 5),
            y: top + TALL - height,
            height,
            count,
            text,
        }
    };
    counts.into_iter().map(column).collect()
}

fn tick(tick: &Tick) -> TickView {
    let month = tick.month.map(|month| short(month_name(month)));
    let text = match (tick.day, month) {
        (Some(day), Some(month)) => format!("{day} {month}"),
        (None, Some(month)) if tick.month == Some(1) => format!("{month} {}", tick.year),
        (None, Some(month)) => month,
        _ => tick.year.to_string(),
    };
    TickView {
        x: percent(tick.at),
        text,
    }
}

fn short(month: &str) -> String {
    month.chars().take(3).collect()
}

/// `12.34%`
fn percent(place: Place) -> String {
    format!("{}.{:02}%", place / 100, place % 100)
}
