//! Other ways to search for what was typed, offered with the number of their hits where it is not found: at a level that
//! takes more letters for the same, without regard to capitals, as a regular expression, by readings.

use super::query_text::query_text;
use super::state::{ActiveSearch, CountedHits, OfferManner, SearchOffer};
use super::task::SearchTask;
use crate::app::input::key::CtrlState;
use crate::app::job::Job;
use crate::app::message::Effect;
use crate::app::state::{Mode, State};
use crate::search::Query;
use crate::search::query::{QueryKind, ReadingManner, reading_manner};
use crate::search::tally::Tally;
use crate::text::forms::{CaseRule, Level};
use ratatui::crossterm::event::KeyCode;
use std::sync::Arc;

/// Signs that make a line a likely regular expression.
const REGEX_SIGNS: &[char] = &['^', '$', '.', '*', '+', '?', '[', '(', '|', '\\', '{'];

/// Counts, once, what the other ways find, if the search under way has no hits.
pub fn count(state: &mut State) -> Vec<Effect> {
    let case = state.search.case;
    let search = state.search.active.as_ref().filter(|search| {
        search.offers.is_none() && search.tally.is_complete() && search.tally.count() == 0
    });
    let Some(search) = search else {
        return State::no_effects();
    };
    let mut offers = Vec::new();
    let mut effects = Vec::new();
    for (manner, query) in queries(&search.query, case) {
        let job = state.new_job();
        let doc = Arc::clone(&state.reading.reader.doc);
        let tally = Tally::default();
        offers.push(SearchOffer { manner, job, tally });
        effects.push(Effect::StartJob(
            job,
            Job::Search(doc, query, SearchTask::Count),
        ));
    }
    if let Some(search) = &mut state.search.active {
        search.offers = Some(offers);
    }
    effects
}

/// Returns the other ways to search for the text of a query.
pub(super) fn queries(query: &Query, case: CaseRule) -> Vec<(OfferManner, Query)> {
    let (text, level, kind) = (query.text(), query.level(), query.kind());
    let mut found = Vec::new();
    if kind != QueryKind::Pinyin {
        for wider in Level::ALL.into_iter().filter(|wider| *wider > level) {
            let query = Query::with_case(text, wider, kind, case);
            found.push((OfferManner::Level(wider), query));
        }
    }
    let is_literal = kind == QueryKind::Literal;
    if is_literal
        && case == CaseRule::Smart
        && level > Level::Exact
        && text.chars().any(char::is_uppercase)
    {
        let folded = Query::with_case(text, level, QueryKind::Literal, CaseRule::Folded);
        found.push((OfferManner::FoldedCase, folded));
    }
    if is_literal && text.contains(REGEX_SIGNS) {
        let regex = Query::with_case(text, level, QueryKind::Regex, case);
        found.push((OfferManner::Regex, regex));
    }
    if let Some(manner) = reading_manner(text).filter(|_| is_literal) {
        let reading = Query::parse(text, level, QueryKind::Pinyin);
        found.push((OfferManner::Reading(manner), reading));
    }
    let found = found.into_iter();
    found
        .filter_map(|(manner, query)| Some((manner, query.ok()?)))
        .collect()
}

/// Adds an offer to the notice that nothing was found, which is shown after the prompt.
pub(super) fn on_count(state: &mut State) {
    let shown = state.notices.message.as_ref();
    let search = state.search.active.as_ref();
    let Some((shown, search)) = shown.zip(search) else {
        return;
    };
    let not_found = not_found_query_text(state, search);
    if shown.starts_with(&not_found) && !matches!(state.mode, Mode::Prompt(_)) {
        let text = not_found_text(state, search);
        state.notify(text);
    }
}

/// Returns the beginning of the notice that a search has no hits, which says so.
pub(super) fn not_found_query_text(state: &State, search: &ActiveSearch) -> String {
    let m = &state.texts().search;
    m.not_found_query(&query_text(state, &search.query))
}

/// Returns the notice that a search has no hits, with what finds some.
pub(super) fn not_found_text(state: &State, search: &ActiveSearch) -> String {
    let m = &state.texts().search;
    let not_found = not_found_query_text(state, search);
    let offers = offers_text(state, search);
    if offers.is_empty() {
        not_found
    } else {
        m.not_found_but(&not_found, &offers)
    }
}

/// Returns the other ways that have hits, with their numbers and keys; empty without any.
pub fn offers_text(state: &State, search: &ActiveSearch) -> String {
    let m = &state.texts().search;
    let texts = shown_offers(search).map(|offer| {
        let name = match offer.manner {
            OfferManner::Level(level) => state.texts().search_level(level),
            OfferManner::FoldedCase => m.folded_case,
            OfferManner::Regex => m.regex,
            OfferManner::Reading(manner) => reading_name(state, manner),
        };
        let (_, key) = offer_key(search.query.level(), offer.manner);
        m.offer(name, &CountedHits::of(&offer.tally).text(), key)
    });
    texts.collect::<Vec<_>>().join("  ")
}

/// Returns the other ways that are shown: those that have hits, and of the levels the nearest.
pub(super) fn shown_offers(search: &ActiveSearch) -> impl Iterator<Item = &SearchOffer> {
    let offers = search.offers.iter().flatten();
    let mut offers = offers.filter(|offer| offer.tally.count() > 0).peekable();
    let first = offers.peek().map(|first| first.manner);
    // Readings find the letters themselves too, at every level.
    let finds_letters = matches!(first, Some(OfferManner::Level(_) | OfferManner::FoldedCase));
    offers.filter(move |offer| match offer.manner {
        OfferManner::Level(_) => Some(offer.manner) == first,
        OfferManner::Reading(_) => !finds_letters,
        OfferManner::FoldedCase | OfferManner::Regex => true,
    })
}

/// Returns the key that takes another way from a search at `level`, and its name.
pub(super) fn offer_key(level: Level, manner: OfferManner) -> ((KeyCode, CtrlState), &'static str) {
    match manner {
        OfferManner::Level(wider) if wider == level.next() => {
            ((KeyCode::Tab, CtrlState::Free), "Tab")
        }
        OfferManner::Level(_) => ((KeyCode::BackTab, CtrlState::Free), "Shift-Tab"),
        OfferManner::FoldedCase => ((KeyCode::Char('t'), CtrlState::Held), "Ctrl-T"),
        OfferManner::Regex => ((KeyCode::Char('r'), CtrlState::Held), "Ctrl-R"),
        OfferManner::Reading(_) => ((KeyCode::Char('y'), CtrlState::Held), "Ctrl-Y"),
    }
}

/// Returns the name of a search by readings.
pub fn reading_name(state: &State, manner: ReadingManner) -> &'static str {
    let m = &state.texts().search;
    match manner {
        ReadingManner::Latin => m.pinyin,
        ReadingManner::Loose => m.loose,
        ReadingManner::Initials => m.initials,
    }
}
