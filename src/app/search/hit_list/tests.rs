//! The list of hits, key by key.

use super::*;
use crate::app::display::layout::resize;
use crate::app::display::spoken_row::hold_figures;
use crate::app::input::keymap::Keymap;
use crate::app::lists::actions::{follow_cursor, perform};
use crate::app::lists::filter_line;
use crate::app::opening::state::OpeningState;
use crate::app::reading::appearance::{Appearance, StartOptions};
use crate::app::reading::reader::Reader;
use crate::app::reading::state::ReadingState;
use crate::app::search::navigate;
use crate::app::search::navigate::{on_answer, start_search};
use crate::doc::{Describe, Document};
use crate::formats::plain::PlainDocument;
use crate::layout::{Setting, TextOptions};
use crate::library::folder::{FolderDocument, FolderFile};
use crate::search::Query;
use crate::search::query::QueryKind;
use crate::source::windows::Source;
use crate::text::forms::Level;

/// A state over lines with a hit of 统 each, the odd ones with 山 too; its search is counted.
fn state_of_lines(count: usize) -> State {
    let (mut state, effects) = state_of(lines_document(count));
    work(&mut state, effects);
    state
}

fn lines_document(count: usize) -> Arc<dyn Document> {
    let lines = (0..count).map(|n| format!("第{n}行{}统筹\n", if n % 2 == 1 { "山" } else { "" }));
    let text: String = lines.collect();
    Arc::new(PlainDocument::new("t", Source::Owned(text.into_bytes())))
}

/// A state over a document, and the effects of a search for 统筹 in it.
fn state_of(doc: Arc<dyn Document>) -> (State, Vec<Effect>) {
    let look = Appearance::new(&StartOptions::default());
    let mut state = State::new(look, Keymap::new(&[]).0, OpeningState::default());
    let first = doc.first();
    state.reading = ReadingState::new(Reader::new(doc, TextOptions::default(), Setting::default()));
    resize(&mut state, 80, 24);
    let query = Query::parse("统筹", Level::Variants, QueryKind::Literal).expect("a query");
    let effects = start_search(&mut state, query, first, first);
    (state, effects)
}

/// Does the jobs among effects, and what follows from them.
fn work(state: &mut State, effects: Vec<Effect>) {
    let mut effects = effects;
    follow_cursor(state);
    effects.extend(advance(state));
    while let Some(effect) = effects.pop() {
        let Effect::StartJob(id, Job::Search(doc, query, task)) = effect else {
            continue;
        };
        for answer in task.answers(&*doc, &query) {
            on_answer(state, id, answer);
        }
        follow_cursor(state);
        effects.extend(advance(state));
    }
}

fn press(state: &mut State, action: Action) {
    let effects = perform(state, action, 0).unwrap_or_default();
    work(state, effects);
}

fn rows_held(state: &State) -> usize {
    state
        .search
        .active
        .as_ref()
        .map_or(0, |search| search.list.rows.len())
}

#[test]
fn on_the_plain_screen_figures_change_with_a_key_only() {
    let (mut state, effects) = state_of(lines_document(4000));
    let mut start = StartOptions::default();
    start.config.screen = Some("plain".to_owned());
    state.appearance = Appearance::new(&start);
    state.mode = Mode::List(OpenList::new(ListKind::Hits));
    hold_figures(&mut state, true);
    let model = HitListModel;
    let told = |state: &State| (model.title(state), model.figures(state));
    let before = told(&state);
    assert!(before.0.contains("0+") && before.1 == "0/0+", "{before:?}");
    work(&mut state, effects);
    hold_figures(&mut state, false);
    assert_eq!(told(&state), before);
    hold_figures(&mut state, true);
    assert_eq!(told(&state).1, "1/4,000");
}

