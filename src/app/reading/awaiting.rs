//! Actions that ask about a part of the text that is still being read. They wait for it, as motions do, so that no key does.

use super::links;
use super::state::AwaitedTask;
use crate::app::input::action::Action;
use crate::app::state::State;

/// Blocks among which that of the next paragraph or sentence is: some are blank.
const BLOCKS_OF_STEP: u32 = 4;

/// Keeps an action if it needs more of the text than is known. Returns whether it waits.
pub fn awaits_rest(state: &mut State, action: Action, count: u32) -> bool {
    let reader = &state.reading.reader;
    let is_awaited = reader.is_partly_read()
        && match action {
            Action::Original | Action::Editor | Action::OpenOutside => true,
            Action::NextParagraph | Action::NextSentence => {
                !reader.knows_blocks(count.max(1).saturating_mul(BLOCKS_OF_STEP))
            }
            _ => false,
        };
    if is_awaited {
        state.reading.awaited_task = Some(AwaitedTask::Action(action, count));
    }
    is_awaited
}

/// Carries out what waits for the text once all of it is known, but for an action, which is returned.
pub fn go_on(state: &mut State) -> Option<(Action, u32)> {
    state.reading.go_on();
    let is_known = !state.reading.reader.is_partly_read();
    match state.reading.awaited_task.take_if(|_| is_known)? {
        AwaitedTask::Action(action, count) => Some((action, count)),
        AwaitedTask::Link(at) => {
            links::follow_sign_at(state, at);
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::display::layout::resize;
    use crate::app::input::keymap::Keymap;
    use crate::app::opening::state::OpeningState;
    use crate::app::perform::perform;
    use crate::app::reading::appearance::{Appearance, StartOptions};
    use crate::app::reading::reader::Reader;
    use crate::app::reading::state::ReadingState;
    use crate::doc::{Block, BlockKind, Document, Mark, Pos};
    use crate::formats::blocks::document::BlockDocument;
    use crate::formats::blocks::staged::StagedDocument;
    use crate::layout::{Setting, TextOptions};
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};

    /// A document whose first block is a link to its block 9000.
    fn document(count: u64) -> BlockDocument {
        let block = |at| Block {
            pos: Pos::new(0, at),
            kind: BlockKind::Paragraph,
            text: format!("第{at}段").into(),
            marks: match at {
                0 => vec![(0..6, Mark::Link("#far".to_owned()))],
                _ => Vec::new(),
            },
            ..Block::default()
        };
        let mut document = BlockDocument {
            blocks: (0..count).map(block).collect(),
            len: 10_000,
            ..BlockDocument::default()
        };
        let far = ("far".to_owned(), Pos::new(0, 9000));
        document.places.targets.extend([far]);
        document
    }

    #[test]
    fn what_asks_about_the_rest_waits_for_it_and_is_given_up_by_any_key() {
        let is_parsed = Arc::new(AtomicBool::new(false));
        let parsed = Arc::clone(&is_parsed);
        let whole = Box::new(move || {
            parsed.store(true, Ordering::Relaxed);
            document(10_000)
        });
        let doc = Arc::new(StagedDocument::new(document(5000), 5000, whole));
        let look = Appearance::new(&StartOptions::default());
        let mut state = State::new(look, Keymap::new(&[]).0, OpeningState::default());
        let reader = Reader::new(doc.clone(), TextOptions::default(), Setting::default());
        state.reading = ReadingState::new(reader);
        resize(&mut state, 80, 24);
        for (action, count) in [
            (Action::Follow, 0),
            (Action::OpenOutside, 0),
            (Action::Original, 0),
            (Action::Editor, 0),
            (Action::NextParagraph, 4900),
            (Action::NextSentence, 9000),
        ] {
            let _ = perform(&mut state, action, count);
            assert!(
                go_on(&mut state).is_none() && state.reading.is_waiting(),
                "{action:?}"
            );
            assert!(state.reading.stop_waiting() && !state.reading.is_waiting());
        }
        let _ = perform(&mut state, Action::NextParagraph, 5);
        assert!(!state.reading.is_waiting(), "the beginning is known");
        let _ = perform(&mut state, Action::Top, 0);
        let _ = perform(&mut state, Action::Follow, 0);
        assert!(!is_parsed.load(Ordering::Relaxed), "no key has waited");
        assert_eq!(doc.last(), Pos::new(0, 9999), "the whole is read");
        assert_eq!(go_on(&mut state), None);
        assert_eq!(state.reading.reader.anchor(), Pos::new(0, 9000));
        let _ = perform(&mut state, Action::JumpSwap, 0);
        assert_eq!(state.reading.reader.anchor(), Pos::new(0, 0));
    }
}
