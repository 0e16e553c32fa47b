//! The count of the hits while the list is open: how far it is, what it could not read, and its end by the reader.

use crate::app::search::hit_rows::HitFilter;
use crate::app::state::{Mode, State};
use crate::doc::{Pos, unread_parts};
use crate::messages::grouped;

/// Returns how far hits are counted: the files of a folder or the chapters of a book, else per cent.
pub(super) fn progress(state: &State, counted_to: Pos) -> String {
    let reader = &state.reading.reader;
    let headings = reader.outline.headings.iter();
    let mut sections: Vec<u32> = headings.map(|heading| heading.pos.section).collect();
    sections.dedup();
    if sections.len() > 1 {
        let counted = sections.partition_point(|section| *section < counted_to.section);
        let [counted, all] = [counted, sections.len()].map(|count| grouped(count as u64));
        return format!("{counted}/{all}");
    }
    format!("{}%", reader.doc.fraction(counted_to).whole_percent())
}

/// Returns what could not be read of the folder or the book, in one line, once all hits are counted; `None` if all could.
pub(super) fn unread_text(state: &State) -> Option<String> {
    let search = state.search.active.as_ref()?;
    if !search.list_tally().is_complete() {
        return None;
    }
    let problems = unread_parts(&*state.reading.reader.doc);
    let texts = problems
        .iter()
        .map(|problem| state.texts().problem(problem));
    let text = texts.collect::<Vec<_>>().join("  ");
    (!text.is_empty()).then_some(text)
}

/// Stops a count that goes on in a folder or a book. Returns false if none does.
pub(super) fn stop_count(state: &mut State) -> bool {
    let is_looking = matches!(&state.mode, Mode::List(list) if list.look_origin.is_some());
    let is_long = state.reading.reader.doc.has_several_sections();
    let Some(search) = &mut state.search.active else {
        return false;
    };
    let is_counting = !search.tally.is_complete() && search.count_job.is_some();
    if is_looking || !is_long || !is_counting {
        return false;
    }
    search.count_job = None;
    if let Some((_, tally)) = &search.list.filtered
        && !tally.is_complete()
    {
        search.list.filtered = None;
        search.list.filter = HitFilter::default();
    }
    state.notify(state.texts().search.count_stopped);
    true
}
