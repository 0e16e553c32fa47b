//! Esc and Ctrl-C in every mode: each goes one step back, to the same text, and nothing is thrown away without a word.

use crate::support::emulator::TerminalKind;
use crate::support::pty::Terminal;
use crate::support::reading::{TestFolder, open, press, sample, status};

/// Keys that lead from the text into a mode one step away.
const MODES: [&str; 17] = [
    "<Tab>",
    "T",
    "/",
    "/山",
    "g/",
    ":",
    ":th",
    ":th<Tab>",
    "v",
    "Vj",
    "B",
    "M",
    "?",
    "??",
    "i",
    ":set<Enter>",
    "m",
];

/// Returns the screen without its bottom row.
fn page(terminal: &Terminal) -> String {
    let screen = &terminal.state().screen;
    let rows = (0..screen.rows - 1).map(|y| screen.row(y) + "\n");
    rows.collect()
}

#[test]
fn one_key_leads_back_from_the_hits_and_from_a_note() {
    let mut terminal = open(&[&sample("essay-zh.md")], (80, 24), TerminalKind::USUAL);
    press(&mut terminal, "/山<Enter>");
    let before = page(&terminal);
    for key in ["<Esc>", "<C-c>"] {
        for mode in ["&", "&?", "&/路"] {
            press(&mut terminal, mode);
            // Help and filter are one step further.
            let steps = mode.len().min(2);
            for _ in 0..steps {
                assert_ne!(page(&terminal), before, "{mode} {key}");
                press(&mut terminal, key);
            }
            assert_eq!(page(&terminal), before, "{mode} {key}");
        }
    }
    let desk = TestFolder::new();
    let path = desk.put("注.md", "# 山路\n\n山里的路[^1]很长。\n\n[^1]: 三十里。\n");
    let mut terminal = open(&[&path], (80, 24), TerminalKind::USUAL);
    let before = page(&terminal);
    for key in ["<Esc>", "<C-c>"] {
        press(&mut terminal, "<Enter>");
        assert_ne!(page(&terminal), before, "note {key}");
        assert!(status(&terminal).contains("Esc 关"), "note {key}");
        press(&mut terminal, key);
        assert_eq!(page(&terminal), before, "note {key}");
    }
}

#[test]
fn one_key_leads_back_from_every_mode() {
    let mut terminal = open(&[&sample("essay-zh.md")], (80, 24), TerminalKind::USUAL);
    press(&mut terminal, "}}");
    let before = page(&terminal);
    for mode in MODES {
        for key in ["<Esc>", "<C-c>"] {
            press(&mut terminal, mode);
            press(&mut terminal, key);
            assert_eq!(page(&terminal), before, "{mode} {key}");
            assert!(!status(&terminal).contains("再按 Ctrl-C"), "{mode} {key}");
        }
    }
    // A filter of the outline is one step further.
    for key in ["<Esc>", "<C-c>"] {
        press(&mut terminal, "<Tab>");
        let outline = page(&terminal);
        press(&mut terminal, "/一");
        press(&mut terminal, key);
        assert_eq!(page(&terminal), outline, "filter {key}");
        press(&mut terminal, key);
        assert_eq!(page(&terminal), before, "filter {key}");
    }
    for key in ["<Esc>", "<C-c>"] {
        press(&mut terminal, "a一句");
        press(&mut terminal, key);
        assert!(status(&terminal).contains("笔记没有存"), "{key}");
        assert_eq!(page(&terminal), before, "{key}");
    }
    press(&mut terminal, "<Esc>");
    assert!(
        status(&terminal).contains("q 退出"),
        "{}",
        status(&terminal)
    );
    press(&mut terminal, "<C-c>");
    assert!(status(&terminal).contains("再按 Ctrl-C"));
    press(&mut terminal, "j<C-c>");
    assert!(
        status(&terminal).contains("再按 Ctrl-C"),
        "not twice in a row"
    );
    terminal.keys("\x03");
    assert_eq!(terminal.exit_status().code(), Some(130));
}
