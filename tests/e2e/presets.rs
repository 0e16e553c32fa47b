//! The keymaps in the manner of less and vim.

#![allow(clippy::unwrap_used, reason = "a test may fail here")]

use crate::support::emulator::TerminalKind;
use crate::support::pty::{Terminal, set_piped_stdin};
use crate::support::reading::{
    TestFolder, assert_first_row, numbered_line, open_numbered_lines, press, row, start, status,
    tongdu,
};
use std::fs::{self, File};

/// Opens the numbered lines with a keymap.
fn open_with(keymap: &str) -> (TestFolder, Terminal) {
    let (desk, mut terminal) = open_numbered_lines();
    press(&mut terminal, &format!(":set keymap={keymap}<Enter>"));
    (desk, terminal)
}

/// Asserts that after `keys` a line of the source, from 1, is the first row.
#[track_caller]
fn assert_line(terminal: &mut Terminal, keys: &str, line: usize) {
    assert_first_row(terminal, keys, &numbered_line(line - 1));
}

#[test]
fn keys_of_less_move_as_in_less() {
    let (_desk, mut terminal) = open_with("less");
    for (keys, line) in [
        ("12G", 12),
        // At once, without a second key.
        ("g", 1),
        ("30g", 30),
        ("e", 31),
        ("<C-n>", 32),
        ("y", 31),
        ("<C-p>", 30),
        ("2<lt>", 2),
        ("<lt>", 1),
    ] {
        assert_line(&mut terminal, keys, line);
    }
    press(&mut terminal, "z");
    let second = row(&terminal, 0);
    assert_first_row(&mut terminal, "w<Space>", &second);
    press(&mut terminal, "50p");
    let middle = row(&terminal, 0);
    assert!(middle.contains("三"), "{middle}");
    assert_first_row(&mut terminal, "g50%", &middle);
    press(&mut terminal, "G");
    let end = row(&terminal, 0);
    press(&mut terminal, "g1000G");
    assert!(status(&terminal).contains("100"), "{}", status(&terminal));
    assert_first_row(&mut terminal, "g>", &end);
    terminal.assert_full_redraw_changes_nothing();
}

#[test]
fn keys_with_z_place_the_page_and_fold_as_in_vim() {
    let (_desk, mut terminal) = open_with("vim");
    press(&mut terminal, "/三之三，丙<Enter>zt");
    let found = row(&terminal, 0);
    assert!(found.contains("三之三，丙"), "{found}");
    press(&mut terminal, "zz");
    assert_eq!(row(&terminal, 5), found);
    press(&mut terminal, "zb");
    assert_eq!(row(&terminal, 9), found);
    press(&mut terminal, "zx");
    assert!(status(&terminal).contains("zx"), "{}", status(&terminal));
    press(&mut terminal, "za");
    assert_eq!(row(&terminal, 9), found, "no note is written");
    terminal.assert_full_redraw_changes_nothing();
}

#[test]
fn a_search_back_goes_back_and_n_with_it() {
    for keymap in ["less", "vim"] {
        let (_desk, mut terminal) = open_with(keymap);
        let current = |terminal: &Terminal| status(terminal);
        press(&mut terminal, "50G?丙");
        assert!(
            status(&terminal).starts_with("?丙"),
            "{}",
            status(&terminal)
        );
        assert!(status(&terminal).contains("8/16"), "{}", status(&terminal));
        press(&mut terminal, "<Enter>");
        for (keys, hit) in [("", "8/16"), ("n", "7/16"), ("N", "8/16"), ("3n", "5/16")] {
            press(&mut terminal, keys);
            assert!(
                current(&terminal).contains(hit),
                "{keys} {}",
                current(&terminal)
            );
        }
        // The last words again, in the other direction and back.
        press(&mut terminal, "/<Enter>");
        assert!(
            current(&terminal).contains("6/16"),
            "{}",
            current(&terminal)
        );
        press(&mut terminal, "n?<Enter>n");
        assert!(
            current(&terminal).contains("5/16"),
            "{}",
            current(&terminal)
        );
        press(&mut terminal, "5n");
        assert!(
            current(&terminal).contains("从末尾"),
            "{}",
            current(&terminal)
        );
        // Without the marks of the search `n` still goes back.
        press(&mut terminal, "<Esc>50Gn");
        assert!(
            current(&terminal).contains("8/16"),
            "{}",
            current(&terminal)
        );
        terminal.assert_full_redraw_changes_nothing();
    }
}

