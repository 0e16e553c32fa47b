//! Looking up of words: by a command, in `StarDict` dictionaries, and what goes wrong.

use crate::support::emulator::TerminalKind;
use crate::support::home::Home;
use crate::support::pty::Terminal;
use crate::support::reading::{TestFolder, press, tongdu};
use std::fs;

fn start(home: &Home, path: &str, dictionary: &str) -> Terminal {
    let folder = home.path().join("config/tongdu");
    fs::create_dir_all(&folder).expect("the home can be written");
    fs::write(
        folder.join("config.toml"),
        format!("dictionary = {dictionary}\n"),
    )
    .expect("the home can be written");
    let mut command = tongdu(&["--lang", "zh", path]);
    home.set_environment(&mut command);
    let mut terminal = Terminal::spawn_as_is(command, 80, 16, TerminalKind::USUAL);
    wait(&mut terminal, "山路很长");
    terminal
}

fn wait(terminal: &mut Terminal, text: &str) {
    terminal.wait(text, |state| state.screen.find(text).is_some());
    terminal.wait_idle();
}

#[test]
fn a_command_answers_without_a_shell_and_hostile_output_is_cleaned() {
    let desk = TestFolder::new();
    let home = Home::new();
    let path = desk.put("a.txt", "山路很长；$(touch x)。\n");
    let script = r#"["printf", "\\033[31m条目 %s\\033]0;x\\007\\n第二行\\n", "{word}"]"#;
    let mut terminal = start(&home, &path, script);
    press(&mut terminal, "K");
    wait(&mut terminal, "条目 山路");
    assert!(terminal.state().screen.find("第二行").is_some());
    assert!(terminal.state().screen.find("条目 山路很").is_none());
    terminal.assert_full_redraw_changes_nothing();
    // A selection is looked up as it is.
    press(&mut terminal, "<Esc>vllK");
    wait(&mut terminal, "条目 山路很");
    assert!(terminal.state().screen.find("条目 山路很长").is_none());
    press(&mut terminal, "<Esc>q");
}

#[test]
fn a_command_that_hangs_is_stopped_and_one_that_fails_is_named() {
    let desk = TestFolder::new();
    let home = Home::new();
    let path = desk.put("a.txt", "山路很长。\n");
    let mut terminal = start(&home, &path, r#"["sh", "-c", "exit 127", "{word}"]"#);
    press(&mut terminal, "K");
    wait(&mut terminal, "查不了：sh");
    press(&mut terminal, "q");
    // `sleep` refuses its word at once, as a dictionary that does not know it.
    let mut terminal = start(&home, &path, r#"["sleep", "1000"]"#);
    press(&mut terminal, "K");
    wait(&mut terminal, "词典里没有");
    press(&mut terminal, "q");
    let mut terminal = start(&home, &path, r#"["sh", "-c", "sleep 1000", "{word}"]"#);
    press(&mut terminal, "K");
    wait(&mut terminal, "正在查：山路");
    press(&mut terminal, "<Esc>");
    wait(&mut terminal, "已停");
    press(&mut terminal, "q");
    let mut terminal = start(&home, &path, r#""no-such-dictionary-program""#);
    press(&mut terminal, "K");
    wait(&mut terminal, "查不了：no-such-dictionary-program");
    press(&mut terminal, "q");
    let mut terminal = start(&home, &path, "\"\"");
    press(&mut terminal, "K");
    wait(&mut terminal, "没有词典");
}

#[test]
fn a_word_is_looked_up_in_the_other_script_too() {
    let desk = TestFolder::new();
    let home = Home::new();
    let path = desk.put("a.txt", "統籌城鄉。\n山路很长。\n");
    let script = r#"["sh", "-c", "test $0 = 统筹 && echo 统一筹划", "{word}"]"#;
    let mut terminal = start(&home, &path, script);
    press(&mut terminal, "K");
    wait(&mut terminal, "统一筹划");
    // The spelling that was found is the head of the sheet.
    assert!(terminal.state().screen.find("统筹").is_some());
    press(&mut terminal, "<Esc>q");
}

#[test]
fn a_stardict_dictionary_shows_the_longest_word_first() {
    let desk = TestFolder::new();
    let home = Home::new();
    let path = desk.put("a.txt", "山路很长。\n");
    let folder = home.path().join("data/stardict/试");
    fs::create_dir_all(&folder).expect("the home can be written");
    let (mut index, mut text) = (Vec::new(), Vec::new());
    for (word, article) in [
        ("山", "mountain"),
        ("山路", "path in the hills"),
        ("海", "sea"),
    ] {
        index.extend_from_slice(word.as_bytes());
        index.push(0);
        index.extend_from_slice(&(text.len() as u32).to_be_bytes());
        index.extend_from_slice(&(article.len() as u32).to_be_bytes());
        text.extend_from_slice(article.as_bytes());
    }
    let info = "StarDict's dict ifo file\nbookname=试用词典\nsametypesequence=m\n";
    for (name, bytes) in [
        ("a.ifo", info.as_bytes()),
        ("a.idx", &index),
        ("a.dict", &text),
    ] {
        fs::write(folder.join(name), bytes).expect("the home can be written");
    }
    let mut terminal = start(&home, &path, "\"\"");
    press(&mut terminal, "K");
    wait(&mut terminal, "path in the hills");
    let row = |text: &str| terminal.state().screen.find(text).map(|place| place.1);
    assert!(row("path in the hills") < row("mountain"));
    assert!(row("试用词典").is_some());
    assert_eq!(row("sea"), None);
}

#[test]
fn a_longer_and_a_shorter_word_are_one_key_away() {
    let desk = TestFolder::new();
    let home = Home::new();
    let path = desk.put("a.txt", "山路很长。\n");
    // 山路很 is in no dictionary.
    let script = r#"["sh", "-c", "test $0 = 山路很 || echo 条目 $0", "{word}"]"#;
    let mut terminal = start(&home, &path, script);
    press(&mut terminal, "K");
    wait(&mut terminal, "条目 山路");
    for (key, article) in [
        ("l", "条目 山路很长"),
        ("<Left>", "条目 山路"),
        ("h", "条目 山"),
    ] {
        press(&mut terminal, key);
        terminal.wait(article, |state| {
            let is_row = |y| state.screen.row(y).trim() == article;
            (0..state.screen.rows).any(is_row)
        });
        terminal.wait_idle();
        terminal.assert_full_redraw_changes_nothing();
    }
    // There is no shorter one; the article stays, and what is longer is named below it.
    press(&mut terminal, "h");
    wait(&mut terminal, "词典里没有");
    assert!(terminal.state().screen.find("条目 山").is_some());
    assert!(terminal.state().screen.find("山路").is_some());
    // Other keys are those of every sheet.
    press(&mut terminal, "jq");
    assert!(terminal.state().screen.find("条目").is_none());
    press(&mut terminal, "q");
}
