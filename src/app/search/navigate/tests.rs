use super::*;
use crate::app::display::layout::resize;
use crate::app::input::keymap::Keymap;
use crate::app::opening::state::OpeningState;
use crate::app::reading::appearance::{Appearance, StartOptions};
use crate::app::reading::reader::Reader;
use crate::app::reading::state::ReadingState;
use crate::doc::Document;
use crate::formats::plain::PlainDocument;
use crate::layout::{Setting, TextOptions};
use crate::search::query::QueryKind;
use crate::source::windows::Source;
use crate::text::forms::Level;

/// Makes the move that waits, and asks for what is missing.
fn advance(state: &mut State) -> Vec<Effect> {
    let wanted = make_move(state);
    ask_for_missing(state, wanted)
}

/// A state over a text, on a screen.
fn state_of(text: String) -> State {
    let doc: Arc<dyn Document> =
        Arc::new(PlainDocument::new("t", Source::Owned(text.into_bytes())));
    let look = Appearance::new(&StartOptions::default());
    let mut state = State::new(look, Keymap::new(&[]).0, OpeningState::default());
    let outline = doc.whole_outline();
    let mut reader = Reader::new(doc, TextOptions::default(), Setting::default());
    reader.set_outline(outline.clone());
    state.reading = ReadingState::new(reader);
    state.toc.list.set_outline(&outline, 1);
    resize(&mut state, 80, 24);
    state
}

/// A state over a text of lines with a hit each.
fn state_of_lines(count: usize) -> State {
    state_of("甲乙\n".repeat(count))
}

fn query() -> Query {
    Query::parse("乙", Level::default(), QueryKind::Literal).expect("a query")
}

/// Does the jobs among effects, of those of a search `is_done` alone, and what follows from them.
fn work(state: &mut State, effects: Vec<Effect>, is_done: &dyn Fn(&SearchTask) -> bool) {
    let mut effects = effects;
    while let Some(effect) = effects.pop() {
        let Effect::StartJob(id, Job::Search(doc, query, task)) = effect else {
            continue;
        };
        if !is_done(&task) {
            continue;
        }
        for answer in task.answers(&*doc, &query) {
            on_answer(state, id, answer);
            effects.extend(advance(state));
        }
    }
}

fn current(state: &State) -> Option<(u64, Option<u64>)> {
    let hit = state.search.active.as_ref()?.current_hit.as_ref()?;
    Some((hit.span.start.block.0 / 7, hit.ordinal))
}

#[test]
fn steps_lead_to_hits_counted_or_not() {
    for is_counted in [true, false] {
        let mut state = state_of_lines(9);
        let here = Pos::default();
        let is_done = move |task: &SearchTask| is_counted || *task != SearchTask::Count;
        let mut effects = start_search(&mut state, query(), here, here);
        effects.extend(advance(&mut state));
        work(&mut state, effects, &is_done);
        for (steps, want) in [(0, 0), (1, 1), (3, 4), (-2, 2), (-3, 8), (2, 1), (20, 3)] {
            let mut effects = if steps == 0 {
                State::no_effects()
            } else {
                go_hits(&mut state, steps)
            };
            effects.extend(advance(&mut state));
            work(&mut state, effects, &is_done);
            let number = is_counted.then_some(want + 1);
            assert_eq!(
                current(&state),
                Some((want, number)),
                "{steps} {is_counted}"
            );
        }
    }
}

#[test]
fn steps_while_hits_are_awaited_add_up() {
    let mut state = state_of_lines(9);
    let here = Pos::default();
    let mut effects = start_search(&mut state, query(), here, here);
    for steps in [1, 1, -1, 2] {
        effects.extend(go_hits(&mut state, steps));
        effects.extend(advance(&mut state));
    }
    work(&mut state, effects, &|_| true);
    assert_eq!(current(&state), Some((3, Some(4))));
}

#[test]
fn going_round_is_told() {
    let mut state = state_of_lines(9);
    let here = Pos::default();
    let mut effects = start_search(&mut state, query(), here, here);
    effects.extend(advance(&mut state));
    work(&mut state, effects, &|_| true);
    assert!(state.notices.message.is_none());
    let mut effects = go_hits(&mut state, -1);
    effects.extend(advance(&mut state));
    work(&mut state, effects, &|_| true);
    let told = state.notices.message.take().expect("a message");
    assert!(told.contains("past the top"));
}

#[test]
fn a_search_left_uncounted_is_begun_anew() {
    for (is_counted, jobs) in [(true, 0), (false, 1)] {
        let mut state = state_of_lines(9);
        let here = Pos::default();
        let effects = start_search(&mut state, query(), here, here);
        if is_counted {
            work(&mut state, effects, &|_| true);
        }
        let before = state.search.active.take();
        let effects = resume_search(&mut state, before.map(Box::new));
        assert_eq!(effects.len(), jobs);
        assert!(state.search.active.is_some());
    }
}

#[test]
fn rows_of_the_outline_are_counted_wherever_they_are() {
    let chapter = |number: usize| format!("第{number}章 山路\n\n{}", "　　乙甲。\n".repeat(9_000));
    let text: String = (1..=20).map(chapter).collect();
    let mut state = state_of(text);
    let outline = state.reading.reader.outline.clone();
    assert_eq!(outline.headings.len(), 20);
    let here = Pos::default();
    let mut effects = start_search(&mut state, query(), here, here);
    effects.extend(advance(&mut state));
    work(&mut state, effects, &|_| true);
    let search = state.search.active.as_ref().expect("a search");
    for index in 0..20 {
        let section = section_span(&outline, index, SectionExtent::Own).expect("a section");
        assert_eq!(search.count_in(&section), Some(9_000), "{index}");
    }
}
