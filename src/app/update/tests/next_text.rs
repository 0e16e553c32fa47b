//! The way over the end of a text into the next one.

use super::{Model, NAME, opened, opening, started_job};
use crate::app::input::key::Key;
use crate::app::job::JobEvent;
use crate::app::message::{Effect, Message};
use std::path::PathBuf;

/// Returns a model at the end of a text of a folder that has another text.
fn at_the_end() -> Model {
    let (mut model, job) = opening();
    model.state.opening.path = format!("/山/{NAME}");
    let text = "这里是一段。\n\n".repeat(60);
    let _ = model.update(Message::Opened(job, opened(&text)));
    let _ = press(&mut model, "G", 0);
    model
}

/// Presses keys at a time in milliseconds. Answers a question for the neighbour at once.
fn press(model: &mut Model, keys: &str, at: u64) -> Vec<Effect> {
    let mut all = Vec::new();
    for key in Key::parse_sequence(keys).unwrap() {
        let effects = model.update(Message::Key(key, at));
        if let Some(job) = started_job(&effects) {
            let path = Some(PathBuf::from("/山/下.txt"));
            let _ = model.update(Message::Job(job, JobEvent::Neighbour(path)));
        }
        all.extend(effects);
    }
    all
}

fn leaves(effects: &[Effect]) -> bool {
    let is_leave = |effect: &Effect| matches!(effect, Effect::OpenText(_));
    effects.iter().any(is_leave)
}

fn message(model: &Model) -> &str {
    model.state().notices.message.as_deref().unwrap_or_default()
}

#[test]
fn a_key_that_is_held_stays_at_the_end() {
    for keys in ["<Space>", "]]"] {
        let mut model = at_the_end();
        // The first repetition comes late, the others fast.
        for at in std::iter::once(1_000).chain((1_660..5_000).step_by(40)) {
            let _ = model.update(Message::KeysRested(at));
            assert!(!leaves(&press(&mut model, keys, at)), "{keys} at {at}");
            assert!(!message(&model).contains("下.txt"), "{keys} at {at}");
        }
        // Only once it is let go the next text is offered, and the next key opens it.
        let _ = model.update(Message::KeysRested(5_300));
        assert!(!message(&model).contains("下.txt"), "{keys}");
        let _ = model.update(Message::KeysRested(5_700));
        assert!(message(&model).contains("下.txt"), "{}", message(&model));
        assert!(leaves(&press(&mut model, keys, 5_800)), "{keys}");
    }
}
