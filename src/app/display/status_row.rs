//! Pieces of the status line: the path of headings on the left, the figures on the right. Pieces are left out in a
//! fixed order until the row fits.

use super::hints::{Hint, fitting_hints, mode_hints};
use super::spoken_row::{said_chars_left, said_percent, said_tally, spoken_paths};
use super::window_title::shown_title;
use crate::app::input::action::Action;
use crate::app::input::key::Key;
use crate::app::opening::progress_text::reopening_text;
use crate::app::reading::part_name::part_text;
use crate::app::reading::progress::reading_minutes;
use crate::app::search::query_text::query_text;
use crate::app::select::state::Selection;
use crate::app::state::{Mode, State};
use crate::doc::DetectionConfidence;
use crate::layout::display_title;
use crate::source::pipe::PipeProgress;
use crate::text::units::Cells;
use crate::text::width::{Widths, text_width};
use crate::ui::signs::PATH_SIGN;
use std::ops::Range;

/// Blank cells between two figures.
const GAP_CELLS: u16 = 2;
/// Blank cells at each end of the row.
const EDGE_CELLS: u16 = 1;
/// Hints for which a long path is shortened, and the cells that it keeps.
const MIN_HINT_COUNT: usize = 2;
const MIN_PATH_CELLS: u16 = 8;

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
    /// Hint: the key of an action.
    Hint(Action),
}

/// A piece of the status line.
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
    /// Keys that matter now; none where they do not fit.
    pub hints: Vec<StatusPiece>,
    /// Figures, from left to right.
    pub figures: Vec<StatusPiece>,
}

impl StatusRow {
    /// Returns path and hints as one text.
    pub fn left(&self) -> String {
        let path = Some(&*self.path).filter(|path| !path.is_empty());
        let hints = self.hints.iter().map(|piece| &*piece.text);
        let texts: Vec<&str> = path.into_iter().chain(hints).collect();
        texts.join("  ")
    }

    /// Returns the figures as one text.
    pub fn right(&self) -> String {
        let texts: Vec<&str> = self.figures.iter().map(|piece| &*piece.text).collect();
        texts.join("  ")
    }

