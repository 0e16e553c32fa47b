//! Messages in, states and effects out, without a terminal and without threads.

use super::Model;
use crate::app::draw::draw;
use crate::app::input::key::Key;
use crate::app::input::keymap::Keymap;
use crate::app::job::{Job, JobEvent, JobId};
use crate::app::message::{Effect, Message};
use crate::app::opening::file_change::FileChange;
use crate::app::opening::opened::OpenedDocument;
use crate::app::opening::state::OpeningState;
use crate::app::reading::appearance::{Appearance, StartOptions};
use crate::app::state::State;
use crate::doc::{Document, Pos, Step};
use crate::error::Error;
use crate::formats::plain::PlainDocument;
use crate::messages::Lang;
use crate::search::{Query, scan};
use crate::source::pipe::PipeProgress;
use crate::source::progress::OpenStage;
use crate::source::windows::Source;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::io;
use std::ops::ControlFlow;
use std::sync::Arc;

/// Name of the document in the tests.
const NAME: &str = "山路.txt";

/// Returns a model that has been asked to open its document, and the id of the job for it.
fn opening() -> (Model, JobId) {
    let look = Appearance::new(&StartOptions {
        lang: Lang::En,
        ..StartOptions::default()
    });
    let opening = OpeningState {
        name: NAME.to_owned(),
        ..OpeningState::default()
    };
    let mut model = Model::new(State::new(look, Keymap::new(&[]).0, opening));
    let effects = model.update(Message::Start);
    let _ = model.update(Message::Resize {
        width: 80,
        height: 24,
    });
    let job = started_job(&effects).expect("the document is to be opened");
    (model, job)
}

/// Returns a model with a document from a file.
fn reading(text: &str) -> Model {
    let (mut model, job) = opening();
    let _ = model.update(Message::Opened(job, opened(text)));
    model
}

/// Returns a document that was opened.
fn opened(text: &str) -> Box<OpenedDocument> {
    let source = Source::Owned(text.as_bytes().to_vec());
    Box::new(OpenedDocument::new(Arc::new(PlainDocument::new(
        NAME, source,
    ))))
}

/// Returns a document of which more or no more is expected from a pipe.
fn arrived(text: &str, progress: PipeProgress) -> Box<OpenedDocument> {
    let mut document = opened(text);
    document.pipe = Some(progress);
    document
}

/// Returns the job that effects start.
fn started_job(effects: &[Effect]) -> Option<JobId> {
    effects.iter().find_map(|effect| match effect {
        Effect::StartJob(id, _) => Some(*id),
        _ => None,
    })
}

/// Presses the keys of a sequence in notation; returns all effects.
fn press(model: &mut Model, keys: &str) -> Vec<Effect> {
    let keys = Key::parse_sequence(keys).expect("the keys are written right");
    let messages = keys.into_iter().map(|key| Message::Key(key, 0));
    messages.flat_map(|m| model.update(m)).collect()
}

/// Returns the rows of a frame, without the blanks at their ends.
fn frame(model: &Model) -> Vec<String> {
    let area: Rect = model.state().screen().area;
    let mut buffer = Buffer::empty(area);
    let _ = draw(model.state(), &mut buffer);
    let row = |y| (0..area.width).map(move |x| (x, y));
    (0..area.height)
        .map(|y| row(y).map(|at| buffer[at].symbol()).collect::<String>())
        .map(|row| row.trim_end().to_owned())
        .collect()
}

