//! Pieces of the status line: the path of headings on the left, the figures on the right. Pieces are left out in a
//! fixed order until the row fits.

use super::hints::{hints_text, outline_hints};
use crate::app::input::key::Key;
use crate::app::opening::progress_text::reopening_text;
use crate::app::reading::part_name::part_text;
use crate::app::reading::progress::reading_minutes;
use crate::app::state::{Mode, State};
use crate::doc::DetectionConfidence;
use crate::layout::display_title;
use crate::source::pipe::PipeProgress;
use crate::text::width::{Widths, text_width};
use crate::ui::signs::PATH_SIGN;
use std::ops::Range;

/// Blank cells between two figures.
const GAP_CELLS: u16 = 2;
/// Blank cells at each end of the row.
const EDGE_CELLS: u16 = 1;

/// Part of the status line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatusPart {
    /// Path of headings.
    Path,
    /// Count and keys typed so far.
    Keys,
    /// Number of hits.
    Hits,
    /// Uncertain encoding.
    Encoding,
    /// Text that is being read in.
    Arrival,
    /// Share of the text that was read.
    Percent,
    /// Characters and minutes left.
    Left,
}

/// A figure of the status line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusPiece {
    /// Part that it shows.
    pub part: StatusPart,
    /// Text.
    pub text: String,
}

/// The status line, fitted to its width.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StatusRow {
    /// Path of headings; elided when drawn if it is too long.
    pub path: String,
    /// Keys that matter now; empty where they do not fit.
    pub hints: String,
    /// Figures, from left to right.
    pub figures: Vec<StatusPiece>,
}

impl StatusRow {
    /// Returns path and hints as one text.
    pub fn left(&self) -> String {
        match (self.path.is_empty(), self.hints.is_empty()) {
            (_, true) => self.path.clone(),
            (true, false) => self.hints.clone(),
            (false, false) => format!("{}  {}", self.path, self.hints),
        }
    }

    /// Returns the figures as one text.
    pub fn right(&self) -> String {
        let texts: Vec<&str> = self.figures.iter().map(|piece| &*piece.text).collect();
        texts.join("  ")
    }

    /// Returns the part at column `x` of a row of `width` cells; `None` between the parts.
    pub fn part_at(&self, x: u16, width: u16, widths: Widths) -> Option<StatusPart> {
        let right = text_width(&self.right(), widths).0;
        let mut start = width.saturating_sub(right + EDGE_CELLS);
        let path_room = start.saturating_sub(GAP_CELLS + EDGE_CELLS);
        let path = text_width(&self.path, widths).0.min(path_room);
        if (EDGE_CELLS..EDGE_CELLS + path).contains(&x) {
            return Some(StatusPart::Path);
        }
        for piece in &self.figures {
            let end = start + text_width(&piece.text, widths).0;
            if (start..end).contains(&x) {
                return Some(piece.part);
            }
            start = end + GAP_CELLS;
        }
        None
    }

    /// Returns the columns that remain between path and figures, in a row of `width` cells.
    pub fn middle(&self, width: u16, widths: Widths) -> Range<u16> {
        let right = text_width(&self.right(), widths).0;
        let end = width.saturating_sub(right + EDGE_CELLS + GAP_CELLS);
        let path = text_width(&self.path, widths).0;
        let start = EDGE_CELLS + path + if path > 0 { GAP_CELLS } else { 0 };
        start..end.max(start)
    }

    fn fits(&self, width: u16, widths: Widths) -> bool {
        let gap = if self.path.is_empty() { 0 } else { GAP_CELLS };
        let cells = text_width(&self.path, widths).0 + gap + text_width(&self.right(), widths).0;
        cells + 2 * EDGE_CELLS <= width
    }

    fn drop_figure(&mut self, part: StatusPart) {
        self.figures.retain(|piece| piece.part != part);
    }

    fn set_figure(&mut self, part: StatusPart, text: &str) {
        let mut figures = self.figures.iter_mut();
        if let Some(piece) = figures.find(|piece| piece.part == part) {
            text.clone_into(&mut piece.text);
        }
    }
}

