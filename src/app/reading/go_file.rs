//! Motions from file to file, in a folder or among several files.

use super::motion::Direction;
use crate::app::message::Effect;
use crate::app::opening::other_text;
use crate::app::state::State;
use crate::doc::{Files, Pos};

/// Blocks at the beginning of a file among which its first words are looked for.
const MAX_BLANK_BLOCKS: usize = 64;

/// Place of a file among others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileOrder {
    /// The first file.
    First,
    /// The last file.
    Last,
    /// The file after the one being read, or before it.
    Beside(Direction),
}

/// Returns the files, if there are several.
fn several_files(state: &State) -> Option<&dyn Files> {
    let files = state.reading.reader.doc.files()?;
    (files.file_count() > 1).then_some(files)
}

/// Returns the notice that no file follows in a direction; `None` if one does, or without several files.
pub fn edge_text(state: &State, toward: Direction) -> Option<String> {
    let files = several_files(state)?;
    let (here, count) = (file_here(state, files), files.file_count());
    let m = &state.texts().reading;
    match toward {
        Direction::Next if here + 1 == count => Some(m.last_file(count as u64)),
        Direction::Prev if here == 0 => Some(m.first_file(count as u64)),
        Direction::Next | Direction::Prev => None,
    }
}

/// Goes to the beginning of a file; without one, shows why.
pub fn go_in_order(state: &mut State, order: FileOrder) {
    let Some(files) = several_files(state) else {
        return state.notify(no_other_file(state));
    };
    let index = match order {
        FileOrder::First => 0,
        FileOrder::Last => files.file_count() - 1,
        FileOrder::Beside(toward) => {
            if let Some(text) = edge_text(state, toward) {
                return state.notify(text);
            }
            file_here(state, files).saturating_add_signed(toward.signed(1) as isize)
        }
    };
    go_to_file(state, index);
}

/// Goes to the file with a number, from 1, or with words in its name; opens any other name.
pub fn go_named(state: &mut State, name: &str) -> Vec<Effect> {
    let found = several_files(state).and_then(|files| {
        let number = name.parse::<usize>().ok();
        let numbered = number.and_then(|number| number.checked_sub(1));
        let mut all = 0..files.file_count();
        all.clone()
            .find(|index| Some(*index) == numbered)
            .or_else(|| all.find(|index| files.file_path(*index).contains(name)))
    });
    match found {
        Some(index) => {
            go_to_file(state, index);
            State::no_effects()
        }
        None => other_text::open_named(state, name, false),
    }
}

/// Returns the notice that there is no other file: with a way to the next one, if this is one of a folder.
pub fn no_other_file(state: &State) -> &'static str {
    let m = &state.texts().command;
    let is_file = state.opening.pipe.is_none() && !state.opening.is_built_in();
    if is_file { m.one_file } else { m.only_text }
}

fn file_here(state: &State, files: &dyn Files) -> usize {
    files.file_index(state.reading.reader.anchor())
}

/// Goes to the first words of a file.
fn go_to_file(state: &mut State, index: usize) {
    let doc = &state.reading.reader.doc;
    let Some(files) = doc.files() else {
        return;
    };
    let start = doc.block_at(Pos::new(files.first_section(index), 0)).pos;
    let blocks = std::iter::successors(Some(start), |pos| doc.next(*pos));
    let mut blocks = blocks.take(MAX_BLANK_BLOCKS);
    let words = blocks.find(|pos| !doc.block_at(*pos).text.trim().is_empty());
    state
        .reading
        .jump(|reader| reader.go_heading(words.unwrap_or(start)));
}