#[test]
fn a_command_can_be_typed_over_every_sheet() {
    let (_desk, mut terminal) = open_numbered_lines();
    for sheet in ["?", "i", ":set<Enter>"] {
        press(&mut terminal, &format!("{sheet}:"));
        assert!(status(&terminal).starts_with(":  "), "{sheet}");
        press(&mut terminal, "goto-line 12<Enter>");
        assert_line(&mut terminal, "", 12);
        press(&mut terminal, "gg");
    }
    press(&mut terminal, ":why 山路<Enter>");
    assert_eq!(status(&terminal), ":why 后面不带词");
    press(&mut terminal, "??/书架");
    let screen = terminal.state().screen.text();
    assert!(screen.contains('B') && !screen.contains("//"), "{screen}");
    press(&mut terminal, "<Esc><Esc>?:q<Enter>");
    assert_eq!(terminal.exit_status().code(), Some(0));
}

#[test]
fn less_has_help_save_and_end_where_hands_look_for_them() {
    let desk = TestFolder::new();
    let mut command = tongdu(&["--lang", "zh"]);
    command.current_dir(desk.path("."));
    let input = File::open(desk.put(".input", "管道的字。\n")).unwrap();
    set_piped_stdin(&mut command, input);
    let mut terminal = start(command, (60, 12), TerminalKind::USUAL);
    press(&mut terminal, ":set keymap=less<Enter>h");
    assert!(row(&terminal, 0).contains("按键"), "{}", row(&terminal, 0));
    press(&mut terminal, "h往回");
    let screen = terminal.state().screen.text();
    assert!(
        screen.contains('?') && screen.contains("往回搜索"),
        "{screen}"
    );
    press(&mut terminal, "<Esc><Esc>=");
    assert!(status(&terminal).contains("字"), "{}", status(&terminal));
    press(&mut terminal, "s");
    assert!(
        status(&terminal).starts_with(":save"),
        "{}",
        status(&terminal)
    );
    press(&mut terminal, "存.txt<Enter>");
    terminal.wait_text("已存到 存.txt");
    assert_eq!(
        fs::read_to_string(desk.path("存.txt")).unwrap(),
        "管道的字。\n"
    );
    terminal.keys("Q");
    assert_eq!(terminal.exit_status().code(), Some(0));
}

#[test]
fn keys_of_vim_move_fold_and_change_nothing_by_accident() {
    let (_desk, mut terminal) = open_with("vim");
    for (keys, line) in [
        ("12G", 12),
        ("gg", 1),
        ("30gg", 30),
        (":12<Enter>", 12),
        ("<C-o>", 30),
    ] {
        assert_line(&mut terminal, keys, line);
    }
    press(&mut terminal, "12G");
    let before = terminal.state().screen.text();
    for key in ["A", "c", "J", "O", "R", "S", "X", "D", "r", "d", "x"] {
        press(&mut terminal, key);
        assert!(
            status(&terminal).contains("没有这个键") || status(&terminal).contains("用在"),
            "{key} {}",
            status(&terminal)
        );
        let now = terminal.state().screen.text();
        let page = |text: &str| text.lines().take(10).map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(page(&now), page(&before), "{key}");
    }
    press(&mut terminal, "gc");
    assert!(status(&terminal).contains("配色"), "{}", status(&terminal));
    press(&mut terminal, "g<C-g>");
    let text = terminal.state().screen.text();
    assert!(
        text.contains("全文余") && text.contains("第 12 行"),
        "{text}"
    );
    // Folds of the outline.
    for (keys, is_open) in [("<Tab>zR", true), ("zM", false), ("zR", true)] {
        press(&mut terminal, keys);
        let screen = terminal.state().screen.text();
        assert_eq!(screen.contains("一、二之一"), is_open, "{keys} {screen}");
    }
    press(&mut terminal, "<Esc>:help<Enter>");
    assert!(row(&terminal, 0).contains("按键"), "{}", row(&terminal, 0));
    press(&mut terminal, "<Esc>:q<Enter>");
    assert_eq!(terminal.exit_status().code(), Some(0));
}