#[test]
fn the_list_holds_the_rows_near_the_screen_and_enter_goes_to_one() {
    let mut state = state_of_lines(20_000);
    let effects = open(&mut state);
    work(&mut state, effects);
    assert_eq!(HitListModel.count(&state), 20_000);
    assert!((1..100).contains(&rows_held(&state)));
    press(&mut state, Action::RowLast);
    assert_eq!(state.lists.place(ListKind::Hits).cursor, 19_999);
    assert!((1..100).contains(&rows_held(&state)));
    let last = HitListModel.span(&state, 19_999).expect("it is read");
    press(&mut state, Action::RowOpen);
    assert!(matches!(state.mode, Mode::Reading));
    assert!(state.reading.reader.is_visible(last.start));
    // Opened again, it stands on the same row; Esc leaves the text where it is.
    let effects = open(&mut state);
    work(&mut state, effects);
    assert_eq!(state.lists.place(ListKind::Hits).cursor, 19_999);
    press(&mut state, Action::PaneLeave);
    assert!(matches!(state.mode, Mode::Reading));
    assert!(state.reading.reader.is_visible(last.start));
}

#[test]
fn a_filter_keeps_the_hits_of_paragraphs_with_its_words() {
    let mut state = state_of_lines(100);
    let effects = open(&mut state);
    work(&mut state, effects);
    press(&mut state, Action::Filter);
    let effects = filter_line::paste(&mut state, "shan -第1行");
    work(&mut state, effects);
    assert_eq!(HitListModel.count(&state), 49);
    let item = HitListModel.span(&state, 0).expect("it is read");
    let text = state
        .reading
        .reader
        .doc
        .block_at(item.start)
        .text
        .to_string();
    assert_eq!(text, "第3行山统筹");
    let Mode::List(list) = &state.mode else {
        panic!("the list is open");
    };
    assert!(list.filter.is_some());
}

#[test]
fn a_look_shows_the_text_and_returns() {
    let mut state = state_of_lines(500);
    let before = state.reading.reader.anchor();
    let effects = open(&mut state);
    work(&mut state, effects);
    press(&mut state, Action::RowLast);
    press(&mut state, Action::Look);
    let last = HitListModel.span(&state, 499).expect("it is read");
    assert!(state.reading.reader.is_visible(last.start));
    press(&mut state, Action::Look);
    assert_eq!(state.reading.reader.anchor(), before);
    assert!(matches!(&state.mode, Mode::List(_)));
    press(&mut state, Action::Look);
    press(&mut state, Action::RowOpen);
    assert!(state.reading.reader.is_visible(last.start));
    assert_eq!(state.reading.jumps.swap(last.start), Some(before));
}

#[test]
fn a_numbered_hit_is_counted_from_the_beginning() {
    let mut state = state_of_lines(300);
    for (number, expected) in [(1, 0), (12, 11), (300, 299), (5000, 299)] {
        let effects = go_numbered_hit(&mut state, number);
        work(&mut state, effects);
        for _ in 0..2 {
            let unread = navigate::make_move(&mut state);
            let effects = navigate::ask_for_missing(&mut state, unread);
            work(&mut state, effects);
        }
        let hit = state
            .search
            .active
            .as_ref()
            .and_then(|search| search.current_hit.clone());
        assert_eq!(hit.and_then(|hit| hit.ordinal), Some(expected + 1));
    }
}

#[test]
fn esc_stops_the_count_of_a_folder_before_it_closes_the_list() {
    let file = |name: &str| FolderFile {
        path: name.to_owned(),
        name: name.to_owned(),
        len: 10,
        max_sections: 1,
        depth: 0,
        new_folders: Vec::new(),
    };
    let folder = FolderDocument::new(
        "f".to_owned(),
        vec![file("a"), file("b")],
        Box::new(|_| Ok(lines_document(3))),
        Vec::new(),
        Describe::default(),
    );
    let (mut state, _uncounted) = state_of(Arc::new(folder));
    open(&mut state);
    for (counts, is_open) in [(false, true), (false, false)] {
        press(&mut state, Action::PaneLeave);
        let search = state.search.active.as_ref().expect("the search stays");
        assert_eq!(search.count_job.is_some(), counts);
        assert_eq!(matches!(state.mode, Mode::List(_)), is_open);
        assert!(!search.tally.is_complete());
    }
}
