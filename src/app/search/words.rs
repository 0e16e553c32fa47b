//! The word at the hit or at the head of the page: searched, or marked in a look of its own.

use super::hit_list;
use super::navigate::{remember, start_search};
use super::query_text::query_text;
use super::state::{HitMove, MoveCause, PastSearch};
use crate::app::message::Effect;
use crate::app::reading::motion::Direction;
use crate::app::select::extend::{TextObject, object};
use crate::app::select::place::start_of_selection;
use crate::app::select::state::{Selection, SelectionUnit};
use crate::app::state::State;
use crate::doc::{ExcerptReadings, Pos, excerpt};
use crate::search::Query;
use crate::search::query::QueryKind;
use crate::text::cluster::cluster_indices;
use crate::text::korean_particle::without_particle;
use crate::ui::theme::HIGHLIGHT_COUNT;
use std::sync::Arc;

/// Bytes of a selection that are searched.
const MAX_WORD_BYTES: usize = 1024;
/// Clusters of a run of one script that are a word.
const MAX_WORD_CLUSTERS: usize = 20;

/// Searches for the selection, else for the word at the hit or at the head of the page, and goes `count` hits on or back.
pub fn search_word(state: &mut State, toward: Direction, count: u32) -> Vec<Effect> {
    let level = state.search.default_level;
    let here = state.reading.reader.anchor();
    let Some((at, word)) = take_word(state) else {
        state.notify(state.texts().search.no_word);
        return State::no_effects();
    };
    let Ok(query) = Query::parse(&word, level, QueryKind::Literal) else {
        return State::no_effects();
    };
    let mut effects = start_search(state, query, here, at);
    let steps = i64::from(count.max(1));
    state.search.toward = toward;
    if let Some(search) = &mut state.search.active {
        search.pending_move = Some(HitMove {
            from: at,
            is_on_hit: true,
            steps: toward.signed(steps),
            cause: MoveCause::Reader,
        });
    }
    effects.extend(remember(
        state,
        PastSearch {
            text: word,
            level,
            kind: QueryKind::Literal,
        },
    ));
    effects
}

/// Searches for the words of a command: on, back, or everything in a list.
pub fn search_for(state: &mut State, command: &str, text: &str) -> Vec<Effect> {
    let (level, case) = (state.search.default_level, state.search.case);
    let query = match Query::with_case(text, level, QueryKind::Literal, case) {
        Ok(query) => query,
        Err(error) => {
            state.notify(state.texts().query_problem(error.problem));
            return State::no_effects();
        }
    };
    let toward = match command {
        "search-back" => Direction::Prev,
        _ => Direction::Next,
    };
    let here = state.reading.reader.anchor();
    let mut effects = start_search(state, query, here, here);
    state.search.toward = toward;
    if let Some(search) = &mut state.search.active {
        search.pending_move = Some(HitMove {
            from: here,
            is_on_hit: false,
            steps: toward.signed(1),
            cause: MoveCause::Reader,
        });
    }
    effects.extend(remember(
        state,
        PastSearch {
            text: text.to_owned(),
            level,
            kind: QueryKind::Literal,
        },
    ));
    if command == "search-all" {
        effects.extend(hit_list::open(state));
    }
    effects
}

/// Marks what is searched, else the word there, in the next free look. A word that is marked already loses its look.
pub fn mark_word(state: &mut State) {
    let searched = state
        .search
        .active
        .as_ref()
        .map(|search| search.query.clone());
    let level = state.search.default_level;
    let query = searched.or_else(|| {
        let (_, word) = take_word(state)?;
        Query::parse(&word, level, QueryKind::Literal).ok()
    });
    match query {
        Some(query) => mark_query(state, query),
        None => state.notify(state.texts().search.no_word),
    }
}

/// Marks words that were typed, at the usual level.
pub fn mark_typed(state: &mut State, words: &str) {
    let level = state.search.default_level;
    if let Ok(query) = Query::parse(words, level, QueryKind::Literal) {
        mark_query(state, query);
    }
}

/// Marks a query in the next free look, or takes its look off.
fn mark_query(state: &mut State, query: Query) {
    let is_same = |other: &Query| (other.text(), other.kind()) == (query.text(), query.kind());
    if let Some(index) = state.search.marked.iter().position(is_same) {
        state.search.marked.remove(index);
        let text = state
            .texts()
            .search
            .word_unmarked(&query_text(state, &query));
        return state.notify(text);
    }
    if state.search.marked.len() >= HIGHLIGHT_COUNT {
        return state.notify(state.texts().search.marks_full(HIGHLIGHT_COUNT as u64));
    }
    let text = state.texts().search.word_marked(&query_text(state, &query));
    state.search.marked.push(query);
    state.notify(text);
}

/// Takes the looks off all marked words.
pub fn unmark_words(state: &mut State) {
    let text = if state.search.marked.is_empty() {
        state.texts().search.no_marked_words
    } else {
        state.texts().search.words_unmarked
    };
    state.search.marked.clear();
    state.notify(text);
}

/// Returns the start and the text of the selection, which ends, else of the word at the hit or at the head of the page.
fn take_word(state: &mut State) -> Option<(Pos, String)> {
    let doc = Arc::clone(&state.reading.reader.doc);
    let selected = state.select.suspended.take();
    let is_selected = selected.is_some();
    let selection = match selected {
        Some(selection) => selection,
        None => {
            let start = start_of_selection(state)?;
            let (anchor, head) = object(&*doc, start, TextObject::Word)?;
            Selection {
                anchor,
                ..Selection::new(head, SelectionUnit::Clusters)
            }
        }
    };
    let span = selection.span(&*doc);
    let text = excerpt(&*doc, &span, ExcerptReadings::Omitted, MAX_WORD_BYTES).text;
    let text = text.trim();
    let end = cluster_indices(text).nth(MAX_WORD_CLUSTERS);
    let end = end
        .filter(|_| !is_selected)
        .map_or(text.len(), |(end, _)| end);
    let word = text.get(..end).unwrap_or_default();
    let word = if is_selected {
        word
    } else {
        without_particle(word)
    };
    (!word.is_empty()).then(|| (span.start, word.to_owned()))
}
