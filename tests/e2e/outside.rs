//! Programs outside: the editor at this line, and links that open elsewhere.

#![allow(clippy::unwrap_used, reason = "a test may fail here")]

use crate::support::emulator::{EmulatorState, TerminalKind};
use crate::support::home::Home;
use crate::support::pty::Terminal;
use crate::support::reading::{
    TestFolder, numbered_line, numbered_lines, press, row, status, tongdu, wait_opened,
};

/// Starts the program with variables of the environment.
fn open_with(arguments: &[&str], variables: &[(&str, &str)]) -> (Home, Terminal) {
    let home = Home::new();
    let mut command = tongdu(&[&["--lang", "zh"], arguments].concat());
    home.set_environment(&mut command);
    for (name, value) in variables {
        command.env(name, value);
    }
    let mut terminal = Terminal::spawn_as_is(command, 100, 12, TerminalKind::USUAL);
    wait_opened(&mut terminal);
    (home, terminal)
}

#[test]
fn the_editor_opens_at_this_line_and_the_reader_returns_to_the_same_words() {
    let desk = TestFolder::new();
    let path = desk.put("文 'a'; touch x.txt", numbered_lines());
    let told = desk.path("told");
    let script = format!(
        "printf '%s\\n' \"$@\" > '{}'; sed -i '1i 编辑时添的。' \"$2\"; read -r line; echo 'typed:' \"$line\"",
        told.display()
    );
    let script = desk.put("editor", script);
    let editor = format!("sh '{script}'");
    let variables = [("VISUAL", editor.as_str()), ("EDITOR", "false")];
    let (_home, mut terminal) = open_with(&[&path, "+31"], &variables);
    press(&mut terminal, "t");
    let place = row(&terminal, 0);
    assert_eq!(place, numbered_line(30));
    terminal.keys("e");
    // The editor has the terminal as it was before, and its keys.
    terminal.wait("the screen of the shell", |state| !state.is_full_screen());
    terminal.keys("字\n");
    terminal.wait_text("文件改了，已重新读入");
    assert!(terminal.state().is_full_screen());
    assert_eq!(row(&terminal, 0), place);
    assert_eq!(
        std::fs::read_to_string(&told).unwrap(),
        format!("+31\n{path}\n")
    );
    press(&mut terminal, "gg");
    assert_eq!(row(&terminal, 0), "编辑时添的。");
    terminal.keys("q");
    assert_eq!(terminal.exit_status().code(), Some(0));
}

#[test]
fn an_editor_that_fails_and_texts_without_a_file_are_named() {
    let desk = TestFolder::new();
    let path = desk.put("a.txt", "文。\n");
    let variables = [("VISUAL", ""), ("EDITOR", "no-such-editor")];
    let (_home, mut terminal) = open_with(&[&path], &variables);
    terminal.keys("e");
    terminal.wait_text("no-such-editor 没能打开：127");
    let (_home, mut terminal) = open_with(&[&path], &[("VISUAL", ""), ("EDITOR", "")]);
    press(&mut terminal, "e");
    let text = terminal.state().screen.text();
    assert!(text.contains("y 用 vi 打开（UTF-8；:q 回来）"), "{text}");
    press(&mut terminal, "n");
    assert!(status(&terminal).contains("没有打开"));
    // An interrupt drops the question, so that it takes no later key.
    press(&mut terminal, "e<C-c>i");
    let text = terminal.state().screen.text();
    assert!(
        text.contains("UTF-8") && !text.contains("没有打开"),
        "{text}"
    );
    press(&mut terminal, "<Esc>");
    let (_home, mut terminal) = open_with(&[], &[]);
    press(&mut terminal, "e");
    assert!(status(&terminal).contains("没有可改的文件"));
    let (_home, mut terminal) = open_with(&[&path], &[("LESSSECURE", "1")]);
    press(&mut terminal, "e");
    assert!(status(&terminal).contains("环境不许"));
    press(&mut terminal, "o");
    assert!(status(&terminal).contains("环境不许"));
}

