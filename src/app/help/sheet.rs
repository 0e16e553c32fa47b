//! The help: the keys that matter most where one is, and all keys with a filter.

use super::tables::action_text;
use crate::app::display::hints::Hint;
use crate::app::display::key_labels::{first_label, labels};
use crate::app::input::action::{ACTIONS, Action, Context, GROUPS, action_info};
use crate::app::input::action_doc::short_doc;
use crate::app::input::key::{CtrlState, Key};
use crate::app::input::line_edit::{EditOutcome, LineEdit};
use crate::app::lists::registry::model;
use crate::app::lists::state::ListKind;
use crate::app::message::Effect;
use crate::app::sheet::actions::is_at_end;
use crate::app::sheet::{OpenSheet, SheetKind, actions};
use crate::app::state::{Mode, State};
use crate::messages::{Catalogue, Lang};
use crate::ui::sheet::SheetLine;
use ratatui::crossterm::event::KeyCode;

/// Largest number of keys shown of an action on the first page of the help.
const MAX_SHORT_KEYS: usize = 2;

/// Actions on the first page of the help while reading.
const READING: [Action; 34] = [
    Action::PageDown,
    Action::PageUp,
    Action::LineDown,
    Action::LineUp,
    Action::NextSection,
    Action::PrevSection,
    Action::Top,
    Action::Bottom,
    Action::JumpBack,
    Action::JumpSwap,
    Action::Follow,
    Action::OpenOutside,
    Action::Position,
    Action::Search,
    Action::NextHit,
    Action::PrevHit,
    Action::Hits,
    Action::SearchAll,
    Action::PaneFocus,
    Action::PaneToggle,
    Action::Select,
    Action::Highlight,
    Action::Annotate,
    Action::Copy,
    Action::Marks,
    Action::Bookmark,
    Action::LookUp,
    Action::Shelf,
    Action::Theme,
    Action::Wider,
    Action::TwoPages,
    Action::Info,
    Action::Command,
    Action::Quit,
];

/// Actions on the first page of the help of a selection.
const SELECTING: [Action; 24] = [
    Action::ExtendRight,
    Action::ExtendLeft,
    Action::ExtendDown,
    Action::ExtendUp,
    Action::ExtendWord,
    Action::ExtendBackWord,
    Action::NextSentence,
    Action::NextParagraph,
    Action::ExtendRowStart,
    Action::ExtendRowEnd,
    Action::OtherEnd,
    Action::SelectFromHere,
    Action::SelectWord,
    Action::SelectSentence,
    Action::SelectParagraph,
    Action::Highlight,
    Action::Annotate,
    Action::RemoveHighlights,
    Action::UndoMark,
    Action::Copy,
    Action::CopyCited,
    Action::CopyReadings,
    Action::WordForward,
    Action::LookUp,
];

/// Actions on the first page of the help of the outline.
const BROWSING: [Action; 24] = [
    Action::RowDown,
    Action::RowUp,
    Action::RowsDown,
    Action::RowsUp,
    Action::RowFirst,
    Action::RowLast,
    Action::RowOpen,
    Action::Filter,
    Action::Fold,
    Action::Unfold,
    Action::FoldToggle,
    Action::FoldAll,
    Action::UnfoldAll,
    Action::ArticlesToggle,
    Action::DoubtfulToggle,
    Action::Promote,
    Action::Demote,
    Action::RemoveHeading,
    Action::UndoCorrection,
    Action::ExplainHeading,
    Action::PaneWider,
    Action::PaneNarrower,
    Action::CopyCited,
    Action::PaneLeave,
];

/// Actions of every list beside those of its hints.
const LISTING: [Action; 6] = [
    Action::RowDown,
    Action::RowUp,
    Action::RowsDown,
    Action::RowsUp,
    Action::RowFirst,
    Action::RowLast,
];

/// Opens the help; `None` for any other action.
pub fn perform(state: &mut State, action: Action, _count: u32) -> Option<Vec<Effect>> {
    if action != Action::Help {
        return None;
    }
    let sheet = short_help(state);
    state.open_sheet(sheet);
    Some(State::no_effects())
}

/// Leads on from the first page of the help to all keys: by the help key, by the key of a filter, or by paging on at its
/// end. Returns false for any other action, and over any other sheet.
pub fn open_all(state: &mut State, action: Action) -> bool {
    let Mode::Sheet(sheet, _) = &state.mode else {
        return false;
    };
    let is_wanted = match action {
        Action::Help | Action::Search => true,
        Action::PageDown => is_at_end(state, sheet),
        _ => false,
    };
    if !is_wanted || !matches!(sheet.kind, SheetKind::ShortHelp) {
        return false;
    }
    let all = all_keys(state, LineEdit::default());
    if let Mode::Sheet(sheet, _) = &mut state.mode {
        *sheet = all;
    }
    true
}

/// Opens the sheet of all keys with a filter.
pub fn open_filtered(state: &mut State, words: &str) {
    let sheet = all_keys(state, LineEdit::new(words));
    state.open_sheet(sheet);
}

