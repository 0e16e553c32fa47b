//! Other ways to search for what was typed, offered with the number of their hits where it is not found: without regard to
//! capitals, as a regular expression, by readings.

use super::query_text::query_text;
use super::state::{ActiveSearch, CountedHits, OfferManner, SearchOffer};
use super::task::SearchTask;
use crate::app::job::Job;
use crate::app::message::Effect;
use crate::app::state::{Mode, State};
use crate::search::Query;
use crate::search::query::{QueryKind, ReadingManner, reading_manner};
use crate::search::tally::Tally;
use crate::text::forms::{CaseRule, Level};
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
    if query.kind() != QueryKind::Literal {
        return Vec::new();
    }
    let (text, level) = (query.text(), query.level());
    let mut found = Vec::new();
    if case == CaseRule::Smart && level > Level::Exact && text.chars().any(char::is_uppercase) {
        let folded = Query::with_case(text, level, QueryKind::Literal, CaseRule::Folded);
        found.push((OfferManner::FoldedCase, folded));
    }
    if text.contains(REGEX_SIGNS) {
        let regex = Query::with_case(text, level, QueryKind::Regex, case);
        found.push((OfferManner::Regex, regex));
    }
    if let Some(manner) = reading_manner(text) {
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
            OfferManner::FoldedCase => m.folded_case,
            OfferManner::Regex => m.regex,
            OfferManner::Reading(manner) => reading_name(state, manner),
        };
        let key = format!("Ctrl-{}", offer_letter(offer.manner).to_ascii_uppercase());
        m.offer(name, &CountedHits::of(&offer.tally).text(), &key)
    });
    texts.collect::<Vec<_>>().join("  ")
}

/// Returns the other ways that are shown: those that have hits.
pub(super) fn shown_offers(search: &ActiveSearch) -> impl Iterator<Item = &SearchOffer> {
    let offers = search.offers.iter().flatten();
    let mut offers = offers.filter(|offer| offer.tally.count() > 0).peekable();
    // Readings of Latin letters find the letters themselves too.
    let is_case = offers
        .peek()
        .is_some_and(|first| first.manner == OfferManner::FoldedCase);
    offers.filter(move |offer| !is_case || !matches!(offer.manner, OfferManner::Reading(_)))
}

/// Returns the letter that takes another way, with Ctrl.
pub(super) fn offer_letter(manner: OfferManner) -> char {
    match manner {
        OfferManner::FoldedCase => 't',
        OfferManner::Regex => 'r',
        OfferManner::Reading(_) => 'y',
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
