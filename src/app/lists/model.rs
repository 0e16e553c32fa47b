//! Content and actions of a list. The keys, the cursor, the filter and the look are the same for all lists.

use crate::app::display::hints::Hint;
use crate::app::input::action::Action;
use crate::app::message::Effect;
use crate::app::select::copied::CitedSource;
use crate::app::state::State;
use crate::doc::Span;
use crate::ui::list::{ListColumn, ListHead, ListItem};

/// A kind of list. Its data is in the state of its feature.
pub trait ListModel: Sync {
    /// Returns the title, at the left of the first row.
    fn title(&self, state: &State) -> String;

    /// Returns the figures at the right of the first row.
    fn figures(&self, state: &State) -> String;

    /// Returns the text of a list without rows.
    fn empty_text(&self, state: &State) -> String;

    /// Returns the hints for the last row, the most important last.
    fn hints(&self, state: &State) -> Vec<Hint>;

    /// Returns the actions of the list beside those of its hints and of every list, for its help.
    fn further_actions(&self) -> &'static [Action] {
        &[]
    }

    /// Returns the columns of the items, on a screen with `cells` cells for them.
    fn columns(&self, state: &State, cells: u16) -> Vec<ListColumn>;

    /// Returns the number of items that pass the filter.
    fn count(&self, state: &State) -> u64;

    /// Returns an item; `None` if it has not been read yet.
    fn item(&self, state: &State, index: u64) -> Option<ListItem>;

    /// Returns the head of an item's group; `None` in a list without groups. Items in a row with the same head are one
    /// group.
    fn head(&self, _state: &State, _index: u64) -> Option<ListHead> {
        None
    }

    /// Returns whether an item begins a group.
    fn begins_group(&self, state: &State, index: u64) -> bool {
        let head = self.head(state, index);
        let before = index.checked_sub(1);
        head.is_some() && before.and_then(|before| self.head(state, before)) != head
    }

    /// Returns the place of an item in the text, for the preview and for a look; `None` for one elsewhere.
    fn span(&self, state: &State, index: u64) -> Option<Span>;

    /// Returns the words of an item with their source, to be copied if it has no place in the text.
    fn quote(&self, _state: &State, _index: u64) -> Option<(String, CitedSource)> {
        None
    }

    /// Takes a new filter, which is that of the list's place by now. A list without rows of its own does nothing.
    fn filter(&self, state: &mut State) -> Vec<Effect>;

    /// Goes to an item; the list is closed already.
    fn open(&self, state: &mut State, index: u64) -> Vec<Effect>;

    /// Shows the text of an item without leaving the list.
    fn look(&self, state: &mut State, index: u64) {
        if let Some(span) = self.span(state, index) {
            state.reading.reader.scroll_into_view(&span);
        }
    }

    /// Carries out an action that only this list has; `None` for any other.
    fn perform(&self, _state: &mut State, _action: Action, _count: u32) -> Option<Vec<Effect>> {
        None
    }

    /// Returns whether the list still has a meaning; otherwise it is closed.
    fn is_alive(&self, _state: &State) -> bool {
        true
    }
}
