//! Hints: the keys that matter now, in the middle of an idle status line.

use crate::app::input::action::Action;
use crate::app::input::key_label::notation_label;
use crate::app::reading::motion::Direction;
use crate::app::sheet::SheetKind;
use crate::app::state::{Mode, State};
use crate::messages::FixedText;
use crate::text::width::text_width;

/// An action with its short word.
pub type Hint = (Action, FixedText);

/// A hint as it is shown: its key and its word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownHint {
    /// Action of the key, which a click carries out too.
    pub action: Action,
    /// Key and word.
    pub text: String,
}

/// Blank cells between two hints.
const HINT_GAP_CELLS: u16 = 2;

/// Hints while reading. In every such list the most important comes last.
const READING: [Hint; 5] = [
    (Action::PageDown, |m| m.hints.page),
    (Action::PaneFocus, |m| m.hints.outline),
    (Action::Search, |m| m.hints.search),
    (Action::Help, |m| m.hints.keys),
    (Action::Quit, |m| m.hints.quit),
];

/// Hints while a search is on.
const SEARCHING: [Hint; 4] = [
    (Action::Help, |m| m.hints.keys),
    (Action::PrevHit, |m| m.hints.previous_hit),
    (Action::NextHit, |m| m.hints.next_hit),
    (Action::Cancel, |m| m.hints.clear),
];

/// Hints while a search towards the beginning is on.
const SEARCHING_BACK: [Hint; 4] = [
    (Action::Help, |m| m.hints.keys),
    (Action::PrevHit, |m| m.hints.next_hit),
    (Action::NextHit, |m| m.hints.previous_hit),
    (Action::Cancel, |m| m.hints.clear),
];

/// Hints of a selection.
const SELECTING: [Hint; 7] = [
    (Action::SelectFromHere, |m| m.hints.from_here),
    (Action::CopyCited, |m| m.hints.with_source),
    (Action::Annotate, |m| m.marks.hint),
    (Action::Highlight, |m| m.hints.highlight),
    (Action::Copy, |m| m.hints.copy),
    (Action::Help, |m| m.hints.keys),
    (Action::Cancel, |m| m.hints.leave),
];

/// Hints while the outline has the keys.
const BROWSING: [Hint; 5] = [
    (Action::FoldToggle, |m| m.hints.fold),
    (Action::Filter, |m| m.hints.filter),
    (Action::RowOpen, |m| m.hints.read),
    (Action::Help, |m| m.hints.keys),
    (Action::PaneLeave, |m| m.hints.back),
];

/// Hints of a sheet that does not name its keys itself: a note, the facts about a text.
const SHEET: [Hint; 1] = [(Action::Cancel, |m| m.hints.close)];

/// Returns the hints of the present mode; none where they are not wanted. A list has its own.
pub fn mode_hints(state: &State) -> &'static [Hint] {
    match &state.mode {
        Mode::Selecting(_) => &SELECTING,
        Mode::Outline(_) => &BROWSING,
        Mode::Reading if !state.display.has_hints => &[],
        Mode::Reading if state.search.active.is_some() => match state.search.toward {
            Direction::Next => &SEARCHING,
            Direction::Prev => &SEARCHING_BACK,
        },
        Mode::Reading => &READING,
        Mode::Sheet(sheet, _) => match sheet.kind {
            SheetKind::TextNote(_)
            | SheetKind::Info
            | SheetKind::OwnNote(_)
            | SheetKind::Word(_) => &SHEET,
            SheetKind::ShortHelp | SheetKind::AllKeys(_) => &[],
        },
        Mode::Prompt(_) | Mode::List(_) => &[],
    }
}

/// Returns as many of the hints, from the last, as fit into `room` cells. Actions without a key are left out.
pub fn fitting_hints(state: &State, hints: &[Hint], room: u16) -> Vec<ShownHint> {
    let widths = state.appearance.widths();
    let m = state.texts();
    let mut shown = Vec::new();
    let mut used = 0_u16;
    for (action, word) in hints.iter().rev() {
        let keys = state.input.keymap.keys_of(*action);
        let Some(key) = keys.first() else {
            continue;
        };
        let text = format!("{} {}", notation_label(key, m), word(m));
        let gap = if shown.is_empty() { 0 } else { HINT_GAP_CELLS };
        used = used.saturating_add(gap + text_width(&text, widths).0);
        if used > room {
            break;
        }
        let action = *action;
        shown.push(ShownHint { action, text });
    }
    shown.reverse();
    shown
}
