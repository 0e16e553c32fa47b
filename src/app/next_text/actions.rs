//! The end of a text leads to the next one in its folder, its beginning to the one before, and a jump back to the text
//! that led here.

use super::request::{NextText, Resumption};
use super::state::NeighbourOffer;
use crate::app::input::action::{Action, action_info};
use crate::app::input::key_label::notation_label;
use crate::app::job::{Job, JobId};
use crate::app::message::Effect;
use crate::app::reading::motion::Direction;
use crate::app::state::{Mode, State};
use crate::session::record::Record;
use std::path::{Path, PathBuf};

/// Time in milliseconds without a key after which a neighbour is offered: longer than a held key waits until it repeats
/// (660 ms by default in X11, 500 ms elsewhere).
const OFFER_REST_MS: u64 = 700;

/// Returns the direction in which an action leads out of the text; `None` for an action that stays in it.
fn way_out(action: Action) -> Option<Direction> {
    match action {
        Action::PageDown | Action::NextTop => Some(Direction::Next),
        Action::PageUp | Action::PrevTop => Some(Direction::Prev),
        _ => None,
    }
}

/// Goes on over the edge of the text: the first key finds the neighbour, which is offered once the keys rest; the key after
/// that opens it. Returns `None` for an action that does not lead there, for a text without a folder, and if the
/// environment forbids other files.
pub fn lead_on(state: &mut State, action: Action) -> Option<Vec<Effect>> {
    let toward = way_out(action)?;
    let here = state.reading.reader.anchor();
    let m = &state.texts().reading;
    let edge = match toward {
        Direction::Next => m.at_end,
        Direction::Prev => m.at_beginning,
    };
    // An offer holds where it was made: the reader may have gone back and forth since.
    let is_here = |offer: &NeighbourOffer| offer.toward == toward && offer.made_at == here;
    let offer = state.next_text.offer.take().filter(is_here);
    if offer.as_ref().is_some_and(|offer| !offer.is_shown) {
        state.next_text.offer = offer;
        state.notify(edge);
        return Some(State::no_effects());
    }
    if offer.is_some() && state.opening.saving.is_some() {
        state.next_text.offer = offer;
        state.notify(state.texts().files.saving);
        return Some(State::no_effects());
    }
    if let Some(NeighbourOffer { path, .. }) = offer {
        let next = NextText {
            resumption: match toward {
                Direction::Next => Resumption::UnlessFinished,
                Direction::Prev => Resumption::Always,
            },
            ..NextText::file(path)
        };
        return Some(vec![Effect::OpenText(Box::new(next))]);
    }
    if state.outside.is_forbidden {
        return None;
    }
    if state.opening.path.is_empty() || state.reading.reader.doc.is_empty() {
        return None;
    }
    state.notify(edge);
    let job = state.new_job();
    state.next_text.job = Some((job, toward));
    let path = PathBuf::from(&state.opening.path);
    Some(vec![Effect::StartJob(job, Job::Neighbour(path, toward))])
}

/// Withdraws the offer of a neighbour before an action that does not lead to it.
pub fn withdraw_offer(state: &mut State, action: Action) {
    // A single bracket is carried out before the second one of a pair.
    let is_half = matches!(action, Action::NextSection | Action::PrevSection);
    if !is_half && way_out(action).is_none() {
        state.next_text.offer = None;
        state.next_text.job = None;
    }
}

/// Takes the neighbour that a job has found.
pub fn on_neighbour(state: &mut State, id: JobId, path: Option<PathBuf>) {
    let job = state.next_text.job.take_if(|(job, _)| *job == id);
    if let (Some((_, toward)), Some(path)) = (job, path) {
        state.next_text.offer = Some(NeighbourOffer {
            toward,
            path,
            made_at: state.reading.reader.anchor(),
            is_shown: false,
        });
    }
}

/// Returns the time in milliseconds at which a neighbour is to be offered; `None` if none is found.
pub fn offer_due(state: &State) -> Option<u64> {
    let offer = state.next_text.offer.as_ref()?;
    let is_due = !offer.is_shown && matches!(state.mode, Mode::Reading);
    is_due.then_some(state.next_text.last_key_ms + OFFER_REST_MS)
}

/// Offers the neighbour if no key has come for long enough at `now`, in milliseconds.
pub fn show_offer(state: &mut State, now: u64) {
    if offer_due(state).is_none_or(|due| now < due) {
        return;
    }
    let here = state.reading.reader.anchor();
    let offer = state.next_text.offer.take();
    let Some(mut offer) = offer.filter(|offer| offer.made_at == here) else {
        return;
    };
    let m = &state.texts().next_text;
    let action = match offer.toward {
        Direction::Next => Action::PageDown,
        Direction::Prev => Action::PageUp,
    };
    let (key, name) = (label(state, action), file_name(&offer.path));
    state.notify(match offer.toward {
        Direction::Next => m.next(&key, &name),
        Direction::Prev => m.previous(&key, &name),
    });
    offer.is_shown = true;
    state.next_text.offer = Some(offer);
}

/// Stops waiting for a job that has failed.
pub fn on_job_failed(state: &mut State, id: JobId) {
    state.next_text.job.take_if(|(job, _)| *job == id);
}

/// Opens the text that led here; `None` if none did.
pub fn go_back(state: &mut State) -> Option<Vec<Effect>> {
    let paths = state.next_text.came_from.clone()?;
    let next = NextText {
        paths,
        ..NextText::default()
    };
    if state.outside.is_forbidden && !next.paths.is_empty() {
        state.notify(state.texts().files.forbidden);
        return Some(State::no_effects());
    }
    if state.opening.saving.is_some() {
        state.notify(state.texts().files.saving);
        return Some(State::no_effects());
    }
    Some(vec![Effect::OpenText(Box::new(next))])
}

/// Returns whether the reader is where this text was opened from another.
pub fn is_where_it_began(state: &State) -> bool {
    state.next_text.came_to == Some(state.reading.reader.anchor())
}

/// Returns whether the reader begins anew instead of at the saved place, which is the end of a text that another led
/// to.
pub fn begins_anew(state: &State, record: &Record) -> bool {
    state.next_text.resumption == Resumption::UnlessFinished && record.at_end
}

/// Notes the place at which the text was opened, and names the text that led here.
pub fn arrive(state: &mut State) {
    let Some(paths) = &state.next_text.came_from else {
        return;
    };
    state.next_text.came_to = Some(state.reading.reader.anchor());
    let m = state.texts();
    let name = match paths.as_slice() {
        [] => m.shelf.essays.to_owned(),
        [path] => file_name(path),
        paths => m.opening.files(paths.len() as u64),
    };
    let way = m.next_text.way_back(&label(state, Action::JumpBack), &name);
    let before = state.notices.message.take();
    state.notify(match before {
        Some(text) => format!("{text}  {way}"),
        None => way,
    });
}

fn label(state: &State, action: Action) -> String {
    let keys = state.input.keymap.keys_of(action);
    match keys.first() {
        Some(key) => notation_label(key, state.texts()),
        None => format!(":{}", action_info(action).name),
    }
}

/// Returns the name of a file for a message.
fn file_name(path: &Path) -> String {
    let name = path.file_name().unwrap_or(path.as_os_str());
    let name = name.to_string_lossy();
    name.chars().filter(|c| !c.is_control()).collect()
}