/// Returns the bottom row, with one blank between its words.
fn bottom(model: &Model) -> String {
    let rows = frame(model);
    let row = rows.last().expect("the screen has rows");
    // A glyph of two cells leaves a blank in the second.
    row.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn first_row(model: &Model) -> String {
    frame(model)[0].replace(' ', "")
}

fn position(model: &Model) -> Pos {
    model.state().reading.reader.anchor()
}

/// Returns the state in words, as far as a state can be compared.
fn description(model: &Model) -> String {
    let state = model.state();
    let opening = &state.opening;
    let running = opening.running.as_ref();
    let running = running.map(|running| (running.job, &running.reason, running.progress));
    format!(
        "{:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?}",
        state.mode,
        state.input.pending,
        (running, &opening.encodings, opening.pipe),
        (&opening.emptied_place, &opening.typed_ahead),
        position(model),
        state.reading.reader.outline,
        state.display,
        state.toc,
        state.search,
        state.command,
        state.notices,
    )
}

/// Returns an effect in words.
fn effect_name(effect: &Effect) -> String {
    match effect {
        Effect::StartJob(id, job) => {
            let kind = match job {
                Job::Open(request) => format!("{request:?}"),
                Job::Outline(_) => "outline".to_owned(),
                Job::HeadingQuery(_, query) => format!("{query:?}"),
                Job::Search(_, query, from) => format!("{} {from:?}", query.text()),
            };
            format!("start {id:?} {kind}")
        }
        Effect::CancelJob(id) => format!("cancel {id:?}"),
        Effect::SendKeys(keys) => format!("{keys:?}"),
        Effect::SaveSidecar => "save sidecar".to_owned(),
        Effect::Redraw => "redraw".to_owned(),
        Effect::Suspend => "suspend".to_owned(),
        Effect::Quit => "quit".to_owned(),
        Effect::Fail(error) => format!("fail {error}"),
    }
}

/// Returns chapters of a few lines each, of about `bytes` bytes or more.
fn chapters(bytes: usize) -> String {
    let mut text = String::new();
    for number in 1.. {
        text.push_str(&format!(
            "第{number}章 山路\n　　山路上有桥。\n　　桥下有水。\n"
        ));
        if text.len() >= bytes {
            break;
        }
    }
    text
}

/// Returns the messages of a session that touches every feature, new at each call.
fn session() -> Vec<Message> {
    let text = chapters(4 << 10);
    let doc = PlainDocument::new(NAME, Source::Owned(text.clone().into_bytes()));
    let query = Query::parse("水").expect("it is not empty");
    let mut hits = Vec::new();
    scan(&doc, &query, doc.first(), None, &mut |step| {
        if let Step::Found(span) = step {
            hits.push(span);
        }
        ControlFlow::Continue(())
    });
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
        messages.push(Message::Job(JobId(id), JobEvent::Hits(hits.clone())));
        messages.push(Message::Job(JobId(id), JobEvent::Wrapped));
        messages.push(Message::Job(JobId(id), JobEvent::Done));
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

fn read_error(reason: &str) -> Error {
    Error::Read {
        path: NAME.into(),
        source: io::Error::other(reason.to_owned()),
    }
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

#[test]
fn progress_of_opening_is_on_the_bottom_row() {
    let (mut model, job) = opening();
    let read = |bytes| OpenStage::Reading { bytes, total: 1000 };
    let sizes = [(80, 24), (20, 8)];
    for (stage, wide, narrow) in [
        (None, "opening 山 路 .txt …", "opening 山 路 .txt …"),
        (
            Some(read(370)),
            "opening 山 路 .txt … 37%",
            "opening 山 路 .… 37%",
        ),
        (
            Some(OpenStage::Converting),
            "opening 山 路 .txt … converting",
            "openin… converting",
        ),
        (
            Some(OpenStage::Listing { files: 1 }),
            "opening 山 路 .txt … 1 file",
            "opening 山 … 1 file",
        ),
    ] {
        if let Some(stage) = stage {
            let _ = model.update(Message::OpenProgress(job, stage));
        }
        for ((width, height), want) in sizes.into_iter().zip([wide, narrow]) {
            let _ = model.update(Message::Resize { width, height });
            assert_eq!(bottom(&model), want, "{width} by {height}, {stage:?}");
        }
    }
    // What another job says does not count.
    let _ = model.update(Message::OpenProgress(JobId(99), read(990)));
    assert_eq!(bottom(&model), "opening 山 … 1 file");
}

#[test]
fn keys_pressed_before_there_is_a_document_reach_it() {
    let (mut model, job) = opening();
    assert!(press(&mut model, "jj").is_empty());
    let effects = model.update(Message::Opened(job, opened(&chapters(4 << 10))));
    let sent = effects.iter().find_map(|effect| match effect {
        Effect::SendKeys(keys) => Some(keys.clone()),
        _ => None,
    });
    let sent = sent.expect("the keys are sent again");
    let before = position(&model);
    for (key, at) in sent {
        let _ = model.update(Message::Key(key, at));
    }
    assert!(position(&model) > before);
}

#[test]
fn a_document_being_opened_can_be_left() {
    for key in ["q", "<Esc>", "<C-c>"] {
        let (mut model, _) = opening();
        let effects = press(&mut model, key);
        assert!(matches!(effects.as_slice(), [Effect::Quit]), "{key}");
    }
}

#[test]
fn without_a_document_a_failure_ends_the_program() {
    let failures: [(fn(JobId) -> Message, &str); 2] = [
        (
            |job| Message::OpenFailed(job, read_error("no disk")),
            "no disk",
        ),
        (|job| Message::JobFailed(job, "boom".to_owned()), "boom"),
    ];
    for (failure, reason) in failures {
        let (mut model, job) = opening();
        let effects = model.update(failure(job));
        let Some(Effect::Fail(error)) = effects.last() else {
            panic!("the program goes on after {reason}");
        };
        assert!(error.to_string().contains(reason), "{error}");
    }
}

#[test]
fn while_the_document_is_read_again_the_old_one_has_the_keys() {
    let mut model = reading(&chapters(4 << 10));
    let job = started_job(&press(&mut model, "r")).expect("it is read again");
    assert!(bottom(&model).contains("reading again …"));
    let read = OpenStage::Reading { bytes: 1, total: 2 };
    let _ = model.update(Message::OpenProgress(job, read));
    assert!(bottom(&model).contains("reading again … 50%"));
    let before = position(&model);
    let _ = press(&mut model, "jj");
    assert!(position(&model) > before);
    // A prompt keeps the keys until it is closed.
    let _ = press(&mut model, ":");
    let _ = model.update(Message::Reopened(job, opened("新的文字。\n")));
    assert_ne!(first_row(&model), "新的文字。");
    let _ = press(&mut model, "<Esc>");
    assert_eq!(first_row(&model), "新的文字。");
    assert_eq!(bottom(&model), "read again");
}

#[test]
fn escape_gives_up_reading_the_document_again() {
    for keys in ["r", ":enc gbk<Enter>"] {
        let mut model = reading("旧的文字。\n");
        let job = started_job(&press(&mut model, keys)).expect("it is read again");
        let effects = press(&mut model, "<Esc>");
        let cancelled = matches!(effects.as_slice(), [Effect::CancelJob(id)] if *id == job);
        assert!(cancelled, "{keys}");
        assert!(!bottom(&model).contains("reading again"), "{keys}");
        let _ = model.update(Message::Reopened(job, opened("新的文字。\n")));
        assert_eq!(first_row(&model), "旧的文字。", "{keys}");
    }
}

#[test]
fn a_failure_to_read_the_document_again_leaves_the_old_one() {
    let mut model = reading("旧的文字。\n");
    let job = started_job(&press(&mut model, "r")).expect("it is read again");
    let _ = model.update(Message::JobFailed(job, "boom".to_owned()));
    assert!(bottom(&model).contains("boom"), "{}", bottom(&model));
    let _ = press(&mut model, "j");
    assert!(!bottom(&model).contains("reading again"));
    assert_eq!(first_row(&model), "旧的文字。");
    let job = started_job(&press(&mut model, "r")).expect("it is read again");
    let _ = model.update(Message::OpenFailed(job, read_error("no disk")));
    assert!(bottom(&model).contains("no disk"), "{}", bottom(&model));
    let _ = press(&mut model, "j");
    assert!(!bottom(&model).contains("reading again"));
}

#[test]
fn a_failure_to_show_more_of_a_pipe_leaves_no_sign_of_more() {
    for fails in [true, false] {
        let (mut model, job) = opening();
        let document = arrived("第一行。\n", PipeProgress::Open);
        let _ = model.update(Message::Opened(job, document));
        assert!(bottom(&model).contains("reading …"), "{}", bottom(&model));
        let job = started_job(&model.update(Message::PipeGrew)).expect("more is opened");
        // More is opened once at a time.
        assert!(model.update(Message::PipeGrew).is_empty());
        if fails {
            let _ = model.update(Message::JobFailed(job, "boom".to_owned()));
            assert!(bottom(&model).contains("boom"), "{}", bottom(&model));
            let _ = press(&mut model, "j");
        } else {
            let document = arrived("第一行。\n第二行。\n", PipeProgress::Ended);
            let _ = model.update(Message::Arrived(job, document));
        }
        assert!(!bottom(&model).contains("reading …"), "{}", bottom(&model));
    }
}

#[test]
fn a_failed_outline_leaves_no_sign_of_more() {
    let (mut model, job) = opening();
    let large = chapters((256 << 10) + 1);
    let effects = model.update(Message::Opened(job, opened(&large)));
    let job = started_job(&effects).expect("the outline is found by a job");
    let _ = press(&mut model, "T");
    let has_none = |model: &Model| frame(model).join("\n").contains("no outline");
    assert!(!has_none(&model), "it is still looked for");
    let _ = model.update(Message::JobFailed(job, "boom".to_owned()));
    assert!(has_none(&model), "it is no longer looked for");
    let _ = press(&mut model, "<Esc>r");
    let job = model.state().opening.reopening_job();
    let _ = model.update(Message::Reopened(
        job.expect("it is read again"),
        opened(&large),
    ));
    let _ = press(&mut model, "T");
    assert!(!has_none(&model), "it is looked for again");
}
