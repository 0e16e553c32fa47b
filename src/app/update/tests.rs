//! Messages in, states and effects out, without a terminal and without threads.

mod commands;
mod marking;
mod next_text;
mod replay;
mod selecting;

use super::Model;
use crate::app::draw::draw;
use crate::app::input::key::Key;
use crate::app::input::keymap::Keymap;
use crate::app::job::JobId;
use crate::app::message::{Effect, Message};
use crate::app::opening::opened::OpenedDocument;
use crate::app::opening::state::OpeningState;
use crate::app::reading::appearance::{Appearance, StartOptions};
use crate::app::state::State;
use crate::doc::Pos;
use crate::error::Error;
use crate::formats::plain::PlainDocument;
use crate::messages::Lang;
use crate::source::pipe::PipeProgress;
use crate::source::progress::OpenStage;
use crate::source::windows::Source;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::io;
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

fn read_error(reason: &str) -> Error {
    Error::Read {
        path: NAME.into(),
        source: io::Error::other(reason.to_owned()),
    }
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
    for reason in ["no disk", "boom"] {
        let (mut model, job) = opening();
        let effects = model.update(match reason {
            "boom" => Message::JobFailed(job, reason.to_owned()),
            _ => Message::OpenFailed(job, read_error(reason)),
        });
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
        assert!(bottom(&model).contains("reading…"), "{}", bottom(&model));
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
        assert!(!bottom(&model).contains("reading…"), "{}", bottom(&model));
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
