//! The help: the keys that matter most where one is, and all keys with a filter.

use super::tables::action_text;
use crate::app::input::action::{ACTIONS, Action, ActionInfo, Context, GROUPS, action_info};
use crate::app::input::key::{CtrlState, Key};
use crate::app::input::key_label::notation_label;
use crate::app::input::line_edit::{EditOutcome, LineEdit};
use crate::app::message::Effect;
use crate::app::sheet::{OpenSheet, SheetKind, actions};
use crate::app::state::{Mode, State};
use crate::messages::Lang;
use crate::ui::sheet::SheetLine;
use ratatui::crossterm::event::KeyCode;

/// Largest number of entries on the first page of the help.
const MAX_SHORT_ITEMS: usize = 24;
/// Largest number of keys shown of an action there.
const MAX_SHORT_KEYS: usize = 2;

/// Actions on the first page of the help while reading.
const READING: [Action; MAX_SHORT_ITEMS] = [
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
    Action::Position,
    Action::Search,
    Action::NextHit,
    Action::PrevHit,
    Action::Hits,
    Action::PaneFocus,
    Action::PaneToggle,
    Action::Select,
    Action::Theme,
    Action::Wider,
    Action::Info,
    Action::Command,
    Action::Quit,
];

/// Opens the help; `None` for any other action.
pub fn perform(state: &mut State, action: Action, _count: u32) -> Option<Vec<Effect>> {
    if action != Action::Help {
        return None;
    }
    let sheet = short_help(state, state.mode.context());
    state.open_sheet(sheet);
    Some(State::no_effects())
}

/// Leads on from the first page of the help to all keys. Returns false over any other sheet.
pub fn open_all(state: &mut State) -> bool {
    let all = all_keys(state, LineEdit::default());
    let Mode::Sheet(sheet, _) = &mut state.mode else {
        return false;
    };
    let is_short = matches!(sheet.kind, SheetKind::ShortHelp);
    if is_short {
        *sheet = all;
    }
    is_short
}

/// Returns the page with the keys that matter most in a context.
fn short_help(state: &State, context: Context) -> OpenSheet {
    let m = state.texts();
    let (place, actions): (_, Vec<Action>) = match context {
        Context::Reading | Context::Everywhere => (m.help.in_text, READING.to_vec()),
        _ => {
            let bound = ACTIONS.iter().filter(|entry| {
                context.includes(entry.context) && entry.context != Context::Everywhere
            });
            let bound = bound.map(|entry| entry.action);
            let place = match context {
                Context::Selection => m.select_actions.group,
                Context::List => m.action_groups.lists,
                _ => m.action_groups.outline,
            };
            (place, bound.take(MAX_SHORT_ITEMS).collect())
        }
    };
    let pair = |action: Action| {
        let keys = labels(state, action_info(action));
        let keys: Vec<String> = keys.into_iter().take(MAX_SHORT_KEYS).collect();
        (
            keys.join(" "),
            short_doc((action_info(action).doc)(m)).to_owned(),
        )
    };
    let label = |action| labels(state, action_info(action)).swap_remove(0);
    let more = m.help.more(&label(Action::Help), &label(Action::Command));
    OpenSheet {
        title: m.help.title_of(place),
        lines: vec![
            SheetLine::Columns(actions.into_iter().map(pair).collect()),
            SheetLine::Gap,
            SheetLine::Prose(more),
        ],
        top: 0,
        kind: SheetKind::ShortHelp,
    }
}

/// Returns a description up to its first remark.
pub fn short_doc(doc: &str) -> &str {
    let end = doc.find(['（', '；', '，', '、', ';', ',', '(', ':', '：']);
    let end = end.filter(|end| *end > 0).unwrap_or(doc.len());
    doc.get(..end).unwrap_or(doc).trim_end()
}

/// Returns the keys of an action as people write them, or its command.
pub fn labels(state: &State, entry: &ActionInfo) -> Vec<String> {
    let keys = state.input.keymap.keys_of(entry.action);
    let labels: Vec<String> = keys
        .iter()
        .map(|key| notation_label(key, state.texts()))
        .collect();
    if labels.is_empty() {
        vec![format!(":{}", entry.name)]
    } else {
        labels
    }
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
        // The key that begins the filter of any other list.
        (KeyCode::Char('/'), _) if filter.text().is_empty() => return State::no_effects(),
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
