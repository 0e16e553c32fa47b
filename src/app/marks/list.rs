//! The list of the reader's marks: bookmarks, highlights and notes.

use super::edit::{note_prompt, range_of, save};
use super::order::MarkOrder;
use super::places;
use super::shown::{Landing, ShownMark};
use crate::app::display::hints::Hint;
use crate::app::input::action::Action;
use crate::app::lists::model::ListModel;
use crate::app::lists::state::{ListKind, OpenList};
use crate::app::message::Effect;
use crate::app::select::copied::CitedSource;
use crate::app::state::{Mode, State};
use crate::doc::Span;
use crate::messages::grouped;
use crate::search::word_filter::WordFilter;
use crate::session::notes::anchor::Likeness;
use crate::session::notes::{MarkKind, UserMark};
use crate::ui::list::{ColumnAlign, ColumnWidth, ListColumn, ListHead, ListItem};
use crate::ui::theme::Role;

/// Cells of a date: `2026-11-28`.
const DATE_CELLS: u16 = 10;
/// Cells of the sign of a kind: one wide character and the number of a look.
const KIND_CELLS: u16 = 3;
/// Cells of the place in per cent: `100%`.
const PERCENT_CELLS: u16 = 4;
/// Least cells for the columns at which date and place are shown.
const MIN_DATE_CELLS: u16 = 44;
/// Characters of the words and the note of a row: more than a wide screen shows.
const MAX_ROW_CHARS: usize = 300;

/// Sign before words that are not the same in the text.
const CHANGED_SIGN: char = '~';

/// The list of the reader's marks.
pub struct MarkListModel;

/// Opens the list. It is also there without marks, and names the keys that make some.
pub fn open(state: &mut State) {
    refresh(state);
    state.mode = Mode::List(OpenList::new(ListKind::Marks));
}

/// Chooses the rows anew: the marks that pass the filter, in the order of the list.
pub fn refresh(state: &mut State) {
    let filter = WordFilter::parse(&state.lists.place(ListKind::Marks).filter);
    let lang = state.reading.reader.doc.lang();
    let marks = state.marks.all();
    let passes = |shown: &ShownMark| {
        let mark = &shown.mark;
        let title = if shown.is_elsewhere { &mark.title } else { "" };
        let kind = kind_text(state, mark);
        let text = [&mark.exact, &mark.note, &mark.chapter, &kind].map(String::as_str);
        let text = [&text[..], &[title]].concat();
        filter.is_empty() || filter.matches(&text.join("\n"), lang)
    };
    let numbered = marks.iter().enumerate();
    let mut rows: Vec<usize> = numbered
        .filter(|(_, shown)| passes(shown))
        .map(|(index, _)| index)
        .collect();
    if state.marks.order == MarkOrder::Date {
        let age = |index: &usize| marks.get(*index).map(|shown| &shown.mark.at);
        rows.sort_by(|a, b| age(b).cmp(&age(a)));
    }
    state.marks.rows = rows;
    state.marks.doomed = None;
}

fn row(state: &State, index: u64) -> Option<&ShownMark> {
    let at = state.marks.rows.get(usize::try_from(index).ok()?)?;
    state.marks.all().get(*at)
}

fn current(state: &State) -> Option<ShownMark> {
    row(state, state.lists.place(ListKind::Marks).cursor).cloned()
}

/// Opens the line of the note of the current row; the list comes back afterwards.
fn edit(state: &mut State) {
    let Some(shown) = current(state) else {
        return;
    };
    let span = range_of(&shown);
    note_prompt(state, span, Some(shown), true);
}

/// Removes the mark of the current row, once the key was pressed twice.
fn remove(state: &mut State) -> Vec<Effect> {
    let Some(shown) = current(state) else {
        return State::no_effects();
    };
    if state.marks.doomed.as_ref() != Some(&shown.mark.id) {
        state.marks.doomed = Some(shown.mark.id);
        state.ask(state.texts().marks.remove_again);
        return State::no_effects();
    }
    state.marks.doomed = None;
    save(Vec::new(), vec![shown])
}

/// Returns the text for a row: a beginning of it, on one line.
fn one_line(text: &str) -> String {
    let chars = text.chars().map(|c| if c.is_control() { ' ' } else { c });
    chars.take(MAX_ROW_CHARS).collect()
}

/// Returns the title of the document of a mark, or the name of its file.
pub fn mark_title(mark: &UserMark) -> &str {
    match mark.title.as_str() {
        "" => mark.file.rsplit('/').next().unwrap_or_default(),
        title => title,
    }
}

/// Returns the sign of the kind of a mark, with the number of its look.
pub fn kind_text(state: &State, mark: &UserMark) -> String {
    let m = &state.texts().marks;
    let sign = match mark.kind {
        MarkKind::Mark if mark.name.is_empty() => m.kind_bookmark,
        MarkKind::Mark => return mark.name.clone(),
        MarkKind::Note => m.kind_note,
        MarkKind::Highlight | MarkKind::Rule => m.kind_highlight,
    };
    match mark.look {
        0 => sign.to_owned(),
        look => format!("{sign}{look}"),
    }
}

/// Returns the role of the sign of a kind: the look of a highlight.
fn kind_role(mark: &UserMark) -> Role {
    match mark.look {
        0 => Role::Link,
        look => Role::Highlight(look - 1),
    }
}

/// Returns the item of a mark, of the sign of its kind, its place and its words, with its note below.
pub fn mark_item(
    state: &State,
    mark: &UserMark,
    kind: &str,
    place: String,
    words: &str,
) -> ListItem {
    let date = one_line(&state.zone.date_of(&mark.at));
    let detail = (!mark.note.is_empty()).then(|| one_line(&mark.note));
    ListItem {
        cells: vec![
            vec![(one_line(kind), kind_role(mark))],
            vec![(place, Role::Dim)],
            vec![(one_line(words), Role::Body)],
            vec![(date, Role::Dim)],
        ],
        detail,
        is_dim: false,
    }
}

