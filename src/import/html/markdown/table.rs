//! Tables of data as GFM tables.

use dom_query::NodeRef;

use super::base::Base;
use super::{Piece, running};

/// The most columns and rows that one cell may take: more is a mistake or an attack.
const WIDEST: usize = 50;

/// One cell, and how many columns and rows it takes.
struct Cell<'a> {
    node: NodeRef<'a>,
    columns: usize,
    rows: usize,
    heads: bool,
}

/// A table, and its caption as a paragraph before it; none for a table that only lays a page out, or that holds what
/// no cell of Markdown can.
pub(super) fn table(node: &NodeRef, base: &Base) -> Option<Piece> {
    let rows = rows(node);
    if !is_data(node, &rows) {
        return None;
    }
    let mut piece = Piece::default();
    let mut lines: Vec<Vec<String>> = Vec::new();
    // Cells of rows above that reach down: column → rows still to come.
    let mut reaching: Vec<usize> = Vec::new();
    let mut texts = Vec::new();
    for row in &rows {
        let mut line: Vec<String> = Vec::new();
        for cell in row {
            skip_reached(&mut line, &mut reaching);
            let inside = running(&cell.node.children(), base, true);
            let at = line.len();
            line.push(inside.markdown);
            line.resize(at + cell.columns, String::new());
            if reaching.len() < line.len() {
                reaching.resize(line.len(), 0);
            }
            for reach in reaching.iter_mut().skip(at).take(cell.columns) {
                *reach = cell.rows - 1;
            }
            texts.push(inside.text);
            piece.images.extend(inside.images);
        }
        skip_reached(&mut line, &mut reaching);
        lines.push(line);
    }
    let width = lines
        .iter()
        .map(Vec::len)
        .max()
        .filter(|width| *width > 0)?;
    let has_head = rows
        .first()
        .is_some_and(|row| row.iter().all(|cell| cell.heads));
    if !has_head {
        lines.insert(0, Vec::new());
    }
    let mut out: Vec<String> = lines
        .iter_mut()
        .map(|line| {
            line.resize(width, String::new());
            format!("| {} |", line.join(" | "))
        })
        .collect();
    out.insert(1, format!("|{}", " --- |".repeat(width)));
    let caption = node
        .children_it(false)
        .find(|child| child.has_name("caption"));
    if let Some(caption) = caption {
        let caption = running(&caption.children(), base, false);
        if !caption.markdown.is_empty() {
            out.insert(0, format!("{}\n", caption.markdown));
            texts.insert(0, caption.text);
            piece.images.extend(caption.images);
        }
    }
    texts.retain(|text| !text.is_empty());
    if texts.is_empty() && piece.images.is_empty() {
        return None;
    }
    piece.text = texts.join(" ");
    piece.markdown = out.join("\n");
    Some(piece)
}

/// Puts empty cells where cells of rows above reach down.
fn skip_reached(line: &mut Vec<String>, reaching: &mut [usize]) {
    while let Some(reach) = reaching.get_mut(line.len()).filter(|reach| **reach > 0) {
        *reach -= 1;
        line.push(String::new());
    }
}

/// The rows of a table, not those of tables inside it; rows without cells are left out.
fn rows<'a>(table: &NodeRef<'a>) -> Vec<Vec<Cell<'a>>> {
    let mut found = Vec::new();
    for child in table.children() {
        if child.has_name("tr") {
            found.push(cells(&child));
        } else if ["thead", "tbody", "tfoot"]
            .iter()
            .any(|name| child.has_name(name))
        {
            let inner = child.children_it(false).filter(|row| row.has_name("tr"));
            found.extend(inner.map(|row| cells(&row)));
        }
    }
    found.retain(|row| !row.is_empty());
    found
}

fn cells<'a>(row: &NodeRef<'a>) -> Vec<Cell<'a>> {
    let in_head = row.parent().is_some_and(|parent| parent.has_name("thead"));
    row.children_it(false)
        .filter(|cell| cell.has_name("td") || cell.has_name("th"))
        .map(|node| {
            let span = |name: &str| {
                let span = node.attr(name).and_then(|span| span.trim().parse().ok());
                span.unwrap_or(1).clamp(1, WIDEST)
            };
            Cell {
                columns: span("colspan"),
                rows: span("rowspan"),
                heads: in_head || node.has_name("th"),
                node,
            }
        })
        .collect()
}

/// Whether a table holds data: at least two columns and two rows, no blocks of text or tables inside its cells.
fn is_data(table: &NodeRef, rows: &[Vec<Cell>]) -> bool {
    /// Longer than any cell that is read across.
    const LONGEST: usize = 700;
    let role = table.attr("role").unwrap_or_default();
    let is_layout = matches!(role.as_ref(), "presentation" | "none");
    let is_wide = rows.iter().any(|row| row.len() > 1);
    let is_simple = rows.iter().flatten().all(|cell| {
        cell.node.text().len() <= LONGEST
            && !cell.node.descendants_it().any(|inner| {
                let name = inner.node_name().unwrap_or_default();
                matches!(
                    name.as_ref(),
                    "table"
                        | "pre"
                        | "blockquote"
                        | "form"
                        | "article"
                        | "h1"
                        | "h2"
                        | "h3"
                        | "iframe"
                )
            })
    });
    let is_marked = rows.iter().flatten().any(|cell| cell.heads);
    !is_layout
        && is_simple
        && (is_wide && rows.len() > 1 || is_marked && !rows.is_empty() && is_wide)
}
