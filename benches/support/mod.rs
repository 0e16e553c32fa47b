//! Shared code of the benches: a program without a terminal, and figures.

#![allow(
    dead_code,
    unreachable_pub,
    clippy::print_stdout,
    reason = "each bench uses a part of what all of them share, and prints its figures"
)]

use ratatui::layout::Size;
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};
use tongdu::app::draw::draw;
use tongdu::app::input::keymap::Keymap;
use tongdu::app::message::Message;
use tongdu::app::opening::opened::OpenedDocument;
use tongdu::app::opening::state::OpeningState;
use tongdu::app::reading::appearance::{Appearance, StartOptions};
use tongdu::app::state::State;
use tongdu::app::update::Model;
use tongdu::formats::options::OpenOptions;
use tongdu::library::open;
use tongdu::term::backend::{SafeBackend, SyncUpdates};

/// Starts the program with the text at `path` on a screen of 80 by 24 cells.
pub fn screen(path: &Path) -> (Model, SafeBackend<Vec<u8>>) {
    let doc = open::open(path, &OpenOptions::default()).expect("the text can be read");
    let look = Appearance::new(&StartOptions::default());
    let keymap = Keymap::new(&[]).0;
    let mut model = Model::new(State::new(look, keymap, OpeningState::default()));
    let _ = model.update(Message::Start);
    let opening = model.state().opening.running.as_ref();
    let job = opening.expect("a document is being opened").job;
    let opened = Box::new(OpenedDocument::new(doc));
    let _ = model.update(Message::Opened(job, opened));
    let _ = model.update(Message::Resize {
        width: 80,
        height: 24,
    });
    let backend = SafeBackend::new(Vec::new(), Size::new(80, 24), SyncUpdates::On);
    let mut terminal = backend;
    frame(model.state(), &mut terminal);
    (model, terminal)
}

/// Draws the screen.
pub fn frame(state: &State, terminal: &mut SafeBackend<Vec<u8>>) {
    let drawn = terminal.draw(|buffer| black_box(draw(state, buffer)));
    drawn.expect("a vector cannot fail");
}

/// Prints the median and the maximum of `times`.
pub fn report(name: &str, mut times: Vec<Duration>) {
    times.sort();
    let at = |share: usize| {
        times
            .get((times.len() - 1) * share / 100)
            .copied()
            .unwrap_or_default()
    };
    println!(
        "{name:<34} p50 {:>10.1?}  p99 {:>10.1?}  ({} runs)",
        at(50),
        at(99),
        times.len()
    );
}

/// Returns the times of `runs` runs of `work`.
pub fn time_runs(runs: usize, mut work: impl FnMut()) -> Vec<Duration> {
    (0..runs)
        .map(|_| {
            let begun = Instant::now();
            work();
            begun.elapsed()
        })
        .collect()
}
