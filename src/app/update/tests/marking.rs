//! Marks: jumps to them while their files are being read.

use super::{bottom, position, press, reading, started_job};
use crate::app::job::{Job, JobEvent, JobId, MarksEnd};
use crate::app::marks::shown::ShownMark;
use crate::app::message::{Effect, Message};
use crate::app::update::Model;
use crate::doc::Pos;
use crate::session::notes::{MarkKind, UserMark};

/// Returns the job that effects start to load marks.
fn marks_job(effects: &[Effect]) -> Option<JobId> {
    let mut effects = effects.iter();
    effects.find_map(|effect| match effect {
        Effect::StartJob(id, Job::Marks(..)) => Some(*id),
        _ => None,
    })
}

fn mark(name: &str, block: u64) -> ShownMark {
    let mark = UserMark {
        id: name.to_owned(),
        kind: MarkKind::Mark,
        name: name.to_owned(),
        ..UserMark::default()
    };
    let at = Pos::new(0, block);
    ShownMark::new(mark, Some(at..at.at(3)))
}

fn end(model: &mut Model, job: JobId, marks: Vec<ShownMark>) {
    let end = Some(MarksEnd::default());
    let _ = model.update(Message::Job(job, JobEvent::Marks(marks, end)));
}

/// Returns a model of eighty lines of 16 bytes whose marks are being looked for, and the job that does.
fn loading() -> (Model, JobId) {
    let mut model = reading(&"一二三四五\n".repeat(80));
    let job = model.state().marks.job.expect("marks are looked for");
    assert_eq!(started_job(&model.update(Message::FocusGained)), None);
    (model, job)
}

#[test]
fn a_jump_to_a_mark_not_found_yet_is_announced_and_carried_out_later() {
    let (mut model, job) = loading();
    press(&mut model, "'a");
    assert_eq!(position(&model), Pos::new(0, 0));
    assert!(bottom(&model).contains("mark a is being looked for"));
    end(&mut model, job, vec![mark("a", 480)]);
    assert_eq!(position(&model), Pos::new(0, 480));
    press(&mut model, "gg'b");
    assert!(bottom(&model).contains("no mark b"));
}

#[test]
fn a_mark_that_is_known_is_reached_while_the_notes_are_read_again() {
    let (mut model, job) = loading();
    end(&mut model, job, vec![mark("a", 480)]);
    let again = marks_job(&model.update(Message::FocusGained)).expect("they are read again");
    press(&mut model, "'a");
    assert_eq!(position(&model), Pos::new(0, 480));
    // Another program has set a mark meanwhile.
    press(&mut model, "gg'b");
    assert!(bottom(&model).contains("mark b is being looked for"));
    end(&mut model, again, vec![mark("a", 480), mark("b", 640)]);
    assert_eq!(position(&model), Pos::new(0, 640));
    // An answer that nothing has changed leaves the marks.
    let again = marks_job(&model.update(Message::FocusGained)).expect("they are read again");
    press(&mut model, "gg'c");
    let _ = model.update(Message::Job(again, JobEvent::NotesUnchanged));
    assert!(bottom(&model).contains("no mark c"));
    press(&mut model, "'b");
    assert_eq!(position(&model), Pos::new(0, 640));
}