#[test]
fn a_link_opens_outside_once_the_reader_has_seen_its_address() {
    let desk = TestFolder::new();
    let told = desk.path("told");
    let opener = desk.put(
        "opener",
        format!("printf '%s\\n' \"$@\" >> '{}'", told.display()),
    );
    desk.put("图 一.png", "png");
    let path = desk.put(
        "a.md",
        "看[这里](https://example.org/$(touch%20x)?a=1&b=2)，或 https://example.org/abc。\n\n[危险](javascript:alert)\n\n![图](图%20一.png)\n\n[上面](../secret.txt)\n",
    );
    let config = desk.put(
        "config/tongdu/config.toml",
        format!("open = \"sh {opener}\"\n"),
    );
    let folder = std::path::Path::new(&config).ancestors().nth(2).unwrap();
    let variables = [("XDG_CONFIG_HOME", folder.to_str().unwrap())];
    let (_home, mut terminal) = open_with(&[&path], &variables);
    press(&mut terminal, "o");
    let address = "https://example.org/$(touch%20x)?a=1&b=2";
    assert!(
        status(&terminal).starts_with(address),
        "{}",
        status(&terminal)
    );
    press(&mut terminal, "<Esc>");
    assert!(status(&terminal).contains("没有打开") && !told.exists());
    press(&mut terminal, "2o");
    assert!(
        status(&terminal).starts_with("https://example.org/abc　"),
        "{}",
        status(&terminal)
    );
    press(&mut terminal, "<Esc>3o");
    assert!(
        status(&terminal).contains("不在外面打开：javascript:"),
        "{}",
        status(&terminal)
    );
    press(&mut terminal, "5o");
    assert!(
        status(&terminal).contains("不在外面打开：../secret"),
        "{}",
        status(&terminal)
    );
    press(&mut terminal, "o");
    terminal.keys("y");
    terminal.wait_text("已交给 sh");
    press(&mut terminal, "4o");
    terminal.keys("\r");
    terminal.wait_text("已交给 sh");
    let told = std::fs::read_to_string(&told).unwrap();
    let lines: Vec<&str> = told.lines().collect();
    assert_eq!(lines[0], address);
    assert!(lines[1].ends_with("/图 一.png") && lines[1].starts_with('/'));
}

#[test]
fn the_window_has_the_title_of_the_essay_and_its_own_afterwards() {
    let (_home, mut terminal) = open_with(&[], &[("TERM", "xterm-256color")]);
    press(&mut terminal, "]]");
    let titles = terminal.state().titles.clone();
    assert!(titles.len() >= 2 && titles[0] != titles[1], "{titles:?}");
    terminal.keys("q");
    assert_eq!(terminal.exit_status().code(), Some(0));
    assert_eq!(terminal.state().titles.last().unwrap(), "");
    let desk = TestFolder::new();
    let path = desk.put("a.md", "# 题\u{202E}目\u{7}\n\n文。\n");
    let (_home, terminal) = open_with(&[&path], &[("TERM", "xterm-256color")]);
    assert_eq!(terminal.state().titles, ["题目"]);
}

#[test]
fn the_editor_opens_at_the_line_that_was_named_on_a_page_that_shows_all() {
    let desk = TestFolder::new();
    let path = desk.put("a.txt", "一\n二\n三\n四\n五\n六\n七\n");
    let told = desk.path("told");
    let script = desk.put(
        "editor",
        // The editor names its line and stays until a line is typed.
        format!(
            "printf '%s\\n' \"$1\" >> '{}'; echo \"at $1\"; read line",
            told.display()
        ),
    );
    let editor = format!("sh '{script}'");
    let (_home, mut terminal) = open_with(&[&path, "+7"], &[("VISUAL", &editor)]);
    for (keys, line) in [("e", "at +7"), (":line 3\re", "at +3")] {
        terminal.keys(keys);
        terminal.wait("the editor", |state| {
            !state.is_full_screen() && state.screen.text().contains(line)
        });
        terminal.keys("\r");
        terminal.wait("the text", EmulatorState::is_full_screen);
    }
    terminal.keys("q");
    assert_eq!(terminal.exit_status().code(), Some(0));
    assert_eq!(std::fs::read_to_string(&told).unwrap(), "+7\n+3\n");
}

#[test]
fn links_are_written_out_where_the_terminal_knows_them() {
    let desk = TestFolder::new();
    let text = "看[山里的路](https://example.org/山?a=1)，[旧页](javascript:alert)，[坏](http://a/&#27;]0;x&#7;b)。\n\n尾。\n";
    let path = desk.put("路.md", text.to_owned() + &"\n又一段。\n".repeat(30));
    let links = |terminal: &Terminal| -> Vec<String> {
        let all = terminal.state().links.clone();
        all.into_iter().filter(|link| !link.is_empty()).collect()
    };
    let (_home, terminal) = open_with(&[&path], &[]);
    assert!(links(&terminal).is_empty(), "an unknown terminal");
    let (_home, mut terminal) = open_with(&[&path], &[("TERM_PROGRAM", "WezTerm")]);
    let found = links(&terminal);
    assert!(found[0] == "https://example.org/%E5%B1%B1?a=1", "{found:?}");
    assert!(
        found.iter().all(|link| link.starts_with("http")),
        "{found:?}"
    );
    assert_eq!(
        terminal.state().links.last().unwrap(),
        "",
        "every link ends"
    );
    press(&mut terminal, "<Space>b");
    assert!(
        links(&terminal).len() > found.len(),
        "they come back with the page"
    );
    terminal.assert_full_redraw_changes_nothing();
    press(&mut terminal, ":set hyperlinks=false<Enter>");
    let before = links(&terminal).len();
    press(&mut terminal, "<C-l>");
    assert_eq!(links(&terminal).len(), before);
}
