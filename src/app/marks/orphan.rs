//! Marks whose words are gone: the reader anchors them to other words.

use super::edit::{new_mark, save};
use crate::app::message::Effect;
use crate::app::state::{Mode, State};

/// Anchors an orphan to the selection: the one that the list led to last, else the only one.
pub fn anchor(state: &mut State) -> Vec<Effect> {
    let m = &state.texts().marks;
    let orphans = state.marks.all().iter();
    let orphans = orphans.filter(|shown| shown.span.is_none() && !shown.is_elsewhere);
    let chosen = state.marks.chosen_orphan.as_ref();
    let mut of_list = orphans.clone();
    let of_list = of_list.find(|shown| Some(&shown.mark.id) == chosen);
    let orphan = match (of_list, orphans.clone().count()) {
        (Some(orphan), _) => orphan.clone(),
        (None, 0) => {
            state.notify(m.no_orphan);
            return State::no_effects();
        }
        (None, 1) => match orphans.clone().next() {
            Some(only) => only.clone(),
            None => return State::no_effects(),
        },
        (None, _) => {
            state.notify(m.choose_orphan);
            return State::no_effects();
        }
    };
    let Mode::Selecting(selection) = &state.mode else {
        state.notify(m.select_for_orphan);
        return State::no_effects();
    };
    let span = selection.span(&*state.reading.reader.doc);
    let Some(here) = new_mark(state, &span, orphan.mark.kind, orphan.mark.look) else {
        return State::no_effects();
    };
    state.mode = Mode::Reading;
    state.marks.chosen_orphan = None;
    let mut anchored = here;
    anchored.mark.id.clone_from(&orphan.mark.id);
    anchored.mark.at.clone_from(&orphan.mark.at);
    anchored.mark.name.clone_from(&orphan.mark.name);
    anchored.mark.note.clone_from(&orphan.mark.note);
    anchored.mark.file.clone_from(&orphan.mark.file);
    anchored.mark.edited.clone_from(&orphan.mark.edited);
    anchored.mark.touch();
    save(vec![anchored], vec![orphan])
}
