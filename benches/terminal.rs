//! The program in a pseudo-terminal, as a reader has it: from its start to the first screen, and from a key to the end
//! of the frame that the key makes.
//!
//! `cargo bench --bench terminal [-- FILE [BINARY…]]`: binaries take turns, so that two versions are compared in one run.
//! Without a file it opens the essays, without a binary the one just built.

#![expect(clippy::print_stdout, reason = "a bench prints its figures")]

#[path = "../tests/support/mod.rs"]
mod support;

use std::process::Command;
use std::time::{Duration, Instant};
use support::emulator::TerminalKind;
use support::pty::Terminal;

/// Starts that are timed for each binary.
const START_COUNT: usize = 20;
/// Times that each key is pressed for each binary.
const KEY_COUNT: usize = 100;

/// Size of the terminal, in columns and rows.
const SIZE: (u16, u16) = (80, 24);

fn main() {
    let mut arguments = std::env::args().skip(1).filter(|a| !a.starts_with('-'));
    let file = arguments.next();
    let mut binaries: Vec<String> = arguments.collect();
    if binaries.is_empty() {
        binaries.push(env!("CARGO_BIN_EXE_tongdu").to_owned());
    }
    println!("{:<24}{}", "", binaries.join("  "));
    measure("first screen", &binaries, |binary| {
        (0..START_COUNT)
            .map(|_| {
                let (terminal, time) = start(binary, file.as_deref());
                drop(terminal);
                time
            })
            .collect()
    });
    // Each key is taken back, so that a short text does not end.
    for (name, key, back) in [("j", "j", "k"), ("page", " ", "b"), ("half page", "d", "u")] {
        measure(name, &binaries, |binary| {
            let (mut terminal, _) = start(binary, file.as_deref());
            let mut press_both = || {
                let time = press(&mut terminal, key);
                press(&mut terminal, back);
                time
            };
            (0..KEY_COUNT).map(|_| press_both()).collect()
        });
    }
}

/// Prints the median of what `time` returns for each binary, and its ratio to that of the first.
fn measure(name: &str, binaries: &[String], mut time: impl FnMut(&str) -> Vec<Duration>) {
    // Two rounds, so that no binary has the quiet minute to itself.
    let mut times: Vec<Vec<Duration>> = binaries.iter().map(|_| Vec::new()).collect();
    for _ in 0..2 {
        for (binary, times) in binaries.iter().zip(&mut times) {
            times.extend(time(binary));
        }
    }
    let medians: Vec<f64> = times.iter_mut().map(|times| median(times)).collect();
    print!("{name:<24}");
    for median in &medians {
        let ratio = medians.first().map_or(1.0, |first| median / first);
        print!("{median:>9.3} ms {ratio:>5.2}  ");
    }
    println!();
}

fn median(times: &mut [Duration]) -> f64 {
    times.sort_unstable();
    let middle = times.get(times.len() / 2).copied().unwrap_or_default();
    middle.as_secs_f64() * 1000.0
}

/// Starts a binary, and times it until its screen is drawn.
fn start(binary: &str, file: Option<&str>) -> (Terminal, Duration) {
    let mut command = Command::new(binary);
    command.args(file);
    let begin = Instant::now();
    let mut terminal = Terminal::spawn(command, SIZE.0, SIZE.1, TerminalKind::USUAL);
    terminal.wait("its screen", |state| state.frames > 0);
    let time = begin.elapsed();
    terminal.wait_idle();
    (terminal, time)
}

/// Presses a key, and times it until a frame has come.
fn press(terminal: &mut Terminal, key: &str) -> Duration {
    let before = terminal.state().frames;
    let begin = Instant::now();
    terminal.keys(key);
    terminal.wait("a frame", |state| state.frames > before);
    let time = begin.elapsed();
    terminal.wait_idle();
    time
}