    /// Returns the part at column `x` of a row of `width` cells; `None` between the parts.
    pub fn part_at(&self, x: u16, width: u16, widths: Widths) -> Option<StatusPart> {
        let right = text_width(&self.right(), widths).0;
        let figures = width.saturating_sub(right + EDGE_CELLS);
        let path_room = figures.saturating_sub(GAP_CELLS + EDGE_CELLS);
        let path = text_width(&self.path, widths).0.min(path_room);
        if (EDGE_CELLS..EDGE_CELLS + path).contains(&x) {
            return Some(StatusPart::Path);
        }
        let hints = self.middle(width, widths).start;
        let piece_at = |pieces: &[StatusPiece], mut start: u16| {
            let piece = pieces.iter().find(|piece| {
                let end = start + text_width(&piece.text, widths).0;
                let is_here = (start..end).contains(&x);
                start = end + GAP_CELLS;
                is_here
            });
            piece.map(|piece| piece.part)
        };
        piece_at(&self.hints, hints).or_else(|| piece_at(&self.figures, figures))
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
    if let Mode::Selecting(selection) = &state.mode {
        return selection_row(state, selection, width);
    }
    let [path, short_path] = if state.appearance.is_plain_screen() {
        spoken_paths(state, paths(state))
    } else {
        paths(state)
    };
    let mut row = StatusRow {
        path,
        hints: Vec::new(),
        figures: figures(state),
    };
    if !row.fits(width, widths)
        && let Some(left) = said_chars_left(state)
    {
        let time = duration_of(state, left);
        row.set_figure(StatusPart::Left, &m.time_left(&time));
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
        row.set_figure(StatusPart::Hits, &said_tally(state, search));
    }
    while text_width(&row.right(), widths).0 + 2 * EDGE_CELLS > width && row.figures.pop().is_some()
    {
    }
    let hints = mode_hints(state);
    add_hints(state, &mut row, hints, width);
    if row.hints.len() < MIN_HINT_COUNT.min(hints.len()) {
        row.drop_figure(StatusPart::Left);
        add_hints(state, &mut row, hints, width);
    }
    row
}

/// Adds as many hints as fit. A path that leaves no room for the most important ones is shortened.
fn add_hints(state: &State, row: &mut StatusRow, hints: &[Hint], width: u16) {
    let widths = state.appearance.widths();
    let middle = row.middle(width, widths);
    row.hints = hint_pieces(state, hints, middle.end - middle.start);
    if row.hints.len() >= MIN_HINT_COUNT {
        return;
    }
    let least = hints.len().saturating_sub(MIN_HINT_COUNT);
    let least = hint_pieces(state, hints.get(least..).unwrap_or_default(), u16::MAX);
    let beside = StatusRow {
        path: String::new(),
        hints: Vec::new(),
        figures: row.figures.clone(),
    };
    let taken = least
        .iter()
        .map(|piece| text_width(&piece.text, widths).0 + GAP_CELLS);
    let room = beside.middle(width, widths).len() as u16;
    let room = room.saturating_sub(taken.sum());
    if room >= MIN_PATH_CELLS {
        let signs = state.appearance.theme().signs;
        row.path = signs.elide(&row.path, Cells(room), widths).into_owned();
        row.hints = least;
    }
}

/// Returns the hints that fit into `room` cells.
fn hint_pieces(state: &State, hints: &[Hint], room: u16) -> Vec<StatusPiece> {
    let shown = fitting_hints(state, hints, room).into_iter();
    let pieces = shown.map(|hint| StatusPiece {
        part: StatusPart::Hint(hint.action),
        text: hint.text,
    });
    pieces.collect()
}

/// Returns the last row of a list: its hints.
pub fn list_row(state: &State, hints: &[Hint], width: u16) -> StatusRow {
    let mut row = StatusRow::default();
    add_hints(state, &mut row, hints, width);
    row
}

/// Returns the status line of a selection: its size, and the keys for it.
fn selection_row(state: &State, selection: &Selection, width: u16) -> StatusRow {
    let m = &state.texts().select;
    let size = selection.size(&*state.reading.reader.doc);
    let mut row = StatusRow {
        path: if size.is_cut {
            m.selected_more(size.chars)
        } else {
            m.selected(size.chars)
        },
        ..StatusRow::default()
    };
    row.figures = figures(state);
    row.figures
        .retain(|piece| matches!(piece.part, StatusPart::Keys | StatusPart::Percent));
    add_hints(state, &mut row, mode_hints(state), width);
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
    let part = StatusPart::Keys;
    row.figures = match pending_text(state) {
        text if text.is_empty() => hint_pieces(state, mode_hints(state), middle.end - middle.start),
        text => vec![StatusPiece { part, text }],
    };
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
        (None, None) => {
            let title = shown_title(state, state.reading.reader.doc.title());
            [title.clone(), title]
        }
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
        let text = format!(
            "/{} {}",
            query_text(state, &search.query),
            said_tally(state, search)
        );
        push(StatusPart::Hits, text);
    }
    if let Some(encoded) = state.reading.encoding()
        && encoded.confidence == DetectionConfidence::Uncertain
    {
        push(StatusPart::Encoding, format!("{}?", encoded.name));
    }
    if state.opening.pipe == Some(PipeProgress::Open) || state.reading.is_waiting() {
        push(StatusPart::Arrival, m.reading_in.to_owned());
    }
    push(
        StatusPart::Arrival,
        reopening_text(state).unwrap_or_default(),
    );
    push(StatusPart::Percent, format!("{}%", said_percent(state)));
    if let Some(left) = said_chars_left(state) {
        let time = duration_of(state, left);
        push(StatusPart::Left, m.left(part_text(state), left, &time));
    }
    figures
}

/// Returns the time to read `characters` characters, as text.
fn duration_of(state: &State, characters: u64) -> String {
    let minutes = reading_minutes(characters, state.appearance.speed);
    state.texts().duration(minutes)
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
