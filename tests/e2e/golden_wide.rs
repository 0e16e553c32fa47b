//! Golden screens of wide terminals, several of one run in one file: reading, outline, note, help, commands and settings,
//! in Chinese and in Japanese, under both width policies.

#![allow(clippy::unwrap_used, reason = "a test may fail here")]

use crate::golden::keep;
use crate::support::emulator::{Ambiguous, TerminalKind};
use crate::support::reading::{press, sample, start, tongdu};
use std::fmt::Write as _;

/// Keys that lead from one screen to the next, with the name of what they show.
const STEPS: [(&str, &str); 8] = [
    ("page", ""),
    ("note", "1<Enter>"),
    ("outline", "<Esc><Tab>j"),
    ("help", "<Esc>?"),
    ("commands", "<Esc>:th"),
    ("settings", "<C-c>:set<Enter>jjjj"),
    ("search", "<Esc>/一"),
    ("two pages", "<Esc>D"),
];

/// Compares all screens of one run with their golden file.
#[track_caller]
fn compare(name: &str, lang: &str, size: (u16, u16), ambiguous: Ambiguous) {
    let file = format!("essay-{lang}.md");
    let mut command = tongdu(&["--lang", lang, &file]);
    if ambiguous == Ambiguous::Wide {
        command.args(["--ambiguous", "wide"]);
    }
    command.current_dir(sample(""));
    let mut kind = TerminalKind::USUAL;
    kind.ambiguous = ambiguous;
    let mut terminal = start(command, size, kind);
    let mut kept = String::new();
    for (step, keys) in STEPS {
        press(&mut terminal, keys);
        let screen = &terminal.state().screen;
        writeln!(kept, "{step}:").unwrap();
        for y in 0..screen.rows {
            writeln!(kept, "{}|", screen.row(y)).unwrap();
        }
    }
    keep(name, &kept);
}

#[test]
fn screens_of_120_columns() {
    compare("run-zh-120x40", "zh", (120, 40), Ambiguous::Narrow);
    compare("run-ja-120x40-wide", "ja", (120, 40), Ambiguous::Wide);
}

#[test]
fn screens_of_200_columns() {
    compare("run-zh-200x50-wide", "zh", (200, 50), Ambiguous::Wide);
    compare("run-ja-200x50", "ja", (200, 50), Ambiguous::Narrow);
}
