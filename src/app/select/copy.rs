//! Copying: what is copied, and the notice about the way it took.

use super::cite::source_at;
use super::copied::{CitedSource, Citing, CopiedContent, CopyOutcome, CopyRequest};
use super::place::span_at_page;
use crate::app::lists::registry::model;
use crate::app::lists::state::ListKind;
use crate::app::message::Effect;
use crate::app::search::state::{SectionExtent, section_span};
use crate::app::state::{Mode, State};
use crate::doc::{Document, ExcerptReadings, Heading, Pos, Span};
use crate::layout::display_title;
use crate::term::osc52;
use std::sync::Arc;

/// Copies the selection and leaves it; in the text the first paragraph of the page, or the sentence of the current hit;
/// in a list the paragraph of the row, or the words that are marked,
/// in the outline the title under the cursor, or with the source the outline below it.
pub fn copy(state: &mut State, citing: Citing, readings: ExcerptReadings) -> Vec<Effect> {
    let doc = Arc::clone(&state.reading.reader.doc);
    let span = match &state.mode {
        Mode::Outline(_) => return copy_outline(state, citing),
        Mode::Selecting(selection) => {
            let span = selection.span(&*doc);
            state.mode = Mode::Reading;
            Some(span)
        }
        Mode::List(list) => {
            let cursor = state.lists.place(list.kind).cursor;
            let row = model(list.kind).span(state, cursor);
            let quote = model(list.kind).quote(state, cursor);
            if let (None, Some((words, source))) = (&row, quote) {
                return copy_words(state, words, source, citing);
            }
            match list.kind {
                ListKind::Marks | ListKind::AllMarks | ListKind::Shelf | ListKind::Settings => row,
                ListKind::Hits | ListKind::Jumps => row.map(|span| whole_block(&*doc, span.start)),
            }
        }
        Mode::Reading | Mode::Prompt(_) | Mode::Sheet(..) => span_at_page(state, &*doc),
    };
    let Some(span) = span else {
        state.notify(state.texts().select.nothing_to_select);
        return State::no_effects();
    };
    let source = (citing == Citing::WithSource)
        .then(|| (source_at(state, span.start), state.select.cite.clone()));
    vec![Effect::Copy(Box::new(CopyRequest {
        content: CopiedContent::Span(doc, span, readings),
        source,
    }))]
}

/// Copies words that have no place in this text.
fn copy_words(state: &State, words: String, source: CitedSource, citing: Citing) -> Vec<Effect> {
    let is_cited = citing == Citing::WithSource;
    vec![Effect::Copy(Box::new(CopyRequest {
        content: CopiedContent::Text(words),
        source: is_cited.then(|| (source, state.select.cite.clone())),
    }))]
}

/// Returns the paragraph that a row of a list is in.
fn whole_block(doc: &dyn Document, pos: Pos) -> Span {
    let block = doc.block_at(pos);
    block.pos..block.pos.at(block.text.len() as u32)
}

/// Copies the selection, which stays.
pub fn copy_kept_selection(state: &mut State) -> Vec<Effect> {
    let Mode::Selecting(selection) = &state.mode else {
        return State::no_effects();
    };
    let kept = selection.clone();
    let effects = copy(state, Citing::Without, ExcerptReadings::Omitted);
    state.mode = Mode::Selecting(kept);
    effects
}

/// Copies the title of the outline's row, or the outline from this row down as an indented list.
fn copy_outline(state: &mut State, citing: Citing) -> Vec<Effect> {
    let outline = &state.reading.reader.outline;
    let options = state.reading.reader.options();
    let rows = state.toc.list.rows();
    let index = rows.get(state.toc.list.cursor()).map(|row| *row as usize);
    let Some((index, top)) = index.and_then(|index| Some((index, outline.headings.get(index)?)))
    else {
        return State::no_effects();
    };
    let title = |heading: &Heading| display_title(&heading.title, options).into_owned();
    let text = match citing {
        Citing::Without => title(top),
        Citing::WithSource => {
            let span = section_span(outline, index, SectionExtent::WithSubsections);
            let below = outline.headings.iter().skip(index);
            let below = below
                .take_while(|heading| span.as_ref().is_some_and(|span| heading.pos < span.end));
            let row = |heading: &Heading| {
                let depth = usize::from(heading.level.saturating_sub(top.level));
                format!("{}- {}", "  ".repeat(depth), title(heading))
            };
            below.map(row).collect::<Vec<String>>().join("\n")
        }
    };
    let text = text
        .chars()
        .filter(|c| !c.is_control() || *c == '\n')
        .collect();
    vec![Effect::Copy(Box::new(CopyRequest {
        content: CopiedContent::Text(text),
        source: None,
    }))]
}

/// Notifies the result of copying. A text for the terminal is sent to it if it is not too long.
pub fn on_outcome(state: &mut State, outcome: CopyOutcome) -> Vec<Effect> {
    let m = &state.texts().copying;
    let (notice, effects) = match outcome {
        CopyOutcome::Taken(copied, way) => {
            let text = match copied.citing {
                Citing::Without => m.copied(copied.chars, &way),
                Citing::WithSource => m.copied_cited(copied.chars, &way),
            };
            (text, State::no_effects())
        }
        CopyOutcome::Terminal(copied) if copied.text.len() > osc52::MAX_TEXT_BYTES => {
            let kib = (copied.text.len() as u64).div_ceil(1024);
            (m.beyond_terminal(kib), State::no_effects())
        }
        CopyOutcome::Terminal(copied) => {
            let text = match copied.citing {
                Citing::Without => m.sent(copied.chars),
                Citing::WithSource => m.sent_cited(copied.chars),
            };
            (text, vec![Effect::SetClipboard(copied.text)])
        }
        CopyOutcome::Failed(way, cause) => (m.failed(&way, &cause), State::no_effects()),
        CopyOutcome::Hanging(way) => (m.hanging(&way), State::no_effects()),
    };
    state.notify(notice);
    effects
}
