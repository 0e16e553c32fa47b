//! The list of the reader's marks in all texts.

use super::list::{MarkListModel, kind_text, mark_item, mark_title, quote_of};
use super::order::MarkOrder;
use super::places;
use super::text_mark::{MarkHome, TextMark};
use crate::app::display::hints::Hint;
use crate::app::input::action::Action;
use crate::app::job::{Job, JobId};
use crate::app::lists::model::ListModel;
use crate::app::lists::state::{ListKind, ListPlace, OpenList};
use crate::app::message::Effect;
use crate::app::next_text::request::NextText;
use crate::app::opening::other_text::leave_for;
use crate::app::opening::start_place::StartPlace;
use crate::app::select::copied::CitedSource;
use crate::app::state::{Mode, State};
use crate::doc::Span;
use crate::messages::grouped;
use crate::search::word_filter::WordFilter;
use crate::text::script::TextLang;
use crate::text::units::Fraction;
use crate::ui::list::{ListColumn, ListHead, ListItem};

/// The list of the reader's marks in all texts.
pub struct AllMarksListModel;

/// Opens the list, and reads the marks.
pub fn open(state: &mut State) -> Vec<Effect> {
    *state.lists.place_mut(ListKind::AllMarks) = ListPlace::default();
    refresh(state);
    state.mode = Mode::List(OpenList::new(ListKind::AllMarks));
    let job = state.new_job();
    state.marks.everywhere.job = Some(job);
    vec![Effect::StartJob(job, Job::AllMarks)]
}

/// Takes the marks that the job has found.
pub fn on_marks(state: &mut State, id: JobId, marks: Vec<TextMark>) {
    if state
        .marks
        .everywhere
        .job
        .take_if(|job| *job == id)
        .is_some()
    {
        state.marks.everywhere.marks = marks;
        refresh(state);
    }
}

/// Stops waiting for a job that has failed.
pub fn on_job_failed(state: &mut State, id: JobId) {
    state.marks.everywhere.job.take_if(|job| *job == id);
}

/// Chooses the rows anew: the marks that pass the filter, in the order of the list.
fn refresh(state: &mut State) {
    let filter = WordFilter::parse(&state.lists.place(ListKind::AllMarks).filter);
    let marks = &state.marks.everywhere.marks;
    let passes = |entry: &TextMark| {
        let mark = &entry.mark;
        let (file, kind) = (text_name(state, entry), kind_text(state, mark));
        let text = [
            &mark.exact,
            &mark.note,
            &mark.chapter,
            &mark.author,
            &kind,
            &file,
        ];
        filter.is_empty() || filter.matches(&text.map(String::as_str).join("\n"), TextLang::Other)
    };
    let numbered = marks.iter().enumerate();
    let passing = numbered.filter(|(_, entry)| passes(entry));
    let mut rows: Vec<usize> = passing.map(|(index, _)| index).collect();
    if state.marks.order == MarkOrder::Date {
        let age = |index: &usize| marks.get(*index).map(|entry| &entry.mark.at);
        rows.sort_by(|a, b| age(b).cmp(&age(a)));
    }
    state.marks.everywhere.rows = rows;
}

fn row(state: &State, index: u64) -> Option<&TextMark> {
    let everywhere = &state.marks.everywhere;
    let at = everywhere.rows.get(usize::try_from(index).ok()?)?;
    everywhere.marks.get(*at)
}

/// Returns the name of the text of a mark: its title, else that of its file.
fn text_name(state: &State, entry: &TextMark) -> String {
    let title = mark_title(&entry.mark);
    match &entry.home {
        MarkHome::BuiltIn => state.texts().shelf.essays.to_owned(),
        MarkHome::File(path) if title.is_empty() => {
            let name = path.file_name().unwrap_or_default();
            name.to_string_lossy().into_owned()
        }
        MarkHome::File(_) | MarkHome::Unknown => title.to_owned(),
    }
}

