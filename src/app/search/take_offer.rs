//! Another way to search, taken by its key while the notice that names it is shown.

use super::navigate::{remember, start_search_toward};
use super::offers::{not_found_query_text, offer_key, queries, shown_offers};
use super::state::{MoveCause, OfferManner, PastSearch};
use crate::app::input::key::Key;
use crate::app::message::Effect;
use crate::app::state::State;

/// Searches in another way, if the notice `shown` names `key` for one; `None` for any other key.
pub fn take_offer(state: &mut State, key: Key, shown: Option<&str>) -> Option<Vec<Effect>> {
    let search = state.search.active.as_ref()?;
    let not_found = not_found_query_text(state, search);
    if !shown?.starts_with(&not_found) {
        return None;
    }
    let level = search.query.level();
    let manners = shown_offers(search).map(|offer| offer.manner);
    let manners: Vec<OfferManner> = manners.collect();
    let manner = *manners
        .iter()
        .find(|own| offer_key(level, **own).0 == key.code())?;
    let case = state.search.case;
    let found = queries(&search.query, case).into_iter();
    let (_, query) = found.into_iter().find(|(own, _)| *own == manner)?;
    let origin = search.origin;
    let here = state.reading.reader.anchor();
    let past = PastSearch {
        text: match manner {
            // Without capitals case does not count.
            OfferManner::FoldedCase => query.text().to_lowercase(),
            OfferManner::Level(_) | OfferManner::Regex | OfferManner::Reading(_) => {
                query.text().to_owned()
            }
        },
        level: query.level(),
        kind: query.kind(),
    };
    let toward = state.search.toward;
    let mut effects = start_search_toward(state, query, toward, (origin, here));
    let search = state.search.active.as_mut();
    if let Some(first) = search.and_then(|search| search.pending_move.as_mut()) {
        first.cause = MoveCause::Reader;
    }
    effects.extend(remember(state, past));
    Some(effects)
}