/// Returns the page with the keys that matter most where one is.
fn short_help(state: &State) -> OpenSheet {
    let m = state.texts();
    let pair = |action: &Action| (short_keys(state, *action), short_text(*action, m));
    let (place, pairs): (_, Vec<_>) = match &state.mode {
        Mode::List(list) => {
            let place = match list.kind {
                ListKind::Shelf | ListKind::Settings | ListKind::Jumps => {
                    model(list.kind).title(state)
                }
                ListKind::Hits | ListKind::Marks | ListKind::AllMarks => {
                    m.action_groups.lists.to_owned()
                }
            };
            (place, list_pairs(state, list.kind))
        }
        Mode::Outline(_) => {
            let pairs = BROWSING.iter().map(pair).collect();
            (m.action_groups.outline.to_owned(), pairs)
        }
        _ if state.select.suspended.is_some() => {
            let pairs = SELECTING.iter().map(pair).collect();
            (m.select_actions.group.to_owned(), pairs)
        }
        _ => (
            m.help.in_text.to_owned(),
            READING.iter().map(pair).collect(),
        ),
    };
    let label = |action| first_label(state, action);
    let more = m.help.more(&label(Action::Help), &label(Action::Command));
    let mut lines = vec![SheetLine::Columns(pairs), SheetLine::Gap];
    let is_in_text = matches!(state.mode, Mode::Reading) && state.select.suspended.is_none();
    if is_in_text && state.mouse.is_on {
        lines.push(SheetLine::Prose(m.help.mouse.to_owned()));
    }
    lines.push(SheetLine::Prose(more));
    OpenSheet {
        title: m.help.title_of(&place),
        lines,
        top: 0,
        kind: SheetKind::ShortHelp,
    }
}

/// Returns the keys of a list with their meaning in it.
fn list_pairs(state: &State, kind: ListKind) -> Vec<(String, String)> {
    let m = state.texts();
    let model = model(kind);
    let hints = model.hints(state);
    let (last, own) = hints.split_at(hints.len().saturating_sub(2));
    let pair = |action: &Action| (short_keys(state, *action), short_text(*action, m));
    let further = LISTING.iter().chain(model.further_actions());
    // The key that orders the rows shows only one section of the hits.
    let hinted = |(action, word): &Hint| match action {
        Action::SectionOnly => (short_keys(state, *action), word(m).to_owned()),
        _ => pair(action),
    };
    let own = own.iter();
    let pairs = last.iter().rev().map(hinted).chain(further.map(pair));
    pairs.chain(own.map(hinted)).collect()
}

/// Returns the first keys of an action as people write them. An action of a selection has the key that begins one in
/// front, unless there is a selection.
fn short_keys(state: &State, action: Action) -> String {
    let entry = action_info(action);
    let keys = labels(state, entry).into_iter().take(MAX_SHORT_KEYS);
    let keys: Vec<String> = keys.collect();
    let needs_selection = entry.context == Context::Selection && state.select.suspended.is_none();
    if needs_selection {
        let select = first_label(state, Action::Select);
        return format!("{select} {}", keys.join(" "));
    }
    keys.join(" ")
}

/// Returns the description of an action up to its first remark.
fn short_text(action: Action, m: &Catalogue) -> String {
    short_doc((action_info(action).doc)(m)).to_owned()
}

/// Returns the sheet of all keys that match the filter.
fn all_keys(state: &State, filter: LineEdit) -> OpenSheet {
    let m = state.texts();
    let wanted = filter.text().trim().to_lowercase();
    let mut lines = Vec::new();
    for (group, name) in GROUPS {
        let mut is_first = true;
        for entry in ACTIONS.iter().filter(|entry| entry.group == group) {
            let keys = labels(state, entry).join("  ");
            let is_named = |lang: &Lang| {
                let doc = (entry.doc)(lang.catalogue());
                doc.to_lowercase().contains(&wanted)
            };
            let is_wanted = entry.name.contains(&wanted)
                || keys.to_lowercase().contains(&wanted)
                || Lang::ALL.iter().any(is_named);
            if !is_wanted {
                continue;
            }
            if std::mem::take(&mut is_first) {
                if !lines.is_empty() {
                    lines.push(SheetLine::Gap);
                }
                lines.push(SheetLine::Head(name(m).to_owned()));
            }
            lines.push(SheetLine::Pair(keys, action_text(entry, m)));
        }
    }
    if lines.is_empty() {
        lines.push(SheetLine::Text(m.help.no_match.to_owned()));
    }
    let title = match filter.text() {
        "" => m.help.all_title.to_owned(),
        text => format!("/{text}"),
    };
    OpenSheet {
        title,
        lines,
        top: 0,
        kind: SheetKind::AllKeys(filter),
    }
}

/// Takes a key over the sheet of all keys: it scrolls, closes, or changes the filter.
pub fn on_filter_key(state: &mut State, key: Key) -> Vec<Effect> {
    let Mode::Sheet(
        OpenSheet {
            kind: SheetKind::AllKeys(filter),
            ..
        },
        _,
    ) = &mut state.mode
    else {
        return State::no_effects();
    };
    let action = match key.code() {
        (KeyCode::Esc | KeyCode::Enter, _) | (KeyCode::Char('c' | 'g'), CtrlState::Held) => {
            Action::Cancel
        }
        (KeyCode::Backspace, _) if filter.text().is_empty() => Action::Cancel,
        (KeyCode::Down, _) | (KeyCode::Char('n'), CtrlState::Held) => Action::LineDown,
        (KeyCode::Up, _) | (KeyCode::Char('p'), CtrlState::Held) => Action::LineUp,
        (KeyCode::PageDown, _) => Action::PageDown,
        (KeyCode::PageUp, _) => Action::PageUp,
        // The key that begins the filter of any other list, and the key that pages everywhere.
        (KeyCode::Char('/'), _) if filter.text().is_empty() => return State::no_effects(),
        (KeyCode::Char(' ' | '\u{3000}'), _) if filter.text().is_empty() => Action::PageDown,
        _ => {
            if filter.on_key(key) == EditOutcome::TextChanged {
                let filter = filter.clone();
                let filtered = all_keys(state, filter);
                if let Mode::Sheet(sheet, _) = &mut state.mode {
                    *sheet = filtered;
                }
            }
            return State::no_effects();
        }
    };
    actions::perform(state, action, 0)
}
