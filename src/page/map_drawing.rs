//! Where things stand on the map: articles in the middle, from the oldest to the youngest; people and organisations on
//! their left, all other names on their right; each name as near as may be to the articles that have it.
//!
//! As in [`super::drawing`], places are percents from left to right and pixels from top to bottom.

use serde::Serialize;

use super::lead::cut;
use super::map::MapDrawing;
use super::shapes::TitledLink;

/// The height of a line of a title, and of a name with the space around it.
const TITLE_LINE: usize = 17;
const NAME_LINE: usize = 24;
/// Between two articles.
const GAP: usize = 34;
/// The longest line of a title and the most lines, in characters.
const TITLE: usize = 34;
const TITLE_LINES: usize = 3;
/// The longest name, in characters.
const LONGEST: usize = 23;

/// Where the columns end and begin, in percent.
const LEFT: &str = "22%";
const TITLES_FROM: &str = "36%";
const TITLES_TO: &str = "64%";
const RIGHT: &str = "78%";

/// An article, with the lines to the names it has.
#[derive(Debug, Serialize)]
pub struct ArticleBox {
    pub title: String,
    pub url: String,
    /// The title, in lines.
    pub lines: Vec<String>,
    /// The middle of each line.
    pub lines_y: Vec<usize>,
    /// The top.
    pub y: usize,
    pub height: usize,
    /// To its names.
    pub edges: Vec<Line>,
}

/// A name, with the lines to the articles that have it.
#[derive(Debug, Serialize)]
pub struct NameLabel {
    pub title: String,
    pub url: String,
    /// Of the entity.
    pub kind: &'static str,
    /// The name, shortened.
    pub label: String,
    /// `start` or `end`
    pub anchor: &'static str,
    pub x: &'static str,
    pub y: usize,
    /// To its articles.
    pub edges: Vec<Line>,
}

/// A straight line.
#[derive(Debug, Clone, Serialize)]
pub struct Line {
    pub x1: String,
    pub y1: usize,
    pub x2: String,
    pub y2: usize,
    /// `name`, `link` (a link leads from one to the other) or `related`
    pub kind: &'static str,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Left,
    Right,
}

/// A name that is to be drawn.
pub(super) struct Name {
    pub(super) link: TitledLink,
    pub(super) kind: &'static str,
    pub(super) side: Side,
    /// Which of the articles have it, in order.
    pub(super) articles: Vec<usize>,
}

/// `joined` has two articles each, and whether a link leads from one to the other.
pub(super) fn draw(
    articles: &[TitledLink],
    names: &[Name],
    joined: &[(usize, usize, bool)],
) -> MapDrawing {
    let titles: Vec<Vec<String>> = articles
        .iter()
        .map(|article| lines(&article.title))
        .collect();
    let tall = |titles: &[Vec<String>]| {
        titles
            .iter()
            .map(|lines| lines.len() * TITLE_LINE + GAP)
            .sum::<usize>()
    };
    let column = |side| names.iter().filter(|name| name.side == side).count() * NAME_LINE;
    let height = tall(&titles)
        .max(column(Side::Left))
        .max(column(Side::Right))
        + NAME_LINE;
    // What is left over stands between the articles.
    let spare = (height - tall(&titles)) / (titles.len() + 1);
    let mut top = spare + GAP / 2;
    let mut boxes: Vec<ArticleBox> = Vec::new();
    for (article, lines) in articles.iter().zip(titles) {
        let own = lines.len() * TITLE_LINE;
        boxes.push(ArticleBox {
            title: article.title.clone(),
            url: article.url.clone(),
            lines_y: (0..lines.len())
                .map(|at| top + at * TITLE_LINE + TITLE_LINE / 2)
                .collect(),
            lines,
            y: top,
            height: own,
            edges: Vec::new(),
        });
        top += own + GAP + spare;
    }
    let middles: Vec<usize> = boxes.iter().map(|it| it.y + it.height / 2).collect();
    let mut labels = Vec::new();
    for side in [Side::Left, Side::Right] {
        labels.extend(side_labels(names, side, &middles, height));
    }
    for line in labels.iter().flat_map(|label: &NameLabel| &label.edges) {
        if let Some(article) = middles
            .iter()
            .position(|y| *y == line.y2)
            .and_then(|at| boxes.get_mut(at))
        {
            article.edges.push(line.clone());
        }
    }
    MapDrawing {
        height,
        articles: boxes,
        names: labels,
        pairs: brackets(joined, &middles),
    }
}

/// The names of a side, ordered by the middle of their articles, at equal distances.
fn side_labels(names: &[Name], side: Side, middles: &[usize], height: usize) -> Vec<NameLabel> {
    let centre = |name: &Name| {
        let places = name.articles.iter().filter_map(|at| middles.get(*at));
        places.sum::<usize>() / name.articles.len().max(1)
    };
    let mut own: Vec<&Name> = names.iter().filter(|name| name.side == side).collect();
    own.sort_by_key(|name| centre(name));
    let step = (height - NAME_LINE) / own.len().max(1);
    let (x, end, anchor) = match side {
        Side::Left => (LEFT, TITLES_FROM, "end"),
        Side::Right => (RIGHT, TITLES_TO, "start"),
    };
    let label = |(at, name): (usize, &&Name)| {
        let y = NAME_LINE / 2 + step * at + step / 2;
        let articles = name.articles.iter().filter_map(|at| middles.get(*at));
        NameLabel {
            title: name.link.title.clone(),
            url: name.link.url.clone(),
            kind: name.kind,
            label: cut(&name.link.title, LONGEST),
            anchor,
            x,
            y,
            edges: articles
                .map(|middle| Line {
                    x1: x.to_owned(),
                    y1: y,
                    x2: end.to_owned(),
                    y2: *middle,
                    kind: "name",
                })
                .collect(),
        }
    };
    own.iter().enumerate().map(label).collect()
}

/// Two articles that are joined: a bracket left of the titles, each a little further out than the one before.
fn brackets(joined: &[(usize, usize, bool)], middles: &[usize]) -> Vec<Line> {
    let mut sorted: Vec<_> = joined.to_vec();
    sorted.sort_by_key(|(one, other, _)| (one.abs_diff(*other), *one.min(other)));
    let mut lines = Vec::new();
    for (at, (one, other, linked)) in sorted.into_iter().enumerate() {
        let (Some(one), Some(other)) = (middles.get(one), middles.get(other)) else {
            continue;
        };
        // Out from the titles in steps of half a percent, ten of them.
        let out = 355 - 5 * (at % 10);
        let x = format!("{}.{}%", out / 10, out % 10);
        // A little off the middle, where the lines to names end.
        let (top, bottom) = (one.min(other) + 6, one.max(other).saturating_sub(6));
        let kind = if linked { "link" } else { "related" };
        let line = |x1: &str, y1, x2: &str, y2| Line {
            x1: x1.to_owned(),
            y1,
            x2: x2.to_owned(),
            y2,
            kind,
        };
        lines.extend([
            line(TITLES_FROM, top, &x, top),
            line(&x, top, &x, bottom),
            line(&x, bottom, TITLES_FROM, bottom),
        ]);
    }
    lines
}

/// A title in lines, the last one shortened.
fn lines(title: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in title.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= TITLE => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(cut(word, TITLE)),
        }
    }
    if lines.len() > TITLE_LINES {
        lines.truncate(TITLE_LINES);
        if let Some(last) = lines.last_mut() {
            last.push('…');
        }
    }
    if lines.is_empty() {
        lines.push(String::new());
    }
    lines
}