/// Returns the status line for a row of `width` cells.
pub fn status_row(state: &State, width: u16) -> StatusRow {
    let widths = state.appearance.widths();
    let m = &state.texts().status;
    if let Mode::Outline(_) = &state.mode
        && let Some(selected) = state.toc.list.selected()
    {
        return outline_row(state, selected, width);
    }
    let [path, short_path] = paths(state);
    let mut row = StatusRow {
        path,
        hints: String::new(),
        figures: figures(state),
    };
    if !row.fits(width, widths)
        && let Some(left) = state.reading.chars_left
    {
        let minutes = reading_minutes(left, state.appearance.speed);
        row.set_figure(StatusPart::Left, &m.minutes_left(minutes));
    }
    if !row.fits(width, widths) {
        row.drop_figure(StatusPart::Left);
    }
    if !row.fits(width, widths) {
        row.path = short_path;
    }
    // Half of the row belongs to the path.
    if text_width(&row.right(), widths).0 > width / 2 {
        row.drop_figure(StatusPart::Encoding);
    }
    if text_width(&row.right(), widths).0 > width / 2
        && let Some(search) = &state.search.active
    {
        row.set_figure(StatusPart::Hits, &search.tally_text());
    }
    while text_width(&row.right(), widths).0 + 2 * EDGE_CELLS > width && row.figures.pop().is_some()
    {
    }
    let middle = row.middle(width, widths);
    row.hints = hints_text(state, middle.end - middle.start);
    row
}

/// Returns the status line while the outline has the focus: the full title under its cursor, with as much of the path
/// to it as fits, and the keys beside it.
fn outline_row(state: &State, selected: usize, width: u16) -> StatusRow {
    let widths = state.appearance.widths();
    let outline = &state.reading.reader.outline;
    let mut titles = Vec::new();
    let mut heading = Some(selected);
    while let Some(index) = heading {
        let title = outline.headings.get(index).map(|heading| &*heading.title);
        let title = title.unwrap_or_default();
        titles.push(display_title(title, state.reading.reader.options()));
        heading = outline.parent(index);
    }
    titles.reverse();
    let mut row = StatusRow {
        path: titles.join(PATH_SIGN),
        ..StatusRow::default()
    };
    for dropped in 1..titles.len() {
        if row.fits(width, widths) {
            break;
        }
        let rest = titles.get(dropped..).unwrap_or_default().join(PATH_SIGN);
        row.path = format!("\u{2026}{PATH_SIGN}{rest}");
    }
    if !row.fits(width, widths)
        && let Some(title) = titles.pop()
    {
        row.path = title.into_owned();
    }
    let middle = row.middle(width, widths);
    let pending = pending_text(state);
    let keys = if pending.is_empty() {
        outline_hints(state, middle.end - middle.start)
    } else {
        pending
    };
    if !keys.is_empty() {
        let part = StatusPart::Keys;
        row.figures.push(StatusPiece { part, text: keys });
    }
    row
}

/// Returns the path of headings, as in `essay › section`, and a shorter form of it.
fn paths(state: &State) -> [String; 2] {
    let outline = &state.reading.reader.outline;
    let section = state.reading.reader.section_index();
    let part = state.reading.part.and_then(|part| part.heading);
    let title = |index: usize| {
        let heading = outline.headings.get(index)?;
        Some(display_title(&heading.title, state.reading.reader.options()).into_owned())
    };
    match (
        part.and_then(title),
        section.filter(|s| Some(*s) != part).and_then(title),
    ) {
        (Some(essay), Some(section)) => [
            format!("{essay}{PATH_SIGN}{section}"),
            format!("\u{2026}{PATH_SIGN}{section}"),
        ],
        (Some(one), None) | (None, Some(one)) => [one.clone(), one],
        (None, None) => [
            state.reading.reader.doc.title(),
            state.reading.reader.doc.title(),
        ],
    }
}

/// Returns the figures: pending keys, hits, encoding, arrival, position, characters left.
fn figures(state: &State) -> Vec<StatusPiece> {
    let m = &state.texts().status;
    let mut figures = Vec::new();
    let mut push = |part, text: String| {
        if !text.is_empty() {
            figures.push(StatusPiece { part, text });
        }
    };
    push(StatusPart::Keys, pending_text(state));
    if let Some(search) = &state.search.active {
        let text = format!("/{} {}", search.query.text(), search.tally_text());
        push(StatusPart::Hits, text);
    }
    if let Some(encoded) = state.reading.encoding()
        && encoded.confidence == DetectionConfidence::Uncertain
    {
        push(StatusPart::Encoding, format!("{}?", encoded.name));
    }
    if state.opening.pipe == Some(PipeProgress::Open) {
        push(StatusPart::Arrival, m.reading_in.to_owned());
    }
    push(
        StatusPart::Arrival,
        reopening_text(state).unwrap_or_default(),
    );
    let percent = state.reading.reader.progress().whole_percent();
    push(StatusPart::Percent, format!("{percent}%"));
    if let Some(left) = state.reading.chars_left {
        let minutes = reading_minutes(left, state.appearance.speed);
        push(StatusPart::Left, m.left(part_text(state), left, minutes));
    }
    figures
}

/// Returns the count and the keys typed so far; empty without any.
fn pending_text(state: &State) -> String {
    let pending = &state.input.pending;
    let mut text = match pending.count {
        0 => String::new(),
        count => count.to_string(),
    };
    if pending.eager.is_none() {
        text.extend(pending.keys.iter().map(Key::to_string));
    }
    text
}
