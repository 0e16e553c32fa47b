//! The same messages lead to the same states.

use super::{NAME, chapters, frame, opened, position, read_error};
use crate::app::input::key::Key;
use crate::app::input::keymap::Keymap;
use crate::app::job::{Job, JobEvent, JobId};
use crate::app::message::{Effect, Message};
use crate::app::opening::file_change::FileChange;
use crate::app::opening::state::OpeningState;
use crate::app::reading::appearance::{Appearance, StartOptions};
use crate::app::search::task::SearchAnswer;
use crate::app::state::State;
use crate::app::update::Model;
use crate::doc::{Document, Step};
use crate::formats::plain::PlainDocument;
use crate::search::Query;
use crate::search::query::QueryKind;
use crate::search::scan::{StretchCount, scan};
use crate::source::progress::OpenStage;
use crate::source::windows::Source;
use crate::text::forms::Level;
use std::ops::ControlFlow;

/// Returns the state in words, as far as a state can be compared.
fn description(model: &Model) -> String {
    let state = model.state();
    let opening = &state.opening;
    let running = opening.running.as_ref();
    let running = running.map(|running| (running.job, &running.reason, running.progress));
    format!(
        "{:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?}",
        state.mode,
        state.input.pending,
        (running, &opening.encodings, opening.pipe),
        (&opening.emptied_place, &opening.typed_ahead),
        position(model),
        state.reading.reader.outline,
        state.display,
        state.toc,
        state.search,
        state.lists,
        state.command,
        state.notices,
    )
}

/// Returns an effect in words.
fn effect_name(effect: &Effect) -> String {
    match effect {
        Effect::StartJob(id, job) => {
            let kind = match job {
                Job::File(task) => format!("{task:?}"),
                Job::Paths(begin) => format!("complete {begin}"),
                Job::Open(request) => format!("{request:?}"),
                Job::Outline(_) => "outline".to_owned(),
                Job::Marks(..) => "marks".to_owned(),
                Job::LookUp(lookup) => format!("{lookup:?}"),
                Job::FileProgress(folder) => format!("progress {folder:?}"),
                Job::Neighbour(path, toward) => format!("{path:?} {toward:?}"),
                Job::AllMarks => "marks of all texts".to_owned(),
                Job::Shelf => "shelf".to_owned(),
                Job::KeptReading(title) => format!("reading time of {title}"),
                Job::Line(_, section, line, _) => format!("line {section} {line:?}"),
                Job::HeadingQuery(_, query) => format!("{query:?}"),
                Job::Search(_, query, from) => format!("{} {from:?}", query.text()),
            };
            format!("start {id:?} {kind}")
        }
        Effect::CancelJob(id) => format!("cancel {id:?}"),
        Effect::SendKeys(keys) => format!("{keys:?}"),
        Effect::SaveSearch(line) => format!("save search {line}"),
        Effect::SaveSidecar => "save sidecar".to_owned(),
        Effect::Copy(request) => format!("copy {}", request.text().text),
        Effect::SaveMarks(change, _) => format!("save marks {:?}", change.document_lines()),
        Effect::SetClipboard(text) => format!("clipboard {text}"),
        Effect::Edit(request) => format!("edit {request:?}"),
        Effect::EditNote(text) => format!("edit note {text}"),
        Effect::OpenOutside(address) => format!("open {address}"),
        Effect::LogReading(sum) => format!("{sum:?}"),
        Effect::ChangeShelf(change) => format!("{change:?}"),
        Effect::OpenText(next) => format!("open {:?}", next.paths),
        Effect::Redraw => "redraw".to_owned(),
        Effect::Suspend => "suspend".to_owned(),
        Effect::Quit | Effect::Interrupt | Effect::QuitOnInterrupt => "quit".to_owned(),
        Effect::Fail(error) => format!("fail {error}"),
    }
}

/// Returns the messages of a session that touches every feature, new at each call.
fn session() -> Vec<Message> {
    let text = chapters(4 << 10);
    let doc = PlainDocument::new(NAME, Source::Owned(text.clone().into_bytes()));
    let query = Query::parse("水", Level::Exact, QueryKind::Literal).expect("it is not empty");
    let mut hits = Vec::new();
    scan(&doc, &query, doc.first(), &mut |step| {
        if let Step::Found(span) = step {
            hits.push(span);
        }
        ControlFlow::Continue(())
    });
    let (first, last) = (hits[0].clone(), hits[hits.len() - 1].clone());
    let counted = StretchCount {
        span: doc.first()..doc.last(),
        count: hits.len() as u64,
        first,
        last,
    };
    let keys = |notation| {
        let keys = Key::parse_sequence(notation).expect("the keys are written right");
        keys.into_iter().map(|key| Message::Key(key, 0))
    };
    let mut messages = vec![
        Message::Start,
        Message::Resize {
            width: 80,
            height: 24,
        },
        Message::OpenProgress(JobId(1), OpenStage::Converting),
    ];
    messages.extend(keys("j"));
    messages.push(Message::Opened(JobId(1), opened(&text)));
    messages.extend(keys("jjf]]/水<Enter>"));
    // The search is typed in one step and begun anew at its end.
    for id in 2..5 {
        let stretches = vec![counted.clone()];
        for answer in [
            SearchAnswer::Counted(stretches, doc.last()),
            SearchAnswer::AllCounted,
        ] {
            messages.push(Message::Job(JobId(id), JobEvent::Search(answer)));
        }
    }
    messages.extend(keys("nn<Tab>jjx<Esc>?<Esc>i<Esc>:enc gbk<Enter>"));
    for id in 2..9 {
        let document = opened(&text);
        messages.push(Message::EncodingChanged(JobId(id), document));
    }
    messages.push(Message::FileChanged(FileChange::Shorter));
    messages.push(Message::FileChanged(FileChange::Gone));
    messages.push(Message::JobFailed(JobId(6), "out of threads".to_owned()));
    messages.push(Message::Paste("山".to_owned()));
    messages.push(Message::RecordSaved(Err(read_error("disk full"))));
    messages.push(Message::SuspendRefused);
    messages.push(Message::FocusGained);
    messages.push(Message::Resumed {
        width: 40,
        height: 12,
    });
    messages.extend(keys("q"));
    messages
}

#[test]
fn the_same_messages_lead_to_equal_states() {
    let state = || {
        let look = Appearance::new(&StartOptions::default());
        State::new(look, Keymap::new(&[]).0, OpeningState::default())
    };
    let (mut first, mut second) = (Model::new(state()), Model::new(state()));
    let mut last_effects = Vec::new();
    let mut changes = 0;
    for (index, (one, same)) in session().into_iter().zip(session()).enumerate() {
        let before = description(&first);
        let names = |effects: Vec<Effect>| effects.iter().map(effect_name).collect::<Vec<_>>();
        last_effects = names(first.update(one));
        assert_eq!(last_effects, names(second.update(same)), "message {index}");
        assert_eq!(description(&first), description(&second), "message {index}");
        assert_eq!(frame(&first), frame(&second), "message {index}");
        changes += usize::from(description(&first) != before);
    }
    assert_eq!(last_effects, ["quit"]);
    assert!(changes > 30, "the session does something: {changes}");
}