/// Returns the words of a mark with their source, to be copied; `None` for a mark without words.
pub fn quote_of(state: &State, mark: &UserMark) -> Option<(String, CitedSource)> {
    let source = CitedSource {
        title: mark.title.clone(),
        author: mark.author.clone(),
        section: mark.chapter.clone(),
        date: String::new(),
        lang: state.reading.reader.doc.lang(),
    };
    let is_kept = |c: &char| !c.is_control() || *c == '\n';
    let words: String = mark.exact.chars().filter(is_kept).collect();
    (!words.is_empty()).then_some((words, source))
}

impl ListModel for MarkListModel {
    fn title(&self, state: &State) -> String {
        state.texts().marks.list(state.marks.all().len() as u64)
    }

    fn figures(&self, state: &State) -> String {
        let count = self.count(state);
        let number = (state.lists.place(ListKind::Marks).cursor + 1).min(count);
        format!("{}/{}", grouped(number), grouped(count))
    }

    fn empty_text(&self, state: &State) -> String {
        let filter = &state.lists.place(ListKind::Marks).filter;
        if filter.is_empty() {
            state.texts().marks.no_marks.to_owned()
        } else {
            state.texts().lists.no_match(filter)
        }
    }

    fn hints(&self, _state: &State) -> Vec<Hint> {
        vec![
            (Action::AllMarks, |m| m.hints.everywhere),
            (Action::SectionOnly, |m| m.hints.order),
            (Action::RemoveRow, |m| m.hints.take_off),
            (Action::EditRow, |m| m.hints.edit),
            (Action::Filter, |m| m.hints.filter),
            (Action::Look, |m| m.hints.look),
            (Action::RowOpen, |m| m.hints.go),
            (Action::Help, |m| m.hints.keys),
            (Action::PaneLeave, |m| m.hints.close),
        ]
    }

    fn further_actions(&self) -> &'static [Action] {
        &[Action::Copy, Action::CopyCited]
    }

    fn columns(&self, _state: &State, cells: u16) -> Vec<ListColumn> {
        let column = |width, align, gap| ListColumn { width, align, gap };
        let fixed = |cells, align| column(ColumnWidth::Cells(cells), align, 1);
        let is_wide = cells >= MIN_DATE_CELLS;
        let side = |cells| if is_wide { cells } else { 0 };
        vec![
            fixed(KIND_CELLS, ColumnAlign::Start),
            column(
                ColumnWidth::Cells(side(PERCENT_CELLS)),
                ColumnAlign::End,
                side(1),
            ),
            column(ColumnWidth::Share(1), ColumnAlign::Start, side(1)),
            column(ColumnWidth::Cells(side(DATE_CELLS)), ColumnAlign::End, 0),
        ]
    }

    fn count(&self, state: &State) -> u64 {
        state.marks.rows.len() as u64
    }

    fn item(&self, state: &State, index: u64) -> Option<ListItem> {
        let shown = row(state, index)?;
        let mark = &shown.mark;
        let is_lost = shown.span.is_none() && !shown.is_elsewhere;
        let kind = if is_lost {
            state.texts().marks.kind_lost.to_owned()
        } else {
            kind_text(state, mark)
        };
        let place = shown.span.as_ref().map_or_else(String::new, |span| {
            let share = state.reading.reader.doc.fraction(span.start);
            format!("{}%", share.whole_percent())
        });
        let words = mark.exact.trim_start().to_owned();
        let words = if shown.likeness == Likeness::Same {
            words
        } else {
            format!("{CHANGED_SIGN} {words}")
        };
        Some(ListItem {
            is_dim: is_lost,
            ..mark_item(state, mark, &kind, place, &words)
        })
    }

    fn head(&self, state: &State, index: u64) -> Option<ListHead> {
        let shown = row(state, index)?;
        if state.marks.order == MarkOrder::Date {
            return None;
        }
        let text = match &shown.span {
            Some(_) if shown.mark.chapter.is_empty() => &shown.mark.title,
            Some(_) => &shown.mark.chapter,
            None if shown.is_elsewhere => match mark_title(&shown.mark) {
                "" => state.texts().shelf.essays,
                title => title,
            },
            None => state.texts().marks.orphans,
        };
        (!text.is_empty()).then(|| ListHead {
            text: one_line(text),
            figures: String::new(),
        })
    }

    fn span(&self, state: &State, index: u64) -> Option<Span> {
        row(state, index)?.span.clone()
    }

    fn quote(&self, state: &State, index: u64) -> Option<(String, CitedSource)> {
        quote_of(state, &row(state, index)?.mark)
    }

    fn filter(&self, state: &mut State) -> Vec<Effect> {
        refresh(state);
        State::no_effects()
    }

    fn open(&self, state: &mut State, index: u64) -> Vec<Effect> {
        let Some(shown) = row(state, index).cloned() else {
            return State::no_effects();
        };
        if shown.is_elsewhere {
            return places::go_elsewhere(state, &shown.mark, Landing::Place);
        }
        places::go_to(state, shown);
        State::no_effects()
    }

    fn perform(&self, state: &mut State, action: Action, _count: u32) -> Option<Vec<Effect>> {
        match action {
            Action::EditRow => edit(state),
            Action::RemoveRow => return Some(remove(state)),
            Action::SectionOnly => {
                state.marks.order = state.marks.order.other();
                refresh(state);
            }
            _ => return None,
        }
        Some(State::no_effects())
    }
}
