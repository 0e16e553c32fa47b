//! Every default key, pressed where it means something, on four kinds of terminals: the screen is
//! always what a full drawing shows, and the program lives.

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::string_slice,
    reason = "a test may fail here"
)]

mod support;

use support::emulator::{Ambiguous, Answers, Kind, Vs16};
use support::pty::Terminal;
use support::reading::{open, press, sample};
use tongdu::app::action::{ACTIONS, Action, Context, Entry};

/// Presses every key of the table, in both contexts where it holds in both.
fn press_every_key(arguments: &[&str], kind: Kind) {
    let mut terminal = open(arguments, (80, 24), kind);
    terminal.assert_full_redraw_changes_nothing();
    for entry in ACTIONS {
        // It ends the program: see e2e_end.rs.
        if entry.action == Action::Quit {
            continue;
        }
        let contexts: &[Context] = match entry.context {
            Context::Reading => &[Context::Reading],
            Context::Outline => &[Context::Outline],
            Context::Everywhere => &[Context::Reading, Context::Outline],
        };
        for &context in contexts {
            for keys in entry.keys {
                press_one(&mut terminal, entry, keys, context);
            }
        }
    }
    press(&mut terminal, "q");
    assert_eq!(terminal.exit_status().code(), Some(0));
}

/// Presses the keys of an action in a context, and gives the keys back to the text.
#[track_caller]
fn press_one(terminal: &mut Terminal, entry: &Entry, keys: &str, context: Context) {
    if context == Context::Outline {
        press(terminal, "<Tab>");
    }
    press(terminal, keys);
    // Shown if the test fails.
    println!("{} {keys}\n{}", entry.name, terminal.state().describe());
    terminal.assert_full_redraw_changes_nothing();
    match entry.action {
        Action::Search => press(terminal, "的<Enter>"),
        Action::Command => press(terminal, "<C-c>"),
        Action::Help | Action::Info => press(terminal, "jq"),
        Action::OutlineFull | Action::Filter => press(terminal, "一<C-c>"),
        _ => {}
    }
    terminal.assert_full_redraw_changes_nothing();
    if context_after(entry.action, context) == Context::Outline {
        press(terminal, "<Tab>");
    }
}

/// Where the keys are after an action, and after what it opened was closed.
const fn context_after(action: Action, context: Context) -> Context {
    match (action, context) {
        (Action::PaneFocus, Context::Reading) => Context::Outline,
        (
            Action::PaneFocus
            | Action::PaneLeave
            | Action::PaneToggle
            | Action::RowOpen
            | Action::OutlineFull
            | Action::Help
            | Action::Info
            | Action::Command,
            _,
        ) => Context::Reading,
        _ => context,
    }
}

const fn kind(ambiguous: Ambiguous, vs16: Vs16) -> Kind {
    Kind {
        ambiguous,
        vs16,
        answers: Answers::All,
    }
}

#[test]
fn every_key_on_the_essays_of_a_narrow_terminal() {
    press_every_key(&[], kind(Ambiguous::Narrow, Vs16::Two));
}

#[test]
fn every_key_on_the_essays_of_a_wide_terminal() {
    press_every_key(&[], kind(Ambiguous::Wide, Vs16::One));
}

#[test]
fn every_key_on_strange_characters_of_a_narrow_terminal() {
    press_every_key(&[&sample("widths.txt")], kind(Ambiguous::Narrow, Vs16::One));
}

#[test]
fn every_key_on_strange_characters_of_a_wide_terminal() {
    press_every_key(&[&sample("widths.txt")], kind(Ambiguous::Wide, Vs16::Two));
}
