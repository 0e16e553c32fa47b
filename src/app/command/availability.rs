//! Where commands can be carried out: here, only elsewhere, or not with this text.

use super::state::Covered;
use crate::app::input::action::{Action, ActionInfo, Context};
use crate::app::lists::registry::model;
use crate::app::lists::state::ListKind;
use crate::app::state::{Mode, State};

/// Whether a command can be carried out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Availability {
    /// It can.
    Here,
    /// Only where another part of the screen has the keys.
    In(Context),
    /// Not now, for this reason.
    Refused(&'static str),
    /// It has no meaning for this text.
    Meaningless,
}

/// Returns whether a command that is no action can be carried out.
pub fn of_command(state: &State, name: &str) -> Availability {
    match name {
        "save" if state.opening.pipe.is_none() => Availability::Meaningless,
        "save" | "edit" | "export" if state.outside.is_forbidden => {
            Availability::Refused(state.texts().files.forbidden)
        }
        "export" if state.marks.all().iter().all(|shown| shown.is_elsewhere) => {
            Availability::Refused(state.texts().marks.no_marks)
        }
        "hit" if state.search.active.is_none() => {
            Availability::Refused(state.texts().search.no_search_yet)
        }
        _ => Availability::Here,
    }
}

/// Returns whether an action can be carried out.
pub fn of_action(state: &State, entry: &ActionInfo) -> Availability {
    if let Some(context) = missing_context(state, entry) {
        return Availability::In(context);
    }
    let never_searched = state.search.active.is_none() && state.search.history.is_empty();
    // In a list they go through its rows.
    let is_in_text = focus(state).0 != Context::List;
    match entry.action {
        Action::SaveInput if state.opening.pipe.is_none() => Availability::Meaningless,
        Action::NextHit | Action::PrevHit if never_searched && is_in_text => {
            Availability::Refused(state.texts().search.no_search_yet)
        }
        Action::Hits if never_searched => Availability::Refused(state.texts().search.no_search_yet),
        Action::Editor | Action::OpenOutside if state.outside.is_forbidden => {
            Availability::Refused(state.texts().outside.forbidden)
        }
        _ => Availability::Here,
    }
}

/// Returns the context that an action needs and that has not the keys.
fn missing_context(state: &State, entry: &ActionInfo) -> Option<Context> {
    let (here, list) = focus(state);
    match (entry.context, entry.action) {
        (Context::Everywhere | Context::Reading, _)
        | (_, Action::UndoMark | Action::AnchorMark | Action::Highlight)
        | (Context::List, Action::AllMarks | Action::Essays | Action::FavouriteFolder)
        | (Context::Rows, Action::Filter) => None,
        (Context::List, action) => match list {
            Some(kind) if has_action(state, kind, action) => None,
            _ => Some(Context::List),
        },
        (Context::Rows, _) => (!here.includes(Context::Rows)).then_some(Context::Outline),
        (Context::Outline, Action::Fold | Action::Unfold | Action::FoldToggle)
        | (Context::Selection | Context::Dictionary, _) => {
            (here != entry.context).then_some(entry.context)
        }
        // These change the outline beside the text, or the section being read.
        (Context::Outline, _) => (here == Context::List).then_some(Context::Outline),
    }
}

/// Returns whether a list has an action of its own.
fn has_action(state: &State, kind: ListKind, action: Action) -> bool {
    let model = model(kind);
    let hints = model.hints(state);
    let mut own = hints.iter().map(|(own, _)| own);
    own.any(|own| *own == action) || model.further_actions().contains(&action)
}

/// Returns the context that has the keys, or has them again after the command line, and the list in it.
fn focus(state: &State) -> (Context, Option<ListKind>) {
    match (&state.mode, state.mode.covered()) {
        (Mode::List(list), _) | (_, Some(Covered::List(list))) => (Context::List, Some(list.kind)),
        (Mode::Outline(_), _) | (_, Some(Covered::Outline(_))) => (Context::Outline, None),
        (Mode::Selecting(_), _) => (Context::Selection, None),
        _ if state.select.suspended.is_some() => (Context::Selection, None),
        _ => (Context::Reading, None),
    }
}