impl ListModel for AllMarksListModel {
    fn title(&self, state: &State) -> String {
        let count = state.marks.everywhere.marks.len() as u64;
        state.texts().marks.all_list(count)
    }

    fn figures(&self, state: &State) -> String {
        let count = self.count(state);
        let number = (state.lists.place(ListKind::AllMarks).cursor + 1).min(count);
        format!("{}/{}", grouped(number), grouped(count))
    }

    fn empty_text(&self, state: &State) -> String {
        let filter = &state.lists.place(ListKind::AllMarks).filter;
        if state.marks.everywhere.job.is_some() {
            state.texts().search.searching.to_owned()
        } else if filter.is_empty() {
            state.texts().marks.no_marks.to_owned()
        } else {
            state.texts().lists.no_match(filter)
        }
    }

    fn hints(&self, _state: &State) -> Vec<Hint> {
        vec![
            (Action::AllMarks, |m| m.hints.this_text),
            (Action::SectionOnly, |m| m.hints.order),
            (Action::Filter, |m| m.hints.filter),
            (Action::RowOpen, |m| m.hints.go),
            (Action::Help, |m| m.hints.keys),
            (Action::PaneLeave, |m| m.hints.close),
        ]
    }

    fn further_actions(&self) -> &'static [Action] {
        &[Action::Copy, Action::CopyCited]
    }

    fn columns(&self, state: &State, cells: u16) -> Vec<ListColumn> {
        MarkListModel.columns(state, cells)
    }

    fn count(&self, state: &State) -> u64 {
        state.marks.everywhere.rows.len() as u64
    }

    fn item(&self, state: &State, index: u64) -> Option<ListItem> {
        let mark = &row(state, index)?.mark;
        let share = Fraction::from_percent(mark.fraction * 100.0);
        let place = format!("{}%", share.whole_percent());
        let kind = kind_text(state, mark);
        Some(mark_item(
            state,
            mark,
            &kind,
            place,
            mark.exact.trim_start(),
        ))
    }

    fn head(&self, state: &State, index: u64) -> Option<ListHead> {
        let name = text_name(state, row(state, index)?);
        let text = name.replace(char::is_control, " ");
        (!text.is_empty()).then(|| ListHead {
            text,
            figures: String::new(),
        })
    }

    fn span(&self, _state: &State, _index: u64) -> Option<Span> {
        None
    }

    fn quote(&self, state: &State, index: u64) -> Option<(String, CitedSource)> {
        quote_of(state, &row(state, index)?.mark)
    }

    fn filter(&self, state: &mut State) -> Vec<Effect> {
        refresh(state);
        State::no_effects()
    }

    fn open(&self, state: &mut State, index: u64) -> Vec<Effect> {
        let Some(entry) = row(state, index).cloned() else {
            return State::no_effects();
        };
        let mut here = state.marks.all().iter();
        let is_same = |id: &str| id == entry.mark.id;
        let here = here.find(|shown| is_same(&shown.mark.id) && !shown.is_elsewhere);
        if let Some(shown) = here.cloned() {
            places::go_to(state, shown);
            return State::no_effects();
        }
        let path = match entry.home {
            MarkHome::File(path) => Some(path),
            MarkHome::BuiltIn => None,
            MarkHome::Unknown => {
                state.notify(state.texts().marks.text_unknown);
                return State::no_effects();
            }
        };
        let next = NextText {
            paths: path.into_iter().collect(),
            start: vec![StartPlace::OwnMark(entry.mark.id)],
            ..NextText::default()
        };
        leave_for(state, next, false)
    }

    fn perform(&self, state: &mut State, action: Action, _count: u32) -> Option<Vec<Effect>> {
        if action != Action::SectionOnly {
            return None;
        }
        state.marks.order = state.marks.order.other();
        refresh(state);
        Some(State::no_effects())
    }
}
