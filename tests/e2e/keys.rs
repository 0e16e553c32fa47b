//! Every default key in every context of its binding, on four kinds of terminals. After each key the screen must
//! equal a full redraw, and the program must still run.

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::string_slice,
    reason = "a test may fail here"
)]

use crate::support::emulator::TerminalKind;
use crate::support::pty::Terminal;
use crate::support::reading::{open, press, sample};
use tongdu::app::input::action::{ACTIONS, Action, ActionInfo, Context};

/// Presses every key of the table; a key valid in both contexts is pressed in both.
fn press_every_key(arguments: &[&str], kind: TerminalKind) {
    let mut terminal = open(arguments, (80, 24), kind);
    terminal.assert_full_redraw_changes_nothing();
    for entry in ACTIONS {
        // This action ends the program; `end.rs` tests it.
        if entry.action == Action::Quit {
            continue;
        }
        let contexts: &[Context] = match entry.context {
            Context::Reading => &[Context::Reading],
            Context::Outline | Context::Rows => &[Context::Outline],
            // `lists.rs` and `dictionary.rs` press these.
            Context::List | Context::Dictionary => &[],
            Context::Selection => &[Context::Selection],
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

/// Presses the keys of an action in a context, then returns the keys to the text.
#[track_caller]
fn press_one(terminal: &mut Terminal, entry: &ActionInfo, keys: &str, context: Context) {
    if context == Context::Outline {
        press(terminal, "<Tab>");
    }
    if context == Context::Selection {
        press(terminal, "v");
    }
    press(terminal, keys);
    // Printed only if the test fails.
    println!("{} {keys}\n{}", entry.name, terminal.state().describe());
    terminal.assert_full_redraw_changes_nothing();
    match entry.action {
        Action::Search => press(terminal, "的<Enter>"),
        Action::SearchAll => press(terminal, "的<Enter><Esc>"),
        Action::Command => press(terminal, "<C-c>"),
        Action::Help | Action::Info => press(terminal, "jq"),
        Action::OutlineFull | Action::Filter => press(terminal, "一<C-c>"),
        Action::Hits | Action::Select | Action::SelectParagraphs => press(terminal, "<Esc>"),
        _ if context == Context::Selection => press(terminal, "<Esc>"),
        _ => {}
    }
    terminal.assert_full_redraw_changes_nothing();
    if context_after(entry.action, context) == Context::Outline {
        press(terminal, "<Tab>");
    }
}

/// Returns the context after an action, once anything it opened was closed again.
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
            | Action::Hits
            | Action::SearchAll
            | Action::Info
            | Action::Command,
            _,
        ) => Context::Reading,
        _ => context,
    }
}

/// Presses all keys on four kinds of terminals at once, because most of the time is spent waiting.
fn press_on_every_kind(arguments: &[&str]) {
    std::thread::scope(|scope| {
        for kind in TerminalKind::all() {
            scope.spawn(move || press_every_key(arguments, kind));
        }
    });
}

#[test]
fn every_key_on_the_essays() {
    press_on_every_kind(&[]);
}

#[test]
fn every_key_on_strange_characters() {
    press_on_every_kind(&[&sample("widths.txt")]);
}

/// Pseudo-random numbers, the same in every run.
struct Dice(u32);

impl Dice {
    /// Returns a number from 0 to `count - 1`.
    fn roll(&mut self, count: usize) -> usize {
        self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (self.0 >> 8) as usize % count
    }

    fn one_of<'a, T>(&mut self, choices: &'a [T]) -> &'a T {
        let index = self.roll(choices.len());
        choices.get(index).expect("the dice have as many sides")
    }
}

/// Presses random keys and changes the size of the screen.
fn press_at_random(arguments: &[&str], kind: TerminalKind, seed: u32) {
    let mut dice = Dice(seed);
    let known: Vec<&str> = ACTIONS
        .iter()
        .filter(|entry| !matches!(entry.action, Action::Quit | Action::Suspend))
        .flat_map(|entry| entry.keys.iter().copied())
        .chain([
            "3", "50", "一", "的", "“", "a", "<Enter>", "<Esc>", "<BS>", "<C-c>", "<C-u>", "<C-w>",
            "<Left>", "<Home>", "<Del>", "<Tab>", "：", "、",
        ])
        .collect();
    let sizes = [
        (80, 24),
        (79, 23),
        (61, 11),
        (59, 9),
        (33, 7),
        (20, 8),
        (5, 3),
        (2, 2),
        (130, 40),
    ];
    let mut terminal = open(arguments, (80, 24), kind);
    let mut pressed = String::new();
    for _ in 0..20 {
        if dice.roll(6) == 0 {
            let (cols, rows) = *dice.one_of(&sizes);
            pressed.push_str(&format!(" {cols}x{rows} "));
            terminal.resize(cols, rows);
        }
        for _ in 0..=dice.roll(5) {
            let key = *dice.one_of(&known);
            pressed.push_str(key);
            press(&mut terminal, key);
        }
        // Printed only if the test fails.
        println!("{seed} on {kind:?}: {pressed}");
        terminal.assert_full_redraw_changes_nothing();
    }
}

#[test]
fn keys_at_random() {
    let (page, markdown, strange) = (sample("page.txt"), sample("mixed.md"), sample("widths.txt"));
    let texts: [&[&str]; 4] = [&[], &[&page], &[&markdown], &[&strange]];
    for (seed, arguments) in (1..).zip(texts) {
        std::thread::scope(|scope| {
            for kind in TerminalKind::all() {
                scope.spawn(move || press_at_random(arguments, kind, seed));
            }
        });
    }
}
